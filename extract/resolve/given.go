package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Given sets d.Mentions to just the names at the given spans, in their order,
// each with the thing it means, or a thing of its own where no known one is
// sure: what reading is worth where it is known what is named. What comes
// before the resolver must have run.
func (r *Resolver) Given(d *extract.Document, names []corpus.Span) {
	_, ms := r.given(d, names)
	r.read(d, r.gather(d), ms)
	a := newArticle(r, d, ms)
	a.nameAll()
	for i := range ms {
		n := a.nodes[i].root()
		ms[i].Entity, ms[i].Name, ms[i].Class = n.id, n.name, n.class
	}
	d.Mentions = ms
}

// given makes a mention of each span: with the readings that the lexicon offers
// for it, or for the last name in it that it knows ("Minister Castro").
func (r *Resolver) given(d *extract.Document, names []corpus.Span) (*scene, []extract.Mention) {
	ms := make([]extract.Mention, len(names))
	for i, span := range names {
		ms[i] = r.mentionOf(d, span)
	}
	return r.newScene(d, r.gather(d)), ms
}

func (r *Resolver) mentionOf(d *extract.Document, span corpus.Span) extract.Mention {
	m := extract.Mention{Span: span, Class: graph.Concept, Step: "given", Confidence: 1}
	held := extract.Mention{}
	for _, c := range d.Candidates {
		if sourceOf(c) == fromTagger && c.Span == span {
			m.Class = c.Class
		}
		if len(c.Readings) > 0 && !c.Adjective && within(c.Span, span) && r.onlyRole(d, span, c) && (c.Len() > held.Len() || c.End > held.End && c.Len() == held.Len()) {
			held = c
		}
	}
	if held.Span != span {
		surface := strings.Join(strings.Fields(d.Text(span)), " ")
		m.Readings = r.offered(surface, graph.Concept, langOf(d, span))
	}
	if m.Readings == nil && len(held.Readings) > 0 {
		m.Readings, m.Opinion, m.Class = held.Readings, held.Opinion, held.Class
	}
	if len(m.Readings) > 0 && m.Class == graph.Concept {
		m.Class = m.Readings[0].Class
	}
	return m
}

// within reports whether a name lies in a span, but for the full stop behind
// it: people mark "U.S" of "U.S.".
func within(name, span corpus.Span) bool {
	return span.Start <= name.Start && name.End <= span.End+1
}

// onlyRole reports whether a span says no more than a name in it: what stands
// before is small, or an office, what stands behind is no letter.
func (r *Resolver) onlyRole(d *extract.Document, span corpus.Span, name extract.Mention) bool {
	before := d.Article.Text[span.Start:name.Start]
	if strings.ContainsFunc(d.Article.Text[name.End:max(name.End, span.End)], latin) {
		return false
	}
	if strings.ContainsAny(strings.TrimSpace(d.Text(name.Span)), " ") { // a full name needs no explanation
		return true
	}
	for w := range strings.FieldsSeq(before) {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(first) && !r.office(langOf(d, span), w) {
			return false
		}
	}
	return true
}

// office reports whether a word is one that stands before names, also as the end
// of a compound and declined.
func (r *Resolver) office(lang corpus.Lang, word string) bool {
	word = strings.TrimRight(strings.ToLower(word), ".")
	for _, rank := range r.ranks[lang] {
		for _, ending := range []string{"", "s", "n", "en", "es"} {
			if word == rank+ending || len(rank) > 3 && strings.HasSuffix(word, rank+ending) {
				return true
			}
		}
	}
	return false
}
