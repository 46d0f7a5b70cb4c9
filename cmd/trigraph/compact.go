package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"trigraph/graph/store"
)

func (p *program) compactCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "write the graph's files anew, without what is gone from it",
		Long: `compact puts all files of the graph into one and leaves behind what changed or
removed articles have said. Builds do this by themselves where it is worth it,
so that it is never needed; questions are a little faster after it. Questions
that are asked meanwhile are answered.`,
		Example: `  trigraph compact`,
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return p.compact() },
	}
}

func (p *program) compact() (err error) {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	before := s.Stats()
	w, err := store.OpenWriter(p.config.Store.Path, "trigraph "+version)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	after, err := w.Compact()
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s, %.1f MB; before: %s, %.1f MB\n", p.config.Store.Path,
		counted(after.Segments, "file"), float64(after.Bytes)/1e6, counted(before.Segments, "file"), float64(before.Bytes)/1e6)
	return nil
}
