package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/graph"
	"trigraph/graph/export"
)

func (p *program) exportCommand() *cobra.Command {
	var file string
	var multi, all bool
	var forms []string
	for _, f := range export.Formats() {
		forms = append(forms, fmt.Sprintf("  %-8s %s", f.Name, f.Says))
	}
	cmd := &cobra.Command{
		Use:   "export [--format FORMAT] [-o FILE]",
		Short: "write the graph for another program",
		Long:  "export writes the graph for another program. The formats are\n\n" + strings.Join(forms, "\n"),
		Example: `  trigraph export --format graphml -o graph.graphml
  trigraph export --format graphml --profile gephi --language zh -o graph.graphml
  trigraph export --format nquads | gzip > graph.nq.gz`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c := p.config.Export
			return p.export(cmd.Context(), file, export.Options{Format: c.Format, Profile: c.Profile, Lang: c.Language, Multi: multi, All: all})
		},
	}
	cmd.Flags().StringVarP(&file, "output", "o", "", "file to write (default standard output)")
	cmd.Flags().String("format", "", "one of the formats above (export.format)")
	cmd.Flags().String("profile", "", "graphml for: generic, gephi, yed (export.profile)")
	cmd.Flags().String("language", "", "language of labels: en, de or zh (export.language)")
	cmd.Flags().BoolVar(&multi, "multi", false, "one edge for each sentence that says it, not one for all")
	cmd.Flags().BoolVar(&all, "all", false, "also claims that are denied, planned, questioned or only reported")
	return cmd
}

func (p *program) export(ctx context.Context, file string, o export.Options) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	ontology, err := graph.LoadOntology()
	if err != nil {
		return err
	}
	g := export.Graph{Ontology: ontology, Entities: s.Entities(), Records: s.Records(), Quads: s.Quads}
	if file == "" || file == "-" {
		out := bufio.NewWriter(untilDone{ctx, p.out})
		if _, err := export.Write(out, g, o); err != nil {
			return err
		}
		return out.Flush()
	}
	var report export.Report
	err = writeFile(file, func(w io.Writer) error {
		report, err = export.Write(untilDone{ctx, w}, g, o)
		return err
	})
	if err != nil {
		return err
	}
	p.tellExport(file, report)
	return nil
}

func (p *program) tellExport(file string, r export.Report) {
	if r.Quads > 0 {
		fmt.Fprintf(p.errs, "wrote %s: %d quads\n", file, r.Quads)
		return
	}
	fmt.Fprintf(p.errs, "wrote %s: %d nodes, %d edges\n", file, r.Nodes, r.Edges)
	if r.Stripped > 0 {
		fmt.Fprintf(p.errs, "left out %d characters that the format cannot hold\n", r.Stripped)
	}
}

// writeFile writes a file whole or not at all: a temporary file beside it takes
// its name when it is complete. Into a device or a pipe it just writes.
func writeFile(name string, write func(io.Writer) error) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%s is a folder; name a file", name)
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err == nil {
			err = fill(f, write)
		}
		return cannotWrite(name, err)
	case err == nil: // a link stays one
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return cannotWrite(name, err)
	}
	err = f.Chmod(0o644)
	if err = cmp.Or(fill(f, write), err); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return cannotWrite(name, err)
}

// fill writes to f and closes it.
func fill(f *os.File, write func(io.Writer) error) error {
	out := bufio.NewWriter(f)
	err := write(out)
	if err == nil {
		err = out.Flush()
	}
	return errors.Join(err, f.Close())
}

// cannotWrite names the file that the user named, not the temporary one.
func cannotWrite(name string, err error) error {
	if err == nil {
		return nil
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}

func exportFormats() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}
