package tagger

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// index numbers the buckets that have weights, in order: a bit for each bucket,
// and how many bits are set before each word of them (Jacobson 1989), side by
// side, so that a question reads one line of memory.
type index []indexWord

type indexWord struct {
	set    uint64
	before uint32
}

// row returns the number of a bucket, or -1 for one without weights.
func (x index) row(bucket uint32) int {
	w := x[bucket/64]
	bit := uint64(1) << (bucket % 64)
	if w.set&bit == 0 {
		return -1
	}
	return int(w.before) + bits.OnesCount64(w.set&(bit-1))
}

// gaps returns the gaps between the numbers of the buckets as varints.
func (x index) gaps() []byte {
	var out []byte
	last := 0
	for i, w := range x {
		for word := w.set; word != 0; word &= word - 1 {
			bucket := i*64 + bits.TrailingZeros64(word)
			out = binary.AppendUvarint(out, uint64(bucket-last))
			last = bucket
		}
	}
	return out
}

// newIndex reads what gaps returned, of so many rows over 2^width buckets.
func newIndex(width uint, rows int, gaps []byte) (index, error) {
	x := make(index, (1<<width+63)/64)
	bucket := uint64(0)
	for row := range rows {
		gap, n := binary.Uvarint(gaps)
		bucket += gap
		if n <= 0 || gap > 1<<width || bucket >= 1<<width || row > 0 && gap == 0 {
			return x, fmt.Errorf("bucket of row %d: %w", row, errFormat)
		}
		x[bucket/64].set |= 1 << (bucket % 64)
		gaps = gaps[n:]
	}
	n := uint32(0)
	for i := range x {
		x[i].before = n
		n += uint32(bits.OnesCount64(x[i].set))
	}
	return x, nil
}
