package score

import (
	"fmt"
	"maps"
	"slices"

	"trigraph/extract"
	"trigraph/graph"
)

// links computes B-cubed (Bagga and Baldwin 1998) over all mentions that the
// gold asks for: each mention's precision is the share of its entity's mentions
// that have its key, its recall the share of its key's that have its entity. A
// mention that was not found is an entity of its own.
func (s *scorer) links() {
	byKey, byEntity := map[string][]int{}, map[string][]int{}
	entity := make([]string, len(s.linked))
	for i, l := range s.linked {
		entity[i] = l.entity
		if l.entity == "" {
			entity[i] = fmt.Sprintf("\x00%d", i)
		}
		byKey[l.key] = append(byKey[l.key], i)
		byEntity[entity[i]] = append(byEntity[entity[i]], i)
	}
	var precision, recall float64
	for i, l := range s.linked {
		both := 0
		for _, j := range byEntity[entity[i]] {
			if s.linked[j].key == l.key {
				both++
			}
		}
		precision += float64(both) / float64(len(byEntity[entity[i]]))
		recall += float64(both) / float64(len(byKey[l.key]))
	}
	if n := float64(len(s.linked)); n > 0 {
		precision, recall = precision/n, recall/n
	}
	s.report.LinksP, s.report.LinksR = precision, recall
	if precision+recall > 0 {
		s.report.Links = 2 * precision * recall / (precision + recall)
	}
	s.keyIDs = map[string]string{}
	for key, ids := range s.meaning {
		s.keyIDs[key] = mostOften(ids)
	}
}

func mostOften(ids map[string]int) string {
	best := ""
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if ids[id] > ids[best] {
			best = id
		}
	}
	return best
}

// triple is a claim without its particulars.
type triple struct {
	subject   string
	predicate graph.Predicate
	object    string
}

func (t triple) turned() triple { return triple{t.object, t.predicate, t.subject} }

// symmetric are the predicates whose direction does not count.
var symmetric = []graph.Predicate{"partnersWith", "competesWith"}

func (s *scorer) claims(g Gold, d *extract.Document) {
	got := map[triple]bool{}
	for _, c := range d.Claims {
		got[triple{c.Subject, c.Predicate, c.Object}] = true
	}
	for _, w := range g.Claims {
		t, known := s.triple(w)
		turned := slices.Contains(symmetric, t.predicate) && got[t.turned()]
		if known && (got[t] || turned) {
			s.claim(g.Lang, t.predicate, Count{True: 1})
		} else {
			s.claim(g.Lang, t.predicate, Count{Missed: 1})
			s.fault("%s: claim %v missed", g.Article, w)
		}
		delete(got, t)
		if turned {
			delete(got, t.turned())
		}
	}
	for _, w := range g.OptionalClaims {
		t, _ := s.triple(w)
		delete(got, t)
		delete(got, t.turned())
	}
	for _, c := range d.Claims {
		t := triple{c.Subject, c.Predicate, c.Object}
		if got[t] {
			s.claim(g.Lang, t.predicate, Count{False: 1})
			s.fault("%s: claim [%s %s %s] is not in the text: %q", g.Article, t.subject, t.predicate, t.object, c.Quote)
			delete(got, t)
		}
	}
}

// triple turns the gold's keys into the entity ids that most of their mentions
// have; known is false where one of them was never found.
func (s *scorer) triple(w [3]string) (t triple, known bool) {
	t = triple{s.keyIDs[w[0]], graph.Predicate(w[1]), s.keyIDs[w[2]]}
	return t, t.subject != "" && t.object != ""
}

func (s *scorer) claim(lang string, p graph.Predicate, c Count) {
	s.report.Claims.add(c)
	key := lang + " " + string(p)
	sum := s.report.ByPredicate[key]
	sum.add(c)
	s.report.ByPredicate[key] = sum
}
