package store

import (
	"errors"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
)

// frozen is a Cayley memstore that nobody can write. A memstore is safe to read
// from many goroutines but for one thing: handing out an iterator over
// everything sets a flag in the store that only its writers look at. A mutex
// around those two calls puts that right; the iterators themselves need none.
type frozen struct {
	cayley.QuadStore // as an interface, so that memstore's own methods do not show
	all              sync.Mutex
}

func freeze(parts []part) *frozen {
	m := memstore.New()
	for _, p := range parts {
		for _, q := range p.quads {
			m.AddQuad(q)
		}
	}
	return &frozen{QuadStore: m}
}

// NodesAllIterator implements cayley.QuadStore.
func (f *frozen) NodesAllIterator() cayley.Iterator {
	f.all.Lock()
	defer f.all.Unlock()
	return f.QuadStore.NodesAllIterator()
}

// QuadsAllIterator implements cayley.QuadStore.
func (f *frozen) QuadsAllIterator() cayley.Iterator {
	f.all.Lock()
	defer f.all.Unlock()
	return f.QuadStore.QuadsAllIterator()
}

// ApplyDeltas refuses: a generation never changes.
func (f *frozen) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error {
	return errors.New("the graph is read-only")
}

// NewQuadWriter refuses likewise.
func (f *frozen) NewQuadWriter() (quad.WriteCloser, error) {
	return nil, errors.New("the graph is read-only")
}

// Close does nothing: others may be reading.
func (f *frozen) Close() error { return nil }
