package tagger

import (
	"trigraph/corpus"
	"trigraph/extract"
)

// reader turns sentences of one language into units and their features. Its
// memory serves one sentence after the other.
type reader struct {
	lang    corpus.Lang
	bits    uint
	classes *clusters
	style   style // of an English sentence
	lists   *lists
	known   *speller // nil where nothing is kept
	units   []unit
	buckets []uint32
	scratch []float64
}

// read returns the units of a sentence, valid until the next call.
func (r *reader) read(text string, s extract.Sentence, known proposals) []unit {
	if r.lang == corpus.Chinese {
		r.units = characters(r.units[:0], r.known, text, s)
	} else {
		r.units = words(r.units[:0], r.known, text, s)
	}
	r.classes.note(r.units, r.lang)
	r.lists.mark(r.units, text)
	if r.lang == corpus.English {
		r.style = stretches(r.units, text)
	}
	r.scratch = known.mark(r.units, r.scratch)
	return r.units
}

// features returns the buckets of unit i, valid until the next call.
func (r *reader) features(i int) []uint32 { return r.some(anywhere, r.units, i) }

// some returns the buckets of unit i that a place decides.
func (r *reader) some(take place, us []unit, i int) []uint32 {
	s := sink{out: r.buckets[:0], bits: r.bits, take: take, classed: r.classes != nil}
	if r.lang == corpus.Chinese {
		characterFeatures(&s, us, i)
	} else {
		wordFeatures(&s, us, i)
		if r.lang == corpus.English {
			englishFeatures(&s, us, i, r.style)
		}
	}
	r.buckets = s.out
	return s.out
}

// spelling returns the buckets that the spelling of a unit decides alone where it
// stands at a place beside another.
func (r *reader) spelling(at place, u unit) []uint32 {
	return r.some(at, []unit{u, u, u, u, u}, spelled/2)
}
