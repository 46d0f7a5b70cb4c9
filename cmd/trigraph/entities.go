package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"trigraph/graph"
	"trigraph/graph/store"
)

// found is one entity in a list, as JSON.
type found struct {
	ID       string            `json:"id"`
	Class    graph.Class       `json:"class"`
	Labels   map[string]string `json:"labels"`
	Names    []string          `json:"names"`
	Articles int               `json:"articles"`
	Match    string            `json:"match,omitempty"` // how the name fits
}

func (p *program) entitiesCommand() *cobra.Command {
	var class string
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "entities [NAME]",
		Aliases: []string{"search"},
		Short:   "list the things of the graph, or find one by any of its names",
		Example: `  trigraph entities --class Company
  trigraph search 歌尔
  trigraph search nvidi        # the beginning of a name, or one nearly right`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := p.openStore()
			if err != nil {
				return err
			}
			list, err := listEntities(s, strings.Join(args, ""), graph.Class(class))
			if err != nil {
				return err
			}
			if len(list) == 0 {
				fmt.Fprintln(p.errs, "nothing found")
			}
			return p.printEntities(list[:min(len(list), limit)], asJSON)
		},
	}
	cmd.Flags().StringVar(&class, "class", "", "only this class and its subclasses")
	cmd.Flags().IntVar(&limit, "limit", 50, "at most so many")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object per line")
	return cmd
}

func listEntities(s store.Graph, name string, class graph.Class) ([]found, error) {
	ontology, err := graph.LoadOntology()
	if err != nil {
		return nil, err
	}
	if class != "" && !slices.Contains(ontology.Classes(), class) {
		return nil, usageError("no class %q; the classes are %v", class, ontology.Classes())
	}
	var list []found
	add := func(e graph.Entity, articles int, how string) {
		if class == "" || ontology.Is(e.Class, class) {
			list = append(list, found{e.ID, e.Class, e.Labels, e.Names, articles, how})
		}
	}
	if name != "" {
		for _, m := range s.Find(name, 1000) {
			add(m.Entity, m.Articles, m.How)
		}
		return list, nil
	}
	count := articlesNaming(s.Records())
	for _, e := range s.Entities() {
		add(e, count[e.ID], "")
	}
	slices.SortStableFunc(list, func(a, b found) int { return -cmp.Compare(a.Articles, b.Articles) })
	return list, nil
}

func (p *program) printEntities(list []found, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(p.out)
		enc.SetEscapeHTML(false)
		for _, f := range list {
			if err := enc.Encode(f); err != nil {
				return err
			}
		}
		return nil
	}
	width := 0
	for _, f := range list {
		width = max(width, runewidth.StringWidth(f.ID))
	}
	for _, f := range list {
		pad := strings.Repeat(" ", width-runewidth.StringWidth(f.ID))
		fmt.Fprintf(p.out, "%4d  %s%s  %-16s  %s\n", f.Articles, f.ID, pad, f.Class, names(graph.Entity{ID: f.ID, Labels: f.Labels}))
	}
	return nil
}

// articlesNaming counts, for each entity, the articles that name it.
func articlesNaming(records []graph.Record) map[string]int {
	count := map[string]int{}
	for _, r := range records {
		seen := map[string]bool{}
		for _, m := range r.Mentions {
			if !seen[m.Entity] {
				seen[m.Entity] = true
				count[m.Entity]++
			}
		}
	}
	return count
}
