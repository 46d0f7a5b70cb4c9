package main

import (
	"context"

	"trigraph/extract/annotate"
	"trigraph/graph"
	"trigraph/graph/shard"
)

// blockWriter gives blocks to the files they belong in.
type blockWriter struct {
	Shards int
	lines  *graph.NQuads
}

func (w *blockWriter) open() { w.lines = graph.NewNQuads() }

func (w *blockWriter) emit(emit func(string, []byte), kind shard.Kind, b shard.Block) error {
	data, err := packed(b)
	if err == nil {
		emit(shard.Name(kind, shard.Of(b.Key, w.Shards), w.Shards), data)
	}
	return err
}

// judgeFn writes what articles say, joined with what others say.
type judgeFn struct {
	blockWriter
	ontology *graph.Ontology
	judged   *judgement
}

// Setup reads the ontology.
func (f *judgeFn) Setup(context.Context) (err error) {
	f.open()
	f.judged = &judgement{}
	f.ontology, err = graph.LoadOntology()
	return err
}

// ProcessElement takes what extraction said of an article.
func (f *judgeFn) ProcessElement(_ context.Context, element []byte, renames, joins func(*[]byte) bool, emit func(string, []byte)) error {
	if err := f.judged.read(renames, joins); err != nil {
		return err
	}
	var s said
	if err := unpack(element, &s); err != nil {
		return err
	}
	if id, ok := f.judged.ids[s.Order]; ok {
		renameRecord(&s.Record, id)
	}
	key := string(s.Record.Article.IRI())
	judged, differs := f.judged.identity.Apply(s.Record)
	if differs {
		b := shard.BlockOf(key, f.lines, s.Record.Quads(f.ontology))
		if err := f.emit(emit, shard.Said, b); err != nil {
			return err
		}
	}
	return f.emit(emit, shard.Articles, shard.BlockOf(key, f.lines, judged.Quads(f.ontology)))
}

// joinFn writes joins.
type joinFn struct{ blockWriter }

// Setup makes it ready to write.
func (f *joinFn) Setup(context.Context) { f.open() }

// ProcessElement takes a join.
func (f *joinFn) ProcessElement(_ context.Context, element []byte, emit func(string, []byte)) error {
	var j graph.Join
	if err := unpack(element, &j); err != nil {
		return err
	}
	return f.emit(emit, shard.Joins, shard.BlockOf(j.From, f.lines, j.Quads()))
}

// factsFn writes what is known of a thing that is named, of its country and of
// what contains it, each once a bundle.
type factsFn struct {
	blockWriter
	Lexicon   []string
	annotator *annotate.Annotator
	written   map[string]bool
}

// Setup opens the lexicon, once a worker.
func (f *factsFn) Setup(context.Context) (err error) {
	f.open()
	f.annotator, err = annotator(f.Lexicon)
	return err
}

// StartBundle forgets what was written.
func (f *factsFn) StartBundle(context.Context, func(string, []byte)) { f.written = map[string]bool{} }

// ProcessElement takes the id of a thing.
func (f *factsFn) ProcessElement(_ context.Context, id string, _ func(*int) bool, emit func(string, []byte)) error {
	for _, e := range annotate.Facts(f.annotator.Known, []string{id}) {
		if f.written[e.ID] {
			continue
		}
		f.written[e.ID] = true
		b := shard.BlockOf(string(e.IRI()), f.lines, e.Quads(graph.LexiconLabel))
		if err := f.emit(emit, shard.Lexicon, b); err != nil {
			return err
		}
	}
	return nil
}

// ontologyFn writes the ontology.
type ontologyFn struct{ blockWriter }

// ProcessElement takes the impulse.
func (f *ontologyFn) ProcessElement(_ context.Context, _ []byte, emit func(string, []byte)) error {
	o, err := graph.LoadOntology()
	if err != nil {
		return err
	}
	f.open()
	f.Shards = 1
	return f.emit(emit, shard.Ontology, shard.BlockOf("", f.lines, o.Quads()))
}
