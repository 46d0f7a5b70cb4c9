// Package store keeps the graph on disk and opens Cayley over it; nothing else
// does. A store is a folder: segments of quads (package segment), each on top of
// those before, and MANIFEST.json, which says which of them count and what of
// them is gone. A Writer takes the quads of articles and commits them so that a
// kill at any moment leaves the old state or the new one. Open maps a state into
// memory, where it never changes. What extraction said stays in the segments;
// where joins or judgements change a record, a second version of it stands
// beside the first, and is the one that is read. A folder that is no store, a
// store of another format and a damaged file are refused by name.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// Store is one state of a store, mapped into memory. It never changes and is
// safe for concurrent use; what its methods return is shared and must not be
// changed either.
type Store struct {
	dir      string
	opened   fs.FileInfo // of the manifest that was read
	manifest manifest
	view     *segment.View // as judged
	terms    terms
	names    func() []*segment.Names // of each segment

	records  func() []graph.Record
	entities func() []graph.Entity

	mu  sync.Mutex
	err error
}

// Open opens the last committed state of a store. It takes no lock: a writer
// may be at work meanwhile. The error is fs.ErrNotExist where there is no store.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	if err := s.read(); err != nil {
		return nil, fmt.Errorf("store %s: %w", dir, err)
	}
	s.terms = termsOf(s.view)
	s.records = sync.OnceValue(s.readRecords)
	s.entities = sync.OnceValue(s.mergeEntities)
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

// read reads the manifest and opens its segments. A writer that merges removes
// segments named by the manifest just read; then there is a newer one.
func (s *Store) read() (err error) {
	for range 4 {
		if s.manifest, s.opened, err = readManifest(s.dir); err != nil {
			return err
		}
		var segments stack
		if segments, err = openStack(s.dir, s.manifest); err == nil {
			s.names = sync.OnceValue(func() []*segment.Names { return segments.allNames(s.view) })
			s.view, err = segments.view(segment.Judged)
			return err
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return fmt.Errorf("%s names what is not there: %v", manifestName, err)
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

// Cayley returns the quads as a Cayley store for queries. It refuses to be
// written, and outlives the Store.
func (s *Store) Cayley() cayley.QuadStore { return s.view }

// Quads yields every quad, with its label, by segment, subject, predicate and
// object. One that two records hold comes twice.
func (s *Store) Quads(yield func(quad.Quad) bool) { s.view.Match(quad.Quad{})(yield) }

// Err is the first error that a method met that could not return it: a record
// that does not say what it should.
func (s *Store) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// record reads what is said under a name: an article's, or one of facts.
func (s *Store) record(owner quad.Value) graph.Record {
	r, err := recordOf(s.view, owner)
	s.failed(err)
	return r
}

// failed notes an error that a method cannot return.
func (s *Store) failed(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("store %s: %w", s.dir, err)
	}
}

func recordOf(v *segment.View, owner quad.Value) (r graph.Record, err error) {
	if err = r.UnmarshalQuads(slices.Collect(v.Owned(owner))); err != nil {
		err = fmt.Errorf("what %v says: %w", owner, err)
	}
	return r, err
}

// articles returns the ids of the articles that a view shows, sorted.
func articles(v *segment.View) []string {
	var ids []string
	for q := range v.Match(quad.Quad{Predicate: graph.IsA, Object: graph.ArticleType}) {
		iri, _ := q.Subject.(quad.IRI)
		if kind, id, ok := graph.ParseIRI(iri); ok && kind == "article" && q.Label == q.Subject {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// factsOwner is the name under which facts stand.
func factsOwner(name string) quad.Value { return quad.IRI("tg:facts/" + name) }

func articleOwner(id string) quad.Value { return graph.Article{ID: id}.IRI() }
