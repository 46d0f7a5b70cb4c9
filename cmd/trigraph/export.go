package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/graph"
	"trigraph/graph/export"
	"trigraph/graph/store"
)

// exportFlags are what only the command line says of an export.
type exportFlags struct {
	file                                     string
	multi, all, connected                    bool
	predicates, classes, statuses, languages []string
	from, to                                 string
	confidence                               float64
	around                                   []string
	depth                                    int
}

func (p *program) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export [--format FORMAT] [-o FILE]",
		Short: "write the graph for another program",
		Long: "export writes the graph, or what the filters keep of it, for another program.\n" +
			"What had to be left out or changed is said at the end. The formats are\n\n" + formatList(),
		Example: `  trigraph export --format graphml -o graph.graphml
  trigraph export --profile gephi --language zh --size pagerank --communities --layout -o graph.graphml
  trigraph export --around Goertek --depth 2 --class Company --class Person -o near.graphml
  trigraph export --format csv-edges --predicate ownedBy --status any --from 2020 -o owners.csv
  trigraph export --format nquads | gzip > graph.nq.gz`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.export(cmd.Context(), f) },
	}
	cmd.Flags().StringVarP(&f.file, "output", "o", "", "file to write (default standard output)")
	cmd.Flags().BoolVar(&f.multi, "multi", false, "one edge for each sentence that says it, not one for all")
	f.addFilters(cmd)
	flags := cmd.Flags()
	flags.String("format", "", "one of the formats above (export.format)")
	flags.String("profile", "", "graphml for: generic, gephi, yed (export.profile)")
	flags.String("language", "", "language of labels: en, de or zh (export.language)")
	flags.String("size", "", "how large nodes are drawn: degree or pagerank (export.size)")
	flags.Bool("communities", false, "number the groups of things that are tied closely (export.communities)")
	flags.Bool("layout", false, "give each node a place in the picture (export.layout)")
	flags.String("times", "", "gexf: timestamps (days of the articles) or intervals (what the sentences say) (export.times)")
	flags.Bool("bom", false, "csv with a byte order mark, by which Excel knows UTF-8 (export.bom)")
	flags.String("temp", "", "folder for what memory does not hold (export.temp)")
	return cmd
}

func (f *exportFlags) addFilters(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.predicates, "predicate", nil, "only this relation; may be repeated")
	flags.StringSliceVar(&f.classes, "class", nil, "only things of this class, or one below it; may be repeated")
	flags.StringSliceVar(&f.statuses, "status", nil, "claims that are stated (default), planned, reported, questioned, denied, or any; may be repeated")
	flags.BoolVar(&f.all, "all", false, "the same as --status any")
	flags.StringSliceVar(&f.languages, "article-language", nil, "only what articles in en, de or zh say; may be repeated")
	flags.StringVar(&f.from, "from", "", "only what is said of this time or later: 2021, 2021-05 or 2021-05-31")
	flags.StringVar(&f.to, "to", "", "only what is said of this time or earlier")
	flags.Float64Var(&f.confidence, "min-confidence", 0, "only claims at least as sure, 0 to 1")
	flags.StringArrayVar(&f.around, "around", nil, "only this thing, by any of its names, and what is near it; may be repeated")
	flags.IntVar(&f.depth, "depth", 1, "how many edges away from --around")
	flags.BoolVar(&f.connected, "connected", false, "leave out things without an edge")
}

func formatList() string {
	var lines []string
	for _, f := range export.Formats() {
		lines = append(lines, fmt.Sprintf("  %-13s %s", f.Name, f.Says))
	}
	return strings.Join(lines, "\n")
}

// exportOptions joins what the settings and the flags say.
func (p *program) exportOptions(s store.Graph, f exportFlags) (export.Options, error) {
	c := p.config.Export
	o := export.Options{
		Format: c.Format, Profile: c.Profile, Lang: c.Language, Multi: f.multi, Connected: f.connected,
		Size: c.Size, Communities: c.Communities, Layout: c.Layout, Times: c.Times, BOM: c.BOM, Temp: c.Temp,
		Filter: export.Filter{From: f.from, To: f.to, MinConfidence: f.confidence, Languages: f.languages, Depth: f.depth},
	}
	if f.all {
		f.statuses = append(f.statuses, string(export.Any))
	}
	o.Filter.Predicates = typedAs[graph.Predicate](f.predicates)
	o.Filter.Classes = typedAs[graph.Class](f.classes)
	o.Filter.Statuses = typedAs[graph.Status](f.statuses)
	for _, name := range f.around {
		id, err := p.oneEntity(s, name)
		if err != nil {
			return o, err
		}
		o.Filter.Entities = append(o.Filter.Entities, id)
	}
	return o, nil
}

// typedAs gives strings their type.
func typedAs[T ~string](list []string) []T {
	values := make([]T, len(list))
	for i, s := range list {
		values[i] = T(s)
	}
	return values
}

func (p *program) export(ctx context.Context, f exportFlags) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	ontology, err := graph.LoadOntology()
	if err != nil {
		return err
	}
	o, err := p.exportOptions(s, f)
	if err != nil {
		return err
	}
	g := export.Graph{Ontology: ontology, Entities: s.EachEntity, Records: s.EachRecord, Quads: s.Quads, Err: s.Err}
	var report export.Report
	write := func(w io.Writer) error {
		report, err = export.Write(ctx, untilDone{ctx, w}, g, o)
		return err
	}
	if f.file == "" || f.file == "-" {
		f.file, err = "the graph", write(p.out)
	} else {
		err = writeFile(f.file, write)
	}
	if err == nil {
		p.tellExport(f.file, report)
	}
	return err
}

func (p *program) tellExport(what string, r export.Report) {
	if r.Quads > 0 {
		fmt.Fprintf(p.errs, "wrote %s: %d quads\n", what, r.Quads)
	} else {
		fmt.Fprintf(p.errs, "wrote %s: %d nodes, %d edges\n", what, r.Nodes, r.Edges)
	}
	for _, c := range r.Changes {
		fmt.Fprintf(p.errs, "  %s: %d\n", c.What, c.Count)
	}
}

func exportFormats() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}
