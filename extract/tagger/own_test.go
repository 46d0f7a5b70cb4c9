package tagger

import (
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/graph"
)

func TestParseMarked(t *testing.T) {
	e, err := parseMarked("[Ünder Foo|Company] fined [Bar|Person].", corpus.English)
	if err != nil {
		t.Fatal(err)
	}
	if text := e.Document.Article.Text; text != "Ünder Foo fined Bar." {
		t.Errorf("text %q", text)
	}
	if len(e.Golds) != 2 || e.Document.Text(e.Golds[0].Span) != "Ünder Foo" || e.Golds[1].Classes[0] != graph.Person || e.Document.Text(e.Golds[1].Span) != "Bar" {
		t.Errorf("names %+v", e.Golds)
	}
	for _, line := range []string{"[Foo", "Foo]", "[Foo|Firm]", "[|Person]", "[ Foo|Person]", "[Foo]", "[[Foo|Person]|Person]"} {
		if _, err := parseMarked(line, corpus.English); err == nil {
			t.Errorf("%s: no error", line)
		}
	}
}

// The sentences that are there are sound, differ, and hold names.
func TestOwn(t *testing.T) {
	for _, lang := range []corpus.Lang{corpus.Chinese, corpus.English, corpus.German} {
		examples, err := Own(lang)
		if err != nil {
			t.Fatal(err)
		}
		seen, names := map[string]bool{}, 0
		for _, e := range examples {
			text := e.Document.Article.Text
			if seen[text] || strings.TrimSpace(text) == "" {
				t.Errorf("%s: twice or empty: %s", lang, text)
			}
			seen[text] = true
			names += len(e.Golds)
		}
		if len(examples) > 0 && (names == 0 || License(examples[0].Set) != "Apache-2.0") {
			t.Errorf("%s: %d names in %d sentences under licence %s", lang, names, len(examples), License(examples[0].Set))
		}
	}
	if examples, err := Own("xx"); err != nil || len(examples) > 0 {
		t.Errorf("a language without sentences: %d, %v", len(examples), err)
	}
}
