package store

import (
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
)

// Backend is the name under which Register makes stores known to Cayley.
const Backend = "trigraph"

// Register makes folders of this format known to Cayley, so that its programs
// and packages open them like those of its own backends, for reading:
// cayley.NewGraph(store.Backend, dir, nil). A registration is for the whole
// process; the second and later ones do nothing.
func Register() { register() }

var register = sync.OnceFunc(func() {
	cayley.RegisterQuadStore(Backend, cayley.QuadStoreRegistration{
		NewFunc: func(dir string, _ cayley.Options) (cayley.QuadStore, error) {
			s, err := Open(dir)
			if err != nil {
				return nil, err
			}
			return s.Cayley(), nil
		},
		IsPersistent: true,
	})
})
