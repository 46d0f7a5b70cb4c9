package dump

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/sync/errgroup"
)

// batch is what a piece of the input holds.
type batch struct {
	rows      []string // lines of a run
	edges     []edge
	common    []uint64 // hashes of common words
	entities  int64
	malformed int64
	faults    []Fault
	end       position // behind the piece
}

// position is a place in the unpacked input.
type position struct {
	Offset int64 // bytes
	Line   int64 // lines before it
}

// Fault is a line that could not be read.
type Fault struct {
	Line   int64 // from 1
	Offset int64 // of the line in the unpacked input, in bytes
	What   string
}

// String names the line and the place.
func (f Fault) String() string { return fmt.Sprintf("line %d (byte %d): %s", f.Line, f.Offset, f.What) }

// mostFaults is how many faults are kept to be shown; all are counted.
const mostFaults = 5

func (b *batch) fault(f Fault) {
	b.malformed++
	if len(b.faults) < mostFaults {
		b.faults = append(b.faults, f)
	}
}

// The size of the pieces that goroutines work on, and of the longest line. An
// entity of Wikidata has up to some five million bytes.
const (
	pieceSize   = 1 << 20
	longestLine = 64 << 20
)

// piece is whole lines of the input.
type piece struct {
	data  []byte
	start position
	out   chan *batch
}

// feed cuts the input into pieces, has them parsed on several goroutines and
// emits what they hold in the order of the input. What came before an error of
// reading is emitted.
func feed(ctx context.Context, in io.Reader, from position, workers int, line func([]byte, *batch) error, emit func(*batch) error) error {
	group, ctx := errgroup.WithContext(ctx)
	work, order := make(chan *piece, workers), make(chan *piece, 2*workers)
	var readErr error
	group.Go(func() error {
		defer close(order)
		defer close(work)
		readErr = cut(in, from, func(p *piece) error {
			for _, to := range []chan *piece{order, work} {
				select {
				case to <- p:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
		return nil
	})
	for range workers {
		group.Go(func() error {
			for p := range work {
				p.out <- p.parse(line)
			}
			return nil
		})
	}
	group.Go(func() error {
		for p := range order {
			select {
			case b := <-p.out:
				if err := emit(b); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return err
	}
	return readErr
}

// cut reads the input and hands it out in pieces of whole lines. Where reading
// fails in the middle of a line, that line is left out.
func cut(in io.Reader, at position, f func(*piece) error) error {
	var rest []byte
	for {
		buf, err := fill(in, rest)
		last := bytes.LastIndexByte(buf, '\n') + 1
		if errors.Is(err, io.EOF) {
			last = len(buf)
		}
		if last > 0 {
			p := &piece{data: buf[:last:last], start: at, out: make(chan *batch, 1)}
			at.Offset += int64(last)
			at.Line += int64(bytes.Count(p.data, []byte{'\n'}))
			if err := f(p); err != nil {
				return err
			}
		}
		switch rest = buf[last:]; {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case len(rest) > longestLine:
			return fmt.Errorf("line %d (byte %d) has more than %d MiB; one entity a line is read", at.Line+1, at.Offset, longestLine>>20)
		}
	}
}

// fill reads on behind what is there already, until a piece is full or reading
// ends.
func fill(in io.Reader, begun []byte) ([]byte, error) {
	buf := make([]byte, max(pieceSize, 2*len(begun)))
	n := copy(buf, begun)
	var err error
	for n < len(buf) && err == nil {
		var m int
		m, err = in.Read(buf[n:])
		n += m
	}
	return buf[:n], err
}

// parse parses each line; one that fails is counted and passed over.
func (p *piece) parse(line func([]byte, *batch) error) *batch {
	b := &batch{end: p.start}
	for data := p.data; len(data) > 0; {
		one, rest, ended := bytes.Cut(data, []byte{'\n'})
		if err := line(one, b); err != nil {
			b.fault(Fault{Line: b.end.Line + 1, Offset: b.end.Offset, What: err.Error()})
		}
		b.end.Offset += int64(len(data) - len(rest))
		if ended {
			b.end.Line++
		}
		data = rest
	}
	return b
}
