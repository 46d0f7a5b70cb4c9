package segment

import (
	"bytes"
	"hash/maphash"
)

// interner numbers distinct terms from 1 in the order they come. It keeps all
// of them in one piece of memory, so that the garbage collector has nothing to
// look at.
type interner struct {
	seed  maphash.Seed
	slots []slot // a hash table with linear probing; its size is a power of two
	text  []byte
	ends  []int // of term n at n; ends[0] is 0
}

// slot holds a part of the hash, which spares most looks at the text.
type slot struct{ hash, id uint32 }

func newInterner() interner {
	return interner{seed: maphash.MakeSeed(), slots: make([]slot, 1<<10), ends: []int{0}}
}

func (t *interner) len() int { return len(t.ends) - 1 }

func (t *interner) term(id uint32) []byte { return t.text[t.ends[id-1]:t.ends[id]] }

func (t *interner) add(term []byte) uint32 {
	hash := maphash.Bytes(t.seed, term)
	mask := len(t.slots) - 1
	i := int(hash>>32) & mask
	for ; t.slots[i].id != 0; i = (i + 1) & mask {
		if s := t.slots[i]; s.hash == uint32(hash) && bytes.Equal(t.term(s.id), term) {
			return s.id
		}
	}
	t.text = append(t.text, term...)
	t.ends = append(t.ends, len(t.text))
	id := uint32(t.len())
	t.slots[i] = slot{uint32(hash), id}
	if t.len()*2 > len(t.slots) {
		t.grow()
	}
	return id
}

func (t *interner) grow() {
	t.slots = make([]slot, 2*len(t.slots))
	mask := len(t.slots) - 1
	for id := uint32(1); int(id) <= t.len(); id++ {
		hash := maphash.Bytes(t.seed, t.term(id))
		i := int(hash>>32) & mask
		for t.slots[i].id != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = slot{uint32(hash), id}
	}
}
