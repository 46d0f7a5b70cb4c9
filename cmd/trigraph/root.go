package main

import (
	"io"
	"log/slog"
	"os"

	"github.com/lmittmann/tint"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// program is one run: its streams, and what the command line and the
// configuration said, filled before a subcommand starts.
type program struct {
	in        io.Reader
	out, errs io.Writer
	started   bool // the command line made sense
	storeFlag bool // and named the graph
	config    config
	log       *slog.Logger
}

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "trigraph",
		Short: "a knowledge graph from articles in Chinese, English and German",
		Long: `trigraph reads articles, finds the companies, countries, laws and people they
name, joins what is one thing across languages, draws the relations that
sentences state, and keeps it as a graph you can question, open and serve.`,
		Example: `  trigraph build                       # the sample articles
  trigraph build ~/news                # your own files and folders
  trigraph query who --entity 英伟达
  trigraph export --format graphml -o graph.graphml`,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return p.configure(cmd)
		},
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.errs)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &exitError{exitUsage, err} })
	globalFlags(root.PersistentFlags())
	root.AddCommand(
		p.buildCommand(),
		p.reclassCommand(),
		p.claimsCommand(),
		p.entitiesCommand(),
		p.compactCommand(),
		p.exportCommand(),
		p.extractCommand(),
		p.lexiconCommand(),
		p.loadCommand(),
		p.judgementsCommand(),
		p.mergeCommand(),
		p.queryCommand(),
		p.renameCommand(),
		p.reviewCommand(),
		p.scoreCommand(),
		p.serveCommand(),
		p.splitCommand(),
		p.statsCommand(),
		p.trainCommand(),
		p.versionCommand(),
		p.whyCommand(),
		p.workerCommand(),
	)
	return root
}

func (p *program) configure(cmd *cobra.Command) error {
	p.started = true
	c, err := loadConfig(cmd.Flags())
	if err != nil {
		return &exitError{exitUsage, err}
	}
	p.config = c
	p.storeFlag = cmd.Flags().Changed("store")
	p.log = newLogger(p.errs, c.Log)
	return nil
}

func newLogger(w io.Writer, c logConfig) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Level)); err != nil {
		level = slog.LevelWarn
	}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
	}
	return slog.New(tint.NewTextHandler(w, &tint.Options{Level: level, TimeFormat: "15:04:05", NoColor: !isTerminal(w)}))
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(w any) bool {
	if s, ok := w.(*sink); ok {
		w = s.Writer
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
