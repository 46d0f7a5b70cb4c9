package lexicon

import (
	"cmp"
	"slices"

	"trigraph/graph"
)

// What stands before an external id in an entity's SameAs. Of shares and web
// sites an entity has several, or changes them: an ISIN names a share and a
// ticker a listing, neither is the company.
const (
	wikidataIRI = "http://www.wikidata.org/entity/"
	leiIRI      = "https://www.gleif.org/lei/"
)

// entity turns an entry into what the graph keeps. A German label that the
// tables leave out is the English one.
func (e *entry) entity() graph.Entity {
	out := graph.Entity{ID: e.id, Class: e.class, Country: e.country, PartOf: e.partOf, Labels: map[string]string{}}
	for lang, names := range map[string][]string{"en": e.en, "de": e.de, "zh": e.zh} {
		for i, n := range names {
			form := newName(0, n).form
			if i == 0 {
				out.Labels[lang] = form
			}
			out.Names = append(out.Names, form)
		}
	}
	if en := out.Labels["en"]; en != "" && out.Labels["de"] == "" {
		out.Labels["de"] = en
	}
	slices.Sort(out.Names)
	out.Names = slices.Compact(out.Names)
	if e.wikidata != "" {
		out.SameAs = append(out.SameAs, wikidataIRI+e.wikidata)
	}
	if e.lei != "" {
		out.SameAs = append(out.SameAs, leiIRI+e.lei)
	}
	return out
}

// merged is the entry with a later row's names added and its statements put in
// place of the older ones.
func (e entry) merged(later entry) entry {
	e.en = append(slices.Clip(e.en), later.en...)
	e.de = append(slices.Clip(e.de), later.de...)
	e.zh = append(slices.Clip(e.zh), later.zh...)
	e.class, e.prior = later.class, later.prior
	e.country = cmp.Or(later.country, e.country)
	e.partOf = cmp.Or(later.partOf, e.partOf)
	e.wikidata, e.lei = cmp.Or(later.wikidata, e.wikidata), cmp.Or(later.lei, e.lei)
	e.isin, e.ticker = union(e.isin, later.isin), union(e.ticker, later.ticker)
	e.website = cmp.Or(later.website, e.website)
	e.about = union(e.about, later.about)
	e.popularity = cmp.Or(later.popularity, e.popularity)
	return e
}

// union is a list and what another has besides, in order.
func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(slices.Clip(a), s)
		}
	}
	return a
}
