package export

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"trigraph/graph"
)

// plan is a graph on its way out: what the filter keeps, sorted.
type plan struct {
	Options
	Graph
	format   Format
	tally    tally
	written  Report
	entities *sorter // by id
	counts   *sorter // by id: mentions and edges of things
	claims   *sorter // by edge, the surest first
	quads    *sorter // for RDF
	kept     *ids    // what the filter on things keeps; nil for all
	measures measures
	nodes    int
	edges    int
	counting bool // what is left out is being counted
}

func newPlan(ctx context.Context, g Graph, o Options) *plan {
	p := &plan{Options: o, Graph: g, format: o.format(), tally: tally{}}
	p.entities, p.counts, p.claims = newSorter(ctx, o.Temp), newSorter(ctx, o.Temp), newSorter(ctx, o.Temp)
	return p
}

func (p *plan) close() error {
	return errors.Join(p.entities.close(), p.counts.close(), p.claims.close(), p.quads.close())
}

// gather reads the graph once and sorts what the filter keeps.
func (p *plan) gather() error {
	for _, step := range []func() error{
		p.gatherEntities, p.gatherRecords, p.gatherNeighbours, p.countEnds, p.countNodes, p.measure,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) gatherEntities() error {
	if len(p.Filter.Classes) > 0 {
		p.kept = &ids{}
		p.kept.addAll(p.Filter.Entities)
	}
	if p.Entities != nil {
		var row packer
		for e := range p.Entities {
			row = row[:0]
			row.entity(e)
			if err := p.entities.add([]byte(e.ID), row); err != nil {
				return err
			}
			if p.kept != nil && p.hasClass(e.Class) {
				p.kept.add(e.ID)
			}
		}
	}
	p.kept.sort()
	return p.entities.done()
}

func (p *plan) hasClass(c graph.Class) bool {
	return slices.ContainsFunc(p.Filter.Classes, func(wanted graph.Class) bool { return p.Ontology.Is(c, wanted) })
}

func (p *plan) gatherRecords() error {
	counter := counter{to: p.counts, of: map[string]count{}}
	if p.Records != nil {
		var row, key packer
		for r := range p.Records {
			if err := counter.mentions(r); err != nil {
				return err
			}
			for _, c := range r.Claims {
				if why := p.refuses(c, r.Article); why != "" {
					p.tally[why]++
					continue
				}
				row, key = row[:0], key[:0]
				c.Article = cmp.Or(c.Article, r.Article.ID)
				row.witness(witness{c, r.Article.Lang, r.Article.Published})
				key.claimKey(c, p.Multi)
				if err := p.claims.add(key, row); err != nil {
					return err
				}
			}
		}
	}
	if err := counter.flush(); err != nil {
		return err
	}
	return p.claims.done()
}

// refuses is Filter.refuses, and refuses what leads from or to a thing that is
// not wanted.
func (p *plan) refuses(c graph.Claim, a graph.Article) string {
	if why := p.Filter.refuses(c, a); why != "" {
		return why
	}
	if !p.keeps(c.Subject) || !p.keeps(c.Object) {
		return "claims that lead from or to a thing left out"
	}
	return ""
}

func (p *plan) keeps(id string) bool { return p.kept == nil || p.kept.has(id) }

// gatherNeighbours narrows what is kept to the things asked for and what lies
// at most so many edges away from them, reading all claims once for each.
func (p *plan) gatherNeighbours() error {
	if len(p.Filter.Entities) == 0 {
		return nil
	}
	near := map[string]bool{}
	for _, id := range p.Filter.Entities {
		near[id] = true
	}
	for range p.Filter.Depth {
		further := map[string]bool{}
		err := p.eachEnds(func(subject, object string) error {
			if near[subject] != near[object] {
				further[subject], further[object] = true, true
			}
			return nil
		})
		if err != nil {
			return err
		}
		if len(further) == 0 {
			break
		}
		maps.Copy(near, further)
	}
	p.kept = &ids{}
	p.kept.addAll(slices.Sorted(maps.Keys(near)))
	p.kept.sort()
	return nil
}

// eachEnds yields the two ends of each claim that is sorted.
func (p *plan) eachEnds(f func(subject, object string) error) error {
	c, err := p.claims.read()
	for err == nil {
		var ok bool
		if ok, err = c.next(); !ok || err != nil {
			break
		}
		row := unpacker(c.value)
		err = f(row.text(), row.text())
	}
	return err
}

// leave counts something that is left out, in one of the readings.
func (p *plan) leave(what string) {
	if p.counting {
		p.tally[what]++
	}
}

// countEnds counts the edges and those of each thing.
func (p *plan) countEnds() error {
	p.counting = true
	counter := counter{to: p.counts, of: map[string]count{}}
	err := p.eachEdge(func(e edge) error {
		p.edges++
		for _, end := range []struct {
			id string
			count
		}{{e.Subject, count{out: 1}}, {e.Object, count{in: 1}}} {
			if err := counter.add(end.id, end.count); err != nil {
				return err
			}
		}
		return nil
	})
	p.counting = false
	if err == nil {
		err = counter.flush()
	}
	return errors.Join(err, p.counts.done())
}

func (p *plan) countNodes() error {
	p.counting = true
	defer func() { p.counting = false }()
	return p.eachNode(func(node) error {
		p.nodes++
		return nil
	})
}
