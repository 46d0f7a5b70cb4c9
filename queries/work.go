package queries

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"

	"trigraph/graph/store"
)

// Opener opens the newest state of a graph. Its error is fs.ErrNotExist where
// there is none.
type Opener func() (store.Graph, error)

// maxStack bounds a goroutine's stack in bytes: a script that calls itself
// without end meets it long before it fills the memory.
const maxStack = 64 << 20

// Work is the life of a child process: it opens a graph, called name, reads
// requests from in, a JSON object on each line, and writes the answers to out,
// until in ends. A newer state of the store is read before the next request.
// The process ends itself when a script takes more than memory bytes beyond
// what the store takes, and when in ends, whatever is running then.
func Work(name string, open Opener, memory int64, in io.Reader, out io.Writer) error {
	debug.SetMaxStack(maxStack)
	w := worker{name: name, opener: open, guard: newGuard(memory), out: bufio.NewWriterSize(out, 64<<10)}
	w.enc = json.NewEncoder(w.out)
	w.enc.SetEscapeHTML(false)
	if err := w.open(); err != nil {
		return w.send(endOf(storeError(name, err)))
	}
	if err := w.send(message{Ready: true}); err != nil {
		return err
	}
	for req := range requests(in) {
		stopped, err := w.answer(req)
		if err != nil || !stopped {
			return err
		}
	}
	return nil
}

type worker struct {
	name   string
	opener Opener
	guard  *guard
	out    *bufio.Writer
	enc    *json.Encoder
	engine *engine
}

// send writes a message. Rows wait for each other: a line by itself wakes the
// parent up, which takes longer than the row.
func (w *worker) send(m message) error {
	if err := w.enc.Encode(m); err != nil || !m.Ready && !m.End {
		return err
	}
	return w.out.Flush()
}

// requests reads ahead, so that the end of the parent ends this process even
// while a script is running.
func requests(in io.Reader) <-chan Request {
	c := make(chan Request)
	go func() {
		defer close(c)
		dec := json.NewDecoder(bufio.NewReader(in))
		for {
			var r Request
			if err := dec.Decode(&r); err != nil {
				break
			}
			c <- r
		}
		os.Exit(0)
	}()
	return c
}

func (w *worker) answer(req Request) (stopped bool, err error) {
	stale, err := w.engine.store.Stale()
	if err == nil && stale || w.engine.store.Err() != nil {
		if err := w.open(); err != nil {
			return true, w.send(endOf(storeError(w.name, err)))
		}
	}
	w.guard.start()
	defer w.guard.stop()
	return w.engine.answer(req, w.send)
}

func (w *worker) open() error {
	s, err := w.opener()
	if err != nil {
		return err
	}
	e, err := newEngine(s)
	if err != nil {
		return err
	}
	s.Cayley() // built now, so that it does not count as the script's
	s.Find("", 1)
	w.engine = e
	w.guard.measure()
	return nil
}

func storeError(name string, err error) *Error {
	if errors.Is(err, fs.ErrNotExist) {
		return errorf(NoStore, "there is no graph in %s; make one with: trigraph build", name)
	}
	return errorf(NoStore, "%s", fmt.Sprint(err))
}
