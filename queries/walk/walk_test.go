package walk

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"trigraph/graph"
)

// toy is a Source made of lines "subject predicate object status confidence
// article time"; what is left out is stated, sure, in article "en-2020-01-01".
type toy struct{ claims []graph.Claim }

func toyOf(lines ...string) toy {
	var t toy
	for i, line := range lines {
		f := append(strings.Fields(line), make([]string, 7)...)
		c := graph.Claim{Subject: f[0], Predicate: graph.Predicate(f[1]), Object: f[2], Status: graph.Stated, Time: f[6],
			Provenance: graph.Provenance{Article: "en-2020-01-01", Start: i, Quote: line, Confidence: 1}}
		if f[3] != "" {
			c.Status = graph.Status(f[3])
		}
		if f[4] != "" {
			fmt.Sscan(f[4], &c.Confidence)
		}
		if f[5] != "" {
			c.Article = f[5]
		}
		t.claims = append(t.claims, c)
	}
	return t
}

func (t toy) Entity(id string) (graph.Entity, bool) {
	class := graph.Company
	if strings.HasPrefix(id, "p") {
		class = graph.Person
	}
	return graph.Entity{ID: id, Class: class}, true
}

func (t toy) Claims(id string, fits func(string) bool) iter.Seq[graph.Brief] {
	return func(yield func(graph.Brief) bool) {
		for _, c := range t.claims {
			other := c.Object
			if other == id {
				other = c.Subject
			}
			lang, day, _ := strings.Cut(c.Article, "-")
			if (c.Subject == id || c.Object == id) && fits(other) && !yield(graph.Brief{Claim: c, Lang: lang, Published: day}) {
				return
			}
		}
	}
}

func (t toy) Whole(b graph.Brief) graph.Claim { return b.Claim }

func (t toy) Degree(id string) int {
	others := map[string]bool{}
	for c := range t.Claims(id, func(string) bool { return true }) {
		others[c.Subject+c.Object] = true
	}
	return len(others)
}

func (t toy) Articles(string) int { return 1 }

func (t toy) Mentioned(limit int) []string {
	var ids []string
	for _, c := range t.claims {
		for _, id := range []string{c.Subject, c.Object} {
			if !slices.Contains(ids, id) && len(ids) < limit {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func (t toy) walker(test testing.TB, f Filter) *Walker {
	test.Helper()
	o, err := graph.LoadOntology()
	if err != nil {
		test.Fatal(err)
	}
	return &Walker{t, o, f, Limits{1000, 1000, 100000}}
}

// written is a graph in one line.
func written(g Graph) string {
	var parts []string
	for _, n := range g.Nodes {
		parts = append(parts, n.ID)
	}
	parts = append(parts, "|")
	for _, e := range g.Edges {
		parts = append(parts, fmt.Sprintf("%s×%d", strings.ReplaceAll(e.ID(), " ", ":"), len(e.Articles)))
	}
	if g.LeftOut.Nodes+g.LeftOut.Edges > 0 {
		parts = append(parts, fmt.Sprintf("-%d-%d", g.LeftOut.Nodes, g.LeftOut.Edges))
	}
	if g.Cut {
		parts = append(parts, "cut")
	}
	return strings.Join(parts, " ")
}

func TestAround(t *testing.T) {
	source := toyOf("a supplies b", "a supplies b stated 0.9 de-2021-05-01", "b supplies c", "c acquired d planned 0.5 zh-2022-02-02 2019/..",
		"a competesWith e", "e competesWith a stated 0.8 de-2021-06-01", "b headedBy p", "c supplies e")
	for _, test := range []struct {
		name   string
		from   string
		depth  int
		filter Filter
		limits Limits
		want   string
	}{
		{"one step, with the edges between what is there", "a", 1, Filter{}, Limits{}, "a b e | a:competesWith:e×2 a:supplies:b×2"},
		{"two steps", "a", 2, Filter{}, Limits{}, "a b e c p | a:competesWith:e×2 a:supplies:b×2 b:headedBy:p×1 b:supplies:c×1 c:supplies:e×1"},
		{"a planned one too", "c", 1, Filter{}, Limits{}, "c b e d | b:supplies:c×1 c:acquired:d×1 c:supplies:e×1"},
		{"only stated", "c", 1, Filter{Statuses: []graph.Status{graph.Stated}}, Limits{}, "c b e | b:supplies:c×1 c:supplies:e×1"},
		{"one predicate", "b", 1, Filter{Predicates: []graph.Predicate{"headedBy"}}, Limits{}, "b p | b:headedBy:p×1"},
		{"one class; what is asked for stays", "p", 2, Filter{Classes: []graph.Class{graph.Organization}}, Limits{}, "p b a c | a:supplies:b×2 b:headedBy:p×1 b:supplies:c×1"},
		{"no such class", "a", 1, Filter{Classes: []graph.Class{graph.Law}}, Limits{}, "a |"},
		{"sure ones", "c", 1, Filter{MinConfidence: 0.6}, Limits{}, "c b e | b:supplies:c×1 c:supplies:e×1"},
		{"German articles", "a", 1, Filter{Languages: []string{"de"}}, Limits{}, "a b e | a:competesWith:e×1 a:supplies:b×1"},
		{"a time", "a", 1, Filter{From: "2021-05", To: "2021-05"}, Limits{}, "a b | a:supplies:b×1"},
		{"a claim's own time before its article's", "c", 1, Filter{From: "2021", Predicates: []graph.Predicate{"acquired"}}, Limits{}, "c d | c:acquired:d×1"},
		{"a period that begins later", "c", 1, Filter{To: "2018", Predicates: []graph.Predicate{"acquired"}}, Limits{}, "c |"},
		{"few nodes: the best tied", "a", 2, Filter{}, Limits{Nodes: 2}, "a b | a:supplies:b×2 -3-3"},
		{"few edges", "a", 2, Filter{}, Limits{Edges: 2}, "a b e c p | a:competesWith:e×2 a:supplies:b×2 -0-3"},
		{"few claims", "a", 2, Filter{}, Limits{Claims: 2}, "a b | a:supplies:b×2 cut"},
	} {
		w := source.walker(t, test.filter)
		for _, set := range [][2]*int{{&w.Limits.Nodes, &test.limits.Nodes}, {&w.Limits.Edges, &test.limits.Edges}, {&w.Limits.Claims, &test.limits.Claims}} {
			if *set[1] > 0 {
				*set[0] = *set[1]
			}
		}
		g, err := w.Around(context.Background(), []string{test.from}, test.depth)
		if got := written(g); err != nil || got != test.want {
			t.Errorf("%s:\ngot  %s %v\nwant %s", test.name, got, err, test.want)
		}
	}
}

func TestEdge(t *testing.T) {
	w := toyOf("a acquired b reported 0.9 de-2021-05-01", "a acquired b stated 0.7 en-2020-03-01 2019", "a acquired b stated 0.8 en-2022-01-01 2019-05/..").walker(t, Filter{})
	g, err := w.Around(context.Background(), []string{"b"}, 1)
	if err != nil || len(g.Edges) != 1 {
		t.Fatal(err, g)
	}
	e := g.Edges[0]
	if e.Status != graph.Stated || e.Best.Confidence != 0.9 || e.First != "2019" || e.Last != "2021-05-01" || strings.Join(e.Languages, " ") != "de en" || len(e.Articles) != 3 ||
		e.Published != "2021-05-01" || !maps.Equal(e.Months, map[string]int{"2019": 1, "2019-05": 1, "2021-05": 1}) {
		t.Errorf("%+v", e)
	}
}

func TestOverview(t *testing.T) {
	source := toyOf("a supplies b", "c supplies d planned", "d supplies a", "e headedBy p")
	for _, test := range []struct {
		filter Filter
		nodes  int
		want   string
	}{
		{Filter{}, 100, "a b c d e p | a:supplies:b×1 c:supplies:d×1 d:supplies:a×1 e:headedBy:p×1"},
		{Filter{}, 3, "a b c | a:supplies:b×1 -3-0"},
		{Filter{Statuses: []graph.Status{graph.Planned}}, 100, "c d | c:supplies:d×1 -4-0"},
		{Filter{Statuses: []graph.Status{graph.Stated}}, 2, "a b | a:supplies:b×1 -4-0"},
		{Filter{Classes: []graph.Class{graph.Person}}, 100, "p |"},
	} {
		w := source.walker(t, test.filter)
		w.Limits.Nodes = test.nodes
		g, err := w.Overview(context.Background())
		if got := written(g); err != nil || got != test.want {
			t.Errorf("%+v %d:\ngot  %s %v\nwant %s", test.filter, test.nodes, got, err, test.want)
		}
	}
}

// TestPaths holds the search from both ends to one that tries every way.
func TestPaths(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 300 {
		var lines []string
		n := 4 + random.IntN(8)
		for range n + random.IntN(2*n) {
			lines = append(lines, fmt.Sprintf("n%d supplies n%d", random.IntN(n), random.IntN(n)))
		}
		source := toyOf(lines...)
		longest, limit := 1+random.IntN(6), 1+random.IntN(8)
		got, g, err := source.walker(t, Filter{}).Paths(context.Background(), "n0", "n1", longest, limit)
		if err != nil {
			t.Fatal(err)
		}
		all := everyPath(source, []string{"n0"}, "n1", longest)
		slices.SortStableFunc(all, func(a, b []string) int { return len(a) - len(b) })
		if len(got) != min(len(all), limit) || g.Cut != (len(all) > limit) {
			t.Fatalf("%d: %q: %d paths, want %d of %d, cut %v", round, lines, len(got), limit, len(all), g.Cut)
		}
		for i, path := range got {
			if len(path) != len(all[i]) || !slices.ContainsFunc(all, func(p []string) bool { return slices.Equal(p, path) }) {
				t.Fatalf("%d: %q: path %v, want one as long as %v", round, lines, path, all[i])
			}
			for k := 1; k < len(path); k++ {
				if !slices.ContainsFunc(g.Edges, func(e *Edge) bool {
					return e.Source == path[k-1] && e.Target == path[k] || e.Target == path[k-1] && e.Source == path[k]
				}) {
					t.Fatalf("%d: no edge for %v", round, path[k-1:k+1])
				}
			}
		}
	}
}

// everyPath tries every way.
func everyPath(s toy, path []string, to string, longest int) (list [][]string) {
	at := path[len(path)-1]
	if at == to {
		return [][]string{slices.Clone(path)}
	}
	if longest == 0 {
		return nil
	}
	seen := map[string]bool{}
	for c := range s.Claims(at, func(string) bool { return true }) {
		for _, next := range []string{c.Subject, c.Object} {
			if !seen[next] && !slices.Contains(path, next) {
				seen[next] = true
				list = append(list, everyPath(s, append(path, next), to, longest-1)...)
			}
		}
	}
	return list
}

func TestStops(t *testing.T) {
	var lines []string
	for i := range 3000 {
		lines = append(lines, fmt.Sprintf("a supplies x%d", i), fmt.Sprintf("b supplies y%d", i))
	}
	w := toyOf(lines...).walker(t, Filter{})
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := w.Around(done, []string{"a"}, 3); err == nil {
		t.Error("goes on when nobody waits")
	}
	if _, _, err := w.Paths(done, "a", "b", 6, 5); err == nil {
		t.Error("seeks a path when nobody waits")
	}
	w.Limits.Nodes, w.Limits.Claims = 50, 5000
	if _, g, err := w.Paths(context.Background(), "a", "b", 6, 5); err != nil || !g.Cut {
		t.Errorf("%v %v: many things, and the search says it saw them all", g.Cut, err)
	}
}
