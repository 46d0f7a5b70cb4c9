package store

import (
	"context"
	"errors"
	"io/fs"
	"testing"

	"github.com/cayleygraph/cayley"
	backends "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Cayley opens a store by its name like one of its own, to read and not to write.
func TestCayleyOpensByName(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "nvidia", "arm", "text"))
	commit(t, w)
	Register()
	Register()
	g, err := cayley.NewGraph(Backend, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	names, err := cayley.StartPath(g, graph.Entity{ID: "nvidia"}.IRI()).Out(quad.IRI("tg:acquired")).Out(graph.HasName).Iterate(context.Background()).AllValues(g)
	if err != nil || len(names) != 1 || names[0] != quad.String("arm") {
		t.Errorf("names %v, %v", names, err)
	}
	if err := g.AddQuad(quad.MakeIRI("a", "b", "c", "")); err == nil {
		t.Error("Cayley could write to the store")
	}
	if _, err := cayley.NewGraph(Backend, t.TempDir(), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is no store: %v", err)
	}
	if err := backends.InitQuadStore(Backend, t.TempDir(), nil); err == nil {
		t.Error("Cayley made a store, which only a build does")
	}
}
