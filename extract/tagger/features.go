package tagger

// sink collects the buckets of one unit's features. Each call of alone, one and
// pair is a feature of its own kind, numbered in order; a hash of 0 stands for
// nothing and makes no feature.
type sink struct {
	out  []uint32
	kind uint32
	bits uint
	take place // which features are collected: all, or those that a place alone decides

	classed bool // the words' distributional classes are known
}

// classKinds is where the kinds of features of distributional classes begin,
// so that others can be added before them.
const classKinds = 500

// place says which units decide a feature.
type place uint8

const (
	left2  place = iota // the spelling of the unit two before alone
	left                // that of the one before
	here                // that of the unit itself
	right               // that of the one behind
	right2              // that of the one two behind
	joint               // several units, or what stands around
	anywhere
	spelled = int(joint) // places that one spelling decides
)

// alone is a feature that the spelling of the unit at a place decides alone, so
// that the weights of all of a word's can be summed once.
func (s *sink) alone(p place, a, b uint32) {
	s.kind++
	if a != 0 && (s.take == p || s.take == anywhere) {
		s.put(a, b)
	}
}

func (s *sink) one(a uint32) {
	s.kind++
	if a != 0 && s.take >= joint {
		s.put(a, 0)
	}
}

func (s *sink) pair(a, b uint32) {
	s.kind++
	if s.take >= joint {
		s.put(a, b)
	}
}

func (s *sink) put(a, b uint32) {
	h := step(step(step(seed, s.kind), a), b*0x9E3779B1)
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	h ^= h >> 15
	s.out = append(s.out, h>>(32-s.bits))
}

// at returns unit i, or one that says it lies beyond the sentence.
func at(us []unit, i int) *unit {
	switch {
	case i < 0:
		return &before
	case i >= len(us):
		return &behind
	}
	return &us[i]
}

// before and behind stand for what is outside the sentence; nobody writes them.
var before, behind = unit{word: 1, lower: 1, shape: 1, short: 1}, unit{word: 2, lower: 2, shape: 2, short: 2}

// wordFeatures describe word i of an English or German sentence.
func wordFeatures(s *sink, us []unit, i int) {
	p2, p, u, n, n2 := at(us, i-2), at(us, i-1), at(us, i), at(us, i+1), at(us, i+2)
	s.kind = 0
	s.alone(here, 7, 0) // the prior
	s.alone(here, u.word, 0)
	s.alone(here, u.lower, 0)
	for k := range u.pre {
		s.alone(here, u.pre[k], 0)
		s.alone(here, u.suf[k], 0)
	}
	s.alone(here, u.shape, 0)
	s.alone(here, u.short, 0)
	s.pair(u.short, startOf(i))
	s.alone(left, p.lower, 0)
	s.alone(right, n.lower, 0)
	s.alone(left2, p2.lower, 0)
	s.alone(right2, n2.lower, 0)
	s.alone(left, p.suf[2], 0)
	s.alone(right, n.suf[2], 0)
	s.pair(p.lower, u.lower)
	s.pair(u.lower, n.lower)
	s.pair(p.lower, u.short)
	s.pair(u.short, n.lower)
	s.pair(p2.lower, p.lower)
	s.pair(n.lower, n2.lower)
	s.pair(p.short, u.short)
	s.pair(u.short, n.short)
	s.pair(step(p.short, u.short), n.short)
	s.pair(step(p2.short, p.short), step(u.short, n.short))
	s.proposed(p, u, n)
	s.listed(p, u, n)
	if s.classed {
		s.wordClasses(p2, p, u, n, n2)
	}
}

// wordClasses are features of the distributional classes of the words.
func (s *sink) wordClasses(p2, p, u, n, n2 *unit) {
	s.kind = classKinds
	s.alone(left2, fine(p2), 1)
	s.alone(left, fine(p), 1)
	s.alone(here, fine(u), 1)
	s.alone(right, fine(n), 1)
	s.alone(right2, fine(n2), 1)
	s.pair(fine(p), fine(u))
	s.pair(fine(u), fine(n))
	s.pair(fine(p2), fine(p))
	s.pair(fine(n), fine(n2))
	s.pair(fine(p), u.short)
	s.pair(fine(n), u.short)
	s.pair(fine(u), u.short)
	s.pair(step(fine(p), u.short), fine(n))
	s.pair(step(coarse(p), coarse(u)), coarse(n))
	s.pair(step(coarse(p2), coarse(p)), step(u.short, coarse(n)))
}

func fine(u *unit) uint32   { return uint32(u.cluster.fine) + 1 }
func coarse(u *unit) uint32 { return uint32(u.cluster.coarse) + 1 }

func startOf(i int) uint32 {
	if i == 0 {
		return 1
	}
	return 2
}

// proposed are features of what lexicon and rules say.
func (s *sink) proposed(p, u, n *unit) {
	s.one(u.known)
	s.one(u.rule)
	s.pair(u.known, u.rule)
	s.pair(u.known, u.short)
	s.one(p.known)
	s.one(n.known)
	s.pair(p.rule, n.rule)
}

// listed are features of the lists that a unit and its neighbours stand in.
func (s *sink) listed(p, u, n *unit) {
	if p.lists|u.lists|n.lists == 0 {
		s.kind += 12
		return
	}
	before, own, behind := all(p.lists), all(u.lists), all(n.lists)
	s.pair(own, u.short)
	s.pair(step(before, own), u.short)
	s.pair(step(own, behind), u.short)
	s.pair(step(step(before, own), behind), step(p.short, n.short))
	s.each(u.lists, 0)
	s.each(u.lists, u.short)
	s.each(u.lists, step(p.short, n.short))
	s.each(u.lists, p.lower)
	s.each(u.lists, n.lower)
	s.each(p.lists, u.short)
	s.each(n.lists, u.short)
	s.each(u.lists, u.known+1)
}

// all is a hash of the parts in all lists.
func all(lists uint64) uint32 { return step(uint32(lists), uint32(lists>>32)) }

// each makes a feature for each list that a unit stands in, beside b.
func (s *sink) each(lists uint64, b uint32) {
	if s.kind++; s.take < joint {
		return
	}
	for k := uint32(0); lists != 0; k, lists = k+1, lists>>3 {
		if part := uint32(lists & 7); part != 0 {
			s.put(k<<3|part, b)
		}
	}
}

// characterFeatures describe character i of a Chinese sentence.
func characterFeatures(s *sink, us []unit, i int) {
	p2, p, u, n, n2 := at(us, i-2), at(us, i-1), at(us, i), at(us, i+1), at(us, i+2)
	s.kind = 0
	s.alone(here, 7, 0) // the prior
	s.alone(here, u.lower, 0)
	s.alone(left, p.lower, 0)
	s.alone(right, n.lower, 0)
	s.alone(left2, p2.lower, 0)
	s.alone(right2, n2.lower, 0)
	s.pair(p.lower, u.lower)
	s.pair(u.lower, n.lower)
	s.pair(p2.lower, p.lower)
	s.pair(n.lower, n2.lower)
	s.pair(p.lower, n.lower)
	s.pair(step(p2.lower, p.lower), u.lower)
	s.pair(step(p.lower, u.lower), n.lower)
	s.pair(step(u.lower, n.lower), n2.lower)
	s.pair(u.token, u.edge)
	s.pair(u.tag, u.edge)
	s.pair(step(p.tag, p.edge), step(u.tag, u.edge))
	s.pair(step(u.tag, u.edge), step(n.tag, n.edge))
	s.pair(tokenBeside(us, i, -1), u.edge)
	s.pair(tokenBeside(us, i, 1), u.edge)
	s.pair(u.short, step(p.short, n.short))
	s.proposed(p, u, n)
	s.listed(p, u, n)
	if s.classed {
		s.characterClasses(us, i)
	}
}

// characterClasses are features of the distributional classes of the words
// that the segmenter sees, and of the characters.
func (s *sink) characterClasses(us []unit, i int) {
	p2, p, u, n, n2 := at(us, i-2), at(us, i-1), at(us, i), at(us, i+1), at(us, i+2)
	s.kind = classKinds
	s.alone(left2, sign(p2), 1)
	s.alone(left, sign(p), 1)
	s.alone(here, sign(u), 1)
	s.alone(right, sign(n), 1)
	s.alone(right2, sign(n2), 1)
	s.pair(sign(p), sign(u))
	s.pair(sign(u), sign(n))
	s.pair(step(sign(p), sign(u)), sign(n))
	s.pair(fine(u), u.edge)
	s.pair(fine(p), p.edge)
	s.pair(fine(n), n.edge)
	s.pair(step(fine(p), p.edge), step(fine(u), u.edge))
	s.pair(step(fine(u), u.edge), step(fine(n), n.edge))
}

func sign(u *unit) uint32 { return uint32(u.sign.fine) + 1 }

// tokenBeside is the segmenter's word before or behind the one around unit i.
func tokenBeside(us []unit, i, way int) uint32 {
	own := us[i].edge
	stop := uint32(first)
	if way > 0 {
		stop = last
	}
	for own != single && own != stop && own != 0 {
		i += way
		if i < 0 || i >= len(us) {
			return 1
		}
		own = us[i].edge
	}
	return at(us, i+way).token
}
