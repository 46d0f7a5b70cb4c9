package evidence

import (
	"strings"

	"trigraph/graph"
)

// compare notes what speaks against a finding: a denial of it, another date for
// it, and, where the predicate leads to one thing at a time, another object.
func (f *Finding) compare(all []*Finding, o *graph.Ontology, within Places) {
	if !f.Stated() {
		return
	}
	if denied := f.says(graph.Denied); denied != nil {
		f.Conflicts = append(f.Conflicts, Conflict{Kind: "denied", Article: denied.Article})
	}
	f.dates()
	p, ok := o.Predicate(f.Predicate)
	if !ok || !p.Single {
		return
	}
	for _, other := range all {
		if other.Subject != f.Subject || other.Predicate != f.Predicate || other.Object == f.Object {
			continue
		}
		if w := f.against(other, within); w != nil {
			f.Conflicts = append(f.Conflicts, Conflict{"two objects", other.Object, w.Article})
		}
	}
}

// dates notes the first other date that a witness gives for what it states.
func (f *Finding) dates() {
	first := ""
	for _, w := range f.Witnesses {
		switch {
		case w.Status != graph.Stated || w.Time == "":
		case first == "":
			first = w.Time
		case !sameDate(first, w.Time):
			f.Conflicts = append(f.Conflicts, Conflict{"two dates", w.Time, w.Article})
			return
		}
	}
}

// against returns the witness of another object that cannot be true beside
// this one: neither place holds the other, the roles are the same, and no dates
// tell the two apart.
func (f *Finding) against(other *Finding, within Places) *Witness {
	if within(f.Object, other.Object) || within(other.Object, f.Object) {
		return nil
	}
	for i := range other.Witnesses {
		w := &other.Witnesses[i]
		for _, own := range f.Witnesses {
			if w.Status == graph.Stated && own.Status == graph.Stated && sameRole(own, *w) && !apart(own.Time, w.Time) {
				return w
			}
		}
	}
	return nil
}

// sameRole reports whether two witnesses speak of one office; one that names
// none may mean any.
func sameRole(a, b Witness) bool {
	ra, rb := role(a), role(b)
	return ra == "" || rb == "" || ra == rb
}

func role(w Witness) string {
	for _, p := range w.Particulars {
		if p.Name == "role" {
			return strings.ToLower(p.Value)
		}
	}
	return ""
}

// apart reports whether both times are known and differ: then one may have
// followed the other.
func apart(a, b string) bool { return a != "" && b != "" && !sameDate(a, b) }

// sameDate reports whether two times can have a day in common: 2021 and 2021-05
// can, 2019/.. (since 2019) and 2021 can, 2019/2020 and 2021 cannot.
func sameDate(a, b string) bool {
	fromA, toA := bounds(a)
	fromB, toB := bounds(b)
	return starts(fromA, toB) && starts(fromB, toA)
}

// starts reports whether a date is not after the end of another.
func starts(from, to string) bool {
	return from == ".." || to == ".." || from <= to || strings.HasPrefix(from, to) || strings.HasPrefix(to, from)
}

// bounds gives the first and last date of a time.
func bounds(time string) (from, to string) {
	from, to, ok := strings.Cut(time, "/")
	if !ok {
		return time, time
	}
	return from, to
}
