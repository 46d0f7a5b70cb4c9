package tagger

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// written holds own-LANG.txt: sentences with marked names that were written for
// these models.
//
//go:embed data
var written embed.FS

// ownPrefix begins the names of sets of our own writing.
const ownPrefix = "own-"

// Own returns the sentences of our own writing in a language, each a document
// of one block without further layers; none where there are none. An error
// names the line whose marks are unsound.
func Own(lang corpus.Lang) ([]Example, error) {
	set := ownPrefix + string(lang)
	data, err := written.ReadFile("data/" + set + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("tagger: %w", err)
	}
	var out []Example
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := parseMarked(line, lang)
		if err != nil {
			return nil, fmt.Errorf("tagger: %s.txt:%d: %w", set, n, err)
		}
		e.Set, e.Knows = set, Classes()
		a := e.Document.Article
		a.ID, a.Source = fmt.Sprintf("%s-%08x", set, hashString(a.Text)), set
		out = append(out, e)
	}
	return out, nil
}

// parseMarked reads a sentence with marks of the form [name|Class].
func parseMarked(line string, lang corpus.Lang) (Example, error) {
	var text strings.Builder
	var golds []Gold
	for line != "" {
		open := strings.IndexAny(line, "[]")
		if open < 0 {
			open = len(line)
		}
		text.WriteString(line[:open])
		if line = line[open:]; line == "" {
			break
		}
		inner, rest, ok := strings.Cut(line[1:], "]")
		name, class, marked := strings.Cut(inner, "|")
		if line[0] == ']' || !ok || !marked || name == "" || name != strings.TrimSpace(name) || strings.Contains(name, "[") {
			return Example{}, fmt.Errorf("unsound mark at %q", line)
		}
		if !slices.Contains(Classes(), graph.Class(class)) {
			return Example{}, fmt.Errorf("%s: unknown class %q", name, class)
		}
		golds = append(golds, Gold{corpus.Span{Start: text.Len(), End: text.Len() + len(name)}, []graph.Class{graph.Class(class)}})
		text.WriteString(name)
		line = rest
	}
	a := &corpus.Article{Lang: lang, Text: text.String()}
	a.Blocks = []corpus.Block{{Span: corpus.Span{End: text.Len()}, Kind: corpus.Paragraph, Lang: lang}}
	return Example{Document: extract.New(a), Golds: golds}, nil
}
