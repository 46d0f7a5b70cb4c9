package main

import "github.com/spf13/cobra"

// lexiconCommand groups what is done with tables of known things.
func (p *program) lexiconCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "check, compile and import tables of known things",
		Long: `A lexicon is tables of known things: files of tab-separated values (.tsv) with a
thing in each row. extract.lexicon in config.yaml names files and folders of your
own, and indexes that "lexicon build" made of them; all add to what is built in.`,
		Example: `  trigraph lexicon check own/
  trigraph lexicon build -o own.index own/`,
		Args: cobra.NoArgs,
	}
	cmd.AddCommand(p.lexiconAddCommand(), p.lexiconBuildCommand(), p.lexiconCheckCommand(), p.lexiconImportCommand())
	return cmd
}
