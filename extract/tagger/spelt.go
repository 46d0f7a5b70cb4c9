package tagger

import "strings"

// mostSpelt is how many spellings are kept: some 13 MB with twelve classes.
const mostSpelt = 20000

// speller keeps what the spelling of a word or character alone decides, so that
// it is computed once for each of a text's words and not for each of its places.
// The words of a text are few: nine of ten places of a new page of a law have a
// word of the pages before. nil keeps nothing.
type speller struct{ all map[string]*spelt }

// spelt is a spelling as a unit without a place, and the sums of the weights of
// the features that it decides alone, by where it stands.
type spelt struct {
	unit   unit
	summed bool
	sums   [spelled]laneSum
}

func newSpeller() *speller { return &speller{all: map[string]*spelt{}} }

// unit describes a word; its span remains to be set.
func (s *speller) unit(word string) unit {
	if s == nil {
		var u unit
		u.describe(word)
		return u
	}
	w := s.all[word]
	if w == nil {
		if len(s.all) >= mostSpelt {
			clear(s.all)
		}
		w = &spelt{}
		w.unit.describe(word)
		w.unit.of = w
		s.all[strings.Clone(word)] = w
	}
	return w.unit
}

// beside returns the sums of what unit i decides where it stands beside another,
// or of what lies beyond the sentence.
func (w *worker) beside(i int) *spelt {
	x := &w.edges[0]
	us := w.reader.units
	switch {
	case i < 0:
	case i >= len(us):
		x = &w.edges[1]
	default:
		x = us[i].of
	}
	if !x.summed {
		u := x.unit
		if i >= 0 && i < len(us) {
			u.cluster, u.sign = us[i].cluster, us[i].sign
		}
		for p := range x.sums {
			w.model.gather(&x.sums[p], w.reader.spelling(place(p), u))
		}
		x.summed = true
	}
	return x
}

// emit fills the scores of unit i.
func (w *worker) emit(scores []int32, i int) {
	var sum laneSum
	for p := range spelled {
		sum.add(&w.beside(i + p - spelled/2).sums[p])
	}
	w.model.gather(&sum, w.reader.some(joint, w.reader.units, i))
	sum.scores(scores)
}
