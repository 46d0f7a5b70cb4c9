package relate

import (
	"context"
	"fmt"
	"io"
	"slices"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Lesson is a document with sentences, mentions and references, and what people
// say of the pairs of things that it names.
type Lesson struct {
	Document *extract.Document
	Set      string                       // "" for sentences of our own, which mark all that the graph wants
	Right    []graph.Claim                // what is stated, by subject, predicate and object; of one pair any is right
	Open     func(a, b string) bool       // reports pairs of which nothing is known; nil: none is
	Speaks   func(p graph.Predicate) bool // reports the predicates that the set marks; nil: all
	Weight   float64                      // how much it counts
}

// PairOptions say how a model of pairs is learned.
type PairOptions struct {
	Seed   uint64                           // order of the pairs
	Passes int                              // over the pairs
	Rate   float64                          // length of the first step
	Decay  float64                          // part of each weight that a pass takes away
	Drop   float64                          // part of the features that a step does not see
	Rows   int                              // features that keep their weights
	Least  int                              // times that a feature must be met
	Report func(format string, args ...any) // is told how held-out sentences fare
}

// LearnPairs learns which claims the sentences of one language state between
// their names, and writes the model. The same lessons and options give the same
// bytes.
func (r *Relater) LearnPairs(ctx context.Context, w io.Writer, lang corpus.Lang, lessons []Lesson, o PairOptions) error {
	known := r.languages[lang]
	if known == nil {
		return fmt.Errorf("relate: learn: no language %q", lang)
	}
	l, err := known()
	if err != nil {
		return err
	}
	labels := newPairLabels(r.rules)
	var all []pairExample
	sets := map[string]int{}
	for _, x := range lessons {
		if err := ctx.Err(); err != nil {
			return err
		}
		some := r.examples(l, labels, x)
		sets[x.Set] += len(some)
		all = append(all, some...)
	}
	keys := numberPairs(all, o.Least)
	o.Report("%d pairs, %d features: %v", len(all), len(keys), sets)
	if err := holdOut(ctx, all, keys, labels, o); err != nil {
		return err
	}
	t := newPairTrainer(keys, len(labels.all), o)
	t.run(all, o.Passes, o.Decay)
	m := t.model(lang, labels, o.Rows)
	m.head.Sets, m.head.Seed = sets, o.Seed
	_, err = m.WriteTo(w)
	return err
}

// examples gives the pairs of a lesson. Of several places that name two things
// the nearest is taken to state what is said of them.
func (r *Relater) examples(l *language, labels *pairLabels, x Lesson) []pairExample {
	var out []pairExample
	_ = eachSentence(x.Document, func(s extract.Sentence, mentions []extract.Mention) error {
		m := l.mask(x.Document.Text(s.Span), s, mentions, nil)
		if m == nil {
			return nil
		}
		cued := best(l.match(l.candidates(m), m, r.rules))
		nearest := map[[2]string]int{} // of two things that are stated, where their example is
		f := l.newPairFeatures()
		l.eachPair(m, &f, labels, func(a, b pairEnd, allowed labelSet, features []uint32) {
			e, ok := x.example(labels, a.mention.Entity, b.mention.Entity, allowed)
			if !ok {
				return
			}
			e.seen = claimsAny(cued, a.mention.Entity, b.mention.Entity)
			e.far = b.mention.Start - a.mention.End
			e.features = distinct(features)
			if x.Set != "" {
				e.features = doubled(features[f.priors:], features, hashText(x.Set))
			}
			key := [2]string{min(a.mention.Entity, b.mention.Entity), max(a.mention.Entity, b.mention.Entity)}
			at, ok := nearest[key]
			switch {
			case ok && e.far < out[at].far:
				out[at] = e
			case !ok:
				if !e.right.has(nothing) {
					nearest[key] = len(out)
				}
				out = append(out, e)
			}
		})
		return nil
	})
	return out
}

// example says what is right of two things; not ok where the lesson leaves it open.
func (x Lesson) example(labels *pairLabels, one, two string, allowed labelSet) (pairExample, bool) {
	e := pairExample{allowed: labels.marked(allowed, x.Speaks), weight: float32(x.Weight), set: x.Set, article: x.Document.Article.ID}
	if e.allowed == 0 || x.Open != nil && x.Open(one, two) {
		return e, false
	}
	for _, c := range x.Right {
		if n := labels.number(c, one, two); n != nothing && e.allowed.has(n) {
			e.right |= 1 << n
		}
	}
	if e.right == 0 {
		e.right = 1 << nothing
	}
	e.allowed |= 1 << nothing
	return e, true
}

// marked leaves of the labels those whose predicate a set speaks of.
func (l *pairLabels) marked(s labelSet, speaks func(graph.Predicate) bool) labelSet {
	if speaks == nil {
		return s
	}
	for i, k := range l.all {
		if s.has(i) && !speaks(k.predicate) {
			s &^= 1 << i
		}
	}
	return s
}

func distinct(features []uint32) []uint32 {
	own := slices.Clone(features)
	slices.Sort(own)
	return slices.Compact(own)
}

// doubled gives each feature a twin that only the set has, so that what is
// peculiar to it is learned apart from what holds everywhere (Daumé 2007). How
// often two classes are related at all differs most: that is not shared.
func doubled(shared, all []uint32, set uint32) []uint32 {
	own := distinct(shared)
	for _, f := range distinct(all) {
		own = append(own, blend(f, set))
	}
	return own
}
