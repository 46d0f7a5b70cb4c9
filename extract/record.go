package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"trigraph/graph"
)

// Record returns what the article adds to the graph. Offsets in it count code
// points. Of the entities it holds those that known does not have; the facts of
// the others are known's to give.
func (d *Document) Record(known Knowledge) graph.Record {
	a := d.Article
	r := graph.Record{
		Article: graph.Article{
			ID: a.ID, Source: a.Source, Lang: string(a.Lang), Title: a.Title, Text: a.Text,
			Published: a.Published, Tags: a.Tags, Hash: a.Hash(),
		},
		Claims: d.Claims,
		Joins:  d.Joins,
	}
	unknown := map[string]*graph.Entity{}
	for _, m := range d.Mentions {
		r.Mentions = append(r.Mentions, graph.Mention{
			Entity: m.Entity, Name: d.Text(m.Span), Start: d.CodePoint(m.Start), End: d.CodePoint(m.End),
		})
		if _, ok := known.Entity(m.Entity); !ok {
			addName(unknown, m, d)
		}
	}
	for _, e := range slices.SortedFunc(maps.Values(unknown), func(x, y *graph.Entity) int { return cmp.Compare(x.ID, y.ID) }) {
		slices.Sort(e.Names)
		e.Names = slices.Compact(e.Names)
		r.Entities = append(r.Entities, *e)
	}
	return r
}

func addName(unknown map[string]*graph.Entity, m Mention, d *Document) {
	e, ok := unknown[m.Entity]
	if !ok {
		e = &graph.Entity{
			ID: m.Entity, Class: m.Class,
			Labels: map[string]string{string(d.Article.Lang): m.Name},
			Names:  []string{m.Name},
		}
		unknown[m.Entity] = e
	}
	name := strings.Join(strings.Fields(d.Text(m.Span)), " ")
	if name != m.Name+"s" { // a German genitive is no other name
		e.Names = append(e.Names, name)
	}
}
