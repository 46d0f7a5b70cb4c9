package export

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// sortMemory is how many bytes of rows a sorter holds before it writes them to
// its file.
const sortMemory = 32 << 20

// sorter sorts rows by key, then by value. What memory does not hold waits in a
// temporary file, in runs that are merged when they are read.
type sorter struct {
	ctx    context.Context
	dir    string
	memory int
	arena  []byte
	rows   []rowPlace
	file   *os.File
	runs   []int64 // where each ends in file
}

// rowPlace is where a row lies in the arena.
type rowPlace struct{ start, value, end int }

func newSorter(ctx context.Context, dir string) *sorter {
	return &sorter{ctx: ctx, dir: dir, memory: sortMemory}
}

// add takes a row; key and value may be used again afterwards. Rows are added
// before any is read.
func (s *sorter) add(key, value []byte) error {
	start := len(s.arena)
	s.arena = append(append(s.arena, key...), value...)
	s.rows = append(s.rows, rowPlace{start, start + len(key), len(s.arena)})
	if len(s.arena) < s.memory {
		return nil
	}
	return s.spill()
}

func (s *sorter) row(i int) (key, value []byte) {
	p := s.rows[i]
	return s.arena[p.start:p.value], s.arena[p.value:p.end]
}

func (s *sorter) sort() {
	slices.SortFunc(s.rows, func(a, b rowPlace) int {
		return cmp.Or(bytes.Compare(s.arena[a.start:a.value], s.arena[b.start:b.value]),
			bytes.Compare(s.arena[a.value:a.end], s.arena[b.value:b.end]))
	})
}

// spill writes the rows in memory to the file, as a run.
func (s *sorter) spill() error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "trigraph-export-*")
		if err != nil {
			return err
		}
		s.file = f
	}
	s.sort()
	w := bufio.NewWriterSize(s.file, 256<<10)
	var size []byte
	for i := range s.rows {
		key, value := s.row(i)
		size = binary.AppendUvarint(binary.AppendUvarint(size[:0], uint64(len(key))), uint64(len(value)))
		w.Write(size)
		w.Write(key)
		w.Write(value)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	end, err := s.file.Seek(0, io.SeekCurrent)
	s.runs = append(s.runs, end)
	s.arena, s.rows = s.arena[:0], s.rows[:0]
	return err
}

// done says that all rows are there.
func (s *sorter) done() error {
	if s.file == nil {
		s.sort()
		return nil
	}
	err := s.spill()
	s.arena, s.rows = nil, nil
	return err
}

func (s *sorter) close() error {
	if s == nil || s.file == nil {
		return nil
	}
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}

// cursor reads the rows of a sorter in order.
type cursor struct {
	s          *sorter
	n          int // rows read
	runs       runHeap
	key, value []byte // of the row read last, until the next one
}

// read returns a cursor before the first row.
func (s *sorter) read() (*cursor, error) {
	c := &cursor{s: s}
	var from int64
	for _, end := range s.runs {
		r := &run{in: bufio.NewReaderSize(io.NewSectionReader(s.file, from, end-from), 64<<10)}
		if ok, err := r.next(); err != nil {
			return nil, err
		} else if ok {
			c.runs = append(c.runs, r)
		}
		from = end
	}
	heap.Init(&c.runs)
	return c, nil
}

// next moves to the next row; false at the end.
func (c *cursor) next() (bool, error) {
	if c.n%4096 == 0 {
		if err := c.s.ctx.Err(); err != nil {
			return false, err
		}
	}
	c.n++
	if c.s.file == nil {
		if c.n > len(c.s.rows) {
			return false, nil
		}
		c.key, c.value = c.s.row(c.n - 1)
		return true, nil
	}
	if len(c.runs) == 0 {
		return false, nil
	}
	r := c.runs[0]
	c.key, c.value = append(c.key[:0], r.key...), append(c.value[:0], r.value...)
	ok, err := r.next()
	if ok {
		heap.Fix(&c.runs, 0)
	} else {
		heap.Pop(&c.runs)
	}
	return true, err
}

// run is a sorted part of the file.
type run struct {
	in         *bufio.Reader
	key, value []byte
}

func (r *run) next() (bool, error) {
	n, err := binary.ReadUvarint(r.in)
	if err == io.EOF {
		return false, nil
	}
	m, err2 := binary.ReadUvarint(r.in)
	if err = cmp.Or(err, err2); err != nil {
		return false, err
	}
	r.key, r.value = slices.Grow(r.key[:0], int(n))[:n], slices.Grow(r.value[:0], int(m))[:m]
	_, err = io.ReadFull(r.in, r.key)
	_, err2 = io.ReadFull(r.in, r.value)
	return true, cmp.Or(err, err2)
}

// runHeap has the run with the smallest row first.
type runHeap []*run

func (h runHeap) Len() int { return len(h) }
func (h runHeap) Less(i, j int) bool {
	return cmp.Or(bytes.Compare(h[i].key, h[j].key), bytes.Compare(h[i].value, h[j].value)) < 0
}
func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)   { *h = append(*h, x.(*run)) }
func (h *runHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
