package en

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

// TestTagsAreThoseOfProse holds tags to prose's own. In the sentences no word
// stands twice, since prose gives all its places the tag of the last, and none is
// one of which two tags score the same.
func TestTagsAreThoseOfProse(t *testing.T) {
	p, err := loadPerceptron()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"Learn how agencies share well-known data with 300 users in 2017 .",
		"In May Apple 's chief -LRB- Tim Cook -RRB- said \" No to all .",
		"Visit www.example.com or write to @someone , me@example.com or *T*-1 - and 0 .",
		"Größe and naïve words – they ' re here : $ 3.55 & more !",
		"Register now for the 1999 webinar !",
	} {
		doc, err := prose.NewDocument(text, prose.WithSegmentation(false), prose.WithExtraction(false))
		if err != nil {
			t.Fatal(err)
		}
		var words, want []string
		for _, token := range doc.Tokens() {
			words, want = append(words, token.Text), append(want, token.Tag)
		}
		if got := p.tags(words, len(words)); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestCutsAreThoseOfProse holds the cuts of words to prose's own.
func TestCutsAreThoseOfProse(t *testing.T) {
	tagger := &tagger{}
	for _, word := range []string{
		"don't", "Don’t", "n't", "agency's", "agency’s", "they'll", "we’re", "I'm", "I'd", "we’ve", "O'Neil", "O’Neil's",
		"can't've", "rock-n't", "24-7's", "'tis", "A'S", "WON'T", "x's'", "AT&T's", "Yahoo!'s", "U.S.'s", "ain’t", "students'",
	} {
		cut := cutAt(word)
		if cut == 0 {
			continue
		}
		got := []string{word[:cut], word[cut:]}
		if cut == len(word) {
			got = got[:1]
		}
		tokens, err := tagger.run(word, false)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, token := range tokens {
			want = append(want, token.Text)
		}
		if strings.ReplaceAll(strings.Join(got, "|"), "’", "'") != strings.Join(want, "|") {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}
