package score

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"trigraph/graph"
)

//go:embed conventions.tsv
var conventionRows string

// convention says that a set marks with a label what a graph does not want to
// have marked so; pattern fits the whole name.
type convention struct {
	label   string
	pattern *regexp.Regexp
}

// conventions reads the rows of a set.
func conventions(set string) ([]convention, error) {
	var out []convention
	for line := range strings.Lines(conventionRows) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || f[0] != set {
			continue
		}
		if len(f) != 4 {
			return nil, fmt.Errorf("conventions.tsv: %q has %d columns, want set, label, pattern, reason", line, len(f))
		}
		pattern, err := regexp.Compile("^(?:" + f[2] + ")$")
		if err != nil {
			return nil, fmt.Errorf("conventions.tsv: set %s: %w", set, err)
		}
		out = append(out, convention{f[1], pattern})
	}
	return out, nil
}

// contradicts reports whether the set marks the name by a convention against
// the graph's need.
func (s *Set) contradicts(label, name string) bool {
	for _, c := range s.against {
		if c.label == label && c.pattern.MatchString(name) {
			return true
		}
	}
	return false
}

func (l labels) gold(label string) string {
	if l.Gold == nil {
		return label
	}
	return l.Gold[label]
}

func (l labels) pred(c graph.Class) string {
	if l.Pred == nil {
		return string(c)
	}
	return l.Pred[c]
}
