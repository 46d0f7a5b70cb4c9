package resolve

import (
	"testing"

	"trigraph/corpus"
)

func TestCommonplaces(t *testing.T) {
	c, err := loadCommonplaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name string
		lang corpus.Lang
		want bool
	}{
		{"API", corpus.English, true}, {"API hub", corpus.English, true}, {"UX Designer", corpus.English, true}, {"Smart Group", corpus.German, true},
		{"robots.txt", corpus.English, true}, {"联邦政府", corpus.Chinese, true}, {"监管机构", corpus.Chinese, true},
		{"GIMP、Inkscape", corpus.Chinese, true}, {"cron 和 at", corpus.Chinese, true}, {"名（FQDN", corpus.Chinese, true},
		{"Chinesische Stadt", corpus.German, true}, {"Schweizer Fleischkonzern", corpus.German, true},
		// names
		{"API Solutions", corpus.English, false}, {"Smart Eye", corpus.English, false}, {"Zorvex Group", corpus.English, false},
		{"Digital.gov", corpus.English, false}, {"系统集成协会", corpus.Chinese, false}, {"美国联邦政府", corpus.Chinese, false},
		{"Schweizerische Nationalbank", corpus.German, false}, {"Bayerische Motoren Werke", corpus.German, false},
		{"Zor (Asia)", corpus.English, false}, {"in", corpus.English, false},
	} {
		if got := c.holds(x.name, x.lang); got != x.want {
			t.Errorf("%s %q: %v, want %v", x.lang, x.name, got, x.want)
		}
	}
}
