package score

import (
	"slices"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
)

// name is a span in code points and what it names, in a type of the map.
type name struct {
	corpus.Span
	typ string
}

// judgement is one sentence compared.
type judgement struct {
	wanted map[name]bool // true where it was found
	found  map[name]bool // true where it is right
	judged []judged
	cases  int // names of either side left out for a convention
}

// judged is a mention that counts.
type judged struct {
	name
	step       string
	confidence float64
}

// judge compares a sentence with its document, nil where there is none. Of the
// types inside, what lies within a wanted name is right. Where graph is set,
// names are left out that the set marks, or leaves unmarked, against the
// graph's need.
func (s *Set) judge(x sentence, d *extract.Document, inside []string, graph bool) judgement {
	j := judgement{wanted: map[name]bool{}, found: map[name]bool{}}
	var loose []corpus.Span // neither wanted nor wrong
	text := []rune(x.Text)
	for _, e := range x.Entities {
		span := corpus.Span{Start: e.Start, End: e.End}
		typ := s.labels.gold(e.Type)
		against := graph && typ != "" && s.contradicts(e.Type, string(text[e.Start:e.End]))
		if against {
			j.cases++
		}
		if typ == "" || against {
			loose = append(loose, span)
		} else {
			j.wanted[name{span, typ}] = false
		}
	}
	if d == nil {
		return j
	}
	for _, m := range d.Mentions {
		span := corpus.Span{Start: d.CodePoint(m.Start), End: d.CodePoint(m.End)}
		n := name{span, s.labels.pred(m.Class)}
		switch {
		case n.typ == "", slices.ContainsFunc(loose, span.Overlaps):
		case graph && m.Adjective && !j.marked(span):
			j.cases++
		default:
			j.found[n] = false
			j.judged = append(j.judged, judged{n, step(m.Step), m.Confidence})
		}
	}
	j.match(inside)
	return j
}

func (j judgement) marked(s corpus.Span) bool {
	for w := range j.wanted {
		if w.Overlaps(s) {
			return true
		}
	}
	return false
}

func (j judgement) match(inside []string) {
	for f := range j.found {
		if _, ok := j.wanted[f]; ok {
			j.wanted[f], j.found[f] = true, true
		}
	}
	for w, hit := range j.wanted {
		if hit || !slices.Contains(inside, w.typ) {
			continue
		}
		for f := range j.found {
			_, own := j.wanted[f]
			if !own && f.typ == w.typ && w.Start <= f.Start && f.End <= w.End {
				j.wanted[w], j.found[f] = true, true
			}
		}
	}
}

// count adds the sentence: what is wanted is right or missed, and what was
// found without being right is wrong.
func (j judgement) count(f *Figures) {
	for w, hit := range j.wanted {
		if hit {
			f.add(w.typ, Count{True: 1})
		} else {
			f.add(w.typ, Count{Missed: 1})
		}
	}
	for n, right := range j.found {
		if !right {
			f.add(n.typ, Count{False: 1})
		}
	}
}

// bounds part the range of confidence.
var bounds = []float64{0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95}

func (j judgement) bins(sure map[Bin]Count) {
	for _, m := range j.judged {
		i := len(bounds) - 1
		for m.confidence < bounds[i] && i > 0 {
			i--
		}
		b := Bin{Step: m.step, Low: bounds[i], High: 1}
		if i+1 < len(bounds) {
			b.High = bounds[i+1]
		}
		c := sure[b]
		if j.found[m.name] {
			c.True++
		} else {
			c.False++
		}
		sure[b] = c
	}
}

// step tells the lexicon and the tagger from the rules, of which each language
// has its own.
func step(s string) string {
	for _, known := range []string{"lexicon", "tagger"} {
		if strings.HasPrefix(s, known) {
			return known
		}
	}
	return "rules"
}
