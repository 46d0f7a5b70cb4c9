package dump

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A run is what was kept of a part of the input, on disk until all is read: rows
// sorted by id, edges between classes, and hashes of common words, each in a file.

// runFile is the path of a file of a run.
func runFile(dir string, run int, what string) string {
	return filepath.Join(dir, fmt.Sprintf("%05d.%s", run, what))
}

// writeRun writes a run and has it on the disk when it returns. Of rows with one
// id the last one read stays.
func writeRun(dir string, run int, rows []string, edges []edge, common []uint64) error {
	slices.SortStableFunc(rows, func(a, b string) int { return strings.Compare(rowID(a), rowID(b)) })
	slices.Sort(common)
	return errors.Join(
		writeFile(runFile(dir, run, "rows"), func(w *bufio.Writer) error {
			for i, r := range rows {
				if i+1 < len(rows) && rowID(r) == rowID(rows[i+1]) {
					continue
				}
				w.WriteString(r)
				w.WriteByte('\n')
			}
			return nil
		}),
		writeFile(runFile(dir, run, "edges"), func(w *bufio.Writer) error {
			return binary.Write(w, binary.LittleEndian, pairs(edges))
		}),
		writeFile(runFile(dir, run, "common"), func(w *bufio.Writer) error {
			return binary.Write(w, binary.LittleEndian, slices.Compact(common))
		}),
	)
}

func rowID(row string) string {
	id, _, _ := strings.Cut(row, "\t")
	return id
}

func pairs(edges []edge) []uint32 {
	out := make([]uint32, 0, 2*len(edges))
	for _, e := range edges {
		out = append(out, e.child, e.parent)
	}
	return out
}

// writeFile writes a file and syncs it.
func writeFile(path string, fill func(*bufio.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	err = fill(w)
	return errors.Join(err, w.Flush(), f.Sync(), f.Close())
}

// readEdges reads the edges of all runs.
func readEdges(dir string, runs int) ([]edge, error) {
	var all []edge
	for run := range runs {
		raw, err := os.ReadFile(runFile(dir, run, "edges"))
		if err != nil {
			return nil, err
		}
		for ; len(raw) >= 8; raw = raw[8:] {
			all = append(all, edge{binary.LittleEndian.Uint32(raw), binary.LittleEndian.Uint32(raw[4:])})
		}
	}
	return all, nil
}

// readCommon reads the hashes of all runs, sorted.
func readCommon(dir string, runs int) ([]uint64, error) {
	var all []uint64
	for run := range runs {
		raw, err := os.ReadFile(runFile(dir, run, "common"))
		if err != nil {
			return nil, err
		}
		for ; len(raw) >= 8; raw = raw[8:] {
			all = append(all, binary.LittleEndian.Uint64(raw))
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// merge calls f with every row of all runs in the order of ids; of rows with one
// id only the one of the latest run. Memory: a buffer for each run.
func merge(dir string, runs int, f func(row string) error) error {
	var h runHeap
	defer func() {
		for _, r := range h {
			r.file.Close()
		}
	}()
	for run := range runs {
		r, err := openRun(runFile(dir, run, "rows"), run)
		if err != nil {
			return err
		}
		if h = append(h, r); r.row == nil {
			r.file.Close()
			h = h[:len(h)-1]
		}
	}
	heap.Init(&h)
	for len(h) > 0 {
		row := string(h[0].row)
		if err := h.next(); err != nil {
			return err
		}
		if len(h) > 0 && string(idOf(h[0].row)) == rowID(row) {
			continue // the same id in a later run
		}
		if err := f(row); err != nil {
			return err
		}
	}
	return nil
}

// runReader reads the rows of a run.
type runReader struct {
	file *os.File
	in   *bufio.Reader
	run  int
	row  []byte // nil at the end
}

func openRun(path string, run int) (*runReader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r := &runReader{file: f, in: bufio.NewReaderSize(f, 1<<16), run: run}
	if err := r.next(); err != nil {
		f.Close()
		return nil, err
	}
	return r, nil
}

func (r *runReader) next() error {
	line, err := r.in.ReadBytes('\n')
	r.row = bytes.TrimSuffix(line, []byte{'\n'})
	if errors.Is(err, io.EOF) && len(line) == 0 {
		r.row, err = nil, nil
	}
	return err
}

// runHeap has the run with the smallest id first, of equal ones the earliest.
type runHeap []*runReader

func (h runHeap) Len() int      { return len(h) }
func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h runHeap) Less(i, j int) bool {
	if c := bytes.Compare(idOf(h[i].row), idOf(h[j].row)); c != 0 {
		return c < 0
	}
	return h[i].run < h[j].run
}
func (h *runHeap) Push(x any) { *h = append(*h, x.(*runReader)) }
func (h *runHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// next moves the first run on.
func (h *runHeap) next() error {
	first := (*h)[0]
	if err := first.next(); err != nil {
		return err
	}
	if first.row != nil {
		heap.Fix(h, 0)
		return nil
	}
	heap.Pop(h)
	return first.file.Close()
}
