package export

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"trigraph/graph"
)

// table is a graph as rows, sorted by id.
type table struct {
	ontology *graph.Ontology
	lang     string
	nodes    []node
	edges    []edge
}

// node is an entity with what the articles add up to.
type node struct {
	graph.Entity
	label              string
	kind               string // its class in words
	mentions, articles int
}

// edge is one claim, or all claims that say the same. The first is the surest.
type edge struct {
	id       string
	label    string
	claims   []graph.Claim
	dates    []string // of the articles, "2024-03-18", sorted
	articles []string // ids, sorted
}

func (e edge) first() graph.Claim { return e.claims[0] }

func newTable(g Graph, o Options) table {
	t := table{ontology: g.Ontology, lang: o.Lang}
	nodes := map[string]*node{}
	for _, e := range g.Entities {
		nodes[e.ID] = &node{Entity: e}
	}
	edges := map[string]*edge{}
	for _, r := range g.Records {
		countMentions(r, nodes)
		for _, c := range r.Claims {
			if c.Status != graph.Stated && !o.All {
				continue
			}
			entity(nodes, c.Subject)
			entity(nodes, c.Object)
			id := edgeID(c, o.Multi)
			if edges[id] == nil {
				edges[id] = &edge{id: id, label: t.says(c)}
			}
			edges[id].add(c, r.Article)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		n := nodes[id]
		n.label = label(n.Entity, o.Lang)
		n.kind = g.Ontology.Label(string(n.Class), o.Lang)
		t.nodes = append(t.nodes, *n)
	}
	for _, id := range slices.Sorted(maps.Keys(edges)) {
		t.edges = append(t.edges, edges[id].sorted())
	}
	return t
}

// says is the predicate in words. A status other than stated stands with it, so
// that nobody takes a plan for a fact.
func (t table) says(c graph.Claim) string {
	words := t.ontology.Label(string(c.Predicate), t.lang)
	if c.Status != graph.Stated {
		words += " (" + string(c.Status) + ")"
	}
	return words
}

func entity(nodes map[string]*node, id string) *node {
	if nodes[id] == nil {
		nodes[id] = &node{Entity: graph.Entity{ID: id}}
	}
	return nodes[id]
}

func countMentions(r graph.Record, nodes map[string]*node) {
	seen := map[string]bool{}
	for _, m := range r.Mentions {
		n := entity(nodes, m.Entity)
		n.mentions++
		if !seen[m.Entity] {
			seen[m.Entity] = true
			n.articles++
		}
	}
}

// edgeID is stable and can be read: "arm|ownedBy|nvidia", with the status where
// it is not stated, and the claim's hash where each claim is an edge.
func edgeID(c graph.Claim, multi bool) string {
	id := c.Subject + "|" + string(c.Predicate) + "|" + c.Object
	if c.Status != graph.Stated {
		id += "|" + string(c.Status)
	}
	if multi {
		_, hash, _ := graph.ParseIRI(c.IRI())
		id += "|" + hash
	}
	return id
}

func (e *edge) add(c graph.Claim, a graph.Article) {
	e.claims = append(e.claims, c)
	e.articles = append(e.articles, a.ID)
	if !a.Published.IsZero() {
		e.dates = append(e.dates, a.Published.Format(time.DateOnly))
	}
}

func (e *edge) sorted() edge {
	slices.SortStableFunc(e.claims, func(a, b graph.Claim) int {
		return cmp.Or(-cmp.Compare(a.Confidence, b.Confidence), strings.Compare(a.Article, b.Article), a.Start-b.Start)
	})
	e.articles = set(e.articles)
	e.dates = set(e.dates)
	return *e
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

// column is an attribute of nodes or edges. An empty value is left out.
type column[T any] struct {
	name, kind string // kind is one of GraphML's types
	value      func(T) string
}

// nodeColumns holds label for Gephi and name for Cytoscape. No name is one of
// those that programs keep for themselves: id, key, x, y, z, size, r, g, b,
// color.
func nodeColumns() []column[node] {
	return []column[node]{
		{"label", "string", func(n node) string { return n.label }},
		{"name", "string", func(n node) string { return n.label }},
		{"entity", "string", func(n node) string { return n.ID }},
		{"class", "string", func(n node) string { return string(n.Class) }},
		{"class_label", "string", func(n node) string { return n.kind }},
		{"label_en", "string", func(n node) string { return n.Labels["en"] }},
		{"label_de", "string", func(n node) string { return n.Labels["de"] }},
		{"label_zh", "string", func(n node) string { return n.Labels["zh"] }},
		{"names", "string", func(n node) string { return join(n.Names) }},
		{"country", "string", func(n node) string { return n.Country }},
		{"same_as", "string", func(n node) string { return join(n.SameAs) }},
		{"mentions", "int", func(n node) string { return strconv.Itoa(n.mentions) }},
		{"articles", "int", func(n node) string { return strconv.Itoa(n.articles) }},
	}
}

// edgeColumns holds label for Gephi, interaction for Cytoscape, and weight, the
// number of claims, for all.
func edgeColumns() []column[edge] {
	return []column[edge]{
		{"label", "string", func(e edge) string { return e.label }},
		{"interaction", "string", func(e edge) string { return string(e.first().Predicate) }},
		{"weight", "double", func(e edge) string { return strconv.Itoa(len(e.claims)) + ".0" }},
		{"status", "string", func(e edge) string { return string(e.first().Status) }},
		{"confidence", "double", func(e edge) string { return strconv.FormatFloat(e.first().Confidence, 'f', -1, 64) }},
		{"time", "string", func(e edge) string { return join(times(e.claims)) }},
		{"particulars", "string", func(e edge) string { return join(particulars(e.claims)) }},
		{"quote", "string", func(e edge) string { return e.first().Quote }},
		{"article_ids", "string", func(e edge) string { return join(e.articles) }},
		{"articles", "int", func(e edge) string { return strconv.Itoa(len(e.articles)) }},
		{"published_first", "string", func(e edge) string { return strings.Join(e.dates[:min(1, len(e.dates))], "") }},
		{"published_last", "string", func(e edge) string { return strings.Join(e.dates[max(0, len(e.dates)-1):], "") }},
	}
}

func times(claims []graph.Claim) []string {
	var list []string
	for _, c := range claims {
		if c.Time != "" {
			list = append(list, c.Time)
		}
	}
	return set(list)
}

func particulars(claims []graph.Claim) []string {
	var list []string
	for _, c := range claims {
		for _, p := range c.Particulars {
			list = append(list, p.Name+": "+p.Value)
		}
	}
	return set(list)
}

func set(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

func join(list []string) string { return strings.Join(list, "; ") }
