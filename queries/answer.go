package queries

import (
	"cmp"
	"context"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// Named questions are answered in Go, by what the graph reads without decoding
// all of it, and else by the same paths as their scripts: most of the time of a
// script goes into handing each row to JavaScript. The script stays what the user
// is shown, and a test holds the rows of both together.

// row is what a script would emit.
type row = map[string]any

// answers are the questions answered in Go.
func answers() map[string]func(*asking) ([]row, error) {
	return map[string]func(*asking) ([]row, error){
		"articles": articles, "companies-of": companiesOf, "denied-or-planned": deniedOrPlanned, "evidence": evidence, "heads": heads, "laws": laws,
		"members": members, "most-named": mostNamed, "new-since": newSince, "owned": owned, "owners": owners, "path": shortest,
		"products": products, "rivals-partners": rivalsPartners, "said-in": saidIn, "sanctions-fines-suits": sanctions,
		"together": together, "who": who,
	}
}

// asking is a question with its parameters as the script has them in $.
type asking struct {
	graph  store.Graph
	newest func() []store.ArticleCount // all articles
	values map[string]any
	limit  int            // of rows; one more is wanted, to tell that there are more
	sizes  map[string]int // of things, counted once
	qs     cayley.QuadStore
	names  map[any]any // of nodes, as Gizmo writes them
}

// enough reports whether there are more rows than will be shown.
func (a *asking) enough(rows []row) bool { return len(rows) > a.limit }

// text is a parameter, "" where it was left out.
func (a *asking) text(name string) string {
	s, _ := a.values[name].(string)
	return s
}

// id is the id of a parameter that is an entity, "" where it was left out.
func (a *asking) id(name string) string {
	return idOf(a.text(name))
}

// idOf is the id of a node as Gizmo writes it.
func idOf(node string) string {
	_, id, _ := graph.ParseIRI(quad.IRI(strings.Trim(node, "<>")))
	return id
}

// valueOf is the value that Gizmo takes a string for.
func valueOf(s string) quad.Value {
	if inner, ok := strings.CutPrefix(s, "<"); ok && strings.HasSuffix(s, ">") {
		return quad.IRI(strings.TrimSuffix(inner, ">"))
	}
	return quad.String(s)
}

func valuesOf(list []string) []quad.Value {
	values := make([]quad.Value, len(list))
	for i, s := range list {
		values[i] = valueOf(s)
	}
	return values
}

// from starts a path at some nodes.
func (a *asking) from(nodes ...string) *path.Path {
	return path.StartPath(a.qs, valuesOf(nodes)...)
}

// name is a node as Gizmo writes it.
func (a *asking) name(ref cayley.Ref) any {
	key := cayley.ToKey(ref)
	if n, ok := a.names[key]; ok {
		return n
	}
	n := native(a.qs.NameOf(ref))
	a.names[key] = n
	return n
}

// found is one result of a path with its tags; "id" is the node it leads to.
type found row

// text is a tag's value, "" where it has none.
func (f found) text(tag string) string {
	s, _ := f[tag].(string)
	return s
}

// each calls f with every result of a path.
func (a *asking) each(p *path.Path, f func(found)) error {
	return p.Tag("id").Iterate(context.Background()).TagEach(func(tags map[string]cayley.Ref) {
		d := make(found, len(tags))
		for tag, ref := range tags {
			if n := a.name(ref); n != nil {
				d[tag] = n
			}
		}
		f(d)
	})
}

// ids returns the nodes that a path leads to, each as often as it does.
func (a *asking) ids(p *path.Path) ([]string, error) {
	var list []string
	err := p.Iterate(context.Background()).Each(func(ref cayley.Ref) {
		if s, ok := a.name(ref).(string); ok {
			list = append(list, s)
		}
	})
	return list, err
}

// set returns the nodes that a path leads to.
func (a *asking) set(p *path.Path) (map[string]bool, error) {
	list, err := a.ids(p)
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set, err
}

// ranked returns the names with their counts, most first.
func ranked(count map[string]int) []string {
	var names []string
	for n := range count {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(count[y]-count[x], strings.Compare(x, y)) })
	return names
}

// groups gathers claims that say the same, with the articles that do.
type groups map[string]*group

type group struct {
	key      string
	row      row
	articles map[string]bool
}

// add puts a claim into the group of a key, of which the row is that of the
// first.
func (g groups) add(b graph.Brief, r row, key ...string) {
	k := strings.Join(key, " ")
	if g[k] == nil {
		g[k] = &group{k, r, map[string]bool{}}
	}
	g[k].articles[b.Article] = true
}

// rows returns the groups of most articles first, each with its number of
// articles.
func (g groups) rows() []row {
	var list []*group
	for _, x := range g {
		x.row["articles"] = len(x.articles)
		list = append(list, x)
	}
	slices.SortFunc(list, func(x, y *group) int {
		return cmp.Or(len(y.articles)-len(x.articles), strings.Compare(x.key, y.key))
	})
	rows := make([]row, len(list))
	for i, x := range list {
		rows[i] = x.row
	}
	return rows
}

// ends are the two of a claim.
func ends() [2]quad.IRI { return [2]quad.IRI{graph.ClaimSubject, graph.ClaimObject} }

// saying counts the articles that state a claim. It looks through the claims of
// the end that has fewer.
func (a *asking) saying(subject, predicate, object string) int {
	articles := map[string]bool{}
	s, p, o := idOf(subject), idOf(predicate), idOf(object)
	near, far := s, o
	if a.size(o) < a.size(s) {
		near, far = o, s
	}
	for b := range a.graph.Briefs(graph.ClaimQuery{Entity: near, Other: func(id string) bool { return id == far }, Statuses: []graph.Status{graph.Stated}}) {
		if b.Subject == s && b.Object == o && string(b.Predicate) == p {
			articles[b.Article] = true
		}
	}
	return len(articles)
}

// size is the number of claims on a thing.
func (a *asking) size(id string) int {
	n, known := a.sizes[id]
	if !known {
		_, n = a.graph.CountOf(id)
		a.sizes[id] = n
	}
	return n
}
