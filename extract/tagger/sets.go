package tagger

import (
	_ "embed"
	"fmt"
	"strconv"
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
	if f := setRow(set); f != nil {
		return f[1]
	}
	return "unknown"
}

// setRow returns the columns that sets.tsv has of a set, nil for none.
func setRow(set string) []string {
	for line := range strings.Lines(sets) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); f[0] == set && len(f) == 4 {
			return f
		}
	}
	return nil
}

// standardTimes is how much each set of the examples counts by sets.tsv.
func standardTimes(examples []Example) (map[string]float64, error) {
	out := map[string]float64{}
	for _, set := range setNames(examples) {
		f := setRow(set)
		if f == nil {
			continue
		}
		n, err := strconv.ParseFloat(f[2], 64)
		if err != nil || n <= 0 {
			return nil, fmt.Errorf("tagger: sets.tsv: %s: times %q", set, f[2])
		}
		out[set] = n
	}
	return out, nil
}

// Classes are the classes that models are trained for.
func Classes() []graph.Class {
	return []graph.Class{
		graph.Person, graph.Company, graph.Organization, graph.GovernmentAgency,
		graph.Country, graph.Region, graph.City, graph.Place,
		graph.Law, graph.DocumentClass, graph.Product, graph.Event,
	}
}
