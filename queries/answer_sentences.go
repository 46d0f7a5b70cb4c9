package queries

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// line is a claim that is a row of its own, with what the rows are sorted by.
type line struct {
	graph.Brief
	key string
}

// lines turns claims into rows, in the order of their keys and then of their
// nodes. It reads the sentences of those only that will be shown.
func (a *asking) lines(rows []row, list []line, add func(graph.Claim) row) []row {
	slices.SortFunc(list, func(x, y line) int {
		order := strings.Compare(x.key, y.key)
		if order == 0 {
			order = strings.Compare(node(a.graph.Whole(x.Brief).IRI()), node(a.graph.Whole(y.Brief).IRI()))
		}
		return order
	})
	for _, l := range list {
		if a.enough(rows) {
			break
		}
		if c := a.graph.Whole(l.Brief); c.Quote != "" {
			r := add(c)
			r["subject"], r["relation"], r["object"] = entityNode(c.Subject), node(c.Predicate.IRI()), entityNode(c.Object)
			r["status"], r["quote"], r["article"] = string(c.Status), c.Quote, articleNode(c.Article)
			rows = append(rows, r)
		}
	}
	return rows
}

// sortedBy gives a claim a key.
func sortedBy(b graph.Brief, key ...string) line { return line{b, strings.Join(key, " ")} }

func evidence(a *asking) ([]row, error) {
	var list []line
	for b := range a.claims() {
		relation := node(b.Predicate.IRI())
		if p := a.text("predicate"); p != "" && relation != p || a.isLater(b) {
			continue
		}
		list = append(list, sortedBy(b, relation, entityNode(b.Subject), entityNode(b.Object), articleNode(b.Article)))
	}
	return a.lines(nil, list, func(c graph.Claim) row {
		r := row{"confidence": c.Confidence, "published": articleNode(c.Article)}
		if c.Time != "" {
			r["time"] = c.Time
		}
		return r
	}), nil
}

// byArticle sorts by what says it, then by what is said.
func byArticle(b graph.Brief) line {
	return sortedBy(b, articleNode(b.Article), entityNode(b.Subject), node(b.Predicate.IRI()), entityNode(b.Object))
}

func saidIn(a *asking) ([]row, error) {
	var list []line
	for b := range a.claims() {
		if b.Lang == a.text("lang") {
			list = append(list, byArticle(b))
		}
	}
	return a.lines(nil, list, func(c graph.Claim) row { return row{"published": articleNode(c.Article)} }), nil
}

func deniedOrPlanned(a *asking) (rows []row, err error) {
	for _, status := range []graph.Status{graph.Denied, graph.Planned, graph.Questioned, graph.Reported} { // by the alphabet
		if a.enough(rows) {
			break
		}
		var list []line
		for b := range a.graph.Briefs(graph.ClaimQuery{Entity: a.id("entity"), Statuses: []graph.Status{status}}) {
			list = append(list, sortedBy(b, entityNode(b.Subject), node(b.Predicate.IRI()), entityNode(b.Object), articleNode(b.Article)))
		}
		rows = a.lines(rows, list, func(c graph.Claim) row { return row{"published": articleNode(c.Article)} })
	}
	return rows, nil
}

func newSince(a *asking) (rows []row, err error) {
	days := map[string][]line{} // of an entity
	for b := range a.claims() {
		if b.Published != "" && b.Published >= a.text("date") {
			days[b.Published] = append(days[b.Published], byArticle(b))
		}
	}
	dated := func(day string) func(graph.Claim) row { return func(graph.Claim) row { return row{"published": day} } }
	if a.id("entity") != "" {
		for _, day := range slices.Backward(sortedKeys(days)) {
			rows = a.lines(rows, days[day], dated(day))
		}
		return rows, nil
	}
	for _, in := range a.newest() {
		day := in.Published.Format(time.DateOnly)
		if in.Published.IsZero() || day < a.text("date") || a.enough(rows) {
			break
		}
		var list []line
		for b := range a.graph.Briefs(graph.ClaimQuery{Article: in.Article}) {
			list = append(list, byArticle(b))
		}
		rows = a.lines(rows, list, dated(day))
	}
	return rows, nil
}

func sortedKeys(m map[string][]line) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// newestFirst sorts articles by day and then by their nodes.
func newestFirst(articles iter.Seq[store.ArticleCount]) []store.ArticleCount {
	return slices.SortedFunc(articles, func(x, y store.ArticleCount) int {
		if order := y.Published.Compare(x.Published); order != 0 {
			return order
		}
		return strings.Compare(articleNode(x.Article), articleNode(y.Article))
	})
}

func articles(a *asking) (rows []row, err error) {
	for _, in := range newestFirst(a.graph.ArticlesOf(a.id("entity"))) {
		if a.enough(rows) {
			break
		}
		if lang := a.text("lang"); in.Lang == "" || lang != "" && in.Lang != lang {
			continue
		}
		r := row{"article": articleNode(in.Article), "language": in.Lang, "times": in.Mentions}
		if !in.Published.IsZero() {
			r["published"] = in.Published.Format(time.DateOnly)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func entityNode(id string) string { return node(graph.Entity{ID: id}.IRI()) }

func articleNode(id string) string { return node(graph.Article{ID: id}.IRI()) }

// claims are those on the entity asked about; none where there is none.
func (a *asking) claims() iter.Seq[graph.Brief] {
	id := a.id("entity")
	if id == "" {
		return func(func(graph.Brief) bool) {}
	}
	return a.graph.Briefs(graph.ClaimQuery{Entity: id})
}

// at calls f with the claims on the entity that have one of some relations, or
// any, once for each end where it is.
func (a *asking) at(relations []graph.Predicate, f func(b graph.Brief, near quad.IRI)) {
	id := a.id("entity")
	for b := range a.claims() {
		if len(relations) > 0 && !slices.Contains(relations, b.Predicate) {
			continue
		}
		if b.Subject == id {
			f(b, graph.ClaimSubject)
		}
		if b.Object == id {
			f(b, graph.ClaimObject)
		}
	}
}

// particular returns the values that a claim gives for a particular, each once;
// one "" where it gives none.
func (a *asking) particular(b graph.Brief, name string) []string {
	var list []string
	for _, p := range a.graph.Whole(b).Particulars {
		if p.Name == name && !slices.Contains(list, p.Value) {
			list = append(list, p.Value)
		}
	}
	if list == nil {
		return []string{""}
	}
	return list
}
