package evidence

import (
	"cmp"
	"iter"
	"slices"

	"trigraph/graph"
)

// Chapter is the claims that answer a question and have one predicate, with the
// question's entity as their subject or not.
type Chapter[C any] struct {
	Claims   []C
	Findings int // how many things they say
}

// Chapters sorts claims into chapters, in the order in which Gather has their
// findings. Findings of different chapters say nothing of each other: whoever
// wants some of the findings gathers the chapters where these are. seen is how a
// claim is seen; Quote and particulars may be missing.
func Chapters[C any](claims iter.Seq[C], seen func(C) Witness, o *graph.Ontology, q Question) []Chapter[C] {
	place := places(o)
	type heading struct {
		about bool
		place int
	}
	chapters := map[heading]*Chapter[C]{}
	findings := map[key]bool{}
	for c := range claims {
		w := seen(c)
		k := keyOf(w.Claim, o)
		if !q.asks(k, w) {
			continue
		}
		h := heading{k.subject == q.Entity, place[k.predicate]}
		if chapters[h] == nil {
			chapters[h] = &Chapter[C]{}
		}
		chapters[h].Claims = append(chapters[h].Claims, c)
		if !findings[k] {
			findings[k] = true
			chapters[h].Findings++
		}
	}
	var order []heading
	for h := range chapters {
		order = append(order, h)
	}
	slices.SortFunc(order, func(a, b heading) int {
		if a.about != b.about {
			return map[bool]int{true: -1, false: 1}[a.about]
		}
		return cmp.Compare(a.place, b.place)
	})
	list := make([]Chapter[C], len(order))
	for i, h := range order {
		list[i] = *chapters[h]
	}
	return list
}

// places are those of the predicates in the ontology.
func places(o *graph.Ontology) map[graph.Predicate]int {
	place := map[graph.Predicate]int{}
	for i, p := range o.Predicates() {
		place[p.Name] = i
	}
	return place
}
