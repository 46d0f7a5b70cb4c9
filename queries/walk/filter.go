package walk

import (
	"slices"
	"strings"

	"trigraph/graph"
)

// Filter says which claims count. What is empty keeps all.
type Filter struct {
	Predicates    []graph.Predicate
	Classes       []graph.Class // classes below them too
	Statuses      []graph.Status
	From, To      string // dates or beginnings of dates, both included
	MinConfidence float64
	Languages     []string // of the articles
}

// Keeps reports whether a claim of an article counts; classes are not looked at.
func (f Filter) Keeps(c graph.Claim, a graph.Article) bool { return f.claim(c) && f.article(c, a) }

// special reports whether the filter asks more of edges than that they are
// stated and the class of their ends.
func (f Filter) special() bool {
	return len(f.Predicates) > 0 || len(f.Statuses) > 0 && !slices.Contains(f.Statuses, graph.Stated) || f.MinConfidence > 0 || f.wantsArticle()
}

// claim looks at what a claim says by itself.
func (f Filter) claim(c graph.Claim) bool {
	return c.Confidence >= f.MinConfidence &&
		(len(f.Predicates) == 0 || slices.Contains(f.Predicates, c.Predicate)) &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, c.Status))
}

func (f Filter) wantsArticle() bool { return f.From != "" || f.To != "" || len(f.Languages) > 0 }

// article looks at what its article adds.
func (f Filter) article(c graph.Claim, a graph.Article) bool {
	if len(f.Languages) > 0 && !slices.Contains(f.Languages, a.Lang) {
		return false
	}
	if f.From == "" && f.To == "" {
		return true
	}
	from, to := period(c, a)
	return (from != "" || to != "") && within(from, to, f.From, f.To)
}

func (f Filter) class(o *graph.Ontology, c graph.Class) bool {
	return len(f.Classes) == 0 || slices.ContainsFunc(f.Classes, func(above graph.Class) bool { return o.Is(c, above) })
}

// within reports whether two periods have a day in common. Dates may be parts
// of dates, "" is an open end: 2021 and 2021-05 have, 2019 and 2020-01 have not.
func within(from, to, first, last string) bool {
	return starts(from, last) && starts(first, to)
}

// starts reports whether a date is not after the end of a period.
func starts(date, end string) bool {
	return date == "" || end == "" || date <= end || strings.HasPrefix(date, end)
}
