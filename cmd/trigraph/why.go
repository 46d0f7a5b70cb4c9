package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/extract/resolve"
	"trigraph/graph"
	"trigraph/graph/judgement"
	"trigraph/graph/store"
)

func (p *program) whyCommand() *cobra.Command {
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:   "why NODE",
		Short: "say why names and articles are one thing, with the sentences",
		Long: `why lists what articles call a thing and why each of these names is taken for
it: known from the lexicon, a short form that an article gives in brackets or
uses for a fuller name, the same name in the same company, a person's judgement.
The node is given by any of its names or ids.`,
		Example: `  trigraph why Goertek
  trigraph why 歌尔 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := p.openStore()
			if err != nil {
				return err
			}
			id, err := p.oneEntity(s, args[0])
			if err != nil {
				return err
			}
			return p.why(s, id, asJSON, all)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object")
	cmd.Flags().BoolVar(&all, "all", false, "every article, not only the first of each kind")
	return cmd
}

// explained is why a node is what it is.
type explained struct {
	ID       string            `json:"id"`
	Class    graph.Class       `json:"class"`
	Labels   map[string]string `json:"labels"`
	Names    []string          `json:"names"`
	Known    bool              `json:"known"` // to the lexicon
	Joins    []whyJoined       `json:"joins"`
	Articles []whyNamed        `json:"articles"`
}

// whyJoined is one reason. Offsets count code points of the article's text.
type whyJoined struct {
	Name       string   `json:"name,omitempty"`
	From       string   `json:"from"` // the id that the name alone would have
	In         []string `json:"in,omitempty"`
	Reason     string   `json:"reason"`
	Rule       string   `json:"rule,omitempty"`
	Article    string   `json:"article,omitempty"` // where the sentence stands
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Quote      string   `json:"quote,omitempty"`
	Confidence float64  `json:"confidence"`
}

// whyNamed is what an article calls the thing, and the first place.
type whyNamed struct {
	Article  string   `json:"article"`
	Names    []string `json:"names"`
	Mentions int      `json:"mentions"`
	Quote    string   `json:"quote"`
}

func (p *program) why(s store.Graph, id string, asJSON, all bool) error {
	x := explain(s, id)
	out := bufio.NewWriter(p.out)
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(x); err != nil {
			return err
		}
		return out.Flush()
	}
	w := whyWriter{out, s, 3}
	if all {
		w.most = len(x.Joins) + len(x.Articles)
	}
	w.text(x)
	return out.Flush()
}

func explain(s store.Graph, id string) explained {
	e, _ := s.Entity(id)
	x := explained{ID: id, Class: e.Class, Labels: e.Labels, Names: e.Names, Known: !strings.Contains(id, "/"), Joins: []whyJoined{}, Articles: []whyNamed{}}
	for _, r := range s.Records() {
		if n, ok := namedBy(r, id); ok {
			x.Articles = append(x.Articles, n)
		}
		for _, j := range r.Joins {
			x.add(j)
		}
	}
	for _, j := range s.Joins() {
		x.add(j)
	}
	slices.SortStableFunc(x.Joins, func(a, b whyJoined) int {
		return cmp.Or(strings.Compare(a.Reason, b.Reason), strings.Compare(a.From, b.From))
	})
	return x
}

// add puts one reason with the others. One sentence that is the reason in
// several articles is told once.
func (x *explained) add(j graph.Join) {
	if j.Reason == graph.Candidate { // not joined: told of the thing in question
		j.To, j.Name = j.From, j.To
	}
	if j.To != x.ID {
		return
	}
	w := whyJoined{Name: j.Name, From: j.From, Reason: j.Reason, Rule: strings.TrimPrefix(j.Rule, "resolve:"),
		Article: j.Article, Start: j.Start, End: j.End, Quote: j.Quote, Confidence: rounded(j.Confidence)}
	if j.In != "" {
		w.In = []string{j.In}
	}
	i := slices.IndexFunc(x.Joins, func(o whyJoined) bool {
		return o.From == w.From && o.Reason == w.Reason && o.Article == w.Article && o.Start == w.Start && o.Rule == w.Rule && (o.Name == w.Name || o.Reason != graph.Candidate)
	})
	if i < 0 {
		x.Joins = append(x.Joins, w)
		return
	}
	x.Joins[i].In = append(x.Joins[i].In, w.In...)
}

func namedBy(r graph.Record, id string) (whyNamed, bool) {
	n := whyNamed{Article: r.Article.ID}
	for _, m := range r.Mentions {
		if m.Entity != id {
			continue
		}
		if n.Mentions++; n.Mentions == 1 {
			n.Quote = around(r.Article.Text, m)
		}
		if name := oneLine(m.Name); !slices.Contains(n.Names, name) {
			n.Names = append(n.Names, name)
		}
	}
	return n, n.Mentions > 0
}

// around is a mention with some words before and after it.
func around(text string, m graph.Mention) string {
	const most = 60
	rs := []rune(text)
	from, to := max(0, m.Start-most), min(len(rs), m.End+most)
	for ; from > 0 && from < m.Start && !strings.ContainsRune(" \n，。、", rs[from-1]); from++ {
	}
	for ; to < len(rs) && to > m.End && !strings.ContainsRune(" \n，。、", rs[to]); to-- {
	}
	return oneLine(string(rs[from:to]))
}

type whyWriter struct {
	out   io.Writer
	store store.Graph
	most  int // of each kind
}

func (w whyWriter) text(x explained) {
	fmt.Fprintf(w.out, "%s  (%s, %s)\n", names(graph.Entity{ID: x.ID, Labels: x.Labels}), x.Class, x.ID)
	if x.Known {
		fmt.Fprintf(w.out, "\nthe lexicon knows it as %s\n", strings.Join(x.Names, ", "))
	}
	for reason := range slices.Values(reasons(x.Joins)) {
		fmt.Fprintf(w.out, "\n%s:\n", reasonHead(reason))
		shown := 0
		for _, j := range x.Joins {
			if j.Reason != reason {
				continue
			}
			if shown++; shown <= w.most {
				w.joined(j)
			}
		}
		w.more(shown)
	}
	how := ""
	if !x.Known && len(x.Articles) > 1 {
		how = "; no lexicon knows it: one by name and class"
	}
	fmt.Fprintf(w.out, "\nnamed in %s%s:\n", counted(len(x.Articles), "article"), how)
	for _, n := range x.Articles[:min(len(x.Articles), w.most)] {
		fmt.Fprintf(w.out, "  %s: %s\n      %s\n", n.Article, strings.Join(n.Names, ", "), n.Quote)
	}
	w.more(len(x.Articles))
}

func (w whyWriter) more(n int) {
	if n > w.most {
		fmt.Fprintf(w.out, "  … and %d more; --all shows them\n", n-w.most)
	}
}

func reasons(joins []whyJoined) []string {
	var list []string
	for _, j := range joins {
		if !slices.Contains(list, j.Reason) {
			list = append(list, j.Reason)
		}
	}
	return list
}

// reasonHead says a reason in words.
func reasonHead(reason string) string {
	switch reason {
	case resolve.Alias:
		return "an article gives the name beside a fuller one"
	case resolve.ShortForm:
		return "a shorter form of a name in the same article"
	case resolve.Elsewhere:
		return "a short form that another article spells out"
	case resolve.Spelling:
		return "another spelling of the same letters"
	case resolve.SameName:
		return "the same name, and nothing speaks against it"
	case resolve.Apart:
		return "one of several of the name, told apart by whom they are named with"
	case graph.Candidate:
		return "what it may be, which the text does not settle"
	case judgement.Reason:
		return "people decided so"
	}
	return reason
}

func (w whyWriter) joined(j whyJoined) {
	name := cmp.Or(j.Name, j.From)
	with := ""
	if rest, ok := strings.CutPrefix(j.Rule, "companions "); ok {
		with = ", also named there: " + w.companions(strings.Fields(rest))
	}
	if j.Reason == judgement.Reason {
		fmt.Fprintf(w.out, "  %s%s, %s%s\n", name, inArticles(j.In), j.Rule, because(j.Quote))
		return
	}
	fmt.Fprintf(w.out, "  %s%s%s  [%.2f]\n", name, inArticles(j.In), with, j.Confidence)
	if j.Quote != "" {
		fmt.Fprintf(w.out, "      %s: %s\n", j.Article, oneLine(j.Quote))
	}
}

// companions are the names of things, the first few.
func (w whyWriter) companions(ids []string) string {
	const most = 4
	var list []string
	for _, id := range ids {
		if e, ok := w.store.Entity(id); ok && len(list) < most {
			list = append(list, anyLabel(e))
		}
	}
	return strings.Join(list, ", ")
}

func inArticles(list []string) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return " in " + list[0]
	}
	return fmt.Sprintf(" in %s and %d more", list[0], len(list)-1)
}
