package dump

import (
	"bufio"
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"trigraph/graph"
)

//go:embed data/*.tsv
var data embed.FS

// What a class can be besides one of the ontology.
const (
	notKept   graph.Class = "-"
	ofPeople  graph.Class = "name" // its things are names of people
	undecided graph.Class = ""
)

// classes says what things of some Wikidata classes are here.
type classes map[uint32]graph.Class

func (c classes) dropped(q uint32) bool { return c[q] == notKept }

// parseClasses reads a table of classes: columns id and class, others as wanted.
// Errors name file and line.
func parseClasses(file string, raw []byte, o *graph.Ontology) (classes, error) {
	out := classes{}
	err := rows(file, raw, []string{"id", "class"}, func(cells []string) error {
		q, class := number([]byte(cells[0]), 'Q'), graph.Class(cells[1])
		switch _, twice := out[q]; {
		case q == 0:
			return fmt.Errorf("%q is no Wikidata id", cells[0])
		case twice:
			return fmt.Errorf("%s stands twice", cells[0])
		case class != notKept && class != ofPeople && !hasClass(o, class):
			return fmt.Errorf("%s: unknown class %q", cells[0], class)
		}
		out[q] = class
		return nil
	})
	return out, err
}

func hasClass(o *graph.Ontology, c graph.Class) bool { return slices.Contains(o.Classes(), c) }

// properties are the numbers of the Wikidata properties that are read.
type properties struct {
	instance, subclass, citizenship, country, located, owner, end, exchange, lei, isin, ticker, website uint32
}

func parseProperties(file string, raw []byte) (properties, error) {
	var p properties
	roles := map[string]*uint32{"instance": &p.instance, "subclass": &p.subclass, "citizenship": &p.citizenship, "country": &p.country, "located": &p.located, "owner": &p.owner,
		"end": &p.end, "exchange": &p.exchange, "lei": &p.lei, "isin": &p.isin, "ticker": &p.ticker, "website": &p.website}
	err := rows(file, raw, []string{"role", "property"}, func(cells []string) error {
		to, n := roles[cells[0]], number([]byte(cells[1]), 'P')
		if to == nil || n == 0 {
			return fmt.Errorf("role %q with property %q", cells[0], cells[1])
		}
		*to = n
		return nil
	})
	for role, n := range roles {
		if err == nil && *n == 0 {
			err = fmt.Errorf("%s: no property for %s", file, role)
		}
	}
	return p, err
}

// readExchanges reads the codes of stock exchanges.
func readExchanges() (map[uint32]string, error) {
	const file = "data/exchanges.tsv"
	raw, err := data.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[uint32]string{}
	return out, rows(file, raw, []string{"id", "code"}, func(cells []string) error {
		out[number([]byte(cells[0]), 'Q')] = cells[1]
		return nil
	})
}

// rows calls f with the named cells of each row of a table.
func rows(file string, raw []byte, columns []string, f func(cells []string) error) error {
	var at []int
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if at == nil {
			for _, c := range columns {
				i := slices.Index(cells, c)
				if i < 0 {
					return fmt.Errorf("%s:%d: no column %q", file, n, c)
				}
				at = append(at, i)
			}
			continue
		}
		picked := make([]string, len(at))
		for i, a := range at {
			if a < len(cells) {
				picked[i] = strings.TrimSpace(cells[a])
			}
		}
		if err := f(picked); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	if at == nil {
		return fmt.Errorf("%s: no header line", file)
	}
	return lines.Err()
}

// edge says that one Wikidata class is a subclass of another.
type edge struct{ child, parent uint32 }

// tree says, for every class below one of the table, of which it is, and how far
// below. Its memory grows with the number of classes, some ten bytes for each.
type tree struct {
	at    map[uint32]place
	names []graph.Class // by number; the more special ones first
}

// place is where a Wikidata class is in the tree.
type place struct {
	class uint8 // number
	steps uint8 // to the class of the table
}

// grow finds the nearest class of the table above each class, breadth first from
// the table's. Where several are as near, the more special one counts.
func grow(edges []edge, roots classes) tree {
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.parent, b.parent), cmp.Compare(a.child, b.child))
	})
	t := tree{at: make(map[uint32]place, len(roots)), names: special(roots)}
	var level []uint32
	for q, class := range roots {
		t.at[q] = place{class: uint8(slices.Index(t.names, class))}
		level = append(level, q)
	}
	for steps := uint8(1); len(level) > 0 && steps < 255; steps++ {
		level = t.under(level, steps, edges)
	}
	return t
}

// under places what is directly under the classes of a level, and returns it.
func (t tree) under(level []uint32, steps uint8, edges []edge) (next []uint32) {
	for _, q := range level {
		class := t.at[q].class
		for _, e := range below(edges, q) {
			have, known := t.at[e.child]
			switch {
			case !known:
				next = append(next, e.child)
			case have.steps < steps || have.class <= class:
				continue
			}
			t.at[e.child] = place{class, steps}
		}
	}
	return next
}

// special are the classes of a table, the more special ones first, then by name.
func special(roots classes) []graph.Class {
	order := []graph.Class{notKept, ofPeople, graph.Country, graph.City, graph.Region, graph.GovernmentAgency, graph.Company,
		graph.Person, graph.Law, graph.Event, graph.Organization, graph.Place, graph.DocumentClass, graph.Product, graph.Concept}
	for _, c := range slices.Sorted(maps.Values(roots)) {
		if !slices.Contains(order, c) {
			order = append(order, c)
		}
	}
	return order
}

// below are the edges to a class from the ones under it.
func below(edges []edge, q uint32) []edge {
	from, _ := slices.BinarySearchFunc(edges, q, func(e edge, q uint32) int { return cmp.Compare(e.parent, q) })
	to := from
	for to < len(edges) && edges[to].parent == q {
		to++
	}
	return edges[from:to]
}

// class decides what a thing is by the nearest of its classes; undecided where
// none leads to the table. One that is itself a class, as a product line is, goes
// with what it is a subclass of, if its name is a proper name.
func (t tree) class(x *thing) graph.Class {
	if x.class != "" {
		return graph.Class(x.class)
	}
	c := t.nearest(x.kinds)
	if c == undecided && len(x.en) > 0 && !lowerCase(x.en[0]) {
		c = t.nearest(x.parents)
	}
	return c
}

func (t tree) nearest(classes []uint32) graph.Class {
	best, found := place{}, false
	for _, q := range classes {
		p, known := t.at[q]
		if known && (!found || p.steps < best.steps || p.steps == best.steps && p.class < best.class) {
			best, found = p, true
		}
	}
	if !found {
		return undecided
	}
	return t.names[best.class]
}
