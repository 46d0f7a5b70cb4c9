package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"trigraph/corpus"
	"trigraph/extract"
)

// linkedSet is a set of texts in which people said what each name means.
type linkedSet struct {
	name  string
	texts []linkedText
}

// linkedText is one text and its names.
type linkedText struct {
	doc   *extract.Document
	names []linkedName
}

// linkedName is a name and the Wikidata id of what it means, "" for a thing
// that has none.
type linkedName struct {
	corpus.Span
	qid, title string
	types      []string
}

// nobody is what the sets write for a thing that Wikidata does not hold.
const nobody = "NIL"

// readLinkedSets reads every *.jsonl and *.jsonl.gz of a folder: JSON lines
// with id, lang, date, text and mentions (start, end in code points, qid, title,
// type).
func readLinkedSets(dir string) ([]linkedSet, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl*"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no set *.jsonl or *.jsonl.gz", dir)
	}
	slices.Sort(files)
	var out []linkedSet
	for _, file := range files {
		set := linkedSet{name: nameOfSet(file)}
		if err := set.read(file); err != nil {
			return nil, err
		}
		out = append(out, set)
	}
	return out, nil
}

func (s *linkedSet) read(file string) error {
	r, done, err := openSet(file)
	if err != nil {
		return err
	}
	defer done()
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, readErr := lines.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			t, err := readLinkedText(line)
			if err != nil {
				return fmt.Errorf("%s:%d: %w", file, n, err)
			}
			s.texts = append(s.texts, t)
		}
		if readErr == io.EOF {
			return nil
		}
		if readErr != nil {
			return fmt.Errorf("%s: %w", file, readErr)
		}
	}
}

func readLinkedText(line []byte) (linkedText, error) {
	var x struct {
		ID       string      `json:"id"`
		Lang     corpus.Lang `json:"lang"`
		Date     string      `json:"date"`
		Text     string      `json:"text"`
		Mentions []struct {
			Start int    `json:"start"`
			End   int    `json:"end"`
			QID   string `json:"qid"`
			Title string `json:"title"`
			Type  string `json:"type"`
		} `json:"mentions"`
	}
	if err := json.Unmarshal(line, &x); err != nil {
		return linkedText{}, err
	}
	a := &corpus.Article{ID: x.ID, Source: x.ID, Lang: x.Lang, Text: x.Text}
	a.Published, _ = time.Parse(time.DateOnly, x.Date) // most sets have no date
	a.Blocks = []corpus.Block{{Span: corpus.Span{End: len(x.Text)}, Kind: corpus.Paragraph, Lang: x.Lang}}
	t := linkedText{doc: extract.New(a)}
	offsets := byteOffsets(x.Text)
	for _, m := range x.Mentions {
		if m.Start < 0 || m.End >= len(offsets) || m.Start >= m.End {
			return t, fmt.Errorf("%s: name at %d to %d of %d code points", x.ID, m.Start, m.End, len(offsets)-1)
		}
		n := linkedName{Span: corpus.Span{Start: offsets[m.Start], End: offsets[m.End]}, qid: m.QID, title: m.Title, types: strings.Split(m.Type, "|")}
		n.Start += len(n.In(x.Text)) - len(strings.TrimLeft(n.In(x.Text), " \n"))
		n.End -= len(n.In(x.Text)) - len(strings.TrimRight(n.In(x.Text), " \n"))
		if n.qid == nobody {
			n.qid = ""
		}
		t.names = append(t.names, n)
	}
	return t, nil
}
