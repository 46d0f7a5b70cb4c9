package resolve

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"trigraph/extract"
	"trigraph/graph"
)

// Across returns why things that no lexicon knows, each one node by its name
// within its article, are one or several over all articles. It looks at the
// whole set at once, so that order and batches of reading do not matter. A
// short form that one article gives to a full name stands for it in others; one
// that two give to different things only where the company it is named in
// agrees. People of one name are one where nothing speaks against it. No join
// leads on to another. apart says that two ids must not be joined; nil never
// does.
func (r *Resolver) Across(records iter.Seq[graph.Record], apart func(a, b string) bool) []graph.Join {
	return r.Decide(func(yield func(Digest) bool) {
		for rec := range records {
			if !yield(r.Digest(rec)) {
				return
			}
		}
	}, apart)
}

// Decide is Across where the records were digested before, in any order.
func (r *Resolver) Decide(articles iter.Seq[Digest], apart func(a, b string) bool) []graph.Join {
	x := &across{r: r, apart: apart, things: map[string]*thing{}, claims: map[string]map[string]graph.Join{}, df: map[string]int{}}
	if apart == nil {
		x.apart = func(string, string) bool { return false }
	}
	for d := range articles {
		x.read(d)
	}
	for _, t := range x.things {
		t.inOrder()
	}
	x.spellings()
	for _, id := range slices.Sorted(maps.Keys(x.things)) {
		x.place(x.things[id])
	}
	slices.SortFunc(x.joins, func(a, b graph.Join) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.In, b.In), strings.Compare(a.To, b.To))
	})
	return x.joins
}

// across is the work on one set of articles.
type across struct {
	r      *Resolver
	apart  func(a, b string) bool
	things map[string]*thing                // that no lexicon knows
	claims map[string]map[string]graph.Join // short form's id -> full name's id -> who says so
	df     map[string]int                   // articles that name an id
	total  int                              // articles
	joins  []graph.Join
}

// thing is what articles call by one name.
type thing struct {
	id     string
	name   string // in the first of its places
	open   bool   // an article leaves open which known thing it is
	places []naming
}

// inOrder puts the places in the order of their articles, however they were read.
func (t *thing) inOrder() {
	slices.SortFunc(t.places, func(a, b naming) int {
		return cmp.Or(strings.Compare(a.article, b.article), strings.Compare(a.id, b.id))
	})
	t.name = t.places[0].name
}

// naming is an article that names a thing.
type naming struct {
	id        string // as this article has it, before spellings are joined
	article   string
	name      string
	named     []string // all that the article names, shared by its places
	employers []string // of a person, by claims
	near      []string // companies beside a person's name
	start     int
	end       int
	quote     string
}

func (x *across) read(d Digest) {
	x.total++
	for _, id := range d.Named {
		x.df[id]++
	}
	for _, u := range d.Unknown {
		t, ok := x.things[u.ID]
		if !ok {
			t = &thing{id: u.ID}
			x.things[u.ID] = t
		}
		t.places = append(t.places, naming{
			id: u.ID, article: d.Article, name: u.Name, named: d.Named, employers: u.Employers, near: u.Near,
			start: u.Start, end: u.End, quote: u.Quote,
		})
	}
	for _, j := range d.Aliases {
		x.claim(j)
	}
	for _, id := range d.Open {
		if t, ok := x.things[id]; ok {
			t.open = true
		}
	}
}

// claim notes that an article spells out what a short form means.
func (x *across) claim(j graph.Join) {
	if x.claims[j.From] == nil {
		x.claims[j.From] = map[string]graph.Join{}
	}
	if first, ok := x.claims[j.From][j.To]; !ok || j.Article < first.Article {
		x.claims[j.From][j.To] = j
	}
}

// partOf reports whether the words of one id's name are words of the other's.
func partOf(short, full string) bool {
	_, a, _ := strings.Cut(short, "/")
	_, b, _ := strings.Cut(full, "/")
	return strings.Contains("-"+b+"-", "-"+a+"-")
}

// place decides which node a thing is in each article that names it.
func (x *across) place(t *thing) {
	full := x.meanings(t.id)
	switch {
	case len(full) == 1 && x.sureForm(t):
		x.joinAll(t, full[0])
	case len(full) > 0:
		x.separate(t, full)
	case (t.open || strings.HasPrefix(t.id, "person/")) && len(t.places) > 1:
		x.separate(t, nil)
	}
}

// meanings returns the full names that articles give a short form, by id. A full
// name that is itself a short form of another is left out: no join leads on.
func (x *across) meanings(id string) []string {
	var list []string
	for to := range x.claims[id] {
		if len(x.claims[to]) == 0 && !x.apart(id, to) {
			list = append(list, to)
		}
	}
	slices.Sort(list)
	return list
}

// sureForm reports whether a short form is long enough to mean one thing
// wherever it stands: more than two Latin letters or Han characters.
func (x *across) sureForm(t *thing) bool { return len([]rune(t.name)) > 2 }

func (x *across) joinAll(t *thing, to string) {
	said := x.claims[t.id][to]
	for _, p := range t.places {
		j := said
		j.From, j.To, j.In, j.Reason = p.id, to, p.article, Elsewhere
		j.Confidence = sureElsewhere
		x.joins = append(x.joins, j)
	}
}

// sureElsewhere is how sure a short form in one article means what the only
// other article that spells it out means.
const sureElsewhere = 0.85

// Decided is what people decided about identity. It may be nil.
type Decided interface {
	// Apart reports whether two ids must not be joined.
	Apart(a, b string) bool
	// Record returns the joins and corrections over records that are joined.
	Record(records iter.Seq[graph.Record]) graph.Record
}

// Link does to documents what Across says and people decided: their mentions
// and claims get the ids of the nodes they are. Documents that are linked
// together are the whole set of articles for it.
func (r *Resolver) Link(docs []*extract.Document, people Decided) {
	records := func(yield func(graph.Record) bool) {
		for _, d := range docs {
			if !yield(d.Record(r.known)) {
				return
			}
		}
	}
	var apart func(a, b string) bool
	if people != nil {
		apart = people.Apart
	}
	apply(graph.Record{Joins: r.Across(records, apart)}.Identity(), docs)
	if people != nil {
		apply(people.Record(records).Identity(), docs)
	}
}

// apply gives the mentions and claims of documents the ids that an identity has
// for them, and the mentions the name and class of their node.
func apply(identity *graph.Identity, docs []*extract.Document) {
	names := map[string]extract.Mention{}
	for _, d := range docs {
		for _, m := range d.Mentions {
			if _, ok := names[m.Entity]; !ok && m.Entity == identity.Node(d.Article.ID, m.Entity) {
				names[m.Entity] = m
			}
		}
	}
	for _, d := range docs {
		node := func(id *string) { *id = identity.Node(d.Article.ID, *id) }
		for i := range d.Mentions {
			m := &d.Mentions[i]
			before := m.Entity
			node(&m.Entity)
			if n, ok := names[m.Entity]; ok && m.Entity != before {
				m.Name, m.Class = n.Name, n.Class
			}
			by := identity.Correction(m.Entity)
			m.Name, m.Class = cmp.Or(by.Labels[string(d.Article.Lang)], m.Name), cmp.Or(by.Class, m.Class)
		}
		for i := range d.Claims {
			node(&d.Claims[i].Subject)
			node(&d.Claims[i].Object)
		}
		d.Claims = slices.DeleteFunc(d.Claims, func(c graph.Claim) bool { return c.Subject == c.Object })
	}
}
