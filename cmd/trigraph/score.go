package main

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"trigraph/extract"
	"trigraph/extract/score"
)

func (p *program) scoreCommand() *cobra.Command {
	var gold, labels string
	var links linkOptions
	var verbose, spans, relations bool
	cmd := &cobra.Command{
		Use:   "score --gold FILE [PATH...] | --spans PATH... | --relations PATH... | --links DIR",
		Short: "hold what is extracted against what people marked",
		Long: `score extracts from the paths (the sample articles where none is named) and
compares with a gold file: one JSON object per article with the entities it
names, by key and surface, and the claims it states.

With --spans the paths are sets of sentences in which names are marked (JSON
lines: id, text and entities with start, end and type, in code points); a folder
stands for its *-dev.jsonl and *-dev.jsonl.gz. What a set's labels have in common
with the classes is read from maps/NAME.json beside the set NAME-dev.jsonl, or
from --map; without either the labels are classes.`,
		Example: `  trigraph score --gold gold.jsonl articles/
  trigraph score --gold gold.jsonl -v articles/   # each difference in words
  trigraph score --spans ner/   # exact names and their confidence, by set and class
  trigraph score --relations re/   # claims with given names, by set and predicate`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if spans {
				return p.scoreSpans(cmd.Context(), labels, paths)
			}
			if links.data != "" {
				return p.scoreLinks(cmd.Context(), links, verbose)
			}
			if relations {
				return p.scoreRelations(cmd.Context(), verbose, paths)
			}
			return p.score(cmd, gold, verbose, paths)
		},
	}
	cmd.Flags().StringVar(&gold, "gold", "", "file with the truth, JSON lines")
	cmd.Flags().BoolVar(&spans, "spans", false, "the paths are sets of sentences with marked names")
	cmd.Flags().BoolVar(&relations, "relations", false, "the paths are sets of sentences with marked names and relations")
	cmd.Flags().StringVar(&links.data, "links", "", "folder of sets that say what each name means, as Wikidata ids")
	linkFlags(cmd, &links)
	cmd.Flags().StringVar(&labels, "map", "", "with --spans: file that maps labels and classes, JSON")
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "print each difference")
	extractFlags(cmd)
	return cmd
}

func (p *program) score(cmd *cobra.Command, goldFile string, verbose bool, paths []string) error {
	if goldFile == "" {
		return usageError("score needs --gold FILE, the truth to compare with")
	}
	f, err := os.Open(goldFile)
	if err != nil {
		return err
	}
	defer f.Close()
	gold, err := score.Read(goldFile, f)
	if err != nil {
		return err
	}
	e, err := newEngine(p.config.Extract)
	if err != nil {
		return err
	}
	var docs []*extract.Document
	bad, err := e.run(cmd.Context(), p.articles(cmd.Context(), paths), func(d *extract.Document) error {
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return err
	}
	r, err := score.Score(gold, docs)
	if err != nil {
		return err
	}
	p.printReport(r, verbose)
	return p.complain(bad, len(docs))
}

func (p *program) printReport(r *score.Report, verbose bool) {
	if verbose {
		for _, f := range r.Faults {
			fmt.Fprintln(p.out, f)
		}
	}
	p.printCounts("mentions", r.ByClass)
	p.printCounts("claims", r.ByPredicate)
	mp, mr, mf := r.Mentions.F1()
	cp, cr, cf := r.Claims.F1()
	fmt.Fprintf(p.out, "mentions P %.3f R %.3f F1 %.3f\nlinks    P %.3f R %.3f F1 %.3f (B-cubed)\nclaims   P %.3f R %.3f F1 %.3f\n",
		mp, mr, mf, r.LinksP, r.LinksR, r.Links, cp, cr, cf)
}

func (p *program) printCounts(what string, counts map[string]score.Count) {
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		c := counts[k]
		pr, re, f1 := c.F1()
		fmt.Fprintf(p.out, "%-9s %-22s P %.3f R %.3f F1 %.3f (right %d, wrong %d, missed %d)\n", what, k, pr, re, f1, c.True, c.False, c.Missed)
	}
}
