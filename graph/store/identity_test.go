package store

import (
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// What is joined is one node wherever the graph is read, and two again without
// the join; the log and what the writer gives back stay as extracted.
func TestJoinsAreApplied(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "nvidia", "arm", "text"), record("b", "org/nv", "arm", "other"))
	commit(t, w)
	before := slices.Collect(read(t, dir).Quads)

	joins := graph.Join{From: "org/nv", To: "nvidia", Reason: "alias"}
	if err := w.PutFacts("joins", joins.Quads()); err != nil {
		t.Fatal(err)
	}
	commit(t, w)
	s := read(t, dir)
	if r := s.Records()[1]; r.Claims[0].Subject != "nvidia" || r.Mentions[0].Entity != "nvidia" {
		t.Errorf("not joined: %+v", r)
	}
	gone := graph.Entity{ID: "org/nv"}.IRI()
	for q := range s.Quads {
		if q.Subject == gone || q.Object == gone {
			t.Errorf("%v names what was joined", q)
		}
	}
	if m := s.Find("org/nv", 5); len(m) != 1 || m[0].Entity.ID != "nvidia" {
		t.Errorf("Find by the id before: %+v", m)
	}
	if len(s.Joins()) != 1 {
		t.Errorf("joins: %+v", s.Joins())
	}
	var said []string
	if err := w.Outlines(func(r graph.Record) error { said = append(said, r.Claims[0].Subject); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(said, []string{"nvidia", "org/nv"}) {
		t.Errorf("extraction said %v", said)
	}
	if err := w.PutFacts("joins", nil); err != nil {
		t.Fatal(err)
	}
	commit(t, w)
	if after := slices.Collect(read(t, dir).Quads); !slices.EqualFunc(before, after, func(a, b quad.Quad) bool { return a == b }) {
		t.Error("without the join the quads are others than before")
	}
}
