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
const magic = "trigraph tagger 2\n"

// Bounds that keep a damaged or hostile file from asking for memory.
const (
	maxHeader = 1 << 20
	maxBits   = 24
	maxRows   = 1 << 20
	minUnit   = 1e-4
)

var errFormat = errors.New("not a tagger model")

// Model holds the weights of one language. Nobody changes it after it is
// trained or read, so it is safe for concurrent use.
type Model struct {
	head  header
	tags  scheme
	links []int32
	index index
	rows  weights
	lists lists
	words *clusters // nil where none were learned
}

// header is the part of a model file that people may read: JSON after the
// first line.
type header struct {
	Lang       corpus.Lang      `json:"lang"`
	Classes    []graph.Class    `json:"classes"`
	Bits       uint             `json:"bits"` // the features have 2^Bits buckets
	Rows       int              `json:"rows"` // buckets that have weights
	Unit       float64          `json:"unit"` // what a weight of 1 is in log odds
	Confidence []confidenceFit  `json:"confidence"`
	Sets       []string         `json:"sets"` // what it was trained on
	Seed       uint64           `json:"seed"`
	HeldOut    map[string]Tally `json:"held_out"`        // names in the sentences not learned from, by set
	Words      int              `json:"words,omitempty"` // words with distributional classes
	Lists      []string         `json:"lists,omitempty"` // of names, by what they hold
}

// Lang is the language the model reads.
func (m *Model) Lang() corpus.Lang { return m.head.Lang }

// HeldOut counts the names that the model alone finds in the sentences it did
// not learn from, by data set.
func (m *Model) HeldOut() map[string]Tally { return m.head.HeldOut }

// WriteTo writes the model: a line that names the format, the header's length
// and the header, then, deflated, weights of links (32 bits), the gaps between the
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
	_ = binary.Write(z, binary.LittleEndian, m.links)
	gaps := m.index.gaps()
	_ = binary.Write(z, binary.LittleEndian, uint32(len(gaps)))
	_, _ = z.Write(gaps)
	_, _ = z.Write(m.planes())
	err = errors.Join(m.lists.write(z), m.words.write(z))
	if err := errors.Join(err, z.Close(), c.err); err != nil {
		return c.n, fmt.Errorf("tagger: write model: %w", err)
	}
	return c.n, nil
}

// planes returns the weights by state: most states of a row are 0, and equal
// bytes in a row pack better.
func (m *Model) planes() []byte {
	states := m.tags.states()
	out := make([]byte, 0, m.head.Rows*states)
	for s := range states {
		for row := range m.head.Rows {
			out = append(out, byte(m.rows.at(row, s)))
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
	if head.Bits < 1 || head.Bits > maxBits || head.Rows < 0 || head.Rows > maxRows || len(head.Confidence) != len(head.Classes) || !(head.Unit > minUnit && head.Unit < 1) {
		return nil, fmt.Errorf("tagger: model: %d bits, %d rows, unit %g, %d confidences: %w", head.Bits, head.Rows, head.Unit, len(head.Confidence), errFormat)
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
	m.links = make([]int32, linkCount(states))
	var size uint32
	if err := errors.Join(binary.Read(r, binary.LittleEndian, m.links), binary.Read(r, binary.LittleEndian, &size)); err != nil {
		return err
	}
	for _, w := range m.links {
		if w < -1<<20 || w > 1<<20 {
			return fmt.Errorf("weight of a link %d: %w", w, errFormat)
		}
	}
	if int(size) > m.head.Rows*binary.MaxVarintLen32 {
		return fmt.Errorf("%d bytes of buckets for %d rows: %w", size, m.head.Rows, errFormat)
	}
	gaps := make([]byte, size)
	if _, err := io.ReadFull(r, gaps); err != nil {
		return err
	}
	var err error
	if m.index, err = newIndex(m.head.Bits, m.head.Rows, gaps); err != nil {
		return err
	}
	planes := make([]byte, m.head.Rows*states)
	if _, err := io.ReadFull(r, planes); err != nil {
		return err
	}
	if err := m.lists.read(r, m.head.Lists); err != nil {
		return fmt.Errorf("lists: %w", err)
	}
	if m.words, err = readClusters(r, m.head.Words); err != nil {
		return err
	}
	if n, err := r.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		return fmt.Errorf("more follows: %w", errFormat)
	}
	m.rows = planeWeights(planes, m.head.Rows, states)
	return nil
}

// gather adds the weights of buckets to a sum, as far as it has room. It uses the
// buckets up: their rows take their place.
func (m *Model) gather(sum *laneSum, buckets []uint32) {
	n := 0
	for _, b := range buckets {
		if row := m.index.row(b); row >= 0 {
			buckets[n] = uint32(row)
			n++
		}
	}
	m.rows.gather(sum, buckets[:min(n, mostRows-sum.rows)])
}
