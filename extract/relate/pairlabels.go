package relate

import (
	"slices"

	"trigraph/extract"
	"trigraph/graph"
)

// A pair is two names of a sentence, the first before the second. What a
// sentence says of it is a label: nothing, or a predicate with one of the two
// as its subject.

// nothing is the label of a pair of which a sentence says nothing.
const nothing = 0

// pairLabel is a predicate and which end is its subject.
type pairLabel struct {
	predicate graph.Predicate
	turned    bool // the second name is the subject
	symmetric bool
}

// labelSet is a set of labels, a bit each.
type labelSet uint64

func (s labelSet) has(label int) bool { return s>>label&1 != 0 }

// pairLabels are all labels, and which of them two classes allow.
type pairLabels struct {
	all     []pairLabel // all[nothing] is empty
	allowed [len(classes)][len(classes)]labelSet
}

func newPairLabels(rules *graph.Ontology) *pairLabels {
	l := &pairLabels{all: make([]pairLabel, 1)}
	for _, p := range rules.Predicates() {
		l.all = append(l.all, pairLabel{predicate: p.Name, symmetric: p.Symmetric})
		if !p.Symmetric {
			l.all = append(l.all, pairLabel{predicate: p.Name, turned: true})
		}
	}
	for i, a := range classes {
		for j, b := range classes {
			if a == graph.Concept || b == graph.Concept {
				continue // no sentence with marked concepts teaches what is said of them
			}
			for n, k := range l.all[1:] {
				from, to := a, b
				if k.turned {
					from, to = b, a
				}
				if rules.Allows(k.predicate, from, to) && plausible(k.predicate, from, to) {
					l.allowed[i][j] |= 1 << (n + 1)
				}
			}
		}
	}
	return l
}

// plausible is narrower than the ontology: two names of one rank stand beside each
// other in lists more often than one lies in the other, and people build no plants.
func plausible(p graph.Predicate, from, to graph.Class) bool {
	switch p {
	case "locatedIn":
		return from != graph.Region && placeRank(from) < placeRank(to) || from == graph.Place && to == graph.Place
	case "investsIn":
		return placeRank(to) < 0
	case "partOf":
		return to != graph.Country || from == graph.GovernmentAgency
	case "regulates", "fines":
		return placeRank(from) < 0
	}
	return true
}

// placeRank orders kinds of places by what holds what; -1 for other things.
func placeRank(c graph.Class) int {
	return slices.Index([]graph.Class{graph.Place, graph.City, graph.Region, graph.Country}, c)
}

// of gives the labels that a sentence may give to two names: none where either
// has a class that no claim knows, or is an adjective, which says where from.
func (l *pairLabels) of(first, second *extract.Mention) labelSet {
	i, j := classNumber(first.Class), classNumber(second.Class)
	if i < 0 || j < 0 || first.Entity == second.Entity || first.Adjective || second.Adjective {
		return 0
	}
	return l.allowed[i][j]
}

func classNumber(c graph.Class) int {
	for i, k := range classes {
		if k == c {
			return i
		}
	}
	return -1
}

// number gives the label that says a claim of the pair, 0 where none does.
func (l *pairLabels) number(c graph.Claim, first, second string) int {
	for i, k := range l.all[1:] {
		straight, turned := c.Subject == first && c.Object == second, c.Subject == second && c.Object == first
		if k.predicate == c.Predicate && (k.symmetric && (straight || turned) || !k.symmetric && (k.turned && turned || !k.turned && straight)) {
			return i + 1
		}
	}
	return nothing
}
