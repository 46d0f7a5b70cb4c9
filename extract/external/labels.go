package external

import (
	_ "embed"
	"fmt"
	"strings"

	"trigraph/graph"
)

//go:embed labels.tsv
var labelTable string

// classesOf maps a model's labels to classes; those the table does not know are
// left out. The error names the labels where none is known.
func classesOf(labels []string) (map[string]graph.Class, error) {
	known := map[string]graph.Class{}
	for line := range strings.Lines(labelTable) {
		if label, class, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			known[label] = graph.Class(class)
		}
	}
	out := map[string]graph.Class{}
	for _, l := range labels {
		if c, ok := known[strings.ToLower(l)]; ok {
			out[l] = c
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("none of its labels is known: %s", strings.Join(labels, ", "))
	}
	return out, nil
}
