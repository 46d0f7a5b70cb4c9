package tagger

// weights are the rows of a model, eight weights of 8 bits to a word, 128 added
// to each, so that a row is summed word by word: the bytes at even and at odd
// places of a word are the lanes, of 16 bits each, of two sums. Rows of more than
// half a line of memory begin at lines, so that none lies across two of them.
type weights struct {
	words  int // of a row
	stride int // from one row to the next, in words
	rows   []uint64
}

const (
	bias  = 128
	lanes = 0x00FF00FF00FF00FF
	// most rows whose bytes a lane can sum
	mostRows = 0xFFFF / 0xFF
	// words of a line of memory
	lineWords = 8
)

func newWeights(rows, states int) weights {
	return planeWeights(make([]byte, rows*states), rows, states)
}

// planeWeights takes the weights of all rows by state.
func planeWeights(planes []byte, rows, states int) weights {
	w := weights{words: (states + 7) / 8}
	if w.stride = w.words; w.words > lineWords/2 {
		w.stride = lineWords
	}
	w.rows = make([]uint64, rows*w.stride)
	for s := 0; s < states; s += 8 {
		for row := range rows {
			word := uint64(0)
			for k := range min(8, states-s) {
				word |= uint64(planes[(s+k)*rows+row]^bias) << (8 * k)
			}
			w.rows[row*w.stride+s/8] = word
		}
	}
	return w
}

func (w weights) at(row, state int) int8 {
	return int8(uint8(w.rows[row*w.stride+state/8]>>(state%8*8)) ^ bias)
}

func (w weights) set(row, state int, v int8) {
	word, shift := &w.rows[row*w.stride+state/8], state%8*8
	*word = *word&^(0xFF<<shift) | uint64(uint8(v)^bias)<<shift
}

// add adds the rows to scores, one for each state.
func (w weights) add(scores []int32, rows []uint32) {
	for ; len(rows) > mostRows; rows = rows[mostRows:] {
		w.add(scores, rows[:mostRows])
	}
	minus := int32(len(rows)) * bias
	for i := range w.words {
		var even, odd uint64
		for _, row := range rows {
			word := w.rows[int(row)*w.stride+i]
			even += word & lanes
			odd += word >> 8 & lanes
		}
		for s := i * 8; s < min(i*8+8, len(scores)); s += 2 {
			scores[s] += int32(even&0xFFFF) - minus
			even >>= 16
			if s+1 < len(scores) {
				scores[s+1] += int32(odd&0xFFFF) - minus
				odd >>= 16
			}
		}
	}
}
