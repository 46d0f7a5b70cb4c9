package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/annotate"
	"trigraph/extract/resolve"
)

// linkOptions say which sets and things the choice between readings is learned
// and scored on.
type linkOptions struct{ data, facts, things string }

func linkFlags(cmd *cobra.Command, o *linkOptions) {
	cmd.Flags().StringVar(&o.facts, "facts", "", "folder with countries.tsv.gz, states.tsv.gz and cities.tsv.gz: places of the same names as the sets' things")
	cmd.Flags().StringVar(&o.things, "things", "", "table of more things of the same names: title, class, names, country, popularity, about")
}

// linkWork is the sets, read by all that comes before the resolver over a
// lexicon that holds what their names mean.
type linkWork struct {
	sets   []linkedSet
	engine *engine
}

// readingsHead opens the table of weights that trainReadings writes.
const readingsHead = `# Weights, in log odds, by which the readings of a name are compared, and none of them.
# Learned on the sets of docs/models.md: trigraph train --readings --data DIR -o readings.tsv
sign	weight
`

func (p *program) linkWork(ctx context.Context, o linkOptions) (*linkWork, error) {
	sets, err := readLinkedSets(o.data)
	if err != nil {
		return nil, err
	}
	known, err := loadLexicon(p.config.Extract.Lexicon)
	if err != nil {
		return nil, err
	}
	things, err := thingsOf(sets, o.facts, o.things, known)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "trigraph-things")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	index, err := things.index(ctx, dir, known)
	if err != nil {
		return nil, err
	}
	c := p.config.Extract
	c.Lexicon = append(slices.Clone(c.Lexicon), index)
	e, err := newEngine(c)
	if err != nil {
		return nil, err
	}
	w := &linkWork{sets, e}
	for _, s := range sets {
		for _, t := range s.texts {
			if err := annotate.Run(ctx, e.names[:len(e.names)-1], t.doc); err != nil {
				return nil, fmt.Errorf("%s: %w", t.doc.Article.ID, err)
			}
		}
	}
	return w, nil
}

// means reports whether a known thing is that of a Wikidata id.
func (w *linkWork) means(id, qid string) bool {
	e, ok := w.engine.known.Entity(id)
	return ok && qid != "" && slices.ContainsFunc(e.SameAs, func(iri string) bool { return strings.HasSuffix(iri, "/"+qid) })
}

// setTexts is how much a set counts in learning, be it large or small, in names.
const setNames = 500

// learn returns the weights learned on all sets but one.
func (w *linkWork) learn(but string) (string, error) {
	var docs []resolve.Linked
	for _, s := range w.sets {
		if s.name == but {
			continue
		}
		n := 0
		for _, t := range s.texts {
			n += len(t.names)
		}
		for _, t := range s.texts {
			l := resolve.Linked{Document: t.doc, Weight: float64(setNames) / float64(n)}
			for _, name := range t.names {
				l.Names = append(l.Names, name.Span)
			}
			l.Means = func(i int, id string) bool { return w.means(id, t.names[i].qid) }
			docs = append(docs, l)
		}
	}
	out := bytes.NewBufferString(readingsHead)
	err := w.engine.resolver.LearnReadings(out, docs)
	return out.String(), err
}

func (p *program) trainReadings(ctx context.Context, o linkOptions, file string) error {
	w, err := p.linkWork(ctx, o)
	if err != nil {
		return err
	}
	table, err := w.learn("")
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(table), 0o644)
}

// linkCount counts names: those of things the lexicon holds and those of none.
// Offered are those of the first whose thing was among the readings.
type linkCount struct{ held, right, wrong, offered, nils, given int }

func (c linkCount) plus(o linkCount) linkCount {
	return linkCount{c.held + o.held, c.right + o.right, c.wrong + o.wrong, c.offered + o.offered, c.nils + o.nils, c.given + o.given}
}

func (c linkCount) String() string {
	return fmt.Sprintf("%.3f right (%d of %d; %d another thing, %d none), %.3f where it was among the readings; of %d names of no known thing %.3f got one",
		ratio(c.right, c.held), c.right, c.held, c.wrong, c.held-c.right-c.wrong, ratio(c.right, c.offered), c.nils, ratio(c.given, c.nils))
}

func ratio(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// scoreLinks prints, for each set, how many names got the right thing, by
// weights that were learned on the other sets: where the names are given, and
// from the text alone.
func (p *program) scoreLinks(ctx context.Context, o linkOptions, verbose bool) error {
	w, err := p.linkWork(ctx, o)
	if err != nil {
		return err
	}
	sum := map[string]linkCount{}
	for _, s := range w.sets {
		table, err := w.learn(s.name)
		if err != nil {
			return err
		}
		r, err := w.engine.resolver.WithReadings(table)
		if err != nil {
			return err
		}
		lang, _, _ := strings.Cut(s.name, "-")
		for _, way := range []struct {
			name string
			run  func(*resolve.Resolver, linkedText) error
		}{
			{"names given", func(r *resolve.Resolver, t linkedText) error { r.Given(t.doc, t.spans()); return nil }},
			{"text alone", func(r *resolve.Resolver, t linkedText) error { return annotate.Run(ctx, r, t.doc) }},
		} {
			c := linkCount{}
			for _, t := range s.texts {
				if err := way.run(r, t); err != nil {
					return err
				}
				c = c.plus(w.count(t, func(line string) {
					if verbose {
						fmt.Fprintln(p.out, way.name, line)
					}
				}))
			}
			fmt.Fprintf(p.out, "%-22s %-12s %v\n", s.name, way.name, c)
			sum[lang+" "+way.name] = sum[lang+" "+way.name].plus(c)
		}
	}
	for _, k := range []string{"de names given", "de text alone", "en names given", "en text alone"} {
		fmt.Fprintf(p.out, "%-35s %v\n", k, sum[k])
	}
	return nil
}

func (t linkedText) spans() []corpus.Span {
	var out []corpus.Span
	for _, n := range t.names {
		out = append(out, n.Span)
	}
	return out
}

// count compares the mentions of a text with what people said of its names.
func (w *linkWork) count(t linkedText, wrong func(string)) linkCount {
	var c linkCount
	for _, n := range t.names {
		if pronoun(t.doc.Text(n.Span)) {
			continue
		}
		m, found := mentionOver(t.doc, n.Span)
		_, known := w.engine.known.Entity(m.Entity)
		switch {
		case !w.holds(n):
			if n.qid == "" {
				c.nils++
				if found && known {
					c.given++
					wrong(fmt.Sprintf("NIL   %s: %q: %s", t.doc.Article.ID, t.doc.Text(n.Span), m.Entity))
				}
			}
			continue
		case found && w.means(m.Entity, n.qid):
			c.right++
			c.offered++
		case found && known:
			c.wrong++
			wrong(fmt.Sprintf("WRONG %s: %q: %s not %s %s", t.doc.Article.ID, t.doc.Text(n.Span), m.Entity, n.qid, n.title))
		default:
			wrong(fmt.Sprintf("NONE  %s: %q: %s not %s %s %v", t.doc.Article.ID, t.doc.Text(n.Span), m.Entity, n.qid, n.title, m.Candidates))
		}
		c.held++
		if slices.ContainsFunc(slices.Concat(m.Readings, m.Candidates), func(rd extract.Reading) bool { return w.means(rd.Entity, n.qid) }) && !w.means(m.Entity, n.qid) {
			c.offered++
		}
	}
	return c
}

// pronoun reports whether a set marks a word that stands for a name: those are
// references here, no mentions.
func pronoun(s string) bool {
	return slices.Contains([]string{"he", "she", "it", "they", "his", "her", "him", "who", "its"}, strings.ToLower(s))
}

func mentionOver(d *extract.Document, s corpus.Span) (extract.Mention, bool) {
	best := extract.Mention{}
	for _, m := range d.Mentions {
		if m.Span == s {
			return m, true
		}
		if m.Overlaps(s) && m.Len() > best.Len() {
			best = m
		}
	}
	return best, best.Len() > 0
}

// holds reports whether the lexicon holds what a name means: a thing of a
// class that the graph has.
func (w *linkWork) holds(n linkedName) bool { return n.qid != "" && classOfName(n) != "" }
