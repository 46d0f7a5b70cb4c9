package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/gofrs/flock"
)

// Writer changes a store. Nothing it is told counts before Commit. One
// goroutine may use it at a time, and one Writer may be open on a folder.
type Writer struct {
	dir, tool string
	lock      *flock.Flock
	manifest  manifest         // as committed
	records   map[string]entry // as they are to be
	file      *os.File         // nil until something is written
	buffer    *bufio.Writer
	length    int64 // of the log, with what is not committed
	broken    error // after a failed write only Abort and Close help
}

// OpenWriter opens a store for writing, or begins a new one in a folder that is
// empty or not there. tool names the program and its version. A store that
// another process is writing gives an error with the process's id.
func OpenWriter(dir, tool string) (*Writer, error) {
	w := &Writer{dir: dir, tool: tool}
	if err := w.open(); err != nil {
		return nil, fmt.Errorf("store %s: %w", dir, errors.Join(err, w.Close()))
	}
	return w, nil
}

func (w *Writer) open() error {
	_, _, err := readManifest(w.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err != nil {
		if err := begin(w.dir); err != nil {
			return err
		}
	}
	if w.lock, err = lock(w.dir); err != nil {
		return err
	}
	// Between the first look and the lock another writer may have committed.
	m, _, err := readManifest(w.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	w.manifest = m
	w.reset()
	if err := checkLog(w.dir, m); err != nil {
		return err
	}
	return sweep(w.dir, m)
}

// checkLog refuses to write behind a log that is damaged.
func checkLog(dir string, m manifest) error {
	if m.Log == "" {
		return nil
	}
	f, err := os.Open(filepath.Join(dir, m.Log))
	if err != nil {
		return err
	}
	return errors.Join(checkHeader(f, m), f.Close())
}

// sweep removes what a writer that was killed has left behind.
func sweep(dir string, m manifest) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		name := f.Name()
		if name == manifestName+tempSuffix || logNumber(name) > 0 && name != m.Log {
			err = errors.Join(err, os.Remove(filepath.Join(dir, name)))
		}
	}
	return err
}

// begin refuses a folder that holds what no store has put there.
func begin(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if !ours(f.Name()) {
			return fmt.Errorf("the folder holds %s and is no store; name an empty or a new folder", f.Name())
		}
	}
	return nil
}

// ours reports whether a writer puts files of this name into a store.
func ours(name string) bool {
	switch name {
	case manifestName, manifestName + tempSuffix, lockName, pidName:
		return true
	}
	return logNumber(name) > 0
}

// reset forgets what is not committed.
func (w *Writer) reset() {
	w.records = w.manifest.byKey()
	w.length, w.broken = w.manifest.Length, nil
}

// Put says that an article with this id and content hash says these quads, and
// nothing else. The same again changes nothing. Quads that could not be read
// back, such as a mention outside its text, are an error, after which the
// writer is as before.
func (w *Writer) Put(id, hash string, quads []quad.Quad) error {
	return w.put(entry{Kind: articleKind, ID: id, Hash: hash}, quads)
}

// PutFacts replaces the facts of a name, such as "lexicon", which no article
// says.
func (w *Writer) PutFacts(name string, quads []quad.Quad) error {
	return w.put(entry{Kind: factsKind, ID: name}, quads)
}

func (w *Writer) put(e entry, quads []quad.Quad) error {
	if e.ID == "" || !utf8.ValidString(e.ID) || !utf8.ValidString(e.Hash) {
		return fmt.Errorf("store %s: %s id %q, hash %q: not usable", w.dir, e.Kind, e.ID, e.Hash)
	}
	data, e, err := encode(e, quads)
	if err != nil {
		return fmt.Errorf("store %s: %s %q: %w", w.dir, e.Kind, e.ID, err)
	}
	if err := readsBack(e, data); err != nil {
		return fmt.Errorf("store %s: %s %q: %w", w.dir, e.Kind, e.ID, err)
	}
	if old, ok := w.records[e.key()]; ok && old.Hash == e.Hash && old.Sum == e.Sum {
		return nil
	}
	if err := w.append(data); err != nil {
		return fmt.Errorf("store %s: %w", w.dir, err)
	}
	e.Offset = w.length - int64(len(data))
	w.records[e.key()] = e
	return nil
}

// readsBack keeps out of the log what Open would refuse.
func readsBack(e entry, data []byte) error {
	lines, err := verify(e, data)
	if err != nil {
		return err
	}
	_, err = decoder{}.part(e, lines)
	return err
}

// append writes behind the committed bytes, where no reader looks.
func (w *Writer) append(data []byte) error {
	if w.broken != nil {
		return w.broken
	}
	if w.file == nil {
		if w.broken = w.openLog(); w.broken != nil {
			return w.broken
		}
	}
	n, err := w.buffer.Write(data)
	w.length += int64(n)
	w.broken = err
	return err
}

func (w *Writer) openLog() error {
	name := w.manifest.Log
	if name == "" {
		name = logName(1)
	}
	f, err := os.OpenFile(filepath.Join(w.dir, name), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	w.file = f
	if err := f.Truncate(w.length); err != nil {
		return err
	}
	if _, err := f.Seek(w.length, io.SeekStart); err != nil {
		return err
	}
	w.buffer = bufio.NewWriterSize(f, 1<<18)
	if w.length == 0 {
		n, err := w.buffer.WriteString(logHeader)
		w.length += int64(n)
		return err
	}
	return nil
}

// Has reports whether the store holds an article with this content.
func (w *Writer) Has(id, hash string) bool {
	e, ok := w.records[entry{Kind: articleKind, ID: id}.key()]
	return ok && e.Hash == hash
}

// Remove takes back all that an article said; an unknown id is no error.
func (w *Writer) Remove(id string) { delete(w.records, entry{Kind: articleKind, ID: id}.key()) }

// Articles returns the ids of the articles in the store, sorted.
func (w *Writer) Articles() []string {
	var ids []string
	for _, e := range w.records {
		if e.Kind == articleKind {
			ids = append(ids, e.ID)
		}
	}
	slices.Sort(ids)
	return ids
}
