package main

import (
	"context"
	"io"
)

// sink remembers the first error of writing, so that output that went nowhere
// (a full disk) is not taken for done.
type sink struct {
	io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// untilDone is a writer that refuses once ctx is cancelled.
type untilDone struct {
	ctx context.Context
	io.Writer
}

func (w untilDone) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.Writer.Write(p)
}

// interruptible reads a stream that may keep its reader waiting, such as a
// terminal, and stops waiting when ctx is cancelled. A read that is under way
// then ends with the process.
type interruptible struct {
	ctx  context.Context
	in   io.Reader
	rest []byte
	err  error
}

func (r *interruptible) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && r.err == nil {
		r.wait()
	}
	if len(r.rest) == 0 {
		return 0, r.err
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *interruptible) wait() {
	type chunk struct {
		data []byte
		err  error
	}
	next := make(chan chunk, 1)
	go func() {
		data := make([]byte, 64<<10)
		n, err := r.in.Read(data)
		next <- chunk{data[:n], err}
	}()
	select {
	case <-r.ctx.Done():
		r.err = r.ctx.Err()
	case c := <-next:
		r.rest, r.err = c.data, c.err
	}
}
