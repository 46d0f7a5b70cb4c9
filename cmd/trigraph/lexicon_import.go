package main

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"trigraph/extract/lexicon"
	"trigraph/extract/lexicon/dump"
)

func (p *program) lexiconImportCommand() *cobra.Command {
	o := dump.Options{}
	cmd := &cobra.Command{
		Use:   "import wikidata|gleif|opensanctions FILE -o TABLE.tsv",
		Short: "make a table from what others publish of known things",
		Long: `import reads a dump of known things and writes a table for "lexicon check" and
"lexicon build":

  wikidata       the JSON dump of all entities (latest-all.json.bz2 or .gz), or any
                 part of it: one entity a line, in an array or not
  gleif          level 1 of the golden copy of the register of legal entities, as
                 CSV; --parents adds who owns whom, from level 2
  opensanctions  entities of the FollowTheMoney model, one a line (entities.ftm.json)

The file may be packed (.gz, .bz2, .zip) and of any length: memory does not grow
with the number of things. What is read is kept in TABLE.tsv.import until the table
is done; an import that was stopped goes on from there when it is started again.

Lines that cannot be read are counted and passed over. A name that is a common word,
too, is marked "?". Which things the lexicon knows already "lexicon build" finds out.
A German or Chinese label of Wikidata counts as a name only where an
article in the language, or the thing's country, shows that it is used; --all-labels
takes them all.`,
		Example: `  trigraph lexicon import wikidata wikidata.json -o own/wikidata.tsv
  trigraph lexicon import wikidata wikidata.json -o own/popular.tsv --min-sitelinks 5
  trigraph lexicon import gleif lei2.csv --parents rr.csv -o own/lei.tsv
  trigraph lexicon import opensanctions entities.ftm.json -o own/listed.tsv`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Format, o.Input = dump.Format(args[0]), args[1]
			return p.importTable(cmd, o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Output, "output", "o", "", "the table to write")
	f.StringVar(&o.Classes, "classes", "", "table of Wikidata classes in place of the built-in one: columns id and class (\"-\": not kept)")
	f.StringVar(&o.Parents, "parents", "", "with gleif: the relationship records, level 2 as CSV")
	f.IntVar(&o.Popularity, "min-sitelinks", 0, "leave out things with fewer pages in Wikipedia and its sisters")
	f.BoolVar(&o.Unsigned, "all-labels", false, "keep German and Chinese labels of Wikidata that nothing shows to be in use")
	return cmd
}

func (p *program) importTable(cmd *cobra.Command, o dump.Options) error {
	switch o.Format {
	case dump.Wikidata, dump.GLEIF, dump.OpenSanctions:
	default:
		return usageError("lexicon import: unknown format %q: it is wikidata, gleif or opensanctions", string(o.Format))
	}
	if o.Output == "" {
		return usageError("lexicon import: name the table with -o")
	}
	var err error
	if o.Known, err = p.knownBefore(o.Output); err != nil {
		return err
	}
	g := p.gauge("reading")
	o.Progress = g.at
	report, err := dump.Import(cmd.Context(), o)
	g.finish()
	p.reportImport(report)
	if err != nil && cmd.Context().Err() != nil {
		fmt.Fprintf(p.errs, "%s entities are kept in %s.import; start again to go on\n", grouped(report.Entities), o.Output)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s of %s entities\n", o.Output, counted(int(report.Rows), "row"), grouped(report.Entities))
	return nil
}

// knownBefore is the lexicon without the table that is to be made, so that one
// that is made again does not depend on how it was.
func (p *program) knownBefore(output string) (*lexicon.Lexicon, error) {
	own, err := tables(p.config.Extract.Lexicon)
	if err != nil {
		return nil, err
	}
	target, err := filepath.Abs(output)
	if err != nil {
		return nil, err
	}
	for i, f := range own.files {
		folder, ok := f.(tableFolder)
		if dir, err := filepath.Abs(folder.path); ok && err == nil && dir == filepath.Dir(target) {
			own.files[i] = tablesBut{folder, filepath.Base(target)}
		}
	}
	own.files = slices.DeleteFunc(own.files, func(f fs.FS) bool {
		t, ok := f.(oneTable)
		path, err := filepath.Abs(t.Place(t.name))
		return ok && err == nil && path == target
	})
	return own.load()
}

// tablesBut is the files of a folder but one.
type tablesBut struct {
	fs.FS
	name string
}

// Glob finds what fs.Glob does, without that file.
func (t tablesBut) Glob(pattern string) ([]string, error) {
	paths, err := fs.Glob(t.FS, pattern)
	return slices.DeleteFunc(paths, func(p string) bool { return p == t.name }), err
}

// reportImport says what an import met with.
func (p *program) reportImport(r dump.Report) {
	if r.Resumed > 0 {
		fmt.Fprintf(p.errs, "went on behind the first %s bytes\n", grouped(r.Resumed))
	}
	for _, f := range r.Faults {
		fmt.Fprintln(p.errs, f)
	}
	if r.Malformed > 0 {
		fmt.Fprintf(p.errs, "%s could not be read\n", counted(int(r.Malformed), "line"))
	}
}

// grouped writes a number with its thousands apart.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// gauge tells how much of a known number of bytes is read, and how much time is
// left: a live bar on a terminal, a line now and then elsewhere.
type gauge struct {
	out     io.Writer
	what    string
	bar     *progressbar.ProgressBar
	started time.Time
	first   int64 // bytes at the start
	next    time.Time
}

func (p *program) gauge(what string) *gauge {
	now := time.Now()
	g := &gauge{out: p.errs, what: what, started: now, first: -1, next: now.Add(lineEvery)}
	if p.config.Progress == "none" {
		g.out = io.Discard
	}
	return g
}

func (g *gauge) at(read, of int64) {
	if g.first < 0 {
		g.first = read
		if isTerminal(g.out) {
			g.bar = progressbar.NewOptions64(of, progressbar.OptionSetWriter(g.out), progressbar.OptionSetDescription(g.what),
				progressbar.OptionShowBytes(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		}
	}
	if g.bar != nil {
		_ = g.bar.Set64(read) // a bar that cannot be drawn stops no work
		return
	}
	if now := time.Now(); now.After(g.next) && of > 0 {
		fmt.Fprintf(g.out, "%s: %d%%%s\n", g.what, 100*read/of, g.left(now, read, of))
		g.next = now.Add(lineEvery)
	}
}

// left says how long the rest takes at the speed so far.
func (g *gauge) left(now time.Time, read, of int64) string {
	if read <= g.first {
		return ""
	}
	rest := time.Duration(float64(now.Sub(g.started)) * float64(of-read) / float64(read-g.first))
	return ", " + rest.Round(time.Second).String() + " left"
}

func (g *gauge) finish() {
	if g.bar != nil {
		_ = g.bar.Finish()
	}
}
