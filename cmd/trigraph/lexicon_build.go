package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"trigraph/extract/lexicon"
)

func (p *program) lexiconBuildCommand() *cobra.Command {
	var output, report string
	cmd := &cobra.Command{
		Use:   "build -o FILE PATH...",
		Short: "compile tables to an index that opens at once, whatever its size",
		Long: `build compiles tables of known things, files or folders of .tsv files, to one file.
Named in extract.lexicon (config.yaml) it is used beside what is built in: it is
opened by memory map, and only what a text needs of it is read.

A row that is a thing known already under another id becomes that thing: by a
Wikidata id, LEI, ISIN or ticker that both have, or by their names, where two agree
that are no common words, or a long one and the country, the classes fit, and no
other row could be meant. What is less sure is left apart. --report lists both.`,
		Example: `  trigraph lexicon build -o own.index own/
  trigraph lexicon build -o own.index --report joins.tsv own/companies.tsv
  trigraph lexicon build -o all.index own/ && trigraph extract --lexicon all.index article.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, paths []string) error {
			return p.buildLexicon(output, report, paths)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "the file to write")
	cmd.Flags().StringVar(&report, "report", "", "file for a line on each row that is, or may be, a known thing")
	return cmd
}

func (p *program) buildLexicon(output, report string, paths []string) error {
	if output == "" {
		return usageError("lexicon build: name the file with -o")
	}
	t, err := tables(paths)
	if err != nil {
		return err
	}
	if len(t.indexes) > 0 {
		return usageError("lexicon build: %s is an index already; build takes tables", t.indexes[0])
	}
	known, err := lexicon.Builtin()
	if err != nil {
		return err
	}
	s, err := lexicon.Build(output, known, t.files...)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s things, %s names, %s bytes\n", output, grouped(int64(s.Entities)), grouped(int64(s.Names)), grouped(s.Bytes))
	fmt.Fprintf(p.out, "known things under another id: %s; not sure, left apart: %s\n",
		counted(len(s.Joined), "row"), counted(len(s.Apart), "row"))
	if report == "" {
		return nil
	}
	return writeJoins(report, s)
}

// writeJoins writes a table of the rows that are or may be known things.
func writeJoins(path string, s lexicon.Summary) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "decision\tid\tknown\treason")
	for _, j := range s.Joined {
		fmt.Fprintf(w, "joined\t%s\t%s\t%s\n", j.ID, j.Known, j.Reason)
	}
	for _, j := range s.Apart {
		fmt.Fprintf(w, "apart\t%s\t%s\t%s\n", j.ID, j.Known, j.Reason)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
