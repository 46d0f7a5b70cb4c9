package lexicon

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// sorter puts any number of byte strings in order in bounded memory: what does
// not fit is written to files as sorted runs, which are merged.
type sorter struct {
	limit int // bytes held in memory
	arena []byte
	items []item
	runs  []*os.File
}

// item is a string in the arena; its first bytes, as a number, decide most
// comparisons without it.
type item struct {
	first    uint64
	from, to uint32
}

// sorterMemory is how much a sorter holds before it writes a run.
const sorterMemory = 96 << 20

func (s *sorter) add(b []byte) error {
	if len(s.arena)+len(b) > s.limit && len(s.items) > 0 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	from := len(s.arena)
	s.arena = append(s.arena, b...)
	s.items = append(s.items, item{firstBytes(b), uint32(from), uint32(len(s.arena))})
	return nil
}

func firstBytes(b []byte) uint64 {
	if len(b) >= 8 {
		return binary.BigEndian.Uint64(b)
	}
	var padded [8]byte
	copy(padded[:], b)
	return binary.BigEndian.Uint64(padded[:])
}

func (s *sorter) sort() {
	slices.SortFunc(s.items, func(a, b item) int {
		if c := cmp.Compare(a.first, b.first); c != 0 {
			return c
		}
		return bytes.Compare(s.arena[a.from:a.to], s.arena[b.from:b.to])
	})
}

// spill writes what is in memory as a run.
func (s *sorter) spill() error {
	s.sort()
	f, err := os.CreateTemp("", "trigraph-sort-*")
	if err != nil {
		return fmt.Errorf("lexicon: sorting: %w", err)
	}
	s.runs = append(s.runs, f)
	w := bufio.NewWriterSize(f, 1<<20)
	for _, it := range s.items {
		b := s.arena[it.from:it.to]
		if _, err := w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(len(b)))); err != nil {
			return fmt.Errorf("lexicon: sorting: %w", err)
		}
		if _, err := w.Write(b); err != nil {
			return fmt.Errorf("lexicon: sorting: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("lexicon: sorting: %w", err)
	}
	s.arena, s.items = s.arena[:0], s.items[:0]
	return nil
}

// close removes the runs.
func (s *sorter) close() {
	for _, f := range s.runs {
		_ = f.Close() // it is thrown away
		_ = os.Remove(f.Name())
	}
	s.runs = nil
}

// sorted yields all strings in order. A string is valid until the next one.
func (s *sorter) sorted() iter.Seq2[[]byte, error] {
	if len(s.runs) == 0 {
		return s.inMemory
	}
	return s.merged
}

func (s *sorter) inMemory(yield func([]byte, error) bool) {
	s.sort()
	for _, it := range s.items {
		if !yield(s.arena[it.from:it.to], nil) {
			return
		}
	}
}

func (s *sorter) merged(yield func([]byte, error) bool) {
	if err := s.spill(); err != nil {
		yield(nil, err)
		return
	}
	s.arena, s.items = nil, nil
	var open runHeap
	for _, f := range s.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			yield(nil, fmt.Errorf("lexicon: sorting: %w", err))
			return
		}
		r := &run{in: bufio.NewReaderSize(f, 1<<18)}
		if r.next() {
			open = append(open, r)
		} else if r.err != nil {
			yield(nil, r.err)
			return
		}
	}
	heap.Init(&open)
	for len(open) > 0 {
		r := open[0]
		if !yield(r.now, nil) {
			return
		}
		if r.next() {
			heap.Fix(&open, 0)
		} else if heap.Pop(&open); r.err != nil {
			yield(nil, r.err)
			return
		}
	}
}

// run is a sorted file being read.
type run struct {
	in    *bufio.Reader
	now   []byte
	first uint64
	err   error
}

func (r *run) next() bool {
	n, err := binary.ReadUvarint(r.in)
	if errors.Is(err, io.EOF) {
		return false
	}
	if err == nil {
		r.now = slices.Grow(r.now[:0], int(n))[:n]
		_, err = io.ReadFull(r.in, r.now)
	}
	if err != nil {
		r.err = fmt.Errorf("lexicon: sorting: %w", err)
		return false
	}
	r.first = firstBytes(r.now)
	return true
}

// runHeap gives the run whose present string comes first.
type runHeap []*run

func (h runHeap) Len() int { return len(h) }
func (h runHeap) Less(i, j int) bool {
	if h[i].first != h[j].first {
		return h[i].first < h[j].first
	}
	return bytes.Compare(h[i].now, h[j].now) < 0
}
func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push is not used: runs only end.
func (h *runHeap) Push(any) {}

// Pop takes the last run.
func (h *runHeap) Pop() any {
	old := *h
	r := old[len(old)-1]
	*h = old[:len(old)-1]
	return r
}
