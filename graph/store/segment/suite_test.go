package segment

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"
	"github.com/cayleygraph/cayley/graph/graphtest/testutil"
	"github.com/cayleygraph/quad"
)

// changing makes a store that can be written out of views, for the tests that
// Cayley holds its own stores to: what is added goes into a segment on top, and
// what is deleted makes all of it anew.
type changing struct {
	*View
	t      testing.TB
	quads  map[quad.Quad]bool
	before []*View
}

// Quad knows the quads of the views before too: Cayley deletes while it walks.
func (c *changing) Quad(r cayley.Ref) quad.Quad {
	for _, v := range append(c.before, c.View) {
		if _, _, ok := v.place(r); ok {
			return v.Quad(r)
		}
	}
	return quad.Quad{}
}

func newChanging(t testing.TB) (cayley.QuadStore, cayley.Options, func()) {
	return &changing{View: stack(t), t: t, quads: map[quad.Quad]bool{}}, nil, func() {}
}

// stack writes each list of quads to a segment on top of those before.
func stack(t testing.TB, lists ...[]quad.Quad) *View {
	t.Helper()
	v := view(t, nil)
	for _, list := range lists {
		v = onTop(t, v, list)
	}
	return v
}

func view(t testing.TB, segments []*Segment, gone ...[]uint32) *View {
	t.Helper()
	for len(gone) < len(segments) {
		gone = append(gone, nil)
	}
	v, err := NewView(segments, gone, Judged)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func onTop(t testing.TB, v *View, list []quad.Quad) *View {
	t.Helper()
	b := NewBuilder()
	for _, q := range list {
		if err := b.Add(q); err != nil {
			t.Fatal(err)
		}
	}
	return view(t, append(v.segments[:len(v.segments):len(v.segments)], written(t, b, v)))
}

func written(t testing.TB, b *Builder, below *View) *Segment {
	t.Helper()
	path := filepath.Join(t.TempDir(), "segment")
	if err := b.Write(path, below); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(); err != nil {
		t.Fatal(err)
	}
	return s
}

func (c *changing) ApplyDeltas(deltas []cayley.Delta, o cayley.IgnoreOpts) error {
	after := map[quad.Quad]bool{}
	for q := range c.quads {
		after[q] = true
	}
	var added []quad.Quad
	deleted := false
	for _, d := range deltas {
		there := after[d.Quad]
		switch {
		case d.Action == cayley.Add && there && !o.IgnoreDup:
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadExists}
		case d.Action == cayley.Delete && !there && !o.IgnoreMissing:
			return &cayley.DeltaError{Delta: d, Err: cayley.ErrQuadNotExist}
		case d.Action == cayley.Add && !there:
			after[d.Quad] = true
			added = append(added, d.Quad)
		case d.Action == cayley.Delete && there:
			delete(after, d.Quad)
			deleted = true
		}
	}
	c.quads, c.before = after, append(c.before, c.View)
	if !deleted && len(c.View.segments) < 6 {
		c.View = onTop(c.t, c.View, added)
		return nil
	}
	var all []quad.Quad
	for q := range after {
		all = append(all, q)
	}
	c.View = stack(c.t, all[:len(all)/2], all[len(all)/2:])
	return nil
}

func (c *changing) NewQuadWriter() (quad.WriteCloser, error) { return &changingWriter{c}, nil }

type changingWriter struct{ to *changing }

func (w *changingWriter) WriteQuad(q quad.Quad) error {
	_, err := w.WriteQuads([]quad.Quad{q})
	return err
}

func (w *changingWriter) WriteQuads(list []quad.Quad) (int, error) {
	var deltas []cayley.Delta
	for _, q := range list {
		deltas = append(deltas, cayley.Delta{Quad: q, Action: cayley.Add})
	}
	return len(list), w.to.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true})
}

func (w *changingWriter) Close() error { return nil }

// The tests that Cayley holds its own stores to, with its 30kmovies queries. Left
// out are those that change a store while they walk through it, and the
// path tests: one of them expects the tags that Cayley's recursive iterator
// gives only when the quads come in the order in which they were added.
func TestCayleySuite(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(strings.TrimSpace(string(out)), "graph", "graphtest"))
	config := &graphtest.Config{}
	for i, test := range []func(testing.TB, testutil.DatabaseFunc, *graphtest.Config){
		graphtest.TestLoadOneQuad, graphtest.TestLoadDup, graphtest.TestLoadDupSingle, graphtest.TestLoadDupRaw,
		graphtest.TestDeleteQuad, graphtest.TestSizes, graphtest.TestIterator, graphtest.TestHasA,
		graphtest.TestSetIterator, graphtest.TestLoadTypedQuads, graphtest.TestAddRemove,
		graphtest.TestIteratorsAndNextResultOrderA, graphtest.TestCompareTypedValues,
		graphtest.TestSchema, graphtest.TestDeleteReinserted, graphtest.TestDeleteReinsertedDup,
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) { test(t, newChanging, config) })
	}
	t.Run("writers", func(t *testing.T) { graphtest.TestWriters(t, newChanging, config) })
	t.Run("many", func(t *testing.T) { graphtest.Test1KBatch(t, newChanging, config) })
}

func TestTermsComeBack(t *testing.T) {
	for _, v := range []quad.Value{quad.Float(-1.5), quad.Float(0), quad.Int(-3)} {
		b, err := appendTerm(nil, v)
		if got := parseTerm(b); err != nil || fmt.Sprint(got) != fmt.Sprint(v) {
			t.Errorf("%v: %v, %v", v, got, err)
		}
	}
}
