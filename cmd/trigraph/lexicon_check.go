package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"trigraph/extract/lexicon"
)

func (p *program) lexiconCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check PATH...",
		Short: "name every fault of tables, by file and line",
		Long: `check reads tables of known things, files or folders of .tsv files, and prints each
fault with its file and line, then the names that several things share though no
prior says which is likelier. It ends with an error where there are faults.`,
		Example: `  trigraph lexicon check own/
  trigraph lexicon check own/companies.tsv`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, paths []string) error {
			return p.checkTables(paths)
		},
	}
}

func (p *program) checkTables(paths []string) error {
	files, err := tables(paths)
	if err != nil {
		return err
	}
	builtin, err := lexicon.Builtin()
	if err != nil {
		return err
	}
	report, err := lexicon.Check(builtin, files...)
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

// tables are the tables that paths name: files, or folders of .tsv files.
func tables(paths []string) ([]fs.FS, error) {
	var files []fs.FS
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, usageError("lexicon: %w", err)
		}
		if info.IsDir() {
			files = append(files, os.DirFS(path))
		} else {
			files = append(files, oneTable{os.DirFS(filepath.Dir(path)), filepath.Base(path)})
		}
	}
	return files, nil
}

// oneTable is one file of a folder.
type oneTable struct {
	fs.FS
	name string
}

// Glob finds that file, whatever the pattern.
func (t oneTable) Glob(string) ([]string, error) { return []string{t.name}, nil }
