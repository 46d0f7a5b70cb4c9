package tagger

import (
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"trigraph/corpus"
	"trigraph/graph"
)

// magic opens a model file and names its layout.
const magic = "trigraph tagger 1\n"

// Bounds that keep a damaged or hostile file from asking for memory.
const (
	maxHeader = 1 << 20
	maxBits   = 22
	maxRows   = 1 << 20
)

var errFormat = errors.New("not a tagger model")

// Model holds the weights of one language. Nobody changes it after it is
// trained or read, so it is safe for concurrent use.
type Model struct {
	head  header
	tags  scheme
	trans []int32
	index []uint32 // bucket -> row+1, 0 for a bucket without weights
	rows  []int8   // row*states + state
	lists lists
	words *clusters // nil where none were learned
}

// header is the part of a model file that people may read: JSON after the
// first line.
type header struct {
	Lang       corpus.Lang     `json:"lang"`
	Classes    []graph.Class   `json:"classes"`
	Bits       uint            `json:"bits"` // the features have 2^Bits buckets
	Rows       int             `json:"rows"` // buckets that have weights
	Confidence []confidenceFit `json:"confidence"`
	Sets       []string        `json:"sets"`            // what it was trained on
	Lists      []string        `json:"lists,omitempty"` // of names, by what they hold
	Seed       uint64          `json:"seed"`
	Words      int             `json:"words,omitempty"` // words with distributional classes
}

// Lang is the language the model reads.
func (m *Model) Lang() corpus.Lang { return m.head.Lang }

// WriteTo writes the model: a line that names the format, the header's length
// and the header, then, deflated, transitions (32 bits), the gaps between the
// buckets that have weights (varints), their rows (8 bits a
// weight), the lists of names, and the classes of words.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	head, err := json.Marshal(m.head)
	if err != nil {
		return 0, fmt.Errorf("tagger: model header: %w", err)
	}
	c := &countingWriter{w: w}
	_, _ = io.WriteString(c, magic)
	_ = binary.Write(c, binary.LittleEndian, uint32(len(head)))
	_, _ = c.Write(head)
	z, err := flate.NewWriter(c, flate.BestCompression)
	if err != nil {
		return c.n, fmt.Errorf("tagger: write model: %w", err)
	}
	_ = binary.Write(z, binary.LittleEndian, m.trans)
	var gaps []byte
	order := make([]uint32, m.head.Rows)
	lastBucket := 0
	n := 0
	for bucket, row := range m.index {
		if row == 0 {
			continue
		}
		gaps = binary.AppendUvarint(gaps, uint64(bucket-lastBucket))
		order[n], lastBucket = row-1, bucket
		n++
	}
	_ = binary.Write(z, binary.LittleEndian, uint32(len(gaps)))
	_, _ = z.Write(gaps)
	_, _ = z.Write(m.planes(order))
	err = errors.Join(m.lists.write(z), m.words.write(z))
	if err := errors.Join(err, z.Close(), c.err); err != nil {
		return c.n, fmt.Errorf("tagger: write model: %w", err)
	}
	return c.n, nil
}

// planes returns the weights by state, in the order of buckets: most states of
// a row are 0, and equal bytes in a row pack better.
func (m *Model) planes(order []uint32) []byte {
	states := m.tags.states()
	out := make([]byte, 0, len(order)*states)
	for s := range states {
		for _, row := range order {
			out = append(out, byte(m.rows[int(row)*states+s]))
		}
	}
	return out
}

// countingWriter keeps the first error, so that a run of writes is checked once.
type countingWriter struct {
	w   io.Writer
	n   int64
	err error
}

func (c *countingWriter) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(p)
	c.n, c.err = c.n+int64(n), err
	return n, err
}

// ReadModel reads what WriteTo wrote. An error says what is wrong with the file;
// it takes no more memory than a sound model of the sizes it claims.
func ReadModel(r io.Reader) (*Model, error) {
	head, err := readHeader(r)
	if err != nil {
		return nil, fmt.Errorf("tagger: model: %w", err)
	}
	tags, err := newScheme(head.Classes)
	if err != nil {
		return nil, fmt.Errorf("tagger: model: %w", err)
	}
	if head.Bits < 1 || head.Bits > maxBits || head.Rows < 0 || head.Rows > maxRows || len(head.Confidence) != len(head.Classes) {
		return nil, fmt.Errorf("tagger: model: %d bits, %d rows, %d confidences: %w", head.Bits, head.Rows, len(head.Confidence), errFormat)
	}
	m := &Model{head: head, tags: tags}
	if err := m.readWeights(flate.NewReader(r)); err != nil {
		return nil, fmt.Errorf("tagger: model weights: %w", err)
	}
	return m, nil
}

func readHeader(r io.Reader) (header, error) {
	var h header
	start := make([]byte, len(magic)+4)
	if _, err := io.ReadFull(r, start); err != nil || string(start[:len(magic)]) != magic {
		return h, errFormat
	}
	size := binary.LittleEndian.Uint32(start[len(magic):])
	if size > maxHeader {
		return h, fmt.Errorf("header of %d bytes: %w", size, errFormat)
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(r, text); err != nil {
		return h, fmt.Errorf("header: %w", err)
	}
	if err := json.Unmarshal(text, &h); err != nil {
		return h, fmt.Errorf("header: %w", err)
	}
	return h, nil
}

func (m *Model) readWeights(r io.Reader) error {
	states := m.tags.states()
	m.trans = make([]int32, states*states)
	var size uint32
	if err := errors.Join(binary.Read(r, binary.LittleEndian, m.trans), binary.Read(r, binary.LittleEndian, &size)); err != nil {
		return err
	}
	for _, w := range m.trans {
		if w < -1<<20 || w > 1<<20 {
			return fmt.Errorf("transition weight %d: %w", w, errFormat)
		}
	}
	if int(size) > m.head.Rows*binary.MaxVarintLen32 {
		return fmt.Errorf("%d bytes of buckets for %d rows: %w", size, m.head.Rows, errFormat)
	}
	gaps := make([]byte, size)
	if _, err := io.ReadFull(r, gaps); err != nil {
		return err
	}
	if err := m.readIndex(gaps); err != nil {
		return err
	}
	planes := make([]byte, m.head.Rows*states)
	if _, err := io.ReadFull(r, planes); err != nil {
		return err
	}
	if err := m.lists.read(r, m.head.Lists); err != nil {
		return fmt.Errorf("lists: %w", err)
	}
	var err error
	if m.words, err = readClusters(r, m.head.Words); err != nil {
		return err
	}
	if n, err := r.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return fmt.Errorf("more follows: %w", errFormat)
	}
	m.rows = make([]int8, len(planes))
	for s := range states {
		for row, w := range planes[s*m.head.Rows : (s+1)*m.head.Rows] {
			m.rows[row*states+s] = int8(w)
		}
	}
	return nil
}

func (m *Model) readIndex(gaps []byte) error {
	m.index = make([]uint32, 1<<m.head.Bits)
	bucket := uint64(0)
	for row := range m.head.Rows {
		gap, n := binary.Uvarint(gaps)
		bucket += gap
		if n <= 0 || bucket >= uint64(len(m.index)) || row > 0 && gap == 0 {
			return fmt.Errorf("bucket of row %d: %w", row, errFormat)
		}
		m.index[bucket], gaps = uint32(row+1), gaps[n:]
	}
	return nil
}

// emit adds the weights of a unit's buckets to its scores.
func (m *Model) emit(scores []int32, buckets []uint32) {
	states := len(scores)
	for _, b := range buckets {
		row := m.index[b]
		if row == 0 {
			continue
		}
		weights := m.rows[int(row-1)*states:][:states]
		for s, w := range weights {
			scores[s] += int32(w)
		}
	}
}
