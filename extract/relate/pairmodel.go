package relate

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"trigraph/corpus"
)

// pairMagic opens a file of a pair model and names its layout.
const pairMagic = "trigraph pairs 1\n"

var errPairs = errors.New("not a model of pairs")

// Bounds that keep a damaged file from asking for memory.
const (
	maxPairHeader  = 1 << 20
	maxPairRows    = 1 << 20
	maxPairWeights = 1 << 23
	maxPairBytes   = 1 << 25
)

// pairModel is a linear model over features of a pair. Nobody changes it after
// it was learned or read.
type pairModel struct {
	head    pairHeader
	labels  []int // of the file's labels, ours
	keys    []uint32
	rows    []uint32 // of each key the first weight; the next key's row ends it
	weights []pairWeight
	index   []uint32 // places of keys by hash, one more than the place, 0 where none
	shift   uint
}

// pairWeight is what a feature adds to a label's log odds, in units.
type pairWeight struct {
	label  uint8
	weight int8
}

// pairHeader is the part of a file that people may read: JSON after the first line.
type pairHeader struct {
	Lang    corpus.Lang    `json:"lang"`
	Labels  []string       `json:"labels"` // "acquired", "-acquired" where the second name is the subject
	Unit    float64        `json:"unit"`   // what a weight of 1 is in log odds
	Rows    int            `json:"rows"`
	Weights int            `json:"weights"`
	Sets    map[string]int `json:"sets"` // pairs learned from, by set
	Seed    uint64         `json:"seed"`
}

// name is how a label is called in a file.
func (k pairLabel) name() string {
	if k.turned {
		return "-" + string(k.predicate)
	}
	return string(k.predicate)
}

// WriteTo writes the model: a line that names the format, the header's length
// and the header, then, deflated, for each feature the gap to the one before it
// (varint), how many weights it has, and these: label and weight, a byte each.
func (m *pairModel) WriteTo(w io.Writer) (int64, error) {
	head, err := json.Marshal(m.head)
	if err != nil {
		return 0, fmt.Errorf("relate: pairs: %w", err)
	}
	var b bytes.Buffer
	b.WriteString(pairMagic)
	_ = binary.Write(&b, binary.LittleEndian, uint32(len(head)))
	b.Write(head)
	z, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return 0, fmt.Errorf("relate: pairs: %w", err)
	}
	var rows []byte
	last := uint32(0)
	for i, k := range m.keys {
		rows = binary.AppendUvarint(rows, uint64(k-last))
		last = k
		ws := m.weights[m.rows[i]:m.rows[i+1]]
		rows = append(rows, byte(len(ws)))
		for _, x := range ws {
			rows = append(rows, x.label, byte(x.weight))
		}
	}
	_, err = z.Write(rows)
	if err := errors.Join(err, z.Close()); err != nil {
		return 0, fmt.Errorf("relate: pairs: %w", err)
	}
	return b.WriteTo(w)
}

// readPairs reads what WriteTo wrote, for the labels given.
func readPairs(r io.Reader, labels *pairLabels) (*pairModel, error) {
	m, err := readPairHead(r)
	if err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	ours := map[string]int{}
	for i, k := range labels.all {
		ours[k.name()] = i
	}
	for _, name := range m.head.Labels {
		n, ok := ours[name]
		if !ok {
			return nil, fmt.Errorf("pairs: label %q: %w", name, errPairs)
		}
		m.labels = append(m.labels, n)
	}
	if err := m.readRows(flate.NewReader(r)); err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	m.place()
	return m, nil
}

func readPairHead(r io.Reader) (*pairModel, error) {
	start := make([]byte, len(pairMagic)+4)
	if _, err := io.ReadFull(r, start); err != nil || string(start[:len(pairMagic)]) != pairMagic {
		return nil, errPairs
	}
	size := binary.LittleEndian.Uint32(start[len(pairMagic):])
	if size > maxPairHeader {
		return nil, fmt.Errorf("header of %d bytes: %w", size, errPairs)
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(r, text); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	m := &pairModel{}
	h := &m.head
	if err := json.Unmarshal(text, h); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if h.Rows < 0 || h.Rows > maxPairRows || h.Weights < 0 || h.Weights > maxPairWeights ||
		len(h.Labels) == 0 || len(h.Labels) > 64 || !(h.Unit > 0) {
		return nil, fmt.Errorf("%d rows, %d weights, %d labels, unit %g: %w", h.Rows, h.Weights, len(h.Labels), h.Unit, errPairs)
	}
	return m, nil
}

func (m *pairModel) readRows(r io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(r, maxPairBytes))
	if err != nil {
		return err
	}
	m.keys, m.rows = make([]uint32, 0, m.head.Rows), make([]uint32, 0, m.head.Rows+1)
	m.weights = make([]pairWeight, 0, m.head.Weights)
	last := uint64(0)
	for range m.head.Rows {
		gap, used := binary.Uvarint(data)
		if last += gap; used <= 0 || used == len(data) || last > math.MaxUint32 {
			return fmt.Errorf("row %d: %w", len(m.keys), errPairs)
		}
		n := int(data[used])
		if data = data[used+1:]; len(m.weights)+n > m.head.Weights || 2*n > len(data) {
			return fmt.Errorf("row %d: %w", len(m.keys), errPairs)
		}
		m.keys, m.rows = append(m.keys, uint32(last)), append(m.rows, uint32(len(m.weights)))
		for ; n > 0; n-- {
			if int(data[0]) >= len(m.labels) {
				return fmt.Errorf("label %d: %w", data[0], errPairs)
			}
			m.weights = append(m.weights, pairWeight{uint8(m.labels[data[0]]), int8(data[1])})
			data = data[2:]
		}
	}
	m.rows = append(m.rows, uint32(len(m.weights)))
	if len(data) > 0 {
		return fmt.Errorf("more follows: %w", errPairs)
	}
	return nil
}

// place makes the index of keys: open addressing, at most half full.
func (m *pairModel) place() {
	bits := uint(4)
	for 1<<bits < 2*len(m.keys) {
		bits++
	}
	m.shift = 32 - bits
	m.index = make([]uint32, 1<<bits)
	for i, k := range m.keys {
		at := k >> m.shift
		for m.index[at] != 0 {
			at = (at + 1) & (1<<bits - 1)
		}
		m.index[at] = uint32(i + 1)
	}
}

// add adds the weights of a feature to the scores of labels.
func (m *pairModel) add(scores *[64]int32, feature uint32) {
	for at := feature >> m.shift; m.index[at] != 0; at = (at + 1) & uint32(len(m.index)-1) {
		i := m.index[at] - 1
		if m.keys[i] == feature {
			for _, w := range m.weights[m.rows[i]:m.rows[i+1]] {
				scores[w.label] += int32(w.weight)
			}
			return
		}
	}
}

// judge gives the likeliest label of those allowed and its probability. Features
// are used up: each counts once.
func (m *pairModel) judge(features []uint32, allowed labelSet) (best int, probability float64) {
	slices.Sort(features)
	var scores [64]int32
	for i, f := range features {
		if i == 0 || f != features[i-1] {
			m.add(&scores, f)
		}
	}
	allowed |= 1 << nothing
	for k := range 64 {
		if allowed.has(k) && scores[k] > scores[best] {
			best = k
		}
	}
	sum := 0.0
	for k := range 64 {
		if allowed.has(k) {
			sum += math.Exp(float64(scores[k]-scores[best]) * m.head.Unit)
		}
	}
	return best, 1 / sum
}
