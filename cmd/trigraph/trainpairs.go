package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/annotate"
	"trigraph/extract/relate"
)

// trainPairs learns which claims the sentences of a language state, from the
// sets of a folder, files of sentences whose every claim is marked, and the
// examples that are in the program.
func (p *program) trainPairs(ctx context.Context, o trainOptions) error {
	e, err := newEngine(p.config.Extract)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(o.data, o.lang+"-*-train.jsonl*"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	lang := corpus.Lang(o.lang)
	lessons, err := e.ownLessons(ctx, lang)
	if err != nil {
		return err
	}
	for _, file := range append(files, o.marked...) {
		some, err := e.lessonsOf(ctx, file)
		if err != nil {
			return err
		}
		lessons = append(lessons, some...)
	}
	if err := weigh(lessons, o.times); err != nil {
		return err
	}
	var out bytes.Buffer
	err = e.relater.LearnPairs(ctx, &out, lang, lessons, relate.PairOptions{
		Seed: o.Seed, Passes: o.Epochs, Rate: o.Rate, Decay: o.Decay, Drop: o.Drop, Rows: o.Rows, Least: o.Least,
		Report: func(format string, args ...any) { fmt.Fprintf(p.errs, "  "+format+"\n", args...) },
	})
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, out.Bytes(), 0o644)
}

// lessonsOf reads a set of related pairs; one that relations.tsv does not know
// teaches nothing.
func (e *engine) lessonsOf(ctx context.Context, file string) ([]relate.Lesson, error) {
	set, err := readRelations(file)
	if err != nil || !set.Judges() {
		return nil, err
	}
	var lessons []relate.Lesson
	for _, a := range set.Articles() {
		d := extract.New(a)
		if err := annotate.Run(ctx, append(slices.Clone(e.names), givenNames{e, set}), d); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, a.ID, err)
		}
		x := relate.Lesson{Document: d, Set: set.Name, Right: set.Stated(d), Speaks: set.Speaks}
		if set.Whole {
			x.Set = ""
		} else {
			x.Open = func(one, two string) bool { return set.Open(d, one, two) }
		}
		lessons = append(lessons, x)
	}
	return lessons, nil
}

// ownLessons are the examples in the program.
func (e *engine) ownLessons(ctx context.Context, lang corpus.Lang) ([]relate.Lesson, error) {
	lessons, err := e.relater.Examples(lang)
	if err != nil {
		return nil, err
	}
	for _, x := range lessons {
		given := x.Document.Mentions
		if err := annotate.Run(ctx, e.names, x.Document); err != nil {
			return nil, fmt.Errorf("%s: %w", x.Document.Article.ID, err)
		}
		x.Document.Mentions = given
		x.Document.References = e.resolver.References(x.Document)
	}
	return lessons, nil
}

// weigh says how much each lesson counts: one, or what is given for its set.
func weigh(lessons []relate.Lesson, times map[string]string) error {
	for i, x := range lessons {
		lessons[i].Weight = 1
		if t, ok := times[x.Set]; ok {
			w, err := strconv.ParseFloat(t, 64)
			if err != nil || w < 0 {
				return usageError("--times %s=%s: want a number", x.Set, t)
			}
			lessons[i].Weight = w
		}
	}
	return nil
}
