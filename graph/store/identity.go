package store

import (
	"slices"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// identities are the facts whose joins and corrections are applied to all other
// records, in this order, when the log is read (graph.Identity): joins that the
// articles together show, and people's judgements over them. The log keeps what
// was extracted.
func identities() []string { return []string{"joins", "judgements"} }

// identify applies the identities to the parts of a log. Only records that
// they change are made anew.
func identify(parts []part) error {
	for _, name := range identities() {
		at := slices.IndexFunc(parts, func(p part) bool { return p.Kind == factsKind && p.ID == name })
		if at < 0 {
			continue
		}
		ontology, err := graph.LoadOntology()
		if err != nil {
			return err
		}
		identity := parts[at].record.Identity()
		for i := range parts {
			if i == at {
				continue
			}
			if r, changed := identity.Apply(parts[i].record); changed {
				parts[i].record, parts[i].quads = r, quadsOf(parts[i].entry, r, ontology)
				parts[i].Sum = checksum([]byte(parts[i].Sum + parts[at].Sum))
			}
		}
	}
	return nil
}

// quadsOf writes a record that was changed.
func quadsOf(e entry, r graph.Record, o *graph.Ontology) []quad.Quad {
	if e.Kind == articleKind {
		return r.Quads(o)
	}
	var quads []quad.Quad
	for _, x := range r.Entities {
		quads = append(quads, x.Quads(graph.LexiconLabel)...)
	}
	for _, j := range r.Joins {
		quads = append(quads, j.Quads()...)
	}
	return quads
}

// Joins returns why things of several articles are one node, as the articles
// show it and as people decided, those that hold everywhere and those of one
// article.
func (s *Store) Joins() []graph.Join {
	var list []graph.Join
	for _, name := range identities() {
		for _, p := range s.parts {
			if p.Kind == factsKind && p.ID == name {
				list = append(list, p.record.Joins...)
			}
		}
	}
	return list
}
