package main

import "github.com/spf13/cobra"

// lexiconCommand groups what is done with tables of known things.
func (p *program) lexiconCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "check tables of known things",
		Long: `A lexicon is tables of known things: files of tab-separated values (.tsv) with a
thing in each row. extract.lexicon in config.yaml names folders of your own, which
add to what is built in.`,
		Example: `  trigraph lexicon check own/`,
		Args:    cobra.NoArgs,
	}
	cmd.AddCommand(p.lexiconCheckCommand())
	cmd.AddCommand(p.lexiconImportCommand())
	return cmd
}
