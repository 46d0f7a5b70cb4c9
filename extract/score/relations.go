package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Relations is a set of sentences in which people marked names and what the
// sentence states between them.
type Relations struct {
	Name  string // the language and the set, "en-conll04"; relations.tsv knows its labels
	Whole bool   // every claim of the sentences is marked, with its status
	lang  corpus.Lang
	marks relationLabels
	texts []*statement
	index map[string]*statement // by text
}

// statement is a sentence with its names and claims. An end of a claim is the
// key of its thing.
type statement struct {
	id, text string
	names    []extract.Mention // in code points until Documents; Entity is the key
	same     map[string]string // key to the key of the same thing
	wanted   []wanted
	pairs    map[[2]string]bool // ends of which the set says something
}

// wanted is a claim in one or more ways to say it.
type wanted struct {
	subject, object string
	ways            []way
	optional        bool // right if it is claimed, not missed if it is not
	status          graph.Status
}

// ReadRelations reads JSON lines of one of two forms. A line with mentions
// (surface, class, key) and claims (subject key, predicate, object key, status)
// marks all that its text states. A line with subject, object (start, end, type;
// code points) and relation marks one pair; relations.tsv says under the set's
// name which of our classes and predicates its labels are. Errors name the file
// and the line.
func ReadRelations(name string, r io.Reader) (*Relations, error) {
	s := &Relations{Name: name, index: map[string]*statement{}}
	for _, l := range []corpus.Lang{corpus.Chinese, corpus.English, corpus.German} {
		if slices.Contains(strings.Split(name, "-"), string(l)) {
			s.lang = l
		}
	}
	var err error
	if s.marks, err = loadRelationLabels(name); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		if err := s.line(lines.Bytes()); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// relationLine is a line of either form.
type relationLine struct {
	ID       string      `json:"id"`
	Text     string      `json:"text"`
	Mentions [][3]string `json:"mentions"`
	Claims   [][4]string `json:"claims"`
	Subject  *markedEnd  `json:"subject"`
	Object   *markedEnd  `json:"object"`
	Relation string      `json:"relation"`
}

// markedEnd is an end of a marked pair.
type markedEnd struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
}

func (s *Relations) line(raw []byte) error {
	var l relationLine
	if err := json.Unmarshal(raw, &l); err != nil {
		return err
	}
	l.Text = strings.ReplaceAll(l.Text, "<N>", "333") // a number that a set leaves out
	x := s.index[l.Text]
	if x == nil {
		x = &statement{id: l.ID, text: l.Text, same: map[string]string{}, pairs: map[[2]string]bool{}}
		s.index[l.Text] = x
		s.texts = append(s.texts, x)
	}
	if l.Subject != nil && l.Object != nil {
		return x.pair(l, s.marks)
	}
	s.Whole = true
	return x.whole(l)
}

// whole reads a line that marks all of its text.
func (x *statement) whole(l relationLine) error {
	keys := map[string]bool{}
	for _, m := range l.Mentions {
		if !strings.Contains(x.text, m[0]) || m[0] == "" {
			return fmt.Errorf("%s: %q is not in the text", l.ID, m[0])
		}
		keys[m[2]] = true
		for at := 0; ; {
			i := strings.Index(x.text[at:], m[0])
			if i < 0 {
				break
			}
			at += i
			x.name(corpus.Span{Start: at, End: at + len(m[0])}, graph.Class(m[1]), m[2])
			at += len(m[0])
		}
	}
	for _, c := range l.Claims {
		if !keys[c[0]] || !keys[c[2]] {
			return fmt.Errorf("%s: claim %v has an end that no mention names", l.ID, c)
		}
		x.wanted = append(x.wanted, wanted{
			subject: c[0], object: c[2], ways: []way{{predicate: graph.Predicate(c[1])}}, status: graph.Status(c[3]),
		})
	}
	return nil
}

// name adds a name, the longest where two overlap, and returns its key.
func (x *statement) name(s corpus.Span, class graph.Class, key string) string {
	for i, m := range x.names {
		if m.Overlaps(s) {
			if m.Len() < s.Len() {
				x.names[i].Span, x.names[i].Class, x.names[i].Entity = s, class, key
				return key
			}
			return m.Entity
		}
	}
	x.names = append(x.names, extract.Mention{Span: s, Class: class, Entity: key, Confidence: 1})
	return key
}

// pair reads a line that marks one pair of names.
func (x *statement) pair(l relationLine, marks relationLabels) error {
	var ends [2]string
	for i, e := range []*markedEnd{l.Subject, l.Object} {
		if length := utf8.RuneCountInString(x.text); e.Start < 0 || e.End > length || e.Start >= e.End {
			return fmt.Errorf("%s: name at %d to %d of %d code points", l.ID, e.Start, e.End, length)
		}
		class, ok := marks.classes[e.Type]
		if !ok {
			return nil
		}
		span := corpus.Span{Start: byteOffset(x.text, e.Start), End: byteOffset(x.text, e.End)}
		ends[i] = x.name(span, class, x.text[span.Start:span.End])
	}
	x.pairs[ends], x.pairs[[2]string{ends[1], ends[0]}] = true, true
	meant, ok := marks.relations[l.Relation]
	if ok && meant.same {
		x.same[ends[1]] = ends[0]
	}
	if ok && len(meant.ways) > 0 && ends[0] != ends[1] {
		x.wanted = append(x.wanted, wanted{subject: ends[0], object: ends[1], ways: meant.ways, optional: meant.optional})
	}
	return nil
}

func byteOffset(text string, points int) int {
	i := 0
	for ; points > 0 && i < len(text); points-- {
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	return i
}

// thing gives the key that stands for all names of one thing.
func (x *statement) thing(key string) string {
	for range len(x.same) {
		next, ok := x.same[key]
		if !ok {
			break
		}
		key = next
	}
	return key
}

// Articles returns an article for each sentence, in the order of the set.
func (s *Relations) Articles() []*corpus.Article {
	var all []*corpus.Article
	for i, x := range s.texts {
		if x.id == "" {
			x.id = fmt.Sprintf("%s-%d", s.Name, i+1)
		}
		all = append(all, &corpus.Article{
			ID: x.id, Source: x.id, Lang: s.lang, Text: x.text,
			Blocks: []corpus.Block{{Span: corpus.Span{End: len(x.text)}, Kind: corpus.Paragraph, Lang: s.lang}},
		})
	}
	return all
}

// Give puts the marked names in the place of those that were found in a
// document of Articles. Where both mark the same place, what was found tells
// the more special class, if narrower says that it is one.
func (s *Relations) Give(d *extract.Document, narrower func(c, than graph.Class) bool) {
	x := s.index[d.Article.Text]
	if x == nil {
		return
	}
	found := map[corpus.Span]extract.Mention{}
	for _, m := range d.Mentions {
		found[m.Span] = m
	}
	d.Mentions = nil
	for _, m := range x.names {
		m.Name = d.Text(m.Span)
		m.Entity = x.thing(m.Entity)
		if own, ok := found[m.Span]; ok {
			m.Name, m.Adjective = own.Name, own.Adjective
			if narrower(own.Class, m.Class) {
				m.Class = own.Class
			}
		}
		d.Mentions = append(d.Mentions, m)
	}
	slices.SortFunc(d.Mentions, func(a, b extract.Mention) int { return a.Start - b.Start })
}

// Judges reports whether anything of the set can be scored: it marks whole
// sentences, or relations.tsv knows its labels.
func (s *Relations) Judges() bool { return s.Whole || len(s.marks.relations) > 0 }
