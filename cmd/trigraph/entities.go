package main

import (
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
			list, err := listEntities(s, strings.Join(args, ""), graph.Class(class), limit)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				fmt.Fprintln(p.errs, "nothing found")
			}
			return p.printEntities(list, asJSON)
		},
	}
	cmd.Flags().StringVar(&class, "class", "", "only this class and its subclasses")
	cmd.Flags().IntVar(&limit, "limit", 50, "at most so many")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object per line")
	return cmd
}

func listEntities(s store.Graph, name string, class graph.Class, limit int) ([]found, error) {
	ontology, err := graph.LoadOntology()
	if err != nil {
		return nil, err
	}
	if class != "" && !slices.Contains(ontology.Classes(), class) {
		return nil, usageError("no class %q; the classes are %v", class, ontology.Classes())
	}
	var classes []graph.Class
	for _, c := range ontology.Classes() {
		if class != "" && ontology.Is(c, class) {
			classes = append(classes, c)
		}
	}
	var list []found
	for _, m := range s.Search(store.SearchQuery{Name: name, Classes: classes, Limit: limit}) {
		list = append(list, found{m.Entity.ID, m.Entity.Class, m.Entity.Labels, m.Entity.Names, m.Articles, m.How})
	}
	if name == "" && len(list) < limit {
		list = append(list, unmentioned(s, classes, limit-len(list))...)
	}
	return list, nil
}

// unmentioned lists things that no article mentions, which claims or files speak
// of.
func unmentioned(s store.Graph, classes []graph.Class, limit int) (list []found) {
	for e := range s.EachEntity {
		if articles, _ := s.CountOf(e.ID); articles > 0 || len(classes) > 0 && !slices.Contains(classes, e.Class) {
			continue
		}
		if len(list) == limit {
			break
		}
		list = append(list, found{e.ID, e.Class, e.Labels, e.Names, 0, ""})
	}
	return list
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
