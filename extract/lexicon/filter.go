package lexicon

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// filter says of most hashes that no name has them, at the cost of one look
// into memory: a Bloom filter in which all bits of a hash lie in one word. It
// keeps apart whole names and their beginnings, and names by how they begin.
//
// Source: F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient
// Bloom Filters", WEA 2007.
type filter []byte

// bitsPerHash is the size of a filter for each hash put into it: with three bits
// set for each, one hash in fifty passes that was not put in.
const bitsPerHash = 12

// newFilter makes an empty filter for n hashes.
func newFilter(n int) filter { return make(filter, (n*bitsPerHash/64+1)*8) }

// kind is what is asked of a hash.
type kind uint8

func wholeName(b begin) kind { return kind(b) }
func beginning(b begin) kind { return 2 + kind(b) }

// bitsOf are the three bits that stand for a hash of a kind.
func bitsOf(key uint64, k kind) uint64 {
	h := key * 0x9e3779b97f4a7c15 >> (k * 12)
	return 1<<(h&63) | 1<<(h>>6&63) | 1<<(h>>12&63)
}

// at is the offset of a hash's word.
func (f filter) at(key uint64) int {
	word, _ := bits.Mul64(key, uint64(len(f)/8))
	return int(word) * 8
}

// add puts a hash in.
func (f filter) add(key uint64, k kind) {
	at := f.at(key)
	binary.LittleEndian.PutUint64(f[at:], binary.LittleEndian.Uint64(f[at:])|bitsOf(key, k))
}

// ask reports whether a hash may be that of a name and of the beginning of one,
// of names that begin with a capital only where any may.
func (f filter) ask(key uint64, any bool) (name, more bool) {
	word := binary.LittleEndian.Uint64(f[f.at(key):])
	has := func(k kind) bool {
		b := bitsOf(key, k)
		return word&b == b
	}
	name = has(wholeName(small)) || any && has(wholeName(capital))
	more = has(beginning(small)) || any && has(beginning(capital))
	return name, more
}

// name reports whether a hash may be that of a name.
func (f filter) name(key uint64, any bool) bool {
	name, _ := f.ask(key, any)
	return name
}

// distinct estimates how many different hashes it has seen.
//
// Source: K.-Y. Whang et al., "A Linear-Time Probabilistic Counting Algorithm
// for Database Applications", ACM TODS 15(2), 1990.
type distinct []uint64

// see notes a hash.
func (d distinct) see(key uint64) {
	i := key % uint64(len(d)*64)
	d[i/64] |= 1 << (i % 64)
}

// count estimates the number of hashes seen.
func (d distinct) count() int {
	set := 0
	for _, w := range d {
		set += bits.OnesCount64(w)
	}
	all := float64(len(d) * 64)
	free := math.Max(all-float64(set), 1)
	return int(all*math.Log(all/free)) + 1
}
