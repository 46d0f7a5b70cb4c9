package relate

import (
	"strings"
	"unicode/utf8"

	"trigraph/graph"
)

// triggers leads from the words of the cues to the predicates that they help to
// state, a bit each in the order of the ontology. Where a language writes no
// spaces, a word is two to four characters.
type triggers map[uint32]labelSet

// mostTriggered is how many predicates a word may help to state and still say
// something of them.
const mostTriggered = 3

// triggersOf collects the words of a language's cues.
func (l *language) triggersOf(rules *graph.Ontology) triggers {
	number := map[graph.Predicate]int{}
	for i, p := range rules.Predicates() {
		number[p.Name] = i
	}
	all := triggers{}
	for _, c := range l.cues {
		for word := range strings.FieldsFuncSeq(c.words, func(r rune) bool { return r == ' ' || isClauseEnd(r) || r == '-' || r == '"' || r == '\'' }) {
			n := utf8.RuneCountInString(word)
			switch {
			case l.spaced && n >= 4:
				all[hashText(word)] |= 1 << number[c.predicate]
				if w := letters(word); w.stem != 0 {
					all[w.stem] |= 1 << number[c.predicate]
				}
			case !l.spaced && n >= 2 && n <= 4:
				h := uint32(0)
				for _, r := range word {
					h = blend(h, hashText(string(r)))
				}
				all[h] |= 1 << number[c.predicate]
			}
		}
	}
	for w, s := range all {
		if s.size() > mostTriggered {
			delete(all, w)
		}
	}
	return all
}

func (s labelSet) size() int {
	n := 0
	for ; s != 0; s &= s - 1 {
		n++
	}
	return n
}

// of gives the predicates that a word, or characters that end with it, may help
// to state.
func (t triggers) of(spaced bool, w pairWord, before []pairWord) labelSet {
	if spaced {
		s := t[w.hash]
		if s == 0 && w.stem != 0 {
			s = t[w.stem]
		}
		return s
	}
	var s labelSet
	for n := 1; n <= 3 && n <= len(before); n++ {
		h := uint32(0)
		for _, b := range before[len(before)-n:] {
			h = blend(h, b.hash)
		}
		s |= t[blend(h, w.hash)]
	}
	return s
}

// trigger adds the predicates that the words before, between and after the names
// may help to state.
func (f *pairFeatures) trigger(joint uint32) {
	for place, s := range f.triggers {
		for k := 0; s != 0; k, s = k+1, s>>1 {
			if s&1 != 0 {
				f.add(fTrigger, uint32(place*64+k))
				f.add(fTriggerJoint, blend(joint, uint32(place*64+k)))
			}
		}
	}
}
