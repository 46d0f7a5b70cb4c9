package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"trigraph/extract/resolve"
	"trigraph/graph"
	"trigraph/graph/judgement"
	"trigraph/graph/store"
)

// judgementsFile is where people's judgements are kept: beside the graph, since
// they outlive it.
func (p *program) judgementsFile() string {
	return cmp.Or(p.config.Judgements, filepath.Clean(p.config.Store.Path)+".judgements.jsonl")
}

func (p *program) judgementsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "judgements",
		Short: "list what people decided about identity, or undo it",
		Long: `judgements lists the file of judgements (one JSON object on each line; it may be
edited by hand, and the next build obeys it), with those that do not hold.`,
		Example: `  trigraph judgements
  trigraph judgements check
  trigraph judgements undo 3 --reason 'another company of the name'`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return p.listJudgements() },
	}
	check := &cobra.Command{
		Use:     "check",
		Short:   "say which judgements contradict each other",
		Example: "  trigraph judgements check",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return p.checkJudgements() },
	}
	var by signature
	undo := &cobra.Command{
		Use:     "undo NUMBER...",
		Short:   "take judgements back",
		Example: "  trigraph judgements undo 3",
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return p.undo(args, by) },
	}
	by.flags(undo.Flags())
	cmd.AddCommand(check, undo)
	return cmd
}

// signature is who decides, and why.
type signature struct{ author, reason string }

func (s *signature) flags(f *pflag.FlagSet) {
	f.StringVar(&s.author, "author", "", "who decides (default the user's name)")
	f.StringVar(&s.reason, "reason", "", "why; kept with the judgement")
}

// sign puts author, reason and time on a judgement.
func (s signature) sign(j judgement.Judgement) judgement.Judgement {
	j.Author, j.Reason, j.Time = s.author, s.reason, time.Now().UTC().Truncate(time.Second)
	if j.Author == "" {
		j.Author = "unknown"
		if u, err := user.Current(); err == nil {
			j.Author = u.Username
		}
	}
	return j
}

func (p *program) listJudgements() error {
	list, err := judgement.ReadFile(p.judgementsFile())
	if err != nil {
		return err
	}
	if len(list.All()) == 0 {
		fmt.Fprintf(p.errs, "no judgements in %s\n", p.judgementsFile())
	}
	holding := list.Holding()
	for _, j := range list.All() {
		mark := ""
		if j.Verdict != judgement.Undo && !slices.ContainsFunc(holding, func(h judgement.Judgement) bool { return h.Number == j.Number }) {
			mark = "  (does not hold)"
		}
		fmt.Fprintf(p.out, "%4d  %s  %-10s %s%s%s\n", j.Number, j.Time.Format("2006-01-02"), j.Author, j, because(j.Reason), mark)
	}
	return nil
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + oneLine(reason)
}

func (p *program) checkJudgements() error {
	list, err := judgement.ReadFile(p.judgementsFile())
	if err != nil {
		return err
	}
	for _, problem := range list.Problems() {
		fmt.Fprintf(p.out, "%s:%s\n", p.judgementsFile(), problem)
	}
	fmt.Fprintf(p.out, "%s, of which %d hold\n", counted(len(list.All()), "judgement"), len(list.Holding()))
	if n := len(list.Problems()); n > 0 {
		return fmt.Errorf("%s in %s", counted(n, "contradiction"), p.judgementsFile())
	}
	return nil
}

func (p *program) undo(numbers []string, by signature) error {
	var list []judgement.Judgement
	for _, word := range numbers {
		n, err := strconv.Atoi(word)
		if err != nil {
			return usageError("%q is not the number of a judgement; trigraph judgements lists them", word)
		}
		list = append(list, by.sign(judgement.Judgement{Verdict: judgement.Undo, Of: n}))
	}
	return p.decide(list...)
}

// decide writes judgements to the file and lets the graph obey them. One that
// contradicts others is refused, and those after it are not written.
func (p *program) decide(js ...judgement.Judgement) (err error) {
	w, err := p.judgeWriter()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	for _, j := range js {
		if err := p.keepAndTell(j); err != nil {
			return err
		}
	}
	return p.obey(w)
}

func (p *program) keepAndTell(j judgement.Judgement) error {
	n, err := p.keep(j)
	if err == nil {
		fmt.Fprintf(p.out, "judgement %d: %s (%s)\n", n, j, p.judgementsFile())
	}
	return err
}

// judgeWriter opens the graph so that no build runs meanwhile.
func (p *program) judgeWriter() (*store.Writer, error) {
	s, err := p.openStore()
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return store.OpenWriter(p.config.Store.Path, "trigraph "+version)
}

// keep writes a judgement to the file unless it contradicts others, and returns
// its number.
func (p *program) keep(j judgement.Judgement) (int, error) {
	file := p.judgementsFile()
	list, err := judgement.ReadFile(file)
	if err != nil {
		return 0, err
	}
	if err := list.Allows(j); err != nil {
		return 0, usageError("%w", err)
	}
	return judgement.Append(file, j)
}

// obey applies the file of judgements to the graph.
func (p *program) obey(w *store.Writer) error {
	words, err := loadLexicon(p.config.Extract.Lexicon)
	if err != nil {
		return err
	}
	r, err := resolve.New(words)
	if err != nil {
		return err
	}
	if err := p.identify(w, r, words); err != nil {
		return err
	}
	if _, err = w.Commit(); err != nil {
		return err
	}
	return p.publish(context.Background()) // what is written is obeyed to the end
}

// node is the thing that a name or an id means, as a judgement keeps it: the id
// and an article that names it.
func (p *program) node(s store.Graph, name string) (id, in string, err error) {
	if id, err = p.oneEntity(s, name); err != nil {
		if words, failed := loadLexicon(p.config.Extract.Lexicon); failed == nil {
			if _, known := words.Entity(name); known { // what no article names yet
				return name, "", nil
			}
		}
		return "", "", err
	}
	return id, articleNaming(s.Records(), id), nil
}

// before is like node, but leaves an id that has gone into another as it is, so
// that the two can be judged to be different.
func (p *program) before(s store.Graph, name string) (id, in string, err error) {
	for _, j := range s.Joins() {
		if j.From == name && j.To != name {
			return name, j.In, nil
		}
	}
	return p.node(s, name)
}

// articleNaming is the first article that names a thing, "" where none does.
func articleNaming(records []graph.Record, id string) string {
	for _, r := range records {
		if slices.ContainsFunc(r.Mentions, func(m graph.Mention) bool { return m.Entity == id }) {
			return r.Article.ID
		}
	}
	return ""
}

// classNamed is the class that a word means.
func classNamed(word string) (graph.Class, error) {
	o, err := graph.LoadOntology()
	if err != nil {
		return "", err
	}
	var names []string
	for _, c := range o.Classes() {
		if strings.EqualFold(string(c), word) {
			return c, nil
		}
		names = append(names, string(c))
	}
	return "", usageError("no class %q; the classes are %s", word, strings.Join(names, ", "))
}
