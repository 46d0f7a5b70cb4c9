// Package store keeps the graph on disk and opens Cayley over it; nothing else
// does. A store is a folder: an append-only log of quads, one record for each
// article, and MANIFEST.json, which says what of the log counts. A Writer takes
// the quads of articles and commits them so that a kill at any moment leaves
// the old state or the new one. Open reads a state, whole and checked, into
// memory, where it never changes. A folder that is no store, a store of another
// format and a damaged record are refused by name.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Store is one state of a store, read into memory. It never changes and is
// safe for concurrent use; what its methods return is shared and must not be
// changed either.
type Store struct {
	dir      string
	opened   fs.FileInfo // of the manifest that was read
	manifest manifest
	parts    []part // as the log has them

	cayley   func() cayley.QuadStore
	records  func() []graph.Record
	entities func() []graph.Entity
	names    func() []bearer
}

// part is a record of the log, as quads and as what they say.
type part struct {
	entry
	quads  []quad.Quad
	record graph.Record
}

// Open reads the last committed state of a store. It takes no lock: a writer
// may be at work meanwhile. The error is fs.ErrNotExist where there is no store.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	if err := s.read(); err != nil {
		return nil, fmt.Errorf("store %s: %w", dir, err)
	}
	s.cayley = sync.OnceValue(func() cayley.QuadStore { return freeze(s.parts) })
	s.records = sync.OnceValue(s.sortRecords)
	s.entities = sync.OnceValue(s.mergeEntities)
	s.names = sync.OnceValue(s.indexNames)
	return s, nil
}

// Is reports whether a folder is a store, or one that its first writer has only
// begun: it holds a lock or a manifest and no file that no store has.
func Is(dir string) bool {
	files, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	marked := false
	for _, f := range files {
		name := f.Name()
		if !ours(name) && !strings.HasPrefix(name, ".") { // file managers leave hidden files
			return false
		}
		marked = marked || name == lockName || name == manifestName
	}
	return marked
}

// read reads manifest and log. A writer that compacts removes the log named by
// the manifest just read; then there is a newer manifest, which is read instead.
func (s *Store) read() (err error) {
	for range 4 {
		if s.manifest, s.opened, err = readManifest(s.dir); err != nil {
			return err
		}
		if s.parts, err = readLog(s.dir, s.manifest); err == nil {
			return identify(s.parts)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return fmt.Errorf("%s names %s, which is not there", manifestName, s.manifest.Log)
}

// Generation counts the commits that led to this state, from 1.
func (s *Store) Generation() int { return s.manifest.Generation }

// Stale reports whether the folder holds another state than the one read. It
// asks the file system and reads nothing.
func (s *Store) Stale() (bool, error) {
	now, err := os.Stat(filepath.Join(s.dir, manifestName))
	if err != nil {
		return false, fmt.Errorf("store %s: %w", s.dir, err)
	}
	same := os.SameFile(now, s.opened) && now.Size() == s.opened.Size() && now.ModTime().Equal(s.opened.ModTime())
	return !same, nil
}

// Stats returns the counts of this state; those of a commit are zero.
func (s *Store) Stats() Stats { return s.manifest.stats() }

// Cayley returns the quads as a Cayley store for queries. It is built at the
// first call, refuses to be written, and outlives the Store.
func (s *Store) Cayley() cayley.QuadStore { return s.cayley() }

// Quads yields every quad in the order of the log, with its label. One that
// two records hold comes twice.
func (s *Store) Quads(yield func(quad.Quad) bool) {
	for _, p := range s.parts {
		for _, q := range p.quads {
			if !yield(q) {
				return
			}
		}
	}
}
