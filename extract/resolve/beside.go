package resolve

import (
	"slices"
	"strings"

	"trigraph/graph"
)

// employers returns the organisations for which, by the article's claims, a
// person works.
func employers(rec graph.Record, person string) []string {
	var list []string
	for _, c := range rec.Claims {
		if c.Status == graph.Denied {
			continue
		}
		switch c.Predicate {
		case "headedBy", "foundedBy":
			if c.Object == person {
				list = append(list, c.Subject)
			}
		case "worksFor":
			if c.Subject == person {
				list = append(list, c.Object)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// beside is the distance in code points within which a company is named beside
// a person.
const beside = 40

// near returns the companies named beside a person in a sentence.
func (r *Resolver) near(rec graph.Record, person string, text []rune) []string {
	var list []string
	for _, m := range rec.Mentions {
		if m.Entity != person {
			continue
		}
		for _, o := range rec.Mentions {
			from, to := min(m.End, o.End), max(m.Start, o.Start)
			if from > to || to-from > beside || !r.company(rec, o.Entity) || slices.ContainsFunc(text[from:to], endsSentence) {
				continue
			}
			list = append(list, o.Entity)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (r *Resolver) company(rec graph.Record, id string) bool {
	if e, ok := r.known.Entity(id); ok {
		return e.Class == graph.Company
	}
	return slices.ContainsFunc(rec.Entities, func(e graph.Entity) bool { return e.ID == id && e.Class == graph.Company })
}

func endsSentence(r rune) bool { return strings.ContainsRune(".!?。！？；\n", r) }

// longestQuote bounds the sentence around a mention, in code points.
const longestQuote = 300

// sentenceAround returns the sentence of a mention by its punctuation.
func sentenceAround(text []rune, m graph.Mention) (start, end int, quote string) {
	for start = m.Start; start > 0 && m.Start-start < longestQuote && !boundary(text, start-1); start-- {
	}
	for end = m.End; end < len(text) && end-m.End < longestQuote && !boundary(text, end); end++ {
	}
	if end < len(text) && text[end] != '\n' {
		end++
	}
	for start < m.Start && text[start] == ' ' {
		start++
	}
	return start, end, string(text[start:end])
}

// boundary reports whether a sentence ends at i: a full stop of Latin script
// only before a space.
func boundary(text []rune, i int) bool {
	if text[i] == '.' {
		return i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n'
	}
	return endsSentence(text[i])
}
