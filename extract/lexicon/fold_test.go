package lexicon

import (
	"testing"

	"trigraph/corpus"
)

func TestSpellingsOfOneName(t *testing.T) {
	l, err := Load(file("a.tsv", "id\tclass\ten\tde\tzh\nz\tCity\t\tZürich\t蘇黎世\ns\tPlace\t\tGroße Straße\t\nn\tCompany\tNestlé\t\t\n"+
		"m\tPerson\tMichael\t\t\nv\tCompany\tVW Käse AG\t\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Zürich": "z", "Zuerich": "z", "ZÜRICH": "z", "ZUERICH": "z", "苏黎世": "z", "蘇黎世": "z", "Ｚürich": "z",
		"Große Straße": "s", "Grosse Strasse": "s", "GROSSE STRASSE": "s", "Große Strasse": "s",
		"Nestlé": "n", "Nestle": "n", "NESTLÉ": "n", "Michael": "m", "VW Kaese AG": "v",
		"zürich": "", "Zurich": "", "Grose Strase": "", "Zürichs See": "z", "Nestlés": "n",
	} {
		got := ""
		for _, m := range analyze(t, l, corpus.German, "In "+text+", "+text+".") {
			if got = m.Readings[0].Entity; text[0] < 0x80 && m.Start != 3 && m.Start != 5+len(text) {
				t.Errorf("%s found at %d", text, m.Start)
			}
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if r := l.Lookup("zuerich"); len(r) != 1 || r[0].Entity != "z" {
		t.Errorf("Lookup = %v", r)
	}
}
