package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/annotate"
)

var (
	sharedLinks = filepath.Join("..", "..", "..", "shared", "eval", "el")
	sharedFacts = filepath.Join("..", "..", "..", "shared", "facts")
)

// TestScoresOfLinks holds which things the names of annotated sets are taken
// for to the committed figures. The sets are no part of the repository.
func TestScoresOfLinks(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all sets: not in short mode")
	}
	if _, err := os.Stat(sharedLinks); err != nil {
		t.Skip("no annotated sets beside the checkout")
	}
	p, out := spansProgram(t)
	o := linkOptions{data: sharedLinks, facts: sharedFacts, things: filepath.Join("testdata", "links", "things.tsv")}
	if err := p.scoreLinks(t.Context(), o, false); err != nil {
		t.Fatal(err)
	}
	compare(t, filepath.Join("testdata", "links.txt"), out.String())
}

// TestScoresOfHomonyms holds the cases of testdata/links/homonyms.tsv, extracted
// as a user does with the lexicon that comes with the program.
func TestScoresOfHomonyms(t *testing.T) {
	e, err := newEngine(defaultConfig(t).Extract)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "links", "homonyms.tsv")
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var wrong, sums bytes.Buffer
	right, all := map[string]int{}, map[string]int{}
	err = eachRow(file, f, func(get func(string) string) {
		key := get("half") + " " + get("lang")
		all[key]++
		if got := meaning(t, e, corpus.Lang(get("lang")), get("text")); got == get("means") {
			right[key]++
		} else {
			fmt.Fprintf(&wrong, "%s: %s: got %s, want %s\n", key, get("text"), got, get("means"))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"1 de", "1 en", "1 zh", "2 de", "2 en", "2 zh"} {
		fmt.Fprintf(&sums, "half %s: %d of %d right\n", key, right[key], all[key])
	}
	compare(t, filepath.Join("testdata", "homonyms.txt"), sums.String()+wrong.String())
}

// meaning is what the [marked] name of a passage is taken for: an id, "none"
// where nothing is named, "unsure" where it is a thing of its own.
func meaning(t *testing.T, e *engine, lang corpus.Lang, marked string) string {
	t.Helper()
	before, rest, _ := strings.Cut(marked, "[")
	name, after, ok := strings.Cut(rest, "]")
	if !ok {
		t.Fatalf("no [name] in %q", marked)
	}
	text := before + name + after
	d := extract.New(&corpus.Article{ID: "a", Lang: lang, Text: text,
		Blocks: []corpus.Block{{Span: corpus.Span{End: len(text)}, Kind: corpus.Paragraph, Lang: lang}}})
	if err := annotate.Run(t.Context(), e.names, d); err != nil {
		t.Fatal(err)
	}
	m, found := mentionOver(d, corpus.Span{Start: len(before), End: len(before) + len(name)})
	if !found {
		return "none"
	}
	if _, known := e.known.Entity(m.Entity); known {
		return m.Entity
	}
	return "unsure (" + m.Entity + ")"
}
