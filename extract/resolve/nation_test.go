package resolve

import (
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
)

// TestNation gives a nation in brackets and a name in braces, and whether the
// nation is said to be the name's.
func TestNation(t *testing.T) {
	for text, want := range map[string]bool{
		"Die [US]-Behörde {EPA} prüft das.":                       true,
		"Der [amerikanische] Chemiekonzern {Dow} wächst.":         true,
		"The [Chinese] electric-car maker {Zeekr} grew.":          true,
		"The [Chinese] arm of {Ford} grew.":                       false,
		"Firms from [Germany], {Ford} among them, grew.":          false,
		"The [German] minister said he would visit it and {Ford}": false,
	} {
		plain := strings.NewReplacer("[", "", "]", "", "{", "", "}", "").Replace(text)
		from, to := strings.Index(text, "{")-2, strings.Index(text, "}")-3
		d := extract.New(&corpus.Article{Text: plain, Lang: corpus.English})
		s := &scene{d: d, nations: map[int]string{strings.Index(text, "]") - 1: "nation"}}
		if got := s.nation(extract.Mention{Span: corpus.Span{Start: from, End: to}}) != ""; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
