package tagger

import (
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
)

// TestCharacters holds that script and width make no difference to
// what a unit is, and that each knows the segmenter's word around it.
func TestCharacters(t *testing.T) {
	read := func(text string) []unit {
		d := document("x", text, corpus.Chinese)
		d.Sentences[0].Tokens = nil
		for _, s := range []corpus.Span{{Start: 0, End: 3}, {Start: 3, End: 9}} {
			d.Sentences[0].Tokens = append(d.Sentences[0].Tokens, extract.Token{Span: s, Tag: "n"})
		}
		return characters(nil, nil, text, d.Sentences[0])
	}
	a, b := read("国电集·AB12,"), read("國電集·ＡＢ１２,")
	if len(a) != 6 || len(b) != len(a) {
		t.Fatalf("%d and %d units", len(a), len(b))
	}
	for i := range a {
		if a[i].lower != b[i].lower || a[i].short != b[i].short || a[i].token != b[i].token {
			t.Errorf("unit %d differs: %+v, %+v", i, a[i], b[i])
		}
	}
	for _, word := range []string{"", "国电", "A股", "\xff\xe5"} {
		if hashSimplified(word) != hashString(word) {
			t.Errorf("%q: two hashes", word)
		}
	}
	if a[0].edge != single || a[1].edge != first || a[2].edge != last || a[4].token != 0 {
		t.Errorf("edges %d %d %d, token %d", a[0].edge, a[1].edge, a[2].edge, a[4].token)
	}
}
