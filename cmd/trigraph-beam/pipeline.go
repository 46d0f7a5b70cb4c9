package main

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// options are what the command line says of a run.
type options struct {
	Inputs      []string // files, folders, patterns
	Output      string   // folder
	Shards      int      // files of each kind
	Lexicon     []string // indexes that trigraph lexicon build made, by paths that workers have
	Least       float64  // of what mentions and claims must be sure
	MaxArticle  int64
	MaxUnpacked int64
}

// registerAll makes the steps known to Beam. A worker does it before it asks for
// work. The package register would spare a call by reflection for each article,
// which is nothing, and made this package take minutes and gigabytes to compile.
func registerAll() {
	for _, fn := range []any{
		&matchFn{}, &readFn{}, &firstFn{}, &extractFn{}, &collideFn{}, &identifyFn{}, &judgeFn{}, &joinFn{}, &factsFn{},
		&ontologyFn{}, &writeFn{}, &manifestFn{}, &refusalsFn{},
	} {
		beam.RegisterDoFn(fn)
	}
	beam.RegisterFunction(numbered)
}

// numbered gives one number to what is to come together in one place.
func numbered(_ context.Context, element []byte) (int, []byte) { return 0, element }

// build draws the pipeline.
func build(s beam.Scope, o options) {
	articles, unread := read(s.Scope("read"), o)
	extracting := s.Scope("extract")
	records, digests, ids, named, unmarked := beam.ParDo5(extracting, &extractFn{Lexicon: o.Lexicon, Least: o.Least}, articles)

	identifying := s.Scope("identify")
	renames := beam.ParDo(identifying, &collideFn{}, beam.GroupByKey(identifying, ids))
	joins := beam.ParDo(identifying, &identifyFn{Lexicon: o.Lexicon}, together(identifying, digests), beam.SideInput{Input: renames})

	writing := s.Scope("write")
	w := blockWriter{Shards: o.Shards}
	blocks := beam.Flatten(writing,
		beam.ParDo(writing, &judgeFn{blockWriter: w}, records, beam.SideInput{Input: renames}, beam.SideInput{Input: joins}),
		beam.ParDo(writing, &joinFn{w}, joins),
		beam.ParDo(writing, &factsFn{blockWriter: w, Lexicon: o.Lexicon}, beam.GroupByKey(writing, named)),
		beam.ParDo(writing, &ontologyFn{w}, beam.Impulse(writing)),
	)
	files := beam.ParDo(writing, &writeFn{o.Output}, beam.GroupByKey(writing, blocks))
	beam.ParDo0(writing, &manifestFn{o.Output}, together(writing, files))
	beam.ParDo0(writing, &refusalsFn{o.Output}, together(writing, beam.Flatten(writing, unread, unmarked)))
}

// read gives the articles of the input, each once, and what could not be read.
// Grouping them by their words also spreads those of one file over the workers.
func read(s beam.Scope, o options) (articles, unread beam.PCollection) {
	var paths [][]byte
	for i, path := range o.Inputs {
		data, _ := packed(inputPath{i, path}) // a number and a string can be written
		paths = append(paths, data)
	}
	files := beam.Reshuffle(s, beam.ParDo(s, &matchFn{}, beam.CreateList(s, paths)))
	byWords, unread := beam.ParDo2(s, &readFn{o.MaxArticle, o.MaxUnpacked}, files)
	return beam.ParDo(s, &firstFn{}, beam.GroupByKey(s, byWords)), unread
}

// together groups all elements in one place.
func together(s beam.Scope, c beam.PCollection) beam.PCollection {
	return beam.GroupByKey(s, beam.ParDo(s, numbered, c))
}
