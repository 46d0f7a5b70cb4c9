// Package agree holds our store to Cayley's own: the same questions, the same
// answers. It has only tests, in a module that may import bolt.
package agree

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"trigraph/graph/store/segment"
)

// Cayley's own data, read from where its module lies, gives the same answers in
// our store as in its own: a small graph of people with the steps of Gizmo, also
// in bolt, and half a million quads of films, which bolt takes minutes to load.
func TestSameAnswersAsCayleysStores(t *testing.T) {
	t.Run("people", func(t *testing.T) { sameAnswers(t, theirs(t, "testdata.nq"), people(), inSegment, inBolt) })
	t.Run("films", func(t *testing.T) {
		if testing.Short() {
			t.Skip("loads half a million quads twice: not in short mode")
		}
		sameAnswers(t, theirs(t, "30kmoviedata.nq.gz"), films(), inSegment)
	})
}

// theirs reads a file of Cayley's.
func theirs(t *testing.T, name string) (list []quad.Quad) {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "data", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			t.Fatal(err)
		}
	}
	r := nquads.NewReader(in, false)
	for {
		q, err := r.ReadQuad()
		if err == io.EOF {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, q)
	}
}

func sameAnswers(t *testing.T, quads []quad.Quad, scripts []string, in ...func(*testing.T, []quad.Quad) cayley.QuadStore) {
	t.Helper()
	var stores []cayley.QuadStore
	for _, load := range in {
		stores = append(stores, load(t, quads))
	}
	judge := memstore.New(quads...)
	found := 0
	for _, script := range scripts {
		want := answers(t, judge, script)
		found += len(want)
		for _, qs := range stores {
			if got := answers(t, qs, script); !slices.Equal(got, want) {
				t.Errorf("%T: %s\n%d rows: %.600s\nmemstore has %d: %.600s", qs, script, len(got), strings.Join(got, "\n"), len(want), strings.Join(want, "\n"))
			}
		}
	}
	if found < len(scripts) {
		t.Errorf("%d rows of %d questions", found, len(scripts))
	}
}

func inSegment(t *testing.T, quads []quad.Quad) cayley.QuadStore {
	t.Helper()
	b := segment.NewBuilder()
	for _, q := range quads {
		if err := b.Add(q); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "segment")
	if err := b.Write(path, nil); err != nil {
		t.Fatal(err)
	}
	s, err := segment.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	v, err := segment.NewView([]*segment.Segment{s}, [][]uint32{nil}, segment.Judged)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func inBolt(t *testing.T, quads []quad.Quad) cayley.QuadStore {
	t.Helper()
	path := t.TempDir()
	if err := cayley.InitQuadStore("bolt", path, nil); err != nil {
		t.Fatal(err)
	}
	qs, err := cayley.NewQuadStore("bolt", path, cayley.Options{"nosync": true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { qs.Close() })
	for batch := range slices.Chunk(quads, 10_000) {
		var deltas []cayley.Delta
		for _, q := range batch {
			deltas = append(deltas, cayley.Delta{Quad: q, Action: cayley.Add})
		}
		if err := qs.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
			t.Fatal(err)
		}
	}
	return qs
}

// answers returns what a script finds, with tags, each once, sorted: how often
// a row comes back depends on the order in which Cayley puts its iterators.
func answers(t *testing.T, qs cayley.QuadStore, script string) (list []string) {
	t.Helper()
	ctx := context.Background()
	it, err := gizmo.NewSession(qs).Execute(ctx, script, query.Options{Collation: query.Raw})
	if err != nil {
		t.Errorf("%s: %v", script, err)
		return nil
	}
	defer it.Close()
	for it.Next(ctx) {
		r, ok := it.Result().(*gizmo.Result)
		if !ok || r.Meta {
			continue
		}
		row := fmt.Sprint(r.Val)
		for _, tag := range slices.Sorted(maps.Keys(r.Tags)) {
			row += " " + tag + "=" + quad.StringOf(qs.NameOf(r.Tags[tag]))
		}
		list = append(list, row)
	}
	if err := it.Err(); err != nil {
		t.Errorf("%s: %v", script, err)
		return nil
	}
	slices.Sort(list)
	return slices.Compact(list)
}
