package tagger

// weights are the rows of a model, eight weights of 8 bits to a word, 128 added
// to each, so that a row is summed word by word: the bytes at even and at odd
// places of a word are the lanes, of 16 bits each, of two sums.
type weights struct {
	words int // of a row
	rows  []uint64
}

const (
	bias  = 128
	lanes = 0x00FF00FF00FF00FF
	// most rows whose bytes a lane can sum
	mostRows = 0xFFFF / 0xFF
)

func newWeights(rows, states int) weights {
	return planeWeights(make([]byte, rows*states), rows, states)
}

// planeWeights takes the weights of all rows by state.
func planeWeights(planes []byte, rows, states int) weights {
	w := weights{words: (states + 7) / 8}
	w.rows = make([]uint64, rows*w.words)
	for s := range states {
		at, shift := s/8, s%8*8
		for _, v := range planes[s*rows : (s+1)*rows] {
			w.rows[at] |= uint64(v^bias) << shift
			at += w.words
		}
	}
	return w
}

func (w weights) at(row, state int) int8 {
	return int8(uint8(w.rows[row*w.words+state/8]>>(state%8*8)) ^ bias)
}

func (w weights) set(row, state int, v int8) {
	word, shift := &w.rows[row*w.words+state/8], state%8*8
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
			word := w.rows[int(row)*w.words+i]
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
