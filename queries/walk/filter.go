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

// Keeps reports whether a claim counts; classes are not looked at.
func (f Filter) Keeps(c graph.Brief) bool {
	if c.Confidence < f.MinConfidence || len(f.Predicates) > 0 && !slices.Contains(f.Predicates, c.Predicate) ||
		len(f.Statuses) > 0 && !slices.Contains(f.Statuses, c.Status) || len(f.Languages) > 0 && !slices.Contains(f.Languages, c.Lang) {
		return false
	}
	if f.From == "" && f.To == "" {
		return true
	}
	from, to := period(c)
	return (from != "" || to != "") && within(from, to, f.From, f.To)
}

// special reports whether the filter asks more of edges than that they are
// stated and the class of their ends.
func (f Filter) special() bool {
	return len(f.Predicates) > 0 || len(f.Statuses) > 0 && !slices.Contains(f.Statuses, graph.Stated) || f.MinConfidence > 0 || f.From != "" || f.To != "" || len(f.Languages) > 0
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
