package resolve

import (
	"maps"
	"slices"
	"strings"

	"trigraph/graph"
)

// Digest is what of one article decides which of its things are one with those
// of other articles: a small part of its record, so that many articles' fit
// where their texts would not.
type Digest struct {
	Article string   // id
	Named   []string // ids of all that it names, sorted
	Unknown []Unknown
	Aliases []graph.Join // short forms that it spells out
	Open    []string     // ids of things that it leaves open which known ones they are
}

// Unknown is a thing that no lexicon knows, as one article names it.
type Unknown struct {
	ID, Name   string
	Employers  []string // of a person, by claims
	Near       []string // companies beside a person's name
	Start, End int      // code points of a sentence that names it, and its text
	Quote      string
}

// Digest takes from a record what Decide needs.
func (r *Resolver) Digest(rec graph.Record) Digest {
	d := Digest{Article: rec.Article.ID, Named: namedIn(rec)}
	var text []rune
	for _, e := range rec.Entities {
		u := Unknown{ID: e.ID, Name: firstName(e)}
		if i := slices.IndexFunc(rec.Mentions, func(m graph.Mention) bool { return m.Entity == e.ID }); i >= 0 {
			if text == nil {
				text = []rune(rec.Article.Text)
			}
			u.Start, u.End, u.Quote = sentenceAround(text, rec.Mentions[i])
		}
		if e.Class == graph.Person {
			u.Employers, u.Near = employers(rec, e.ID), r.near(rec, e.ID, text)
		}
		d.Unknown = append(d.Unknown, u)
	}
	for _, j := range rec.Joins {
		// A person's family name stands for nobody elsewhere.
		if j.Reason == Alias && j.From != j.To && !(strings.HasPrefix(j.From, "person/") && partOf(j.From, j.To)) {
			d.Aliases = append(d.Aliases, j)
		}
		if j.Reason == graph.Candidate {
			d.Open = append(d.Open, j.From)
		}
	}
	return d
}

func namedIn(rec graph.Record) []string {
	var ids []string
	for _, m := range rec.Mentions {
		ids = append(ids, m.Entity)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func firstName(e graph.Entity) string {
	for _, lang := range slices.Sorted(maps.Keys(e.Labels)) {
		return e.Labels[lang]
	}
	return e.ID
}
