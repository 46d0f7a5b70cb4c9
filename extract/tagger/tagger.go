// Package tagger finds names that no list knows. A document with sentences,
// tokens and the proposals of lexicon and rules comes in; further candidates go
// out, each with a class, the step "tagger:LANG" and a confidence that was
// fitted on sentences held out from training. It does not say which entity a
// name means, and proposes nothing in headings of navigation, captions and the
// like, or in a language for which it has no model. Models are linear chains
// over hashed features, trained by a structured perceptron; Train makes them.
package tagger

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"trigraph/corpus"
	"trigraph/extract"
)

//go:embed models
var embedded embed.FS

// Tagger is an extract.Analyzer. It is safe for concurrent use.
type Tagger struct {
	models map[corpus.Lang]*lazyModel
}

// lazyModel is read with the first sentence of its language.
type lazyModel struct {
	files fs.FS
	name  string
	once  sync.Once
	model *Model
	pool  sync.Pool
	err   error
}

// New returns a tagger with the embedded models. It is cheap: a model is read,
// in some 50 ms, when a sentence of its language comes. The error is nil as
// long as the embedded folder can be listed.
func New() (*Tagger, error) {
	names, err := fs.Glob(embedded, "models/*.bin")
	if err != nil {
		return nil, fmt.Errorf("tagger: models: %w", err)
	}
	t := &Tagger{models: map[corpus.Lang]*lazyModel{}}
	for _, name := range names {
		lang := corpus.Lang(path.Base(name[:len(name)-len(".bin")]))
		t.models[lang] = &lazyModel{files: embedded, name: name}
	}
	return t, nil
}

// With returns a tagger that reads only the language of m, with m.
func With(m *Model) *Tagger {
	l := &lazyModel{model: m}
	l.once.Do(func() {})
	return &Tagger{models: map[corpus.Lang]*lazyModel{m.Lang(): l}}
}

func (l *lazyModel) get() (*worker, error) {
	l.once.Do(func() {
		f, err := l.files.Open(l.name)
		if err != nil {
			l.err = err
			return
		}
		defer f.Close()
		l.model, l.err = ReadModel(f)
	})
	if l.err != nil {
		return nil, fmt.Errorf("%s: %w", l.name, l.err)
	}
	if w, ok := l.pool.Get().(*worker); ok {
		return w, nil
	}
	return newWorker(l.model), nil
}

// Analyze appends the names it finds to d.Candidates. An error means that a
// model cannot be read, or that the context was cancelled.
func (t *Tagger) Analyze(ctx context.Context, d *extract.Document) error {
	known := sortProposals(d.Candidates)
	for _, s := range d.Sentences {
		l := t.models[s.Lang]
		if l == nil || s.Kind == corpus.Boilerplate {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		w, err := l.get()
		if err != nil {
			return err
		}
		d.Candidates = w.names(d.Candidates, d.Article.Text, s, known.within(s.Span))
		l.pool.Put(w)
	}
	return nil
}

// least is the confidence below which a name is not proposed: in a graph a
// false name does more harm than a missing one.
const least = 0.7

// most is the confidence of what the model is surest of: it does see a name,
// but only a list knows one.
const most = 0.95

// worker marks one sentence at a time; its memory serves all of them.
type worker struct {
	model   *Model
	lattice *lattice[int32]
	reader  reader
	runs    []run
	step    string
}

func newWorker(m *Model) *worker {
	return &worker{model: m, step: "tagger:" + string(m.Lang()), lattice: newLattice(m.tags.states(), m.trans), reader: reader{lang: m.Lang(), bits: m.head.Bits, lists: &m.lists, classes: m.words}}
}

// names appends the names in a sentence that are sure enough.
func (w *worker) names(out []extract.Mention, text string, s extract.Sentence, known proposals) []extract.Mention {
	units := w.decode(text, s, known)
	if len(w.runs) == 0 {
		return out
	}
	for i, margin := range w.margins() {
		r := w.runs[i]
		confidence := min(w.model.head.Confidence[r.class].at(float64(margin)), most)
		if confidence < least {
			continue
		}
		if m, ok := w.proposal(text, units[r.from:r.to], r.class, confidence, known); ok {
			out = append(out, m)
		}
	}
	return out
}

// proposal is the mention of a name of some units, and whether it can stand
// beside what is known.
func (w *worker) proposal(text string, units []unit, class int, confidence float64, known proposals) (extract.Mention, bool) {
	lang := w.model.Lang()
	m := extract.Mention{Class: w.model.tags.classes[class], Step: w.step, Confidence: confidence}
	m.Span = trimmed(text, corpus.Span{Start: units[0].Start, End: units[len(units)-1].End}, lang)
	name := m.In(text)
	if !looksNamed(name, m.Class, lang, len(units)) || isDoubtful(name, m.Class, lang, len(units)) && confidence < verySure {
		return m, false
	}
	return m, !isPhrase(units, m.Class, confidence) && !contradicts(m, len(units), known)
}

// decode finds the names of a sentence.
func (w *worker) decode(text string, s extract.Sentence, known proposals) []unit {
	units := w.reader.read(text, s, known)
	w.lattice.reset(len(units))
	states := w.model.tags.states()
	for i := range units {
		w.model.emit(w.lattice.emit[i*states:(i+1)*states], w.reader.features(i))
	}
	w.lattice.best(nil)
	w.runs = runs(w.runs[:0], w.lattice.path)
	return units
}

// margins returns by how much each name is better than no such name.
func (w *worker) margins() []int32 {
	score := w.lattice.pathScore()
	w.lattice.outward()
	out := make([]int32, len(w.runs))
	for i, r := range w.runs {
		out[i] = w.lattice.margin(r, score)
	}
	return out
}
