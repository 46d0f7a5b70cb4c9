package score

import (
	"trigraph/extract"
	"trigraph/graph"
)

// Stated gives what a document of Articles states, each way to say it a claim of
// its own; the ends are those that Give puts into its mentions.
func (s *Relations) Stated(d *extract.Document) []graph.Claim {
	x := s.index[d.Article.Text]
	if x == nil {
		return nil
	}
	var all []graph.Claim
	for _, w := range x.wanted {
		for _, y := range w.ways {
			c := graph.Claim{Subject: x.thing(w.subject), Predicate: y.predicate, Object: x.thing(w.object)}
			if y.turned {
				c.Subject, c.Object = c.Object, c.Subject
			}
			all = append(all, c)
		}
	}
	return all
}

// Open reports whether the set leaves open what a document of Articles states of
// two things: it does not mark the pair, or may be read either way.
func (s *Relations) Open(d *extract.Document, a, b string) bool {
	x := s.index[d.Article.Text]
	if x == nil {
		return true
	}
	for _, w := range x.wanted {
		one, two := x.thing(w.subject), x.thing(w.object)
		if w.optional && (one == a && two == b || one == b && two == a) {
			return true
		}
	}
	return s.marks.pairsOnly && !x.marksPair(a, b)
}

// Speaks reports whether the set marks a predicate wherever it is stated.
func (s *Relations) Speaks(p graph.Predicate) bool {
	_, ok := s.marks.judged()[p]
	return ok || s.Whole
}
