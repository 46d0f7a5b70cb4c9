package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"trigraph/extract/lexicon"
)

func (p *program) lexiconCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check PATH...",
		Short: "name every fault of tables, by file and line",
		Long: `check reads tables of known things, files or folders of .tsv files, and prints each
fault with its file and line, then the names that several things share though no
prior says which is likelier. Of an index that "lexicon build" made it reads every
byte. It ends with an error where there are faults.`,
		Example: `  trigraph lexicon check own/
  trigraph lexicon check own/companies.tsv`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, paths []string) error {
			return p.checkTables(paths)
		},
	}
}

func (p *program) checkTables(paths []string) error {
	t, err := tables(paths)
	if err != nil {
		return err
	}
	for _, path := range t.indexes {
		if err := lexicon.Verify(path); err != nil {
			return err
		}
	}
	builtin, err := lexicon.Builtin()
	if err != nil {
		return err
	}
	report, err := lexicon.Check(builtin, t.files...)
	if err != nil {
		return err
	}
	for _, f := range report.Faults {
		fmt.Fprintln(p.out, f)
	}
	for _, s := range report.Shared {
		fmt.Fprintln(p.out, "shared:", s)
	}
	if n := len(report.Faults); n > 0 {
		return fmt.Errorf("%s", counted(n, "fault"))
	}
	fmt.Fprintf(p.errs, "no fault; %s\n", counted(len(report.Shared), "shared name"))
	return nil
}
