package queries

import (
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// link is a step from one thing to another.
type link struct{ to, because string }

func owners(a *asking) ([]row, error) {
	return a.chain("owner", func(p *path.Path, because quad.IRI) *path.Path {
		if because == "tg:acquired" {
			return p.In(because)
		}
		return p.Out(because)
	})
}

func owned(a *asking) ([]row, error) {
	return a.chain("owned", func(p *path.Path, because quad.IRI) *path.Path {
		if because == "tg:acquired" {
			return p.Out(because)
		}
		return p.In(because)
	})
}

// chain follows who owns whom, step by step, each thing once; column is what the
// far end of a step is called.
func (a *asking) chain(column string, follow func(*path.Path, quad.IRI) *path.Path) ([]row, error) {
	hops, _ := a.values["hops"].(int)
	known := map[string]bool{a.text("entity"): true}
	things := []string{a.text("entity")}
	var rows []row
	for step := 1; step <= hops && len(things) > 0; step++ {
		var later []string
		for _, of := range things {
			links, err := a.links(of, follow)
			if err != nil {
				return nil, err
			}
			for _, l := range links {
				if known[l.to] {
					continue
				}
				known[l.to] = true
				later = append(later, l.to)
				subject, object := of, l.to
				if (column == "owned") != (l.because == "<tg:acquired>") {
					subject, object = object, subject
				}
				rows = append(rows, row{"step": step, "of": of, column: l.to, "because": l.because, "articles": a.saying(subject, l.because, object)})
				if a.enough(rows) {
					return rows, nil
				}
			}
		}
		things = later
	}
	return rows, nil
}

func (a *asking) links(of string, follow func(*path.Path, quad.IRI) *path.Path) ([]link, error) {
	var list []link
	for _, because := range []quad.IRI{"tg:ownedBy", "tg:acquired", graph.Within} {
		ids, err := a.ids(follow(a.from(of), because))
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			list = append(list, link{id, node(because)})
		}
	}
	slices.SortStableFunc(list, func(x, y link) int { return strings.Compare(x.to+x.because, y.to+y.because) })
	return list, nil
}

func (a *asking) chainRows(chain []stretch) ([]row, error) {
	symmetric, err := a.set(a.from("<owl:SymmetricProperty>").In(graph.IsA))
	if err != nil {
		return nil, err
	}
	var rows []row
	for i, s := range chain {
		subject, object := s.from, s.to
		if s.direction == "←" {
			subject, object = object, subject
		}
		articles := a.saying(subject, s.relation, object)
		if symmetric[s.relation] {
			s.direction = "↔"
		}
		rows = append(rows, row{"step": i + 1, "from": s.from, "direction": s.direction, "relation": s.relation, "to": s.to, "articles": articles})
	}
	return rows, nil
}
