package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/peterh/liner"
	"github.com/spf13/cobra"

	"trigraph/graph"
	"trigraph/graph/judgement"
	"trigraph/graph/store"
)

type reviewFlags struct {
	limit  int
	asJSON bool
	kind   string
	by     signature
}

func (p *program) reviewCommand() *cobra.Command {
	var f reviewFlags
	cmd := &cobra.Command{
		Use:   "review",
		Short: "go through doubtful joins and likely duplicates, and decide",
		Long: `review lists joins that are not sure, and nodes that may be one and are not: the
most valuable first, that is those on which most mentions and claims rest and
that are least sure, with what articles say of both sides. On a terminal it asks
for a verdict on each; the verdicts go to the file of judgements, which the graph
and later builds obey.`,
		Example: `  trigraph review
  trigraph review --limit 5 --json
  trigraph judgements undo 3`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return p.review(f) },
	}
	cmd.Flags().IntVar(&f.limit, "limit", 50, "at most so many")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "one JSON object per doubt; asks nothing")
	cmd.Flags().StringVar(&f.kind, "kind", "", "only this kind, such as 'similar name'")
	f.by.flags(cmd.Flags())
	return cmd
}

func (p *program) review(f reviewFlags) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	list, err := p.doubts(s)
	if err != nil {
		return err
	}
	var chosen []judgement.Doubt
	for _, d := range list {
		if (f.kind == "" || d.Kind == f.kind) && len(chosen) < f.limit {
			chosen = append(chosen, d)
		}
	}
	switch {
	case len(chosen) == 0:
		fmt.Fprintln(p.errs, "nothing is in doubt")
		return nil
	case f.asJSON:
		enc := json.NewEncoder(p.out)
		enc.SetEscapeHTML(false)
		for _, d := range chosen {
			if err := enc.Encode(d); err != nil {
				return err
			}
		}
		return nil
	case isTerminal(p.in) && isTerminal(p.out):
		l := liner.NewLiner()
		defer l.Close()
		l.SetCtrlCAborts(true)
		return p.settle(l, s, chosen, f.by)
	}
	out := bufio.NewWriter(p.out)
	for i, d := range chosen {
		fmt.Fprintf(out, "%d. ", i+1)
		tellDoubt(out, s, d)
	}
	return out.Flush()
}

// doubts are what the graph leaves open and nobody has judged.
func (p *program) doubts(s store.Graph) ([]judgement.Doubt, error) {
	list, err := judgement.ReadFile(p.judgementsFile())
	if err != nil {
		return nil, err
	}
	return list.Doubts(s.Records(), s.Entities(), s.Joins()), nil
}

func tellDoubt(out io.Writer, s store.Graph, d judgement.Doubt) {
	fmt.Fprintf(out, "%s  [%s, doubt %.2f, touches %d]\n", question(s, d), d.Kind, d.Doubt, d.Touched)
	for _, e := range d.Evidence {
		fmt.Fprintf(out, "     %s — %s: %s\n", e.Node, e.Article, oneLine(e.Quote))
	}
	fmt.Fprintln(out)
}

// question is what is to be decided, in words.
func question(s store.Graph, d judgement.Doubt) string {
	named := func(id string) string {
		e, ok := s.Entity(id)
		if !ok {
			return id
		}
		return fmt.Sprintf("%s (%s, %s)", names(e), e.Class, id)
	}
	switch {
	case d.A == d.B:
		return fmt.Sprintf("is it %s that %s names?", named(d.A), strings.Join(d.Articles, ", "))
	case d.Joined:
		return fmt.Sprintf("joined: is %s rightly %s?", d.B, named(d.A))
	}
	return fmt.Sprintf("is %s the same as %s?", named(d.B), named(d.A))
}

const reviewHelp = "[s]ame  [d]ifferent  [u]nsure  [r]ename  wrong [c]lass  [enter] skip  [q]uit"

// settle asks for a verdict on each doubt. What is decided is written at once;
// the graph obeys when all is done.
func (p *program) settle(l lineReader, s store.Graph, doubts []judgement.Doubt, by signature) (err error) {
	w, err := p.judgeWriter()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	decided := 0
	for i, d := range doubts {
		fmt.Fprintf(p.out, "%d of %d. ", i+1, len(doubts))
		tellDoubt(p.out, s, d)
		n, err := p.askVerdict(l, d, by)
		decided += n
		if errors.Is(err, io.EOF) || errors.Is(err, liner.ErrPromptAborted) {
			break
		}
		if err != nil {
			return err
		}
	}
	if decided == 0 {
		return nil
	}
	return p.obey(w)
}

// askVerdict asks until there is an answer to d, and returns how many
// judgements were made. A judgement that is refused is said and asked again.
func (p *program) askVerdict(l lineReader, d judgement.Doubt, by signature) (decided int, err error) {
	for {
		word, err := l.Prompt(reviewHelp + " > ")
		if err != nil {
			return decided, err
		}
		word = strings.ToLower(strings.TrimSpace(word))
		if word == "" || word == "skip" {
			return decided, nil
		}
		j, again, err := verdictOf(l, word, d)
		switch {
		case err != nil:
			return decided, err
		case j.Verdict == "":
			fmt.Fprintf(p.errs, "%q is none of them\n", word)
			continue
		}
		if err := p.keepAndTell(by.sign(j)); err != nil {
			fmt.Fprintln(p.errs, err)
			continue
		}
		decided++
		if !again {
			return decided, nil
		}
	}
}

// verdictOf makes a judgement of a word typed; again says that the doubt itself
// is still open. An empty judgement is a word that means nothing.
func verdictOf(l lineReader, word string, d judgement.Doubt) (j judgement.Judgement, again bool, err error) {
	begins := func(command string) bool { return strings.HasPrefix(command, word) }
	switch {
	case begins("same"):
		return d.Judgement(judgement.Same), false, nil
	case begins("different"):
		return d.Judgement(judgement.Different), false, nil
	case begins("unsure"):
		return d.Judgement(judgement.Unsure), false, nil
	case begins("quit"):
		return j, false, io.EOF
	case begins("rename"):
		line, err := l.Prompt("language and name (zh 歌尔) > ")
		lang, name, ok := strings.Cut(strings.TrimSpace(line), " ")
		if err != nil || !ok {
			return j, false, err
		}
		return judgement.Judgement{Verdict: judgement.Rename, A: d.A, Lang: lang, Name: strings.TrimSpace(name)}, true, nil
	case begins("class"):
		line, err := l.Prompt("class > ")
		if err != nil {
			return j, false, err
		}
		class, err := classNamed(strings.TrimSpace(line))
		if err != nil {
			return j, false, nil //nolint:nilerr // said as a word that means nothing, and asked again
		}
		return judgement.Judgement{Verdict: judgement.Reclass, A: d.A, Class: graph.Class(class)}, true, nil
	}
	return j, false, nil
}
