package export

import (
	"strconv"
	"strings"
)

// column is an attribute of nodes or edges. An empty value is left out.
type column[T any] struct {
	name, kind string // kind is one of GraphML's types
	value      func(T) string
}

// nodeColumns holds label for Gephi and name for Cytoscape. Of the names that
// programs keep for themselves (id, key, x, y, z, size, r, g, b, color) only
// those are there that mean what the programs take them for.
func (p *plan) nodeColumns() []column[node] {
	columns := []column[node]{
		{"label", "string", func(n node) string { return n.label }},
		{"name", "string", func(n node) string { return n.label }},
		{"entity", "string", func(n node) string { return n.ID }},
		{"class", "string", func(n node) string { return string(n.Class) }},
		{"class_label", "string", func(n node) string { return n.kind }},
		{"label_en", "string", func(n node) string { return n.Labels["en"] }},
		{"label_de", "string", func(n node) string { return n.Labels["de"] }},
		{"label_zh", "string", func(n node) string { return n.Labels["zh"] }},
		{"names", "string", func(n node) string { return joined(n.Names) }},
		{"country", "string", func(n node) string { return n.Country }},
		{"same_as", "string", func(n node) string { return joined(n.SameAs) }},
		{"mentions", "int", func(n node) string { return strconv.Itoa(n.mentions) }},
		{"articles", "int", func(n node) string { return strconv.Itoa(n.articles) }},
		{"degree", "int", func(n node) string { return strconv.Itoa(n.in + n.out) }},
		{"first_seen", "string", func(n node) string { return n.first }},
		{"last_seen", "string", func(n node) string { return n.last }},
	}
	return append(columns, p.measureColumns()...)
}

// edgeColumns holds label for Gephi, interaction for Cytoscape, and weight, the
// number of claims, for all.
func (p *plan) edgeColumns() []column[edge] {
	return []column[edge]{
		{"label", "string", func(e edge) string { return e.label }},
		{"interaction", "string", func(e edge) string { return string(e.Predicate) }},
		{"weight", "double", func(e edge) string { return strconv.Itoa(e.weight) + ".0" }},
		{"status", "string", func(e edge) string { return string(e.Status) }},
		{"confidence", "double", func(e edge) string { return decimal(e.Confidence) }},
		{"time", "string", func(e edge) string { return joined(e.times) }},
		{"particulars", "string", func(e edge) string { return joined(e.particulars) }},
		{"quote", "string", func(e edge) string { return e.Quote }},
		{"article_ids", "string", func(e edge) string { return joined(e.articles) }},
		{"articles", "int", func(e edge) string { return strconv.Itoa(len(e.articles)) }},
		{"article_languages", "string", func(e edge) string { return joined(e.languages) }},
		{"published_first", "string", func(e edge) string { return strings.Join(e.dates[:min(1, len(e.dates))], "") }},
		{"published_last", "string", func(e edge) string { return strings.Join(e.dates[max(0, len(e.dates)-1):], "") }},
	}
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func names[T any](columns []column[T]) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.name
	}
	return list
}

func values[T any](columns []column[T], row T) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.value(row)
	}
	return list
}
