package lexicon

import (
	"slices"
	"testing"

	"trigraph/corpus"
)

func TestTownAdjectives(t *testing.T) {
	for town, want := range map[string][]string{
		"Berlin":            {"Berliner"},
		"Göttingen":         {"Göttinger"},
		"München":           {"Münchner", "Münchener"},
		"Dresden":           {"Dresdner", "Dresdener"},
		"Essen":             {"Essener"},
		"Karlsruhe":         {"Karlsruher"},
		"Hannover":          nil, // Hannoveraner
		"Frankfurt am Main": nil,
		"Ulm":               nil, // Ulmer, but short names make too many words
	} {
		if got := townAdjectives(town); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", town, got, want)
		}
	}
}

// TestTownAdjectiveNeedsANoun: without one the word may be people or food.
func TestTownAdjectiveNeedsANoun(t *testing.T) {
	l := testLexicon(t)
	for _, c := range []struct {
		lang corpus.Lang
		text string
		want float64
	}{
		{corpus.German, "Der Pariser Verlag wächst.", attributiveConfidence},
		{corpus.German, "Ein Pariser lacht.", aloneConfidence},
		{corpus.German, "Er kommt als Pariser.", aloneConfidence},
		{corpus.English, "The Pariser Flag hangs.", 0},
	} {
		got := 0.0
		for _, m := range analyze(t, l, c.lang, c.text) {
			if m.Adjective && m.Readings[0].Entity == "paris" {
				got = m.Confidence
			}
		}
		if got != c.want {
			t.Errorf("%s: confidence %v, want %v", c.text, got, c.want)
		}
	}
}
