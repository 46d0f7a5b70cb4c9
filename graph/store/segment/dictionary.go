package segment

import (
	"bytes"
	"encoding/binary"
	"sort"
)

// blockTerms is how many terms share a block. The first of a block stands
// whole, the others leave out what they have in common with the one before.
const blockTerms = 8

// dictionary holds sorted terms; their ranks count from 0.
type dictionary struct {
	count  uint32
	blocks []byte // where each block begins in text, eight bytes each, and where the last ends
	text   []byte // for each term two varints, shared and own length, and its own bytes
}

// encodeDictionary returns the two parts of a dictionary of sorted terms.
func encodeDictionary(count int, term func(rank int) []byte) (blocks, text []byte) {
	var before []byte
	for rank := range count {
		t, shared := term(rank), 0
		if rank%blockTerms == 0 {
			blocks = binary.LittleEndian.AppendUint64(blocks, uint64(len(text)))
		} else {
			shared = commonPrefix(before, t)
		}
		text = binary.AppendUvarint(text, uint64(shared))
		text = binary.AppendUvarint(text, uint64(len(t)-shared))
		text = append(text, t[shared:]...)
		before = t
	}
	return binary.LittleEndian.AppendUint64(blocks, uint64(len(text))), text
}

func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

func (d dictionary) block(i int) []byte {
	from := binary.LittleEndian.Uint64(d.blocks[8*i:])
	to := binary.LittleEndian.Uint64(d.blocks[8*i+8:])
	return d.text[from:to]
}

// step reads the next term of a block after the one in buf.
func step(block, buf []byte) (term, rest []byte) {
	shared, n := binary.Uvarint(block)
	own, m := binary.Uvarint(block[n:])
	block = block[n+m:]
	return append(buf[:shared], block[:own]...), block[own:]
}

// first returns the first term of a block, in place.
func (d dictionary) first(i int) []byte {
	block := d.block(i)
	own, n := binary.Uvarint(block[1:]) // after a shared length of 0
	return block[1+n:][:own]
}

// term returns the term of a rank, using buf for it.
func (d dictionary) term(rank uint32, buf []byte) []byte {
	block := d.block(int(rank / blockTerms))
	for range rank%blockTerms + 1 {
		buf, block = step(block, buf)
	}
	return buf
}

// find returns the rank of a term.
func (d dictionary) find(term []byte) (rank uint32, ok bool) {
	return d.seek(term)
}

// from returns the rank of the first term that is not less.
func (d dictionary) from(term []byte) uint32 {
	rank, _ := d.seek(term)
	return rank
}

// seek returns the rank of a term, or of the first after it.
func (d dictionary) seek(term []byte) (rank uint32, found bool) {
	n := len(d.blocks)/8 - 1
	i := sort.Search(n, func(i int) bool { return bytes.Compare(d.first(i), term) > 0 }) - 1
	if i < 0 {
		return 0, false
	}
	var room [256]byte
	buf, block := room[:0], d.block(i)
	for rank = uint32(i * blockTerms); len(block) > 0; rank++ {
		buf, block = step(block, buf)
		if order := bytes.Compare(buf, term); order >= 0 {
			return rank, order == 0
		}
	}
	return rank, false
}
