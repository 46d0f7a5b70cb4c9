package main

import (
	"bufio"
	"context"
	"encoding/json"
	"math"

	"github.com/spf13/cobra"

	"trigraph/extract"
	"trigraph/graph"
	"trigraph/graph/judgement"
)

// extracted is one line of output. Start and End count Unicode code points of
// Text, end exclusive, as in the W3C Web Annotation model's text position.
type extracted struct {
	ID        string             `json:"id"`
	Source    string             `json:"source"`
	Lang      string             `json:"lang"`
	Title     string             `json:"title"`
	Published string             `json:"published,omitempty"`
	Text      string             `json:"text"`
	Mentions  []extractedMention `json:"mentions"`
	Claims    []extractedClaim   `json:"claims"`
}

type extractedMention struct {
	Start      int         `json:"start"`
	End        int         `json:"end"`
	Text       string      `json:"text"`
	Type       graph.Class `json:"type"`
	Entity     string      `json:"entity"`
	Name       string      `json:"name"`
	Step       string      `json:"step"`
	Confidence float64     `json:"confidence"`
	Candidates []candidate `json:"candidates,omitempty"`
}

// candidate is a known thing that a name may mean, where none is sure.
type candidate struct {
	Entity      string  `json:"entity"`
	Probability float64 `json:"probability"`
}

func candidatesOf(m extract.Mention) []candidate {
	var out []candidate
	for _, c := range m.Candidates {
		out = append(out, candidate{c.Entity, rounded(c.Prior)})
	}
	return out
}

type extractedClaim struct {
	Subject    string            `json:"subject"`
	Predicate  graph.Predicate   `json:"predicate"`
	Object     string            `json:"object"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Quote      string            `json:"quote"`
	Status     graph.Status      `json:"status"`
	Time       string            `json:"time,omitempty"`
	Particular map[string]string `json:"particulars,omitempty"`
	Details    []detail          `json:"details,omitempty"`
	Rule       string            `json:"rule"`
	Confidence float64           `json:"confidence"`
}

// detail is a particular with its place; Value is its form that can be compared.
type detail struct {
	Name  string `json:"name"`
	Text  string `json:"text"`
	Value string `json:"value,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

func (p *program) extractCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "extract [flags] [PATH...]",
		Short: "print what articles name and state, one JSON object per article",
		Long: `extract reads files and folders (the sample articles where none is named) and
prints one JSON object per article, in input order: its text, the mentions in
it and the claims its sentences make. Offsets count Unicode code points. The
path - is standard input: text, Markdown, HTML, JSON lines or CSV, told apart
by what it holds.`,
		Example: `  trigraph extract article.txt
  echo '英伟达总部位于圣克拉拉。' | trigraph extract -
  trigraph extract news/ | jq -r '.mentions[].entity' | sort | uniq -c`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.extract(cmd, args)
		},
	}
	extractFlags(cmd)
	return cmd
}

// extractFlags are the flags of every subcommand that reads articles.
func extractFlags(cmd *cobra.Command) {
	cmd.Flags().Int("workers", 0, "articles marked at once; 0 = one for each core (extract.workers)")
	cmd.Flags().Float64("min-confidence", 0, "leave out what is less sure than this (extract.min_confidence)")
	cmd.Flags().StringSlice("lexicon", nil, "tables, folders of tables, or an index of more known things (extract.lexicon)")
	cmd.Flags().String("model", "", "folder of an ONNX model that proposes names too (extract.model)")
}

func (p *program) extract(cmd *cobra.Command, paths []string) error {
	e, err := newEngine(p.config.Extract)
	if err != nil {
		return err
	}
	people, err := judgement.ReadFile(p.judgementsFile())
	if err != nil {
		return err
	}
	e.link = func(docs []*extract.Document) { e.resolver.Link(docs, people) }
	return p.extractWith(cmd.Context(), e, paths)
}

func (p *program) extractWith(ctx context.Context, e *engine, paths []string) error {
	out := bufio.NewWriter(p.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	read := 0
	bad, err := e.run(ctx, p.articles(ctx, paths), func(d *extract.Document) error {
		read++
		return enc.Encode(asExtracted(d))
	})
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return err
	}
	return p.complain(bad, read)
}

func asExtracted(d *extract.Document) extracted {
	a := d.Article
	x := extracted{
		ID: a.ID, Source: a.Source, Lang: string(a.Lang), Title: a.Title, Text: a.Text,
		Mentions: []extractedMention{}, Claims: []extractedClaim{},
	}
	if !a.Published.IsZero() {
		x.Published = a.Published.Format("2006-01-02")
	}
	for _, m := range d.Mentions {
		x.Mentions = append(x.Mentions, extractedMention{
			Start: d.CodePoint(m.Start), End: d.CodePoint(m.End), Text: d.Text(m.Span), Type: m.Class,
			Entity: m.Entity, Name: m.Name, Step: m.Step, Confidence: rounded(m.Confidence), Candidates: candidatesOf(m),
		})
	}
	for _, c := range d.Claims {
		x.Claims = append(x.Claims, extractedClaim{
			Subject: c.Subject, Predicate: c.Predicate, Object: c.Object, Start: c.Start, End: c.End,
			Quote: c.Quote, Status: c.Status, Time: c.Time, Particular: particulars(c), Details: detailsOf(c), Rule: c.Rule,
			Confidence: rounded(c.Confidence),
		})
	}
	return x
}

func particulars(c graph.Claim) map[string]string {
	if len(c.Particulars) == 0 {
		return nil
	}
	m := map[string]string{}
	for _, p := range c.Particulars {
		m[p.Name] = p.Value
	}
	return m
}

func detailsOf(c graph.Claim) []detail {
	var all []detail
	for _, p := range c.Particulars {
		all = append(all, detail{p.Name, p.Value, p.Normal, p.Start, p.End})
	}
	return all
}

// rounded keeps two decimals: more would say more than is known.
func rounded(x float64) float64 { return math.Round(x*100) / 100 }
