package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/knights-analytics/hugot"
	"github.com/knights-analytics/hugot/backends"
	"github.com/knights-analytics/hugot/pipelines"
)

// A sentence is given to the model in pieces of at most so many code points:
// models of the BERT family read 512 tokens, two of them their own, and a code
// point is rarely more than one token. What still does not fit has no names.
const longest = 400

// together is how many pieces are run at once; more takes more memory.
const together = 8

// model is an open model. It is not safe for concurrent use.
type model struct {
	session  *hugot.Session
	pipeline *pipelines.TokenClassificationPipeline
}

// open loads the model in a folder.
func open(folder string) (m *model, err error) {
	defer caught(&err)
	if err := check(folder); err != nil {
		return nil, err
	}
	session, err := hugot.NewGoSession()
	if err != nil {
		return nil, err
	}
	p, err := hugot.NewPipeline(session, hugot.TokenClassificationConfig{
		ModelPath: folder,
		Name:      "names",
		Options: []backends.PipelineOption[*pipelines.TokenClassificationPipeline]{
			pipelines.WithoutAggregation(),
			pipelines.WithIgnoreLabels([]string{""}), // O too: where a name ends matters
		},
	})
	if err != nil {
		return nil, errors.Join(err, session.Destroy())
	}
	return &model{session, p}, nil
}

// check refuses what the pipeline would read wrongly or end the process over.
func check(folder string) error {
	if _, err := os.Stat(filepath.Join(folder, "config.json")); err != nil {
		return err
	}
	file := filepath.Join(folder, "tokenizer.json")
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var tokenizer struct{ Model struct{ Type string } }
	if err := json.Unmarshal(data, &tokenizer); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if kind := tokenizer.Model.Type; kind != "WordPiece" && kind != "Unigram" {
		return fmt.Errorf("%s: a tokenizer of kind %q is not read, only WordPiece and Unigram", file, kind)
	}
	return nil
}

func (m *model) close() { _ = m.session.Destroy() }

// labels are the kinds of names the model knows, without B- and I-, sorted.
func (m *model) labels() []string {
	var out []string
	for _, l := range m.pipeline.IDLabelMap {
		if _, kind := parts(l); kind != "" {
			out = append(out, kind)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// piece is a stretch of a sentence, from byte start on.
type piece struct {
	sentence, start int
	text            string
}

// tag returns the names of each sentence, in order.
func (m *model) tag(sentences []string) ([][]name, error) {
	out := make([][]name, len(sentences))
	var all []piece
	for i, s := range sentences {
		out[i] = []name{}
		if !utf8.ValidString(s) {
			return nil, fmt.Errorf("sentence %d: not UTF-8", i)
		}
		all = append(all, pieces(i, s)...)
	}
	for batch := range slices.Chunk(all, together) {
		found, err := m.run(batch)
		if err != nil {
			return nil, err
		}
		for i, p := range batch {
			for _, n := range found[i] {
				n.Start, n.End = n.Start+p.start, n.End+p.start
				out[p.sentence] = append(out[p.sentence], n)
			}
		}
	}
	return out, nil
}

func (m *model) run(batch []piece) (out [][]name, err error) {
	defer caught(&err)
	texts := make([]string, len(batch))
	for i, p := range batch {
		texts[i] = p.text
	}
	result, err := m.pipeline.RunPipeline(texts)
	if err != nil {
		return nil, err
	}
	out = make([][]name, len(batch))
	for i, tokens := range result.Entities {
		out[i] = names(texts[i], tokens)
	}
	return out, nil
}

// caught turns a panic of the libraries into an error.
func caught(err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("the model's library failed: %v", fault)
	}
}

// pieces cuts a sentence, behind a space or mark where there is one in the last
// half of a piece. What holds neither letter nor digit is left out.
func pieces(sentence int, text string) []piece {
	var out []piece
	for at := 0; at < len(text); {
		end := at + cut(text[at:])
		if strings.ContainsFunc(text[at:end], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			out = append(out, piece{sentence, at, text[at:end]})
		}
		at = end
	}
	return out
}

// cut returns the length of the first piece of a text, in bytes.
func cut(text string) int {
	n, good := 0, 0
	for i, r := range text {
		if n == longest {
			if good > 0 {
				return good
			}
			return i
		}
		n++
		if n > longest/2 && (unicode.IsSpace(r) || unicode.IsPunct(r)) {
			good = i + utf8.RuneLen(r)
		}
	}
	return len(text)
}
