package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"trigraph/graph"
	"trigraph/graph/store"
)

// summary is what a graph holds, in numbers.
type summary struct {
	Store      string                  `json:"store"`
	Generation int                     `json:"generation"`
	Quads      int                     `json:"quads"`
	Bytes      int64                   `json:"bytes"`
	Articles   map[string]int          `json:"articles"` // by language
	Entities   map[graph.Class]int     `json:"entities"`
	Mentions   int                     `json:"mentions"`
	Claims     map[graph.Predicate]int `json:"claims"`
	Statuses   map[graph.Status]int    `json:"claims_by_status"`
}

func (p *program) statsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "stats",
		Short:   "say how much the graph holds",
		Example: "  trigraph stats\n  trigraph stats --json | jq .claims",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := p.openStore()
			if err != nil {
				return err
			}
			sum := summarize(p.graphName(), s)
			if asJSON {
				return json.NewEncoder(p.out).Encode(sum)
			}
			p.printSummary(sum)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func summarize(path string, s store.Graph) summary {
	stats, c := s.Stats(), s.Counts()
	return summary{
		Store: path, Generation: stats.Generation, Quads: stats.Quads, Bytes: stats.Bytes, Mentions: c.Mentions,
		Articles: c.Languages, Entities: c.Classes, Claims: c.Predicates, Statuses: c.Statuses,
	}
}

func (p *program) printSummary(sum summary) {
	fmt.Fprintf(p.out, "%s: generation %d, %d quads, %.1f MB\n", sum.Store, sum.Generation, sum.Quads, float64(sum.Bytes)/1e6)
	printTable(p, "articles", sum.Articles)
	printTable(p, "entities", sum.Entities)
	fmt.Fprintf(p.out, "mentions %d\n", sum.Mentions)
	printTable(p, "claims", sum.Claims)
	printTable(p, "claims by status", sum.Statuses)
}

func printTable[K ~string](p *program, what string, counts map[K]int) {
	total := 0
	for _, n := range counts {
		total += n
	}
	fmt.Fprintf(p.out, "%s %d\n", what, total)
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(-cmp.Compare(counts[a], counts[b]), cmp.Compare(a, b))
	})
	for _, k := range keys {
		fmt.Fprintf(p.out, "  %6d  %s\n", counts[k], cmp.Or(string(k), "(not known)"))
	}
}
