package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"trigraph/corpus"
	"trigraph/corpus/articles"
	"trigraph/extract"
	"trigraph/graph"
	"trigraph/graph/store"
)

func (p *program) buildCommand() *cobra.Command {
	var watch bool
	cmd := &cobra.Command{
		Use:   "build [flags] [PATH...]",
		Short: "read articles and put what they say into the graph",
		Long: `build reads files and folders (its own sample articles where none is named),
finds what they name and state, and adds it to the graph. An article that was
read before and has not changed is passed over; one that has changed replaces
what it said before. The sample articles leave the graph once you add your own.
With --watch it goes on to follow the paths: what is added or changes there is
read, what is removed leaves the graph, and trigraph serve answers accordingly.
The path - is standard input: text, Markdown, HTML, JSON lines or CSV, told
apart by what it holds.`,
		Example: `  trigraph build
  trigraph build ~/news report.html archive.jsonl.gz
  trigraph build --store chips.graph ~/news/chips
  zcat archive.jsonl.gz | trigraph build -
  trigraph build --watch ~/news`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if watch {
				return p.watch(cmd.Context(), paths)
			}
			_, err := p.build(cmd.Context(), paths, nil)
			return err
		},
	}
	extractFlags(cmd)
	cmd.Flags().BoolVar(&watch, "watch", false, "go on and follow the paths until Ctrl-C")
	return cmd
}

// build returns the ids of the articles that it found, nil where not all could
// be read. Those of before that are not among them leave the graph.
func (p *program) build(ctx context.Context, paths []string, before map[string]bool) (read map[string]bool, err error) {
	e, err := newEngine(p.config.Extract)
	if err != nil {
		return nil, err
	}
	e.link = nil // names are joined over the whole store
	w, err := store.OpenWriter(p.config.Store.Path, "trigraph "+version)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	by, err := p.extractedBy()
	if err != nil {
		return nil, err
	}
	w.Extracted(by)

	b := &builder{program: p, engine: e, writer: w, meter: p.meter("reading"), read: map[string]bool{}}
	bad, err := e.run(ctx, b.unread(p.articles(ctx, paths)), b.add)
	b.meter.finish()
	if err != nil {
		return nil, err
	}
	if len(b.read) == 0 && len(bad) > 0 {
		return nil, p.complain(bad, 0)
	}
	if len(paths) > 0 {
		b.dropSamples(ctx)
	}
	if len(bad) == 0 {
		b.dropMissing(before)
		read = b.read
	}
	stats, err := b.commit()
	if err != nil {
		return nil, err
	}
	if err := p.publish(ctx); err != nil {
		return nil, err
	}
	if err := p.tellBuild(stats, b); err != nil {
		return nil, err
	}
	return read, p.complain(bad, len(b.read))
}

// builder puts finished documents into the store.
type builder struct {
	*program
	engine   *engine
	writer   *store.Writer
	meter    *meter
	mentions int
	claims   int

	mu        sync.Mutex      // for the writer too, while articles are read
	read      map[string]bool // article ids
	unchanged int             // articles that the store had
}

func (b *builder) add(d *extract.Document) error {
	r := d.Record(b.engine.known)
	quads := r.Quads(b.engine.ontology)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.meter.add()
	b.read[r.Article.ID] = true
	b.mentions += len(r.Mentions)
	b.claims += len(r.Claims)
	b.log.Debug("read", "article", r.Article.ID, "mentions", len(r.Mentions), "claims", len(r.Claims))
	return b.writer.Put(r.Article.ID, r.Article.Hash, quads)
}

// dropMissing takes out articles that were there before.
func (b *builder) dropMissing(before map[string]bool) {
	for id := range before {
		if !b.read[id] {
			b.writer.Remove(id)
		}
	}
}

// dropSamples takes the sample articles out of a graph that gets others.
func (b *builder) dropSamples(ctx context.Context) {
	for a, err := range samples(ctx, b.config.Read) {
		if err == nil && !b.read[a.ID] {
			b.writer.Remove(a.ID)
		}
	}
}

// commit adds why things of several articles are one, what the lexicon knows of
// the things named, and the ontology, and makes all of it the state of the store.
// Where neither articles nor judgements have changed, nor how they are read, all
// of that is there.
func (b *builder) commit() (store.Stats, error) {
	by, err := b.judgedBy()
	if err != nil {
		return store.Stats{}, err
	}
	by += " " + b.writer.Note("extraction")
	if by == b.writer.Note("identity") && !b.writer.Changed() {
		return b.writer.Commit()
	}
	b.writer.SetNote("identity", by)
	if err := b.identify(b.writer, b.engine.resolver, b.engine.known); err != nil {
		return store.Stats{}, err
	}
	if err := b.writer.PutFacts("ontology", b.engine.ontology.Quads()); err != nil {
		return store.Stats{}, err
	}
	return b.writer.Commit()
}

// articles yields what the paths hold, or the sample articles where there are
// none.
func (p *program) articles(ctx context.Context, paths []string) iter.Seq2[*corpus.Article, error] {
	if len(paths) == 0 {
		return samples(ctx, p.config.Read)
	}
	r := reader(p.config.Read)
	r.Stdin = &interruptible{ctx: ctx, in: p.in}
	r.Skip = store.Is // a graph in the folder that is read
	r.OnDuplicate = func(a *corpus.Article, first string) {
		p.log.Info("left out: same words as another article", "article", a.Source, "first", first)
	}
	return r.Articles(ctx, paths...)
}

func samples(ctx context.Context, c readConfig) iter.Seq2[*corpus.Article, error] {
	return reader(c).ArticlesFS(ctx, articles.FS, ".")
}

func reader(c readConfig) corpus.Reader {
	return corpus.Reader{MaxArticle: int64(c.MaxArticle), MaxUnpacked: int64(c.MaxUnpacked)}
}

// tellBuild says what was found and what to type next.
func (p *program) tellBuild(stats store.Stats, b *builder) error {
	s, err := store.Open(p.config.Store.Path)
	if err != nil {
		return err
	}
	known := ""
	if b.unchanged > 0 {
		known = fmt.Sprintf(", %d of them unchanged", b.unchanged)
	}
	fmt.Fprintf(p.out, "read %s%s: %s, %s\n", counted(len(b.read), "article"), known, counted(b.mentions, "mention"), counted(b.claims, "claim"))
	fmt.Fprintf(p.out, "the graph in %s: %s (%d new, %d changed, %d removed), %d entities, %d quads\n",
		p.graphName(), counted(stats.Articles, "article"), stats.Added, stats.Replaced, stats.Removed, s.Counts().Entities, stats.Quads)
	top := mostNamed(s, b.engine.ontology)
	if len(top) == 0 {
		fmt.Fprintln(p.out, "\nno name was found in it")
		return nil
	}
	fmt.Fprintln(p.out, "\nnamed in most articles:")
	for _, t := range top {
		fmt.Fprintf(p.out, "  %-12s %s  (%s)\n", t.Entity.Class, names(t.Entity), counted(t.Articles, "article"))
	}
	p.tellNext(anyLabel(top[0].Entity))
	return nil
}

// tellNext says what to type next. Where a flag named the graph, the next
// command needs it too.
func (p *program) tellNext(name string) {
	fmt.Fprint(p.out, "\nnext:\n")
	for _, command := range []string{
		"query who --entity " + quoted(name), "query --list", "serve", "export --format graphml -o graph.graphml",
	} {
		if p.storeFlag && command != "query --list" {
			command += " --store " + quoted(p.config.Store.Path)
		}
		fmt.Fprintf(p.out, "  trigraph %s\n", command)
	}
}

// mostNamed returns the ten entities named in most articles; concepts and
// countries say little about what the articles are about and are left out.
func mostNamed(s store.Graph, o *graph.Ontology) []store.Match {
	classes := slices.DeleteFunc(slices.Clone(o.Classes()), func(c graph.Class) bool {
		return c == graph.Concept || c == graph.Country
	})
	return s.Search(store.SearchQuery{Classes: classes, Limit: 10})
}
