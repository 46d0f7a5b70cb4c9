package resolve

import (
	"unicode"

	"trigraph/corpus"
	"trigraph/extract"
)

// dropSums refuses what the tagger takes for one name where nothing in it but
// marks and numbers stands beside names that the lexicon knows: 德国德累斯顿 names
// two places. What the model says of those then counts for nothing.
func dropSums(d *extract.Document, ms []extract.Mention) {
	for i, m := range ms {
		if sourceOf(m) != fromTagger {
			continue
		}
		var parts []int
		for j, other := range ms {
			if other.Span != m.Span && m.Contains(other.Span) && sourceOf(other) == fromLexicon && vouched(other) {
				parts = append(parts, j)
			}
		}
		if len(parts) == 0 || namesMore(d, ms, m.Span, parts) {
			continue
		}
		ms[i].Confidence = 0
		for _, j := range parts {
			ms[j].Opinion = extract.Opinion{}
		}
	}
}

// namesMore reports whether a span names more than its parts: two Han characters
// or a letter of a name stand outside them.
func namesMore(d *extract.Document, ms []extract.Mention, s corpus.Span, parts []int) bool {
	var inner spanSet
	for _, j := range parts {
		inner.add(ms[j].Span)
	}
	places := family(ms[parts[0]].Class) == "place"
	hans, at := 0, s.Start
	for _, p := range append(inner, corpus.Span{Start: s.End, End: s.End}) {
		for _, r := range d.Article.Text[at:max(at, p.Start)] {
			if unicode.Is(unicode.Han, r) {
				hans++
			} else if unicode.IsUpper(r) || unicode.IsLetter(r) && !places {
				return true
			}
		}
		at = p.End
	}
	return hans > 1
}
