package segment

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
)

// Rows, counts and groups of random patterns over random stacks are those of
// all quads.
func TestRowsAgreeWithMatch(t *testing.T) {
	for seed := range uint64(40) {
		d := dice{rand.New(rand.NewPCG(seed, 9))}
		w := &world{t: t, held: map[quad.Value][]quad.Quad{}, view: stack(t)}
		for range 1 + d.IntN(4) {
			w.change(d)
			rowsAgree(t, d, w.view)
		}
	}
}

func rowsAgree(t *testing.T, d dice, v *View) {
	t.Helper()
	all := slices.Collect(v.Rows(Row{}))
	if len(all) != v.Len() || v.Count(Row{}) != v.Len() {
		t.Fatalf("%d rows, counted %d, want %d", len(all), v.Count(Row{}), v.Len())
	}
	for range 200 {
		var p Row
		for i := range p {
			if d.IntN(2) == 0 && len(all) > 0 {
				p[i] = all[d.IntN(len(all))][i]
			}
		}
		var want []Row
		for _, r := range all {
			if fits(r, p) {
				want = append(want, r)
			}
		}
		got := slices.Collect(v.Rows(p))
		slices.SortFunc(got, compareRows)
		slices.SortFunc(want, compareRows)
		if !slices.Equal(got, want) || v.Count(p) != len(want) {
			t.Fatalf("pattern %v: %v, counted %d, want %v", p, got, v.Count(p), want)
		}
		by := d.IntN(directions)
		among := pick(d, Span{}, Span{uint32(d.IntN(20)), uint32(20 + d.IntN(20))})
		groupsAgree(t, v, p, by, among, want)
	}
}

func groupsAgree(t *testing.T, v *View, p Row, d int, among Span, rows []Row) {
	t.Helper()
	counts := map[uint32]int{}
	for _, r := range rows {
		if id := r[d]; among == (Span{}) || among.From <= id && id < among.To {
			counts[id]++
		}
	}
	before := -1
	for id, n := range v.Groups(p, quad.Subject+quad.Direction(d), among) {
		if int(id) <= before || counts[id] != n {
			t.Fatalf("pattern %v by %d: %d comes %d times after %d, want %d", p, d, id, n, before, counts[id])
		}
		before = int(id)
		delete(counts, id)
	}
	if len(counts) > 0 {
		t.Fatalf("pattern %v by %d: lacks %v", p, d, counts)
	}
}

func fits(r, p Row) bool {
	for d, id := range p {
		if id != 0 && r[d] != id {
			return false
		}
	}
	return true
}

func compareRows(a, b Row) int { return slices.Compare(a[:], b[:]) }

// Spans hold the IRIs of a prefix, each once, and Ordered sorts them.
func TestSpansHoldAPrefix(t *testing.T) {
	for seed := range uint64(30) {
		d := dice{rand.New(rand.NewPCG(seed, 10))}
		w := &world{t: t, held: map[quad.Value][]quad.Quad{}, view: stack(t)}
		for range 1 + d.IntN(4) {
			w.change(d)
		}
		for _, prefix := range []quad.IRI{"", "n", "n1", "l", "p", "z", "\xff"} {
			var want, got []string
			for id := uint32(1); id < w.view.next(); id++ {
				if iri, ok := w.view.Value(id).(quad.IRI); ok && len(iri) >= len(prefix) && iri[:len(prefix)] == prefix {
					want = append(want, string(iri))
				}
			}
			for id := range w.view.Ordered(w.view.Spans(prefix)) {
				iri, _ := w.view.Value(id).(quad.IRI)
				got = append(got, string(iri))
			}
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Fatalf("prefix %q: %q, want %q", prefix, got, want)
			}
		}
	}
}
