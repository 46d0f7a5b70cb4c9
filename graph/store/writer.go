package store

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"

	"trigraph/graph/store/segment"
)

// Writer changes a store. Nothing it is told counts before Commit. One
// goroutine may use it at a time, and one Writer may be open on a folder.
type Writer struct {
	dir, tool string
	lock      *flock.Flock
	manifest  manifest      // as committed
	stack     stack         // likewise
	said      *segment.View // of stack
	ids       []string      // of the articles in it, sorted; nil before they are asked for

	builder  *segment.Builder // what was put
	articles map[string]span  // where in the builder; an empty one was removed
	facts    map[string]span
	hashes   map[string]string // of the articles that were put
	notes    map[string]string
	outdated map[string]bool // articles to be extracted again
}

// span is a range of quads in a builder; more is set where they come to what is
// there and do not take its place.
type span struct {
	from, to int
	more     bool
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
	s, err := openStack(w.dir, m)
	if err != nil {
		return err
	}
	return errors.Join(w.stand(m, s), w.sweep())
}

// stand makes a state that is on disk the one to start from.
func (w *Writer) stand(m manifest, s stack) (err error) {
	w.manifest, w.stack = m, s
	w.said, err = s.view(segment.Said)
	w.reset()
	return err
}

// reset forgets what is not committed.
func (w *Writer) reset() {
	w.builder = segment.NewBuilder()
	w.articles, w.facts, w.hashes, w.ids = map[string]span{}, map[string]span{}, map[string]string{}, nil
	w.notes, w.outdated = maps.Clone(w.manifest.Notes), map[string]bool{}
	for _, id := range w.manifest.Outdated {
		w.outdated[id] = true
	}
}

// sweep removes what a writer that was killed has left behind, and segments
// that were merged. On Windows a file that a reader has open stays until later.
func (w *Writer) sweep() error {
	files, err := os.ReadDir(w.dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		name := f.Name()
		counts := slices.ContainsFunc(w.manifest.Segments, func(p piece) bool { return p.is(name) })
		if name == manifestName+tempSuffix || fileNumber(name) > 0 && !counts {
			_ = os.Remove(filepath.Join(w.dir, name))
		}
	}
	return nil
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
	return fileNumber(name) > 0
}
