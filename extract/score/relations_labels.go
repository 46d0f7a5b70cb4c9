package score

import (
	_ "embed"
	"fmt"
	"strings"

	"trigraph/graph"
)

//go:embed relations.tsv
var relationRows string

// relationLabels says what the labels of a set are in our words.
type relationLabels struct {
	classes   map[string]graph.Class
	relations map[string]meaning
	pairsOnly bool // only pairs that the set marks are judged
}

// meaning is what a relation's label says.
type meaning struct {
	ways     []way
	optional bool
	same     bool // the two ends are one thing
}

// way is a predicate, with the ends turned round or not.
type way struct {
	predicate graph.Predicate
	turned    bool
}

// loadRelationLabels reads the rows of relations.tsv for a set.
func loadRelationLabels(set string) (relationLabels, error) {
	l := relationLabels{classes: map[string]graph.Class{}, relations: map[string]meaning{}}
	for line := range strings.Lines(relationRows) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || f[0] != set {
			continue
		}
		if len(f) != 4 {
			return l, fmt.Errorf("relations.tsv: %q has %d columns, want set, kind, label, ours", line, len(f))
		}
		switch f[1] {
		case "class":
			l.classes[f[2]] = graph.Class(f[3])
		case "relation":
			l.relations[f[2]] = readMeaning(f[3])
		case "judge":
			l.pairsOnly = f[2] == "pairs"
		default:
			return l, fmt.Errorf("relations.tsv: set %s: unknown kind %q", set, f[1])
		}
	}
	return l, nil
}

// readMeaning reads "basedIn", "worksFor|-headedBy", "?partnersWith" or "=".
func readMeaning(s string) meaning {
	if s == "=" {
		return meaning{same: true}
	}
	var m meaning
	s, m.optional = strings.CutPrefix(s, "?")
	for _, w := range strings.Split(s, "|") {
		p, turned := strings.CutPrefix(w, "-")
		m.ways = append(m.ways, way{graph.Predicate(p), turned})
	}
	return m
}

// judged leads from every predicate that the set speaks of to the one under
// which it is counted.
func (l relationLabels) judged() map[graph.Predicate]graph.Predicate {
	all := map[graph.Predicate]graph.Predicate{}
	for _, m := range l.relations {
		for _, w := range m.ways {
			all[w.predicate] = w.predicate
		}
	}
	if _, both := all["worksFor"]; both {
		all["headedBy"] = "worksFor"
	}
	return all
}
