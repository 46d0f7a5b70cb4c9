package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Join says that what would be one node by its name alone is another, and why.
// In an article's record it tells of names within that article and changes
// nothing; in an Identity it is applied to records.
type Join struct {
	From   string // entity id: what the name alone would be, or a node that went into another
	To     string // entity id it is
	In     string // the only article where this holds; "" for all
	Name   string // as written where the reason stands
	Reason string // "alias", "short form", "companions", "judgement", …
	Provenance
}

// Candidate is the reason of a join that was not made: From may be To, and its
// article does not settle it.
const Candidate = "candidate"

// Identity is joins and corrections, made ready to be applied to records. What
// extraction said stays as it is in the log, so leaving out a join undoes it.
type Identity struct {
	everywhere map[string]string
	within     map[[2]string]string // article and id
	corrected  map[string]Entity
}

// Identity returns the Joins of r as a mapping of ids, and its Entities as
// corrections: a class or a label there takes the place of what others say.
func (r Record) Identity() *Identity {
	i := &Identity{map[string]string{}, map[[2]string]string{}, map[string]Entity{}}
	for _, j := range r.Joins {
		if j.In == "" {
			i.everywhere[j.From] = j.To
		} else {
			i.within[[2]string{j.In, j.From}] = j.To
		}
	}
	for _, e := range r.Entities {
		i.corrected[e.ID] = e
	}
	return i
}

// Node returns the id of what an article means by an id; it is not looked up
// again. The article is "" for facts that no article says.
func (i *Identity) Node(article, id string) string {
	if to, ok := i.within[[2]string{article, id}]; ok && article != "" {
		return to
	}
	if to, ok := i.everywhere[id]; ok {
		return to
	}
	return id
}

// Correction returns the class and labels that take the place of what others
// say of a node; what is empty stays as it is.
func (i *Identity) Correction(id string) Entity { return i.corrected[id] }

// Apply returns r with the ids of the nodes that its things are, corrected, and
// whether that differs from r, which it leaves as it was. Things that have
// become one are one entity with the names of all; a claim that would lead from
// a thing to itself is left out.
func (i *Identity) Apply(r Record) (Record, bool) {
	if !i.touches(r) {
		return r, false
	}
	node := func(id string) string { return i.Node(r.Article.ID, id) }
	r.Mentions = slices.Clone(r.Mentions)
	for k := range r.Mentions {
		r.Mentions[k].Entity = node(r.Mentions[k].Entity)
	}
	r.Joins = slices.Clone(r.Joins)
	for k := range r.Joins {
		r.Joins[k].To = node(r.Joins[k].To)
		if r.Joins[k].Reason == Candidate {
			r.Joins[k].From = node(r.Joins[k].From)
		}
	}
	var claims []Claim
	for _, c := range r.Claims {
		before := c.Subject == c.Object
		c.Subject, c.Object = node(c.Subject), node(c.Object)
		if before || c.Subject != c.Object {
			claims = append(claims, c)
		}
	}
	r.Claims = claims
	r.Entities = i.entities(r.Entities, node)
	return r, true
}

func (i *Identity) touches(r Record) bool {
	moved := func(id string) bool {
		_, corrected := i.corrected[id]
		return corrected || i.Node(r.Article.ID, id) != id
	}
	return slices.ContainsFunc(r.Mentions, func(m Mention) bool { return moved(m.Entity) }) ||
		slices.ContainsFunc(r.Joins, func(j Join) bool { return moved(j.To) }) ||
		slices.ContainsFunc(r.Claims, func(c Claim) bool { return moved(c.Subject) || moved(c.Object) }) ||
		slices.ContainsFunc(r.Entities, func(e Entity) bool { return moved(e.ID) || moved(e.Country) || moved(e.PartOf) })
}

// entities returns the entities under their nodes' ids. What the node's own
// entity says goes before what those say that went into it.
func (i *Identity) entities(list []Entity, node func(string) string) []Entity {
	byID := map[string]*Entity{}
	own := slices.Clone(list)
	slices.SortStableFunc(own, func(a, b Entity) int {
		return cmp.Compare(moves(a, node), moves(b, node))
	})
	for _, e := range own {
		e = e.under(node(e.ID))
		if e.Country != "" {
			e.Country = node(e.Country)
		}
		if e.PartOf != "" {
			e.PartOf = node(e.PartOf)
		}
		if first, ok := byID[e.ID]; ok {
			first.take(e)
			continue
		}
		e.Labels, e.Names, e.SameAs = maps.Clone(e.Labels), slices.Clone(e.Names), slices.Clone(e.SameAs)
		byID[e.ID] = &e
	}
	var out []Entity
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		e := byID[id]
		e.correct(i.corrected[id])
		out = append(out, *e)
	}
	return out
}

// under returns e as the node with that id. A label of the same script as the
// node's own name becomes a name only: "NPS" is not how to show the National
// Park Service, but 国家公园管理局 may be.
func (e Entity) under(id string) Entity {
	from, _, _ := strings.Cut(e.ID, "~")
	_, name, unknown := strings.Cut(id, "/")
	if to, _, _ := strings.Cut(id, "~"); unknown && from != to {
		labels := map[string]string{}
		for lang, label := range e.Labels {
			if inHan(label) == inHan(name) {
				e.Names = sortedSet(append(slices.Clone(e.Names), label))
			} else {
				labels[lang] = label
			}
		}
		e.Labels = labels
	}
	e.ID = id
	return e
}

// inHan reports whether a name is written in Han characters.
func inHan(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func moves(e Entity, node func(string) string) int {
	if node(e.ID) == e.ID {
		return 0
	}
	return 1
}

// take adds to e what another entity says that is the same thing.
func (e *Entity) take(other Entity) {
	e.Class = cmp.Or(e.Class, other.Class)
	e.Country = cmp.Or(e.Country, other.Country)
	e.PartOf = cmp.Or(e.PartOf, other.PartOf)
	if e.Labels == nil {
		e.Labels = map[string]string{}
	}
	for lang, label := range other.Labels {
		if e.Labels[lang] == "" {
			e.Labels[lang] = label
		}
		e.Names = append(e.Names, label)
	}
	e.Names = sortedSet(append(e.Names, other.Names...))
	e.SameAs = sortedSet(append(e.SameAs, other.SameAs...))
}

// correct puts a person's word in place of what e says. The label before stays
// a name.
func (e *Entity) correct(by Entity) {
	e.Class = cmp.Or(by.Class, e.Class)
	if len(by.Labels) > 0 && e.Labels == nil {
		e.Labels = map[string]string{}
	}
	for lang, label := range by.Labels {
		if before := e.Labels[lang]; before != "" {
			e.Names = append(e.Names, before)
		}
		e.Labels[lang] = label
		e.Names = append(e.Names, label)
	}
	e.Names = sortedSet(e.Names)
}

func sortedSet(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

func compareJoins(a, b Join) int {
	return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.In, b.In), strings.Compare(a.To, b.To),
		strings.Compare(a.Article, b.Article), a.Start-b.Start, a.End-b.End,
		strings.Compare(a.Name, b.Name), strings.Compare(a.Reason, b.Reason))
}
