package export

import (
	"bufio"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

func (p *plan) writeRDF(w *bufio.Writer) error {
	quads, failed := p.wantedQuads()
	var err error
	switch p.Format {
	case "turtle":
		err = p.writeTurtle(w, quads)
	case "jsonld":
		err = p.writeJSONLD(w, quads)
	default:
		err = p.writeNQuads(w, quads)
	}
	if failed != nil && err == nil {
		err = failed()
	}
	return err
}

// wantedQuads are all quads of the graph, or those of what a filter keeps: what
// is known of each thing, in no graph, and what the articles say, each in its
// own. failed returns what went wrong on the way.
func (p *plan) wantedQuads() (quads iter.Seq[quad.Quad], failed func() error) {
	none := func(func(quad.Quad) bool) {}
	if !p.filtered() {
		if p.Quads == nil {
			return none, nil
		}
		return p.Quads, nil
	}
	if err := p.gather(); err != nil {
		return none, func() error { return err }
	}
	var err error
	return func(yield func(quad.Quad) bool) { err = p.eachWanted(yield) }, func() error { return err }
}

// filtered reports whether quads must be made anew from what is kept.
func (p *plan) filtered() bool {
	return p.Connected || p.Filter.onEdges() || p.Filter.onNodes() || !slices.Contains(p.Filter.Statuses, Any)
}

func (p *plan) eachWanted(yield func(quad.Quad) bool) error {
	things, more := &ids{}, true
	each := func(quads []quad.Quad, labelled bool) {
		for _, q := range quads {
			if !labelled {
				q.Label = nil
			}
			more = more && yield(q)
		}
	}
	err := p.eachNode(func(n node) error {
		things.add(n.ID)
		each(n.Entity.Quads(graph.LexiconLabel), false)
		return nil
	})
	if err != nil || p.Records == nil {
		return err
	}
	for r := range p.Records {
		if r, ok := p.narrowed(r, things); ok && more {
			each(r.Quads(p.Ontology), true)
		}
		if err := p.claims.ctx.Err(); err != nil || !more {
			return err
		}
	}
	return nil
}

// narrowed takes from a record what is not wanted; false where nothing is left.
func (p *plan) narrowed(r graph.Record, things *ids) (graph.Record, bool) {
	r.Entities = nil
	r.Claims = slices.DeleteFunc(slices.Clone(r.Claims), func(c graph.Claim) bool { return p.refuses(c, r.Article) != "" })
	r.Mentions = slices.DeleteFunc(slices.Clone(r.Mentions), func(m graph.Mention) bool { return !things.has(m.Entity) })
	r.Joins = slices.DeleteFunc(slices.Clone(r.Joins), func(j graph.Join) bool { return !things.has(j.To) })
	return r, len(r.Claims) > 0 || len(r.Mentions) > 0 && !p.Filter.onEdges()
}

// writeNQuads writes every quad with its prefixes spelled out.
func (p *plan) writeNQuads(w *bufio.Writer, quads iter.Seq[quad.Quad]) error {
	lines := graph.NewNQuads()
	for q := range quads {
		if _, err := w.WriteString(lines.Line(q) + "\n"); err != nil {
			return err
		}
		p.written.Quads++
	}
	return nil
}
