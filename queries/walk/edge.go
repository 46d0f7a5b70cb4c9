package walk

import (
	"cmp"
	"slices"
	"strings"

	"trigraph/graph"
)

// add takes a claim in.
func (e *Edge) add(c graph.Brief) {
	e.sentences++
	if e.sentences == 1 || surer(c.Claim, e.Best) {
		e.Best, e.best, e.Published = c.Claim, c, c.Published
	}
	if e.Status == "" || strength(c.Status) < strength(e.Status) {
		e.Status = c.Status
	}
	e.Articles = with(e.Articles, c.Article)
	e.Languages = with(e.Languages, c.Lang)
	from, to := period(c)
	if from != "" && (e.First == "" || from < e.First) {
		e.First = from
	}
	if to != "" && to > e.Last {
		e.Last = to
	}
	if when := cmp.Or(from, to); when != "" {
		if e.Months == nil {
			e.Months = map[string]int{}
		}
		e.Months[when[:min(len(when), len("2021-05"))]]++
	}
}

// surer orders claims: the more confident, of equals the one that stands first.
func surer(a, b graph.Claim) bool {
	return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), strings.Compare(a.Article, b.Article), a.Start-b.Start) < 0
}

// strength orders the statuses, the strongest first.
func strength(s graph.Status) int {
	return slices.Index([]graph.Status{graph.Stated, graph.Reported, graph.Planned, graph.Questioned, graph.Denied}, s)
}

// Strongest returns the strongest of the statuses of claims, "" of none.
func Strongest(statuses []graph.Status) graph.Status {
	if len(statuses) == 0 {
		return ""
	}
	return slices.MinFunc(statuses, func(a, b graph.Status) int { return strength(a) - strength(b) })
}

// with is a sorted set with one more in it.
func with(set []string, s string) []string {
	i, found := slices.BinarySearch(set, s)
	if found || s == "" {
		return set
	}
	return slices.Insert(set, i, s)
}

// period is the first and the last date that a claim speaks of: its own time,
// else the day of publication. An open end is "".
func period(c graph.Brief) (from, to string) {
	from, to, ok := strings.Cut(cmp.Or(c.Time, c.Published), "/")
	if !ok {
		to = from
	}
	return strings.Trim(from, "."), strings.Trim(to, ".")
}
