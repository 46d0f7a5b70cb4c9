package export

import (
	"maps"
	"slices"

	"trigraph/graph"
)

// node is an entity with what the articles add up to.
type node struct {
	graph.Entity
	count
	label string
	kind  string // its class in words
	measure
}

// Why a thing was left out, for the report.
const (
	byClass      = "things of another class or too far away, left out"
	unconnected  = "things without an edge, left out"
	withoutClass = "things without a class"
)

// eachNode yields the nodes sorted by id: what is sorted of entities and of
// counts, joined.
func (p *plan) eachNode(f func(node) error) error {
	entities, err := p.entities.read()
	if err != nil {
		return err
	}
	counts, err := p.counts.read()
	if err != nil {
		return err
	}
	moreEntities, err := entities.next()
	if err != nil {
		return err
	}
	moreCounts, err := counts.next()
	i := 0
	for err == nil && (moreEntities || moreCounts) {
		var n node
		switch {
		case moreEntities && (!moreCounts || compareBytes(entities.key, counts.key) <= 0):
			row := unpacker(entities.value)
			n.Entity = row.entity()
		default:
			n.ID = string(counts.key)
		}
		for err == nil && moreEntities && compareBytes(entities.key, n.ID) == 0 {
			moreEntities, err = entities.next()
		}
		for err == nil && moreCounts && compareBytes(counts.key, n.ID) == 0 {
			row := unpacker(counts.value)
			n.count = n.count.plus(row.count())
			moreCounts, err = counts.next()
		}
		if err == nil && p.wants(n) {
			err = f(p.dressed(n, i))
			i++
		}
	}
	return err
}

// wants reports whether a thing becomes a node. What was asked for by name does
// anyway.
func (p *plan) wants(n node) bool {
	asked := slices.Contains(p.Filter.Entities, n.ID)
	switch {
	case asked:
	case !p.keeps(n.ID):
		p.leave(byClass)
		return false
	case (p.Connected || p.Filter.onEdges()) && n.in+n.out == 0:
		p.leave(unconnected)
		return false
	}
	return true
}

// dressed adds what the i-th node is called and what was measured of it.
func (p *plan) dressed(n node, i int) node {
	n.label = label(n.Entity, p.Lang)
	n.kind = p.Ontology.Label(string(n.Class), p.Lang)
	n.measure = p.measures.of(i)
	return n
}

// label is what a node is called: in the language asked for, else in English,
// else in the first language there is, else by any name.
func label(e graph.Entity, lang string) string {
	for _, l := range append([]string{lang, "en"}, slices.Sorted(maps.Keys(e.Labels))...) {
		if e.Labels[l] != "" {
			return e.Labels[l]
		}
	}
	if len(e.Names) > 0 {
		return e.Names[0]
	}
	return e.ID
}
