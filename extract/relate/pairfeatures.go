package relate

import (
	"trigraph/extract"
	"trigraph/graph"
)

// Templates of features; each is the start of a hash.
const (
	fBias uint32 = iota + 1
	fClasses
	fFirst
	fSecond
	fDistance
	fSlots
	fList
	fBetween
	fBetween2
	fBetween3
	fBetween4
	fBetweenClasses
	fStem
	fTail
	fWhole
	fWholeClasses
	fBefore1
	fBefore2
	fBefore3
	fBeforeBag
	fBeforeStem
	fAfter1
	fAfter2
	fAfter3
	fAfterBag
	fAfterBag2
	fAfterBag3
	fAfterStem
	fAfterTail
	fJoint
	fJoint2
	fOpening
	fCrowd
	fTrigger
	fTriggerJoint
)

// pairEnd is a name of a pair: a member of a slot.
type pairEnd struct {
	slot    int
	mention *extract.Mention
}

// reach of what is looked at, in words.
type pairReach struct {
	between int // a pair farther apart is not looked at
	before  int
	after   int
}

func (l *language) pairReach() pairReach {
	if l.spaced {
		return pairReach{between: 28, before: 6, after: 10}
	}
	return pairReach{between: 40, before: 8, after: 16}
}

// Places beside a sentence and the two names, as words.
const (
	edgeWord   = 0x51ED270B
	firstWord  = 0x2545F491
	secondWord = 0x9E3779B9
)

// pairFeatures appends the hashes of what the sentence shows of a pair, with
// repeats. What is between, before and after the names counts without the names.
type pairFeatures struct {
	reach  pairReach
	spaced bool
	text   pairText
	slots  []slot
	out    []uint32
	priors int // the first of out, which say nothing of the words

	known    triggers
	triggers [3]labelSet // of words before, between and after
}

func (l *language) newPairFeatures() pairFeatures {
	return pairFeatures{reach: l.pairReach(), spaced: l.spaced, known: l.triggers}
}

func (f *pairFeatures) add(template, x uint32) { f.out = append(f.out, blend(template*0x9E3779B1, x)) }

// pair gives the features of two names; nil where they stand too far apart.
// The slice is used again by the next call.
func (f *pairFeatures) pair(a, b pairEnd) []uint32 {
	i, j := f.text.slots[a.slot], f.text.slots[b.slot]
	if j-i-1 > f.reach.between {
		return nil
	}
	f.out = f.out[:0]
	ca, cb := hashText(string(a.mention.Class)), hashText(string(b.mention.Class))
	both := blend(ca, cb)
	f.add(fBias, 0)
	f.add(fClasses, both)
	f.add(fFirst, ca)
	f.add(fSecond, cb)
	n := bucket(uint32(j - i))
	f.add(fDistance, n)
	f.add(fDistance, blend(both, n))
	f.add(fSlots, uint32(min(b.slot-a.slot, 4)))
	f.priors = len(f.out)
	f.crowd(a, b, both)
	f.triggers = [3]labelSet{}
	joint := uint32(fList)
	if i == j {
		f.add(fList, both)
	} else {
		joint = f.between(f.text.words[i+1:j], both)
	}
	f.before(f.text.words[:i])
	f.after(f.text.words[j+1:], joint)
	f.trigger(joint)
	return f.out
}

// crowd adds whether other names, of the kind of either, stand between the two or
// nearer to one of them: who could stand in its place.
func (f *pairFeatures) crowd(a, b pairEnd, both uint32) {
	kinds := func(from, to int) uint32 {
		n := uint32(0)
		for _, s := range f.slots[max(from, 0):max(min(to, len(f.slots)), max(from, 0))] {
			if c := s.class(); c != "" && standsFor(c) == standsFor(a.mention.Class) {
				n |= 1
			}
			if c := s.class(); c != "" && standsFor(c) == standsFor(b.mention.Class) {
				n |= 2
			}
		}
		return n
	}
	between, before, after := kinds(a.slot+1, b.slot), kinds(0, a.slot), kinds(b.slot+1, len(f.slots))
	f.add(fCrowd, between)
	f.add(fCrowd, blend(both, between))
	f.add(fCrowd, blend(1<<20, before))
	f.add(fCrowd, blend(2<<20, after))
	f.add(fCrowd, blend(both, 1<<20|between<<8|before<<4|after))
}

// standsFor puts classes together that can stand in each other's place.
func standsFor(c graph.Class) graph.Class {
	switch c {
	case graph.Company, graph.GovernmentAgency:
		return graph.Organization
	case graph.Country, graph.Region, graph.City:
		return graph.Place
	}
	return c
}

// between adds what stands between the names, and returns a hash of it that is
// the same for like constructions.
func (f *pairFeatures) between(words []pairWord, both uint32) uint32 {
	n := uint32(len(words))
	last, last2, last3 := uint32(firstWord), uint32(edgeWord), uint32(edgeWord)
	whole := uint32(0)
	for k := range len(words) + 1 {
		w := uint32(secondWord)
		if k < len(words) {
			x := words[k]
			w = x.hash
			f.add(fBetween, w)
			f.add(fBetweenClasses, blend(both, w))
			f.stems(fStem, fTail, x)
			whole = blend(whole, w)
			f.triggers[1] |= f.known.of(f.spaced, x, words[:k])
		}
		f.add(fBetween2, blend(last, w))
		if k > 0 {
			f.add(fBetween3, blend(blend(last2, last), w))
		}
		if k > 1 && !f.spaced {
			f.add(fBetween4, blend(blend(blend(last3, last2), last), w))
		}
		last3, last2, last = last2, last, w
	}
	if n <= 8 {
		f.add(fWhole, whole)
		f.add(fWholeClasses, blend(both, whole))
	}
	switch {
	case n == 0:
		return 1
	case n <= 2:
		return whole
	}
	return words[0].hash
}

func (f *pairFeatures) stems(stem, tail uint32, w pairWord) {
	if w.stem != 0 {
		f.add(stem, w.stem)
		f.add(tail, w.tail)
	}
}

// before adds what stands before the first name.
func (f *pairFeatures) before(words []pairWord) {
	h, at := uint32(0), len(words)
	for k, template := range [...]uint32{fBefore1, fBefore2, fBefore3} {
		w := uint32(edgeWord)
		if at-k-1 >= 0 {
			w = words[at-k-1].hash
		}
		h = blend(h, w)
		f.add(template, h)
	}
	words = words[max(0, at-f.reach.before):]
	for k, w := range words {
		f.triggers[0] |= f.known.of(f.spaced, w, words[:k])
		f.add(fBeforeBag, w.hash)
		f.stems(fBeforeStem, fBeforeStem, w)
	}
	f.add(fOpening, uint32(min(at, 2)))
}

// after adds what stands after the second name, alone and with what stands
// between the two.
func (f *pairFeatures) after(words []pairWord, joint uint32) {
	h := uint32(0)
	for k, template := range [...]uint32{fAfter1, fAfter2, fAfter3} {
		w := uint32(edgeWord)
		if k < len(words) {
			w = words[k].hash
		}
		h = blend(h, w)
		f.add(template, h)
		f.add(fJoint, blend(joint, h))
	}
	last, last2 := uint32(secondWord), uint32(0)
	for k, w := range words[:min(len(words), f.reach.after)] {
		f.triggers[2] |= f.known.of(f.spaced, w, words[:k])
		f.add(fAfterBag, w.hash)
		f.add(fJoint2, blend(joint, w.hash))
		f.add(fAfterBag2, blend(last, w.hash))
		if k > 0 && !f.spaced {
			f.add(fAfterBag3, blend(blend(last2, last), w.hash))
			f.add(fJoint2, blend(joint, blend(last, w.hash)))
		}
		f.stems(fAfterStem, fAfterTail, w)
		last2, last = last, w.hash
	}
}

// bucket rounds a distance.
func bucket(n uint32) uint32 {
	switch {
	case n <= 4:
		return n
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 20:
		return 8
	}
	return 9
}
