package score

import (
	"fmt"
	"slices"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Claims is how well the claims of a set were found, by predicate ("acquired"),
// without regard to status; where the set marks statuses, Exact counts a claim
// as right only with the right one. Faults lists each difference in words.
type Claims struct {
	Found  Figures
	Exact  Figures
	Faults []string
}

// claimed is a claim in the words of a sentence's keys.
type claimed struct {
	subject, object string
	predicate       graph.Predicate
	status          graph.Status
	rule            string
}

// Score compares with documents of the set's articles. The ends of a claim are
// those keys of the sentence at whose places its entities are named.
func (s *Relations) Score(docs []*extract.Document) *Claims {
	c := &Claims{Found: Figures{ByType: map[string]Count{}}, Exact: Figures{ByType: map[string]Count{}}}
	seen := map[string]bool{}
	for _, d := range docs {
		x := s.index[d.Article.Text]
		if x == nil {
			continue
		}
		seen[x.text] = true
		s.judge(x, x.claimed(d), c)
	}
	for _, x := range s.texts {
		if !seen[x.text] {
			s.judge(x, nil, c)
		}
	}
	return c
}

// claimed gives the document's claims with the keys of their ends; an end that
// the sentence does not mark keeps its entity's id.
func (x *statement) claimed(d *extract.Document) []claimed {
	keys := map[string][]string{}
	for _, m := range d.Mentions {
		key := x.keyAt(m.Span)
		if key != "" && !slices.Contains(keys[m.Entity], key) {
			keys[m.Entity] = append(keys[m.Entity], key)
		}
	}
	var all []claimed
	for _, c := range d.Claims {
		best := claimed{c.Subject, c.Object, c.Predicate, c.Status, c.Rule}
		for _, s := range append(keys[c.Subject], "") {
			for _, o := range append(keys[c.Object], "") {
				if s != "" && o != "" && (best.subject == c.Subject || x.wants(s, c.Predicate, o)) {
					best.subject, best.object = s, o
				}
			}
		}
		all = append(all, best)
	}
	return all
}

// keyAt is the key of the marked name that a span overlaps most.
func (x *statement) keyAt(s corpus.Span) string {
	best, key := 0, ""
	for _, m := range x.names {
		if n := min(m.End, s.End) - max(m.Start, s.Start); n > best {
			best, key = n, x.thing(m.Entity)
		}
	}
	return key
}

func (x *statement) wants(subject string, p graph.Predicate, object string) bool {
	return slices.ContainsFunc(x.wanted, func(w wanted) bool {
		return w.says(x, claimed{subject: subject, object: object, predicate: p})
	})
}

// key is the same for what is wanted twice, and for both directions of a
// symmetric predicate.
func (w wanted) key(x *statement) string {
	a, b := x.thing(w.subject), x.thing(w.object)
	if slices.Contains(symmetric, w.ways[0].predicate) && b < a {
		a, b = b, a
	}
	return fmt.Sprint(a, w.ways[0], b)
}

// says reports whether a claim is what is wanted, its status aside.
func (w wanted) says(x *statement, c claimed) bool {
	a, b := x.thing(w.subject), x.thing(w.object)
	for _, y := range w.ways {
		straight, turned := c.subject == a && c.object == b, c.subject == b && c.object == a
		if slices.Contains(symmetric, y.predicate) {
			straight = straight || turned
		} else if y.turned {
			straight = turned
		}
		if y.predicate == c.predicate && straight {
			return true
		}
	}
	return false
}

// judge counts one sentence.
func (s *Relations) judge(x *statement, claims []claimed, out *Claims) {
	judged := s.marks.judged()
	hit, exact := make([]bool, len(x.wanted)), make([]bool, len(x.wanted))
	wrong := map[claimed]bool{}
	for _, c := range claims {
		if s.passesOver(x, c, judged) {
			continue
		}
		right := false
		for i, w := range x.wanted {
			if w.says(x, c) {
				right, hit[i] = true, true
				exact[i] = exact[i] || w.status == "" || w.status == c.status
			}
		}
		bare := claimed{subject: c.subject, object: c.object, predicate: c.predicate}
		if !right && !wrong[bare] {
			wrong[bare] = true
			name := string(c.predicate)
			if as, ok := judged[c.predicate]; ok {
				name = string(as)
			}
			out.Found.add(name, Count{False: 1})
			out.Exact.add(name, Count{False: 1})
			out.fault(x, "wrong: %s %s %s (%s, %s)", c.subject, c.predicate, c.object, c.status, c.rule)
		}
	}
	counted := map[string]bool{}
	for i, w := range x.wanted {
		name := string(w.ways[0].predicate)
		key := w.key(x)
		if counted[key] || x.thing(w.subject) == x.thing(w.object) {
			continue
		}
		counted[key] = true
		switch {
		case hit[i] && w.optional: // nothing was asked
		case hit[i]:
			out.Found.add(name, Count{True: 1})
			if exact[i] {
				out.Exact.add(name, Count{True: 1})
			} else {
				out.Exact.add(name, Count{False: 1, Missed: 1})
				out.fault(x, "status: %s %s %s is %s", w.subject, name, w.object, w.status)
			}
		case !w.optional:
			out.Found.add(name, Count{Missed: 1})
			out.Exact.add(name, Count{Missed: 1})
			out.fault(x, "missed: %s %s %s (%s)", w.subject, name, w.object, w.status)
		}
	}
}

// passesOver reports whether a set says nothing of a claim: it marks no such
// predicate, or not this pair; a denied claim counts only where it marks statuses.
func (s *Relations) passesOver(x *statement, c claimed, judged map[graph.Predicate]graph.Predicate) bool {
	if s.Whole {
		return false
	}
	_, known := judged[c.predicate]
	return !known || c.status == graph.Denied || s.marks.pairsOnly && !x.marksPair(c.subject, c.object)
}

func (x *statement) marksPair(a, b string) bool {
	for p := range x.pairs {
		if x.thing(p[0]) == a && x.thing(p[1]) == b {
			return true
		}
	}
	return false
}

func (c *Claims) fault(x *statement, format string, args ...any) {
	c.Faults = append(c.Faults, x.id+": "+fmt.Sprintf(format, args...)+"\n\t"+x.text)
}
