package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"trigraph/graph"
)

// Why a claim was left out, for the report.
const (
	byStatus     = "claims of another status, left out"
	byPredicate  = "claims of another predicate, left out"
	byConfidence = "claims less sure, left out"
	byLanguage   = "claims in articles of another language, left out"
	byTime       = "claims of another time, left out"
	undated      = "claims without a time, left out"
)

// refuses returns why a claim is not wanted, "" where it is. The classes of its
// ends and the neighbourhood are another question.
func (f Filter) refuses(c graph.Claim, a graph.Article) string {
	switch {
	case !slices.Contains(f.Statuses, c.Status) && !slices.Contains(f.Statuses, Any):
		return byStatus
	case len(f.Predicates) > 0 && !slices.Contains(f.Predicates, c.Predicate):
		return byPredicate
	case c.Confidence < f.MinConfidence:
		return byConfidence
	case len(f.Languages) > 0 && !slices.Contains(f.Languages, a.Lang):
		return byLanguage
	case f.From == "" && f.To == "":
		return ""
	}
	first, last := span(c, a.Published)
	switch {
	case first == "" && last == "":
		return undated
	case f.From != "" && last != "" && last < firstDay(f.From), f.To != "" && first > lastDay(f.To):
		return byTime
	}
	return ""
}

// span is the first and the last day that a claim speaks of: its own time, else
// the day of the article. An open end is "".
func span(c graph.Claim, published time.Time) (first, last string) {
	from, to, interval := strings.Cut(c.Time, "/")
	if !interval {
		to = from
	}
	if checkDate(from) == nil {
		first = firstDay(from)
	}
	if checkDate(to) == nil {
		last = lastDay(to)
	}
	if first == "" && last == "" && !published.IsZero() {
		day := published.Format(time.DateOnly)
		return day, day
	}
	return first, last
}

// checkDate refuses what is neither a year, a month, a day nor "" or "..".
func checkDate(s string) error {
	for _, layout := range []string{"", "2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return nil
		}
	}
	return fmt.Errorf("export: %q is no date; write 2021, 2021-05 or 2021-05-31", s)
}

// firstDay is the first day of a year, a month or a day.
func firstDay(s string) string {
	if len(s) < 4 {
		return ""
	}
	return s + "-01-01"[:len(time.DateOnly)-len(s)]
}

// lastDay is the last one.
func lastDay(s string) string {
	switch len(s) {
	case 4:
		return s + "-12-31"
	case 7:
		t, _ := time.Parse("2006-01", s)
		return t.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return s
}
