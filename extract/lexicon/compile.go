package lexicon

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"iter"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// compiler makes an index of tables: it gathers rows, sorts them by id, writes
// each thing's record, and then the hashes of their names.
type compiler struct {
	rows       sorter // id, 0, number of the row, record
	names      sorter // hash of a name, offset of a record, kind
	count      uint64 // rows so far
	dictionary *dictionary
	seen       distinct // hashes for the filter
	marks      []byte
	samples    []byte
	head       header
	identity   *identity // nil: every row is what its id says
}

func newCompiler() *compiler {
	return &compiler{
		rows: sorter{limit: sorterMemory}, names: sorter{limit: sorterMemory},
		dictionary: &dictionary{number: map[string]int{}},
		marks:      make([]byte, markCount*markSize),
	}
}

func (c *compiler) close() {
	c.rows.close()
	c.names.close()
}

// load reads every table at the root of a file system.
func (c *compiler) load(files fs.FS) error {
	paths, err := fs.Glob(files, "*.tsv")
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	for _, path := range paths {
		t, err := openTable(files, path)
		if err == nil {
			err = c.table(t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) table(t *table) error {
	blockers := t.has("text") && !t.has("id")
	for _, need := range []string{"id", "class"} {
		if !blockers && !t.has(need) {
			_ = t.close() // it was only read
			return fmt.Errorf("%s: no column %q", t.file, need)
		}
	}
	for r, err := range t.rows() {
		if err == nil && blockers {
			err = c.block(r.get("text"))
		} else if err == nil {
			err = c.row(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) row(r *row) error {
	e, err := parse(r)
	if err != nil {
		return err
	}
	if e.class != blockerClass {
		if c.identity.holds(&e) {
			return nil
		}
		return c.add(&e)
	}
	for _, n := range e.names {
		if err := c.block(n.form); err != nil {
			return err
		}
	}
	return nil
}

// block adds a name that names nothing, as a thing of its own whose id no
// thing has.
func (c *compiler) block(form string) error {
	form = strings.ReplaceAll(form, "\x00", "")
	if form == "" {
		return nil
	}
	return c.add(&entry{id: blockerClass + form, class: blockerClass, prior: -1, names: []name{{blocker, form}}})
}

func (c *compiler) add(e *entry) error {
	b := append([]byte(e.id), 0)
	b = binary.BigEndian.AppendUint64(b, c.count)
	c.count++
	return c.rows.add(appendRecord(b, e, c.dictionary))
}

// entries yields what was added, by id, the rows of one id merged.
func (c *compiler) entries() iter.Seq2[*entry, error] {
	return func(yield func(*entry, error) bool) {
		var now entry
		for b, err := range c.rows.sorted() {
			if err != nil {
				yield(nil, err)
				return
			}
			r := reader{text: string(b[bytes.IndexByte(b, 0)+9:])}
			next, _ := r.entry(c.dictionary) // written here a moment ago
			if next.id == now.id {
				now = now.merged(next)
				continue
			}
			if now.id != "" && !yield(&now, nil) {
				return
			}
			now = next
		}
		if now.id != "" {
			yield(&now, nil)
		}
	}
}

// part writes one section and notes its length and checksum.
type part struct {
	out io.Writer
	*section
}

func (p part) Write(b []byte) (int, error) {
	p.length += uint64(len(b))
	p.checksum = crc32.Update(p.checksum, castagnoli(), b)
	return p.out.Write(b)
}

func (c *compiler) part(out io.Writer, i int) part { return part{out, &c.head.sections[i]} }

// largestEntities is how far an offset of four bytes reaches.
const largestEntities = 1<<32 - 1

// writeEntities writes the records and gathers their names.
func (c *compiler) writeEntities(out io.Writer) error {
	c.seen = make(distinct, 1<<19)
	w := c.part(out, secEntities)
	var rec, framed []byte
	for e, err := range c.entries() {
		if err != nil {
			return err
		}
		at := w.length
		if at > largestEntities {
			return fmt.Errorf("lexicon: more than %d bytes of entities: build several indexes", largestEntities)
		}
		if c.head.entities%sampleEvery == 0 {
			c.samples = binary.LittleEndian.AppendUint32(c.samples, uint32(at))
		}
		c.head.entities++
		rec = appendRecord(rec[:0], e, c.dictionary)
		framed = append(binary.AppendUvarint(framed[:0], uint64(len(rec))), rec...)
		if _, err := w.Write(framed); err != nil {
			return fmt.Errorf("lexicon: %w", err)
		}
		if err := c.gather(e, uint32(at)); err != nil {
			return err
		}
	}
	return nil
}

// gather adds the names of one entry to those to be sorted by hash.
func (c *compiler) gather(e *entry, at uint32) error {
	for _, n := range e.names {
		begins := n.begins()
		h := walker{
			opening: func(h running) { setMark(c.bitmap(markOpenings+int(begins)), h.stem()) },
			prefix:  func(h running) { c.seen.see(h.key() ^ uint64(begins)) },
		}.walk(n.form)
		c.seen.see(^h.key() ^ uint64(begins))
		c.mark(n, h)
		b := binary.BigEndian.AppendUint64(make([]byte, 0, 13), h.key())
		b = append(binary.BigEndian.AppendUint32(b, at), byte(begins))
		if err := c.names.add(b); err != nil {
			return err
		}
	}
	return nil
}

// mark notes a name that the filter does not lead to.
func (c *compiler) mark(n name, h running) {
	last, _ := utf8.DecodeLastRuneInString(n.form)
	if n.is&blocker != 0 && wordy(char(last)) {
		setMark(c.bitmap(markStems), h.stem())
	}
	l := letters{text: n.form, lower: true}
	if r := l.next(); l.next() == 0 && !wordy(r) {
		setMark(c.bitmap(markSingles), h.stem())
	}
}

func (c *compiler) bitmap(i int) []byte { return c.marks[i*markSize:][:markSize] }

func setMark(bitmap []byte, i uint16) { bitmap[i>>3] |= 1 << (i & 7) }

// writeNames writes buckets and entries. The buckets stand first, so they are
// counted before.
func (c *compiler) writeNames(out io.Writer, f filter) error {
	buckets := uint64(len(c.names.items))
	for range c.names.runs { // the runs are as long as memory allows
		buckets += sorterMemory / 13
	}
	n := buckets/perBucket + 1
	bounds := make([]uint32, 0, n+1)
	var entries bytes.Buffer
	last := make([]byte, 12)
	for b, err := range c.names.sorted() {
		if err != nil {
			return err
		}
		key := binary.BigEndian.Uint64(b)
		f.add(key, wholeName(begin(b[12])))
		if c.head.entries > 0 && bytes.Equal(b[:12], last) {
			continue
		}
		copy(last, b)
		bucket, _ := bits.Mul64(key, n)
		for uint64(len(bounds)) <= bucket {
			bounds = append(bounds, uint32(c.head.entries))
		}
		c.head.entries++
		entries.WriteByte(byte(key))
		entries.Write(binary.LittleEndian.AppendUint32(nil, binary.BigEndian.Uint32(b[8:])))
	}
	for uint64(len(bounds)) <= n {
		bounds = append(bounds, uint32(c.head.entries))
	}
	w := c.part(out, secBuckets)
	if err := binary.Write(w, binary.LittleEndian, bounds); err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	_, err := entries.WriteTo(c.part(out, secEntries))
	return err
}

// fill puts the beginnings of all names into the filter; records is the section
// just written.
func (c *compiler) fill(f filter, records string) {
	x := index{entities: records}
	for _, r := range x.from(0) {
		_, _ = r.head(c.dictionary)
		for n := r.number(); n > 0 && !r.bad; n-- {
			n := r.name()
			walker{
				opening: func(running) {},
				prefix:  func(h running) { f.add(h.key(), beginning(n.begins())) },
			}.walk(n.form)
		}
	}
}

// writeRest writes what follows the names, and returns the header.
func (c *compiler) writeRest(out io.Writer, f filter) ([]byte, error) {
	var words []byte
	for _, w := range c.dictionary.words {
		words = appendString(words, w)
	}
	for i, b := range [][]byte{secFilter: f, secMarks: c.marks, secDictionary: words} {
		if b == nil {
			continue
		}
		if _, err := c.part(out, i).Write(b); err != nil {
			return nil, fmt.Errorf("lexicon: %w", err)
		}
	}
	return c.head.bytes(), nil
}
