package lexicon

// trie is a static double-array trie over byte strings whose branches end in
// tails: below the last byte that two keys share, the rest of a key is compared
// as a string. Following one byte costs one addition and one comparison,
// however many keys there are.
//
// Source: J. Aoe, "An Efficient Digital Search Algorithm by Using a
// Double-Array Structure", IEEE TSE 15(9), 1989.
type trie struct {
	base  []int32 // >= 0: offset of the children; < 0: -(leaf+1)
	check []int32 // parent state + 1; 0 where the slot is free
	leafs []leaf
}

// leaf is the end of one key: the bytes not stored in the array, and the key's
// place in the sorted list.
type leaf struct {
	tail string
	key  int32
}

// cursor is a position in a trie: a state, or a place within a leaf's tail.
type cursor struct {
	state  int32
	leaf   int32 // index + 1; 0 while in the array
	offset int32 // bytes of the tail already matched
}

// newTrie builds a trie of sorted, distinct keys that hold no zero byte.
func newTrie(keys []string) *trie {
	b := builder{keys: keys, trie: &trie{}, free: 256, open: 256} // beyond any label
	b.grow(512)
	b.check[0] = -1 // the root is nobody's child
	b.leafs = make([]leaf, 0, len(keys))
	if len(keys) > 0 {
		b.place(0, 0, len(keys), 0)
	}
	return b.trie
}

// step follows byte c and reports whether some key goes on that way.
func (t *trie) step(at *cursor, c byte) bool {
	if at.leaf > 0 {
		tail := t.leafs[at.leaf-1].tail
		if int(at.offset) < len(tail) && tail[at.offset] == c {
			at.offset++
			return true
		}
		return false
	}
	if c == 0 {
		return false
	}
	next := t.base[at.state] + int32(c)
	if int(next) >= len(t.check) || t.check[next] != at.state+1 {
		return false
	}
	t.enter(at, next)
	return true
}

func (t *trie) enter(at *cursor, state int32) {
	if b := t.base[state]; b < 0 {
		*at = cursor{leaf: -b}
		return
	}
	at.state = state
}

// key returns the key that ends at the cursor, or -1.
func (t *trie) key(at cursor) int32 {
	if at.leaf == 0 {
		end := t.base[at.state]
		if int(end) >= len(t.check) || t.check[end] != at.state+1 {
			return -1
		}
		t.enter(&at, end)
	}
	if l := t.leafs[at.leaf-1]; int(at.offset) == len(l.tail) {
		return l.key
	}
	return -1
}

// builder places the children of one state after another.
type builder struct {
	*trie
	keys []string
	free int32 // no free slot lies before this one
	open int32 // before this one few do
}

func (b *builder) grow(n int) {
	b.base = append(b.base, make([]int32, n-len(b.base))...)
	b.check = append(b.check, make([]int32, n-len(b.check))...)
}

// child is a range of keys that go on with the same byte; byte 0 stands for
// the key that ends here.
type child struct {
	label  byte
	lo, hi int32
}

// place gives the keys [lo, hi), which share their first depth bytes, the
// subtree at state.
func (b *builder) place(state int32, lo, hi, depth int) {
	if hi-lo == 1 && state != 0 {
		b.leafs = append(b.leafs, leaf{tail: rest(b.keys[lo], depth), key: int32(lo)})
		b.base[state] = -int32(len(b.leafs))
		return
	}
	var buf [64]child
	children := b.children(buf[:0], lo, hi, depth)
	base := b.fit(children)
	b.base[state] = base
	for _, c := range children {
		b.check[base+int32(c.label)] = state + 1
	}
	for _, c := range children {
		b.place(base+int32(c.label), int(c.lo), int(c.hi), depth+1)
	}
}

func rest(key string, depth int) string {
	if depth >= len(key) {
		return ""
	}
	return key[depth:]
}

func (b *builder) children(out []child, lo, hi, depth int) []child {
	for i := lo; i < hi; i++ {
		var label byte
		if key := b.keys[i]; depth < len(key) {
			label = key[depth]
		}
		if n := len(out); n > 0 && out[n-1].label == label {
			out[n-1].hi++
			continue
		}
		out = append(out, child{label, int32(i), int32(i + 1)})
	}
	return out
}

// patience is the number of failures after which a stretch counts as full.
const patience = 8

// fit finds a base at which the slots of all children are free. One child takes
// the first free slot; more do not look again at a stretch in which they failed
// often, it is left to the single ones.
func (b *builder) fit(children []child) int32 {
	first := int32(children[0].label)
	if len(children) == 1 {
		b.free = b.next(b.free)
		return b.free - first
	}
	pos := b.next(b.open)
	tried := 0
	for ; !b.fits(pos-first, children); tried++ {
		pos = b.next(pos + 1)
	}
	if tried > patience {
		b.open = pos
	}
	return pos - first
}

// next returns the first free slot from pos on, with room for a whole byte
// behind it.
func (b *builder) next(pos int32) int32 {
	for int(pos) < len(b.check) && b.check[pos] != 0 {
		pos++
	}
	if need := int(pos) + 257; need > len(b.check) {
		b.grow(roomFor(need))
	}
	return pos
}

// roomFor rounds a size up, so that growing is rare.
func roomFor(n int) int {
	size := 512
	for size < n {
		size *= 2
	}
	return size
}

func (b *builder) fits(base int32, children []child) bool {
	for _, c := range children[1:] {
		if b.check[base+int32(c.label)] != 0 {
			return false
		}
	}
	return true
}
