package score

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// unscored are classes that may be marked anywhere.
var unscored = []graph.Class{graph.Concept}

type scorer struct {
	report  *Report
	linked  []link
	meaning map[string]map[string]int // key -> entity id -> mentions
	keyIDs  map[string]string         // key -> the id most of its mentions have
}

// link is one mention that the gold asks for: its key there, and the entity it
// was given, "" where it was not found.
type link struct{ key, entity string }

func index(docs []*extract.Document) map[string]*extract.Document {
	byName := map[string]*extract.Document{}
	for _, d := range docs {
		byName[path.Base(strings.ReplaceAll(d.Article.Source, "#", "/"))] = d
	}
	for _, d := range docs {
		byName[d.Article.ID] = d
	}
	return byName
}

// place is where a surface of the gold stands.
type place struct {
	corpus.Span
	thing    *Thing
	optional bool
}

// places lays the gold's surfaces over the text, the longest first; inner are
// those that lie within or across a longer one.
func places(g Gold, text string) (outer, inner []place) {
	var all []place
	collect := func(things []Thing, optional bool) {
		for i := range things {
			for _, surface := range things[i].Surface {
				for _, s := range occurrences(text, surface) {
					all = append(all, place{s, &things[i], optional || things[i].WholeOptional})
				}
			}
		}
	}
	collect(g.Entities, false)
	collect(g.Optional, true)
	slices.SortStableFunc(all, func(a, b place) int {
		return cmp.Or(-cmp.Compare(utf8.RuneCountInString(a.In(text)), utf8.RuneCountInString(b.In(text))), cmp.Compare(a.Start, b.Start))
	})
	for _, p := range all {
		if slices.ContainsFunc(outer, func(q place) bool { return q.Overlaps(p.Span) }) {
			inner = append(inner, p)
		} else {
			outer = append(outer, p)
		}
	}
	slices.SortFunc(outer, func(a, b place) int { return cmp.Compare(a.Start, b.Start) })
	return outer, inner
}

// occurrences returns where surface stands, but not inside a longer word of a
// script that separates words.
func occurrences(text, surface string) []corpus.Span {
	var out []corpus.Span
	first, width := utf8.DecodeRuneInString(surface)
	last, _ := utf8.DecodeLastRuneInString(surface)
	for from := 0; ; {
		i := strings.Index(text[from:], surface)
		if i < 0 {
			return out
		}
		s := corpus.Span{Start: from + i, End: from + i + len(surface)}
		from = s.Start + width
		before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
		after, _ := utf8.DecodeRuneInString(text[s.End:])
		if !(spaced(before) && spaced(first)) && !(spaced(after) && spaced(last)) {
			out = append(out, s)
		}
	}
}

// spaced reports whether r is a letter or digit of a script written with
// spaces between words; East Asian scripts begin at U+2E80.
func spaced(r rune) bool {
	return r != utf8.RuneError && r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func (s *scorer) mentions(g Gold, d *extract.Document) {
	found := map[corpus.Span]extract.Mention{}
	for _, m := range d.Mentions {
		found[m.Span] = m
	}
	outer, inner := places(g, d.Article.Text)
	for _, p := range outer {
		m, ok := found[p.Span]
		if !p.optional {
			s.wanted(g, d, p, m, ok)
		}
		delete(found, p.Span)
	}
	for _, m := range d.Mentions {
		if _, left := found[m.Span]; left && !allowed(m, outer, inner) {
			s.count(g.Lang, m.Class, Count{False: 1})
			s.fault("%s: %q marked as %s, which it is not", g.Article, d.Text(m.Span), m.Class)
		}
	}
}

func (s *scorer) wanted(g Gold, d *extract.Document, p place, m extract.Mention, ok bool) {
	class, surface := p.thing.Types[0], d.Text(p.Span)
	switch {
	case !ok:
		s.count(g.Lang, class, Count{Missed: 1})
		s.fault("%s: %q (%s) missed at byte %d", g.Article, surface, class, p.Start)
	case slices.Contains(p.thing.Types, m.Class):
		s.count(g.Lang, class, Count{True: 1})
	default:
		s.count(g.Lang, class, Count{Missed: 1})
		s.count(g.Lang, m.Class, Count{False: 1})
		s.fault("%s: %q is %v, not %s", g.Article, surface, p.thing.Types, m.Class)
	}
	s.linked = append(s.linked, link{p.thing.Key, m.Entity})
	if m.Entity != "" {
		if s.meaning[p.thing.Key] == nil {
			s.meaning[p.thing.Key] = map[string]int{}
		}
		s.meaning[p.thing.Key][m.Entity]++
	}
}

// allowed reports whether a mention the gold does not ask for is no fault: its
// class is not scored, it is a surface inside a longer one, or it lies where
// only optional or inner surfaces are.
func allowed(m extract.Mention, outer, inner []place) bool {
	if slices.Contains(unscored, m.Class) {
		return true
	}
	touchesLoose, touchesGold, same := false, false, false
	for _, p := range outer {
		if p.Overlaps(m.Span) {
			touchesLoose, touchesGold = touchesLoose || p.optional, touchesGold || !p.optional
		}
	}
	for _, p := range inner {
		touchesLoose, same = touchesLoose || p.Overlaps(m.Span), same || p.Span == m.Span
	}
	return touchesLoose && (!touchesGold || same)
}

func (s *scorer) count(lang string, class graph.Class, c Count) {
	s.report.Mentions.add(c)
	key := lang + " " + string(class)
	sum := s.report.ByClass[key]
	sum.add(c)
	s.report.ByClass[key] = sum
}

func (s *scorer) fault(format string, args ...any) {
	s.report.Faults = append(s.report.Faults, fmt.Sprintf(format, args...))
}
