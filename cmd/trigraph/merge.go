package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/graph"
	"trigraph/graph/judgement"
)

func (p *program) mergeCommand() *cobra.Command {
	var by signature
	cmd := &cobra.Command{
		Use:   "merge A B",
		Short: "decide that two nodes are one thing",
		Long: `merge makes one node of two: B goes into A, or the one that no lexicon knows into
the one that it does. Names, mentions and claims of both stay, each with its
sentence. The decision is kept in the file of judgements, which later builds
obey, and can be taken back with trigraph judgements undo.`,
		Example: `  trigraph merge Goertek 'Meta' --reason 'the same company' --author anna`,
		Args:    cobra.ExactArgs(2),
		RunE:    func(_ *cobra.Command, args []string) error { return p.merge(args[0], args[1], by) },
	}
	by.flags(cmd.Flags())
	return cmd
}

func (p *program) merge(a, b string, by signature) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	j := judgement.Judgement{Verdict: judgement.Same}
	if j.A, j.AIn, err = p.node(s, a); err != nil {
		return err
	}
	if j.B, j.BIn, err = p.node(s, b); err != nil {
		return err
	}
	if j.A == j.B {
		return usageError("%q and %q are one node already: %s; trigraph why %s says why", a, b, j.A, quoted(a))
	}
	return p.decide(by.sign(j))
}

func (p *program) splitCommand() *cobra.Command {
	var by signature
	var articles []string
	var as string
	cmd := &cobra.Command{
		Use:   "split NODE --article ARTICLE... | split A B",
		Short: "decide that one node is two things",
		Long: `split with --article makes a node of its own of what these articles call NODE.
With two things it says that they are different and must not be joined; an id
that has already gone into another may be one of them (trigraph why shows it).
The decision is kept in the file of judgements.`,
		Example: `  trigraph split Nvidia --article nvidia-en.md --reason 'another company of the name'
  trigraph split Apple Google`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 2 && len(articles) == 0:
				return p.different(args[0], args[1], by)
			case len(args) == 1 && len(articles) > 0:
				return p.split(args[0], articles, as, by)
			}
			return usageError("split wants a node and --article, or two things that are different")
		},
	}
	cmd.Flags().StringArrayVar(&articles, "article", nil, "an article that means something else; may be given again")
	cmd.Flags().StringVar(&as, "as", "", "id of the node that it is (default NODE~ARTICLE)")
	by.flags(cmd.Flags())
	return cmd
}

func (p *program) different(a, b string, by signature) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	j := judgement.Judgement{Verdict: judgement.Different}
	if j.A, j.AIn, err = p.before(s, a); err != nil {
		return err
	}
	if j.B, j.BIn, err = p.before(s, b); err != nil {
		return err
	}
	if j.A == j.B {
		return usageError("%q and %q are one node: %s; trigraph split %s --article … takes what an article says out of it", a, b, j.A, quoted(a))
	}
	return p.decide(by.sign(j))
}

func (p *program) split(node string, articles []string, as string, by signature) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	j := judgement.Judgement{Verdict: judgement.Split, Articles: articles}
	if j.A, err = p.oneEntity(s, node); err != nil {
		return err
	}
	for _, article := range articles {
		i := slices.IndexFunc(s.Records(), func(r graph.Record) bool { return r.Article.ID == article })
		if i < 0 || !slices.ContainsFunc(s.Records()[i].Mentions, func(m graph.Mention) bool { return m.Entity == j.A }) {
			return usageError("no article %q that names %s; trigraph why %s lists those that do", article, j.A, quoted(node))
		}
	}
	j.AIn = articles[0]
	if j.B = as; as == "" {
		j.B = judgement.OwnID(j.A, articles[0])
	}
	return p.decide(by.sign(j))
}

func (p *program) renameCommand() *cobra.Command {
	var by signature
	var lang string
	cmd := &cobra.Command{
		Use:   "rename NODE NAME",
		Short: "decide what a thing is called in a language",
		Long: `rename sets the name by which a thing is shown in a language. The names that
articles use still find it. The decision is kept in the file of judgements.`,
		Example: `  trigraph rename Goertek 歌尔 --lang zh`,
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains([]string{"en", "de", "zh"}, lang) {
				return usageError("--lang %q is none of en, de and zh", lang)
			}
			return p.correct(args[0], judgement.Judgement{Verdict: judgement.Rename, Lang: lang, Name: strings.TrimSpace(args[1])}, by)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "en", "language of the name: en, de or zh")
	by.flags(cmd.Flags())
	return cmd
}

func (p *program) reclassCommand() *cobra.Command {
	var by signature
	cmd := &cobra.Command{
		Use:   "class NODE CLASS",
		Short: "decide of which class a thing is",
		Long: `class sets the class of a thing, such as Company or Person. The decision is kept
in the file of judgements.`,
		Example: `  trigraph class Goertek Company --reason 'its register entry'`,
		Args:    cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			class, err := classNamed(args[1])
			if err != nil {
				return err
			}
			return p.correct(args[0], judgement.Judgement{Verdict: judgement.Reclass, Class: class}, by)
		},
	}
	by.flags(cmd.Flags())
	return cmd
}

// correct decides something of one thing.
func (p *program) correct(node string, j judgement.Judgement, by signature) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	if j.A, j.AIn, err = p.node(s, node); err != nil {
		return err
	}
	return p.decide(by.sign(j))
}
