package main

import (
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"trigraph/extract"
	"trigraph/extract/score"
)

// setName finds the set's own name in a file's: de-ler in de-ler-dev.jsonl.gz.
var setName = regexp.MustCompile(`^(.*?)(?:-dev|-test|-train)?\.jsonl(?:\.gz)?$`)

// scoreSpans extracts from the sentences of each set and prints how well the
// names that people marked in them were found.
func (p *program) scoreSpans(ctx context.Context, mapFile string, paths []string) error {
	files, err := setFiles(paths)
	if err != nil {
		return err
	}
	e, err := newEngine(p.config.Extract)
	if err != nil {
		return err
	}
	sure := map[string]map[score.Bin]score.Count{}
	for _, file := range files {
		set, err := readSet(file, mapFile)
		if err != nil {
			return err
		}
		names, err := p.scoreSet(ctx, e, set, file)
		if err != nil {
			return err
		}
		p.printNames(set.Name, names)
		lang, _, _ := strings.Cut(set.Name, "-")
		if sure[lang] == nil {
			sure[lang] = map[score.Bin]score.Count{}
		}
		for b, c := range names.Sure {
			sure[lang][b] = sure[lang][b].Plus(c)
		}
	}
	p.printSure(sure)
	return nil
}

// setFiles are the files named, and of a folder its development sets.
func setFiles(paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, path)
			continue
		}
		within, err := filepath.Glob(filepath.Join(path, "*-dev.jsonl*"))
		if err != nil {
			return nil, err
		}
		out = append(out, within...)
	}
	if len(out) == 0 {
		return nil, usageError("score --spans needs files of sentences, or a folder with sets (*-dev.jsonl, *-dev.jsonl.gz)")
	}
	return out, nil
}

func nameOfSet(file string) string {
	name := filepath.Base(file)
	if m := setName.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}

// openSet opens a file, packed or not.
func openSet(file string) (io.Reader, func() error, error) {
	f, err := os.Open(file)
	if err != nil || !strings.HasSuffix(file, ".gz") {
		return f, f.Close, err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return z, f.Close, nil
}

// readSet reads a set and its map of labels: the file named, or that of the
// set's name in the folder maps beside it.
func readSet(file, mapFile string) (*score.Set, error) {
	name := nameOfSet(file)
	sentences, close, err := openSet(file)
	if err != nil {
		return nil, err
	}
	defer close()
	beside := mapFile
	if mapFile == "" {
		beside = filepath.Join(filepath.Dir(file), "maps", name+".json")
	}
	labels, err := os.Open(beside)
	if mapFile == "" && errors.Is(err, fs.ErrNotExist) {
		return score.ReadSet(name, sentences, nil)
	}
	if err != nil {
		return nil, err
	}
	defer labels.Close()
	return score.ReadSet(name, sentences, labels)
}

func (p *program) scoreSet(ctx context.Context, e *engine, set *score.Set, file string) (*score.Names, error) {
	var docs []*extract.Document
	bad, err := e.run(ctx, p.articles(ctx, []string{file}), func(d *extract.Document) error {
		docs = append(docs, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, b := range bad {
		fmt.Fprintf(p.errs, "  %v\n", b)
	}
	return set.Score(docs)
}

// printNames prints a line for each figure: the set with its own map, without
// the cases that contradict the graph, and, where the map is lenient, without
// leniency.
func (p *program) printNames(set string, n *score.Names) {
	p.printFigures(set, n.Official, score.Figures{})
	p.printFigures(set+", graph's need", n.Graph, n.Official)
	if n.Cases > 0 {
		fmt.Fprintf(p.out, "%-32s %d names left out\n", set+", graph's need", n.Cases)
	}
	p.printFigures(set+", whole spans", n.Strict, n.Official)
	if n.Missing > 0 {
		fmt.Fprintf(p.out, "%-32s %d sentences could not be read\n", set, n.Missing)
	}
}

// printFigures leaves out what is the same in known.
func (p *program) printFigures(head string, f, known score.Figures) {
	line := func(typ string, c, known score.Count) {
		if c == known {
			return
		}
		pr, re, f1 := c.F1()
		fmt.Fprintf(p.out, "%-32s %-16s P %.3f R %.3f F1 %.3f (right %d, wrong %d, missed %d)\n", head, typ, pr, re, f1, c.True, c.False, c.Missed)
	}
	for _, typ := range slices.Sorted(maps.Keys(f.ByType)) {
		line(typ, f.ByType[typ], known.ByType[typ])
	}
	line("all", f.Micro, known.Micro)
}

// printSure prints what share of the mentions was right, by language, step and
// confidence.
func (p *program) printSure(sure map[string]map[score.Bin]score.Count) {
	for _, lang := range slices.Sorted(maps.Keys(sure)) {
		bins := slices.SortedFunc(maps.Keys(sure[lang]), func(a, b score.Bin) int {
			return cmp.Or(cmp.Compare(a.Step, b.Step), cmp.Compare(a.Low, b.Low))
		})
		for _, b := range bins {
			c := sure[lang][b]
			precision, _, _ := c.F1()
			fmt.Fprintf(p.out, "%-32s confidence %.2f to %.2f: %.3f right (%d of %d)\n", lang+" "+b.Step, b.Low, b.High, precision, c.True, c.True+c.False)
		}
	}
}
