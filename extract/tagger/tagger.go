// Package tagger finds names that no list knows. A document with sentences,
// tokens and the proposals of lexicon and rules comes in; further candidates go
// out, each with a class, the step "tagger:LANG" and a confidence that was
// fitted on sentences held out from training. It does not say which entity a
// name means, and proposes nothing in headings of navigation, captions and the
// like, or in a language for which it has no model. Models are linear chains
// over hashed features, trained as conditional random fields; Train makes them.
package tagger

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"
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

// Analyze appends the names it finds to d.Candidates, puts these in the order
// of the text, and gives each its opinion. An error means that a model cannot
// be read, or that the context was cancelled.
func (t *Tagger) Analyze(ctx context.Context, d *extract.Document) error {
	known := sortProposals(d.Candidates)
	var found []extract.Mention
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
		found = w.names(found, d.Article.Text, s, known.within(s.Span))
		l.pool.Put(w)
	}
	d.Candidates = append(known, found...)
	return nil
}

// least is the confidence below which a name is not proposed. What stands is
// decided later, beside what lexicon and rules say.
const least = 0.1

// most is the confidence of what the model is surest of: it does see a name,
// but only a list knows one.
const most = 0.95

// worker marks one sentence at a time; its memory serves all of them.
type worker struct {
	model   *Model
	lattice *lattice
	reader  reader
	edges   [2]spelt // what lies before a sentence, and behind
	runs    []run
	step    string
	borders borders
}

func newWorker(m *Model) *worker {
	return &worker{
		model: m, step: "tagger:" + string(m.Lang()),
		lattice: newLattice(m.tags.states(), m.links, newOddsTable(m.head.Unit)),
		reader:  reader{lang: m.Lang(), bits: m.head.Bits, lists: &m.lists, classes: m.words, known: newSpeller()},
		edges:   [2]spelt{{unit: before}, {unit: behind}},
		borders: readBorders(m.Lang()),
	}
}

// names says what it thinks of the known names of a sentence, and appends those
// that it finds.
func (w *worker) names(out []extract.Mention, text string, s extract.Sentence, known proposals) []extract.Mention {
	units := w.reader.read(text, s, known)
	if len(known) == 0 && w.model.Lang() == corpus.English && nameless(units, text) {
		return out
	}
	w.decode(units)
	if len(w.runs) == 0 && len(known) == 0 {
		return out
	}
	w.lattice.posterior()
	for i := range known {
		known[i].Opinion = w.opinion(units, known[i])
	}
	for _, r := range w.runs {
		odds := logit(w.lattice.probability(r))
		confidence := min(w.model.head.Confidence[r.class].at(odds), most)
		if confidence < least {
			continue
		}
		if m, ok := w.proposal(text, units[r.from:r.to], r.class, confidence); ok {
			m.Opinion = w.judgment(r)
			out = append(out, m)
		}
	}
	return out
}

// opinion is what the chain says of a known name; none where its borders lie
// within units.
func (w *worker) opinion(units []unit, m extract.Mention) extract.Opinion {
	from := sort.Search(len(units), func(i int) bool { return units[i].End > m.Start })
	to := sort.Search(len(units), func(i int) bool { return units[i].Start >= m.End })
	if from == to || units[from].Start != m.Start || units[to-1].End != m.End {
		return extract.Opinion{}
	}
	class := w.model.tags.index(m.Class)
	return w.judgment(run{from, to, class})
}

// judgment is the opinion on a stretch of units as a name of a class, -1 for one
// that the model does not know.
func (w *worker) judgment(r run) extract.Opinion {
	o := extract.Opinion{None: w.lattice.outside(r.from, r.to)}
	for k, c := range w.model.tags.classes {
		p := w.lattice.probability(run{r.from, r.to, k})
		if r.class >= 0 && kind(c) == kind(w.model.tags.classes[r.class]) {
			o.Same += p
		} else {
			o.Other += p
		}
	}
	return o
}

// proposal is the mention of a name of some units, and whether it has the form
// of one.
func (w *worker) proposal(text string, units []unit, class int, confidence float64) (extract.Mention, bool) {
	lang := w.model.Lang()
	units = w.borders.cut(text, units)
	span := corpus.Span{Start: units[0].Start, End: units[len(units)-1].End}
	m := extract.Mention{Span: w.borders.trim(text, trimmed(text, span, lang)), Step: w.step, Confidence: confidence}
	m.Class = w.borders.class(m.In(text), w.model.tags.classes[class])
	return m, looksNamed(m.In(text), m.Class, lang, len(units))
}

// decode finds the names of the sentence that the reader has read.
func (w *worker) decode(units []unit) {
	w.lattice.reset(len(units))
	states := w.model.tags.states()
	for i := range units {
		w.emit(w.lattice.emit[i*states:(i+1)*states], i)
	}
	w.lattice.best()
	w.runs = runs(w.runs[:0], w.lattice.path)
}
