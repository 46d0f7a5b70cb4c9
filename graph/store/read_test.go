package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

func names(t testing.TB) *Store {
	t.Helper()
	dir := t.TempDir()
	w := writer(t, dir)
	entity := func(id string, class graph.Class, names ...string) graph.Entity {
		return graph.Entity{ID: id, Class: class, Names: names}
	}
	r := record("a", "meta", "mistral", "text")
	r.Entities = []graph.Entity{
		entity("nvidia", graph.Company, "NVIDIA", "Nvidia", "英伟达"),
		entity("tsmc", graph.Company, "台積電"),
		entity("nestle", graph.Company, "Nestlé"),
		entity("coca-cola", graph.Company, "Coca-Cola"),
		entity("meta", graph.Company, "Meta", "Facebook, Inc."),
		entity("metaverse", graph.Concept, "metaverse", "元宇宙"),
		entity("cpp", graph.Product, "C++"),
		entity("product/meta", graph.Product, "Meta"),
	}
	put(t, w, r)
	commit(t, w)
	return read(t, dir)
}

func TestFind(t *testing.T) {
	s := names(t)
	tests := []struct{ name, want string }{
		{"nvidia", "nvidia id"},
		{"英伟达", "nvidia exact"},
		{"英偉達", "nvidia folded"},
		{"英偉", "nvidia prefix"},
		{"臺積電", "tsmc folded"}, // and its name is written with other characters
		{"ＮＶＩＤＩＡ", "nvidia folded"},
		{"nestle", "nestle id"},
		{"NESTLE", "nestle folded"},
		{"coca cola", "coca-cola folded"},
		{"facebook inc", "meta folded"},
		{"Meta", "meta exact, product/meta exact"}, // the first is mentioned
		{"c++", "cpp folded"},
		{"metav", "metaverse prefix, meta similar, product/meta similar"},
		{"Nvdia", "nvidia similar"},
		{"元宇", "metaverse prefix"},
		{"", ""},
		{"Volkswagen", ""},
	}
	for _, test := range tests {
		var got []string
		for _, m := range s.Find(test.name, 10) {
			got = append(got, m.Entity.ID+" "+m.How)
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("Find(%q) = %q, want %q", test.name, got, test.want)
		}
	}
	if n := len(s.Find("Meta", 1)); n != 1 {
		t.Errorf("%d matches where one is wanted", n)
	}
}

// Cayley's store holds each quad once, and gives every one back.
func TestCayleyHoldsAll(t *testing.T) {
	s := names(t)
	want := map[quad.Quad]bool{}
	for q := range s.Quads {
		want[q] = true
	}
	qs := s.Cayley()
	it := qs.QuadsAllIterator()
	defer it.Close()
	ctx := context.Background()
	for it.Next(ctx) {
		q := qs.Quad(it.Result())
		if !want[q] {
			t.Errorf("%v is none, or comes twice", q)
		}
		delete(want, q)
	}
	if it.Err() != nil || len(want) != 0 {
		t.Errorf("%d quads are missing, error %v", len(want), it.Err())
	}
	if qs.ApplyDeltas(nil, cayley.IgnoreOpts{}) == nil {
		t.Error("the graph can be written")
	}
	if _, err := qs.NewQuadWriter(); err == nil {
		t.Error("the graph gives a writer")
	}
}

// Readers beside each other, first calls included; the race detector watches.
func TestConcurrentReads(t *testing.T) {
	s := names(t)
	var group sync.WaitGroup
	for range 32 {
		group.Go(func() {
			ctx := context.Background()
			all, err := path.StartPath(s.Cayley()).Out(graph.HasName).Iterate(ctx).AllValues(s.Cayley())
			if err != nil || len(all) == 0 {
				t.Errorf("%d values, %v", len(all), err)
			}
			s.Cayley().NodesAllIterator().Close()
			s.Cayley().QuadsAllIterator().Close()
			n, err := path.StartPath(s.Cayley(), graph.Entity{ID: "meta"}.IRI()).Both().Iterate(ctx).Count()
			if err != nil || n == 0 {
				t.Errorf("%d neighbours, %v", n, err)
			}
			if len(s.Entities()) != 9 || len(s.Records()) != 1 || len(s.Find("meta", 3)) == 0 {
				t.Error("facts differ")
			}
		})
	}
	group.Wait()
}

// Merging does not depend on the order in which articles were put.
func TestMergedEntity(t *testing.T) {
	a, b, c := record("a", "x", "y", "one"), record("b", "x", "y", "two"), record("c", "x", "y", "three")
	for _, r := range []*graph.Record{&a, &b} {
		r.Entities[0].Class, r.Entities[0].Labels = graph.Organization, map[string]string{"en": "X Group"}
	}
	for _, order := range [][]graph.Record{{a, b, c}, {c, a, b}, {b, c, a}} {
		dir := t.TempDir()
		w := writer(t, dir)
		put(t, w, order...)
		commit(t, w)
		e, _ := read(t, dir).Entity("x")
		if e.Class != graph.Organization || e.Labels["en"] != "X Group" || !slices.Equal(e.Names, []string{"X Group", "x"}) {
			t.Errorf("entity %+v", e)
		}
	}
}

// big writes articles that look like those of a corpus.
func big(b *testing.B, articles int) string {
	dir := b.TempDir()
	w := writer(b, dir)
	for n := range articles {
		r := record(fmt.Sprintf("article/%06d", n), fmt.Sprintf("e%d", n%997), fmt.Sprintf("f%d", n%89), strings.Repeat("Ein Satz. ", 300))
		for i := range 20 {
			r.Mentions = append(r.Mentions, graph.Mention{Entity: fmt.Sprintf("e%d", (n*31+i)%997), Start: i, End: i + 1})
		}
		put(b, w, r)
	}
	commit(b, w)
	w.Close()
	return dir
}

func BenchmarkOpen(b *testing.B) {
	dir := big(b, 1000)
	quads := 0
	for b.Loop() {
		quads += read(b, dir).Stats().Quads
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
}
