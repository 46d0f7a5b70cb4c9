package lexicon

import (
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
	for _, n := range e.names {
		for label, lang := range map[trait]string{labelEN: "en", labelDE: "de", labelZH: "zh"} {
			if n.is&label != 0 {
				out.Labels[lang] = n.form
			}
		}
		if n.is&adjective == 0 {
			out.Names = append(out.Names, n.form)
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
