package relate

import (
	"regexp"
	"slices"
	"strings"

	"trigraph/corpus"
	"trigraph/graph"
)

// statusCue says what words make of a claim. Scope tells where they count:
// inside the match, in its clause, in the sentence, or left, right before it.
type statusCue struct {
	status     graph.Status // or "none": no claim; "skip": the words do not count
	scope      string
	predicates []string // empty: all
	words      *regexp.Regexp
}

const (
	noClaim graph.Status = "none"
	skip    graph.Status = "skip"
)

// weight orders the statuses: what is denied is not also planned, and a plan that
// is hearsay is hearsay.
var weight = map[graph.Status]int{
	graph.Stated: 0, graph.Planned: 1, graph.Reported: 2, graph.Questioned: 3, graph.Denied: 4, noClaim: 5,
}

func loadStatuses(lang corpus.Lang, spaced bool) ([]statusCue, error) {
	rows, err := readLang("status.tsv", 6, lang)
	if err != nil {
		return nil, err
	}
	all := make([]statusCue, len(rows))
	for i, r := range rows {
		c := statusCue{status: graph.Status(r.cells[1]), scope: r.cells[2]}
		if _, ok := weight[c.status]; !ok && c.status != skip {
			return nil, r.errorf("unknown status %q", c.status)
		}
		if !slices.Contains([]string{"inside", "clause", "sentence", "left"}, c.scope) {
			return nil, r.errorf("unknown scope %q", c.scope)
		}
		if r.cells[3] != "" {
			c.predicates = strings.Split(r.cells[3], ",")
		}
		expr := "(?:" + strings.Map(fold, r.cells[4]) + ")"
		if spaced {
			expr = `(?:^|[^\pL])` + expr + `(?:$|[^\pL])`
		}
		if c.scope == "left" {
			expr += "$"
		}
		if c.words, err = regexp.Compile(expr); err != nil {
			return nil, r.errorf("%w", err)
		}
		all[i] = c
	}
	return all, nil
}

// status tells how the sentence puts a hit; not ok means that it does not put
// it at all ("could buy", "former chief").
func (l *language) status(c *cue, m *masked, h hit) (graph.Status, bool) {
	region := m.regions(h)
	result := graph.Stated
	for _, s := range l.statuses {
		if s.status == skip {
			for scope, text := range region {
				region[scope] = s.words.ReplaceAllString(text, " ")
			}
			continue
		}
		if len(s.predicates) > 0 && !slices.Contains(s.predicates, string(c.predicate)) {
			continue
		}
		if !c.event && (s.scope == "clause" || s.scope == "sentence") {
			continue // "Nvidia CEO Jensen Huang did not comment"
		}
		if weight[s.status] > weight[result] && s.words.MatchString(region[s.scope]) {
			result = s.status
		}
	}
	return result, result != noClaim
}

// regions cuts the sentence around a hit. What is said aside within it does not
// count: "Google, which did not comment, bought Fitbit".
func (m *masked) regions(h hit) map[string]string {
	before, after := m.text[:h.start], m.text[h.end:]
	inside, at := "", h.start
	for _, aside := range h.aside {
		inside += m.text[at:aside[0]] + " "
		at = aside[1]
	}
	inside += m.text[at:h.end]
	clause := before[strings.LastIndexAny(before, clauseEnd)+1:] + inside
	if !strings.ContainsAny(inside[len(inside)-1:], clauseEnd) {
		if end := strings.IndexAny(after, clauseEnd); end >= 0 {
			after = after[:end]
		}
		clause += after
	}
	return map[string]string{
		"inside": inside, "clause": clause, "sentence": m.text, "left": before,
	}
}
