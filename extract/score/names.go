package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"trigraph/extract"
	"trigraph/graph"
)

// Set is a set of sentences in which people marked names, and what its labels
// and our classes have in common.
type Set struct {
	Name      string // the language and the set, "de-ler"; conventions.tsv knows it
	sentences []sentence
	labels    labels
	against   []convention
}

// sentence is one line of a set; offsets count code points.
type sentence struct {
	ID       any    `json:"id"` // text or number
	Text     string `json:"text"`
	Entities []struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Type  string `json:"type"`
	} `json:"entities"`
}

// labels turns a set's labels and our classes into types that both have; what
// has none is not scored. Of a type under Inside, a mention within the span
// that a set marks is right: the law in a citation.
type labels struct {
	Gold   map[string]string      `json:"gold"`
	Pred   map[graph.Class]string `json:"pred"`
	Inside []string               `json:"inside"`
}

// ReadSet reads sentences, a JSON object a line with id, text and entities
// (start, end, type; code points), and the map of labels, a JSON object with
// gold (label to type or null), pred (class to type or null) and inside (types).
// A nil map means that the labels are our classes. Errors name the file and
// the line.
func ReadSet(name string, sentences, labels io.Reader) (*Set, error) {
	s := &Set{Name: name}
	var err error
	if s.against, err = conventions(name); err != nil {
		return nil, err
	}
	if labels != nil {
		if err := json.NewDecoder(labels).Decode(&s.labels); err != nil {
			return nil, fmt.Errorf("%s: map of labels: %w", name, err)
		}
	}
	lines := bufio.NewReader(sentences)
	for n := 1; ; n++ {
		line, readErr := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var x sentence
			if err := x.read(line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			s.sentences = append(s.sentences, x)
		}
		if readErr == io.EOF {
			return s, nil
		}
		if readErr != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, readErr)
		}
	}
}

func (x *sentence) read(line []byte) error {
	if err := json.Unmarshal(line, x); err != nil {
		return err
	}
	if id, ok := x.ID.(float64); ok {
		x.ID = fmt.Sprintf("%.0f", id)
	}
	length := utf8.RuneCountInString(x.Text)
	for _, e := range x.Entities {
		if e.Start < 0 || e.End > length || e.Start >= e.End {
			return fmt.Errorf("name at %d to %d of %d code points", e.Start, e.End, length)
		}
	}
	return nil
}

// Names is how well the names of a set were found: exact spans with the right
// type.
type Names struct {
	Official Figures // with the map as it is
	Strict   Figures // no mercy for what lies within a marked span
	Graph    Figures // without the cases in which the set asks for what a graph does not want
	Cases    int     // how many these are
	Missing  int     // sentences that gave no document
	Sure     map[Bin]Count
}

// Figures are counts by type, and over all types.
type Figures struct {
	Micro  Count
	ByType map[string]Count
}

func (f *Figures) add(typ string, c Count) {
	f.Micro.add(c)
	sum := f.ByType[typ]
	sum.add(c)
	f.ByType[typ] = sum
}

// Bin is a step and a range of confidence; in Names.Sure it leads to how many
// mentions were right (True) and wrong (False), without the cases that Graph
// leaves out.
type Bin struct {
	Step      string // lexicon, rules or tagger
	Low, High float64
}

// Score compares with documents extracted from the set's sentences, found by
// article id. It fails where a document's text is another than the sentence's.
func (s *Set) Score(docs []*extract.Document) (*Names, error) {
	byID := map[string]*extract.Document{}
	for _, d := range docs {
		byID[d.Article.ID] = d
	}
	n := &Names{Sure: map[Bin]Count{}}
	for _, f := range []*Figures{&n.Official, &n.Strict, &n.Graph} {
		f.ByType = map[string]Count{}
	}
	for _, x := range s.sentences {
		d := byID[fmt.Sprint(x.ID)]
		if d == nil {
			n.Missing++
		} else if d.Article.Text != x.Text {
			return nil, fmt.Errorf("%s: sentence %v was read with another text", s.Name, x.ID)
		}
		s.judge(x, d, s.labels.Inside, false).count(&n.Official)
		s.judge(x, d, nil, false).count(&n.Strict)
		j := s.judge(x, d, s.labels.Inside, true)
		j.count(&n.Graph)
		j.bins(n.Sure)
		n.Cases += j.cases
	}
	return n, nil
}
