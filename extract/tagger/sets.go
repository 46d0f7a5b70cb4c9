package tagger

import (
	_ "embed"
	"strings"

	"trigraph/graph"
)

// sets.tsv names the data sets that models were trained on, and their licences.
//
//go:embed sets.tsv
var sets string

// License returns the licence of a data set by its name ("de-ler"), "unknown"
// for one that is not in sets.tsv.
func License(set string) string {
	for line := range strings.Lines(sets) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); f[0] == set && len(f) == 3 {
			return f[1]
		}
	}
	return "unknown"
}

// Classes are the classes that models are trained for. Data sets do not tell
// countries, regions and cities apart, so all are places.
func Classes() []graph.Class {
	return []graph.Class{
		graph.Person, graph.Company, graph.Organization, graph.GovernmentAgency,
		graph.Place, graph.Law, graph.Product,
	}
}
