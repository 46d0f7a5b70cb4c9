package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"

	"trigraph/extract/resolve"
	"trigraph/graph"
	"trigraph/graph/judgement"
	"trigraph/graph/shard"
	"trigraph/graph/store"
)

func (p *program) loadCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "load FOLDER...",
		Short: "put into the graph what a cluster has extracted",
		Long: `load takes folders of N-Quads that trigraph-beam has written, checks them by their
manifest and puts them into the graph as if trigraph build had read the articles
here; with store.backend postgres into the database too. What is there already
is passed over, so a load that was stopped goes on where it was, and a second one
changes nothing. Until the end readers see the part that is there.

Several folders, articles that the graph has from elsewhere, and judgements make
it decide anew which names are one thing, in memory; otherwise it takes what the
cluster decided.`,
		Example: `  trigraph load shards/
  trigraph load --store news.graph shards-2024/ shards-2025/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, folders []string) error { return p.load(cmd.Context(), folders) },
	}
	return cmd
}

// loader puts the files of one or more manifests into the store.
type loader struct {
	*program
	writer    *store.Writer
	lines     *graph.NQuads
	remaining *remaining
	folders   []loadFolder
	taken     map[string]bool // articles that what extraction said was put of
	pending   int             // quads since the last commit

	loaded, kept int // articles
}

// loadFolder is a folder with its manifest.
type loadFolder struct {
	path     string
	manifest shard.Manifest
}

// loadBatch is how many quads are held before they are committed: what a load
// that is stopped has to do again, and about 300 bytes of memory each.
const loadBatch = 2_000_000

func (p *program) load(ctx context.Context, folders []string) (err error) {
	l := &loader{program: p, lines: graph.NewNQuads(), taken: map[string]bool{}}
	by, err := l.open(folders)
	if err != nil {
		return err
	}
	l.writer, err = store.OpenWriter(p.config.Store.Path, "trigraph "+version)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.writer.Close()) }()
	l.writer.Extracted(by)
	l.remaining = p.remaining(l.bytes())
	defer l.remaining.finish()
	for _, kind := range []shard.Kind{shard.Said, shard.Articles} {
		if err := l.each(ctx, kind, l.article(kind)); err != nil {
			return err
		}
	}
	if err := l.facts(ctx); err != nil {
		return err
	}
	stats, err := l.writer.Commit()
	if err != nil {
		return err
	}
	l.remaining.finish()
	if err := p.publish(ctx); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "loaded %s, %d were there already\n", counted(l.loaded, "article"), l.kept)
	fmt.Fprintf(p.out, "the graph in %s: %s, %d quads\n", p.graphName(), counted(stats.Articles, "article"), stats.Quads)
	return nil
}

// open reads the manifests and returns a text that stands for what they count
// in.
func (l *loader) open(folders []string) (by string, err error) {
	sum := sha256.New()
	for _, path := range folders {
		f, err := os.Open(filepath.Join(path, shard.ManifestName))
		if err != nil {
			return "", fmt.Errorf("%s: no shards that were written to their end: %w", path, err)
		}
		m, err := shard.ReadManifest(f)
		if err = errors.Join(err, f.Close()); err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		if err := m.Write(sum); err != nil {
			return "", err
		}
		l.folders = append(l.folders, loadFolder{path, m})
	}
	return "shards " + hex.EncodeToString(sum.Sum(nil)[:16]), nil
}

func (l *loader) bytes() (n int64) {
	for _, folder := range l.folders {
		for _, f := range folder.manifest.Files {
			n += f.Bytes
		}
	}
	return n
}

// article puts what an article says, as extraction said it: where joins changed
// that, the store applies them again, and a judgement can undo them.
func (l *loader) article(kind shard.Kind) func([]quad.Quad) error {
	return func(quads []quad.Quad) error {
		id, hash, err := articleOf(quads)
		if err != nil {
			return err
		}
		if kind == shard.Said {
			l.taken[id] = true
		} else if l.taken[id] {
			return nil
		}
		if l.writer.Has(id, hash) {
			l.kept++
			return nil
		}
		if err := l.writer.Put(id, hash, quads); err != nil {
			return err
		}
		l.loaded++
		if l.pending += len(quads); l.pending < loadBatch {
			return nil
		}
		l.pending = 0
		_, err = l.writer.Commit()
		return err
	}
}

// articleOf returns the article whose quads these are, and its content's hash.
func articleOf(quads []quad.Quad) (id, hash string, err error) {
	label, _ := quads[0].Label.(quad.IRI)
	kind, id, ok := graph.ParseIRI(label)
	if !ok || kind != "article" {
		return "", "", fmt.Errorf("%v is no article", quads[0].Label)
	}
	for _, q := range quads {
		if q.Subject == quads[0].Label && q.Predicate == graph.HasHash {
			if s, ok := q.Object.(quad.String); ok {
				return id, string(s), nil
			}
		}
	}
	return "", "", fmt.Errorf("article %q has no hash", id)
}

// facts puts what no article says by itself.
func (l *loader) facts(ctx context.Context) error {
	decided, err := l.decided()
	if err != nil {
		return err
	}
	kinds := []shard.Kind{shard.Ontology}
	if decided {
		kinds = append(kinds, shard.Joins, shard.Lexicon)
	}
	for _, kind := range kinds {
		var all []quad.Quad
		err := l.each(ctx, kind, func(quads []quad.Quad) error {
			all = append(all, quads...)
			return nil
		})
		if err == nil {
			err = l.writer.PutFacts(string(kind), all)
		}
		if err != nil {
			return err
		}
	}
	if !decided {
		if err := l.identifyAll(); err != nil {
			return err
		}
	}
	by, err := l.judgedBy()
	if err == nil {
		l.writer.SetNote("identity", by+" "+l.writer.Note("extraction"))
	}
	return err
}

// decided reports whether the cluster saw all that decides about identity.
func (l *loader) decided() (bool, error) {
	list, err := judgement.ReadFile(l.judgementsFile())
	if err != nil || len(list.All()) > 0 || len(l.folders) > 1 {
		return false, err
	}
	return len(l.writer.Articles()) == l.folders[0].manifest.Articles, nil
}

// identifyAll decides over the whole store, as a build does.
func (l *loader) identifyAll() error {
	words, err := loadLexicon(l.config.Extract.Lexicon)
	if err != nil {
		return err
	}
	r, err := resolve.New(words)
	if err != nil {
		return err
	}
	return l.identify(l.writer, r, words)
}
