// Package evidence weighs what many articles say: what comes in are the records
// of articles, what goes out are findings, one for each thing that is said,
// with all who say it. It counts texts, not copies, and puts side by side what
// cannot be true together; it never decides who is right.
package evidence

import (
	"cmp"
	"slices"
	"strings"

	"trigraph/graph"
)

// Question asks for the claims about one entity, or about all.
type Question struct {
	Entity    string          // id; "" asks for all
	Predicate graph.Predicate // "" asks for all
	AsOf      string          // a date or the beginning of one; claims of later times are left out
	// Text returns the text of an article, where records come without; it is asked
	// only where copies may be among witnesses. nil where they come with it.
	Text func(article string) string
	// Only so many findings are wanted, after so many others; 0 for all.
	Limit, Offset int
}

// Witness is a claim as one article makes it.
type Witness struct {
	graph.Claim
	Lang, Title string
	Published   string // "2024-03-18", "" where the article has no date
	CopyOf      string // id of an earlier witness's article that has the same words
}

// Finding is one thing that is said: subject, predicate, object.
type Finding struct {
	Subject     string
	Predicate   graph.Predicate
	Object      string
	Witnesses   []Witness // by day of publication, then article
	Independent int       // witnesses that are no copies
	Conflicts   []Conflict
}

// Conflict says what speaks against a finding.
type Conflict struct {
	Kind    string `json:"kind"`            // "denied", "two objects" or "two dates"
	Other   string `json:"other,omitempty"` // the object or date that is named instead
	Article string `json:"article"`         // where it stands
}

// Places tells whether a place lies within another, as far as is known. A seat
// in a town and a seat in its province are no contradiction.
type Places func(place, container string) bool

// PlacesAmong tells it by what is said of entities, mostly by the lexicon: each
// place names what contains it, and its country.
func PlacesAmong(entity func(id string) (graph.Entity, bool)) Places {
	return func(place, container string) bool {
		for range 5 { // no place lies deeper, and a circle in the data must end
			e, ok := entity(place)
			if !ok || place == "" {
				return false
			}
			if e.Country == container || e.PartOf == container {
				return true
			}
			place = cmp.Or(e.PartOf, e.Country)
		}
		return false
	}
}

// Gather returns the findings that answer a question, those about the entity's
// own doings first, in the order of the ontology, best attested first. Records
// may come in any order.
func Gather(records []graph.Record, o *graph.Ontology, within Places, q Question) []Finding {
	found := map[key]*Finding{}
	for _, r := range records {
		for _, c := range r.Claims {
			k := keyOf(c, o)
			if !q.asks(k, witness(r.Article, c)) {
				continue
			}
			if found[k] == nil {
				found[k] = &Finding{Subject: k.subject, Predicate: k.predicate, Object: k.object}
			}
			found[k].Witnesses = append(found[k].Witnesses, witness(r.Article, c))
		}
	}
	texts := newTexts(records, q.Text)
	list := make([]*Finding, 0, len(found))
	for _, f := range found {
		f.count(texts)
		list = append(list, f)
	}
	order(list, o, q.Entity)
	wanted := list[min(q.Offset, len(list)):]
	if q.Limit > 0 {
		wanted = wanted[:min(q.Limit, len(wanted))]
	}
	out := make([]Finding, len(wanted))
	for i, f := range wanted {
		f.compare(list, o, within)
		out[i] = *f
	}
	return out
}

// key tells findings apart. A symmetric predicate has one key for both ways.
type key struct {
	subject   string
	predicate graph.Predicate
	object    string
}

func keyOf(c graph.Claim, o *graph.Ontology) key {
	k := key{c.Subject, c.Predicate, c.Object}
	if p, ok := o.Predicate(c.Predicate); ok && p.Symmetric && k.object < k.subject {
		k.subject, k.object = k.object, k.subject
	}
	return k
}

func witness(a graph.Article, c graph.Claim) Witness {
	w := Witness{Claim: c, Lang: a.Lang, Title: a.Title}
	if !a.Published.IsZero() {
		w.Published = a.Published.Format("2006-01-02")
	}
	return w
}

// asks reports whether a claim answers the question. Its time is what the text
// says, else the day of publication; a claim without either is no later one.
func (q Question) asks(k key, w Witness) bool {
	if q.Entity != "" && k.subject != q.Entity && k.object != q.Entity {
		return false
	}
	if q.Predicate != "" && k.predicate != q.Predicate {
		return false
	}
	return q.AsOf == "" || !later(w.when(), q.AsOf)
}

// when is the time a witness speaks of, of a period its beginning.
func (w Witness) when() string {
	from, _ := bounds(cmp.Or(w.Time, w.Published))
	return from
}

// later reports whether a date lies wholly behind another; of each a part will
// do: 2022 is later than 2021-05, 2021-05 is not later than 2021.
func later(date, than string) bool {
	n := min(len(date), len(than))
	return date[:n] > than[:n]
}

// order puts findings about the entity before those that only name it, then as
// the ontology has the predicates, then by the number of texts.
func order(list []*Finding, o *graph.Ontology, entity string) {
	place := places(o)
	about := func(f *Finding) int {
		if f.Subject == entity {
			return 0
		}
		return 1
	}
	slices.SortFunc(list, func(a, b *Finding) int {
		return cmp.Or(
			cmp.Compare(about(a), about(b)),
			cmp.Compare(place[a.Predicate], place[b.Predicate]),
			cmp.Compare(b.Independent, a.Independent),
			strings.Compare(a.Subject, b.Subject),
			strings.Compare(a.Object, b.Object))
	})
}

// Stated reports whether at least one witness says it without reserve.
func (f *Finding) Stated() bool { return f.says(graph.Stated) != nil }

func (f *Finding) says(s graph.Status) *Witness {
	for i := range f.Witnesses {
		if f.Witnesses[i].Status == s {
			return &f.Witnesses[i]
		}
	}
	return nil
}
