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

// laneSum is a sum of rows in lanes. The bytes at even places of word i are in
// lanes[2*i], those at odd places in lanes[2*i+1].
type laneSum struct {
	lanes [2 * maxWords]uint64
	rows  int // at most mostRows
}

// maxWords are the words of a row with the most classes.
const maxWords = (1 + 4*maxClasses + 7) / 8

// add adds another sum. Both together are to have at most mostRows rows.
func (x *laneSum) add(y *laneSum) {
	for i := range x.lanes {
		x.lanes[i] += y.lanes[i]
	}
	x.rows += y.rows
}

// scores adds the sum to scores, one for each state.
func (x *laneSum) scores(scores []int32) {
	minus := int32(x.rows) * bias
	for s := range scores {
		lane := x.lanes[s/8*2+s%2] >> (s % 8 / 2 * 16)
		scores[s] += int32(lane&0xFFFF) - minus
	}
}

// gather adds rows to a sum. There are to be at most mostRows in all.
func (w weights) gather(sum *laneSum, rows []uint32) {
	for i := range w.words {
		even, odd := sum.lanes[2*i], sum.lanes[2*i+1]
		for _, row := range rows {
			word := w.rows[int(row)*w.stride+i]
			even += word & lanes
			odd += word >> 8 & lanes
		}
		sum.lanes[2*i], sum.lanes[2*i+1] = even, odd
	}
	sum.rows += len(rows)
}

// add adds the rows to scores, one for each state.
func (w weights) add(scores []int32, rows []uint32) {
	for len(rows) > 0 {
		var sum laneSum
		n := min(len(rows), mostRows)
		w.gather(&sum, rows[:n])
		sum.scores(scores)
		rows = rows[n:]
	}
}
