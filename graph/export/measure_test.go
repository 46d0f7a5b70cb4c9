package export

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"gonum.org/v1/gonum/graph"
)

// made is a graph of groups of ten nodes, tied mostly within, without parallel
// edges. The last node has no tie.
func made(seed uint64, groups int) (n int, ends []pair) {
	r := rand.New(rand.NewPCG(seed, 1))
	n = groups*10 + 1
	seen := map[[2]int32]bool{}
	for range groups * 30 {
		a := int32(r.IntN(n - 1))
		b := a/10*10 + int32(r.IntN(10))
		if r.IntN(6) == 0 {
			b = int32(r.IntN(n - 1))
		}
		if a != b && !seen[[2]int32{a, b}] && !seen[[2]int32{b, a}] {
			seen[[2]int32{a, b}] = true
			ends = append(ends, pair{a, b, 1})
		}
	}
	return n, ends
}

// gonum is asked what PageRank is.
func TestPageRankAgrees(t *testing.T) {
	for seed := range uint64(20) {
		n, ends := made(seed, 3+int(seed))
		g := simple.NewDirectedGraph()
		for i := range n {
			g.AddNode(simple.Node(i))
		}
		for _, e := range ends {
			g.SetEdge(simple.Edge{F: simple.Node(e.from), T: simple.Node(e.to)})
		}
		want, sum := network.PageRankSparse(g, 0.85, 1e-10), 0.0
		for i, got := range pageRank(n, ends) {
			sum += got
			if math.Abs(got-want[int64(i)]) > 1e-7 {
				t.Fatalf("seed %d: node %d has %v, want %v", seed, i, got, want[int64(i)])
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("seed %d: ranks add up to %v", seed, sum)
		}
	}
}

// Groups are as good as those that gonum finds, by its own measure, and each
// hangs together.
func TestCommunitiesAreAsGood(t *testing.T) {
	for seed := range uint64(20) {
		n, ends := made(seed, 3+int(seed))
		g := simple.NewWeightedUndirectedGraph(0, 0)
		for i := range n {
			g.AddNode(simple.Node(i))
		}
		for _, e := range ends {
			g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(e.from), T: simple.Node(e.to), W: 1})
		}
		got := communities(newNet(n, ends))
		ours, theirs := community.Q(g, asNodes(got), 1), community.Q(g, community.Modularize(g, 1, rand.NewPCG(1, 1)).Communities(), 1)
		if ours < theirs-0.03 {
			t.Errorf("seed %d: modularity %.3f, gonum finds %.3f", seed, ours, theirs)
		}
		if again := communities(newNet(n, ends)); !slices.Equal(got, again) {
			t.Errorf("seed %d: two results", seed)
		}
		if len(asNodes(got)[got[n-1]-1]) != 1 {
			t.Errorf("seed %d: a node without ties is not alone", seed)
		}
	}
}

func asNodes(of []int) [][]graph.Node {
	groups := make([][]graph.Node, slices.Max(of))
	for i, c := range of {
		groups[c-1] = append(groups[c-1], simple.Node(i))
	}
	return groups
}

func TestNoTiesAtAll(t *testing.T) {
	if got := communities(newNet(3, nil)); !slices.Equal(got, []int{1, 2, 3}) {
		t.Errorf("communities %v", got)
	}
	if got := communities(newNet(2, []pair{{0, 0, 1}})); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("with a tie to itself: %v", got)
	}
	for _, n := range []int{0, 1} {
		if err := layout(newNet(n, nil), make(measures, n), t.Context().Err); err != nil || len(pageRank(n, nil)) != n {
			t.Errorf("%d nodes: %v", n, err)
		}
	}
}

// In the picture, nodes of a group lie nearer to each other than to the rest.
func TestLayoutShowsGroups(t *testing.T) {
	n, ends := made(7, 8)
	g, list := newNet(n, ends), make(measures, n)
	if err := layout(g, list, t.Context().Err); err != nil {
		t.Fatal(err)
	}
	var near, far, nears, fars float64
	for i := range n - 1 {
		for j := range i {
			d := math.Hypot(list[i].x-list[j].x, list[i].y-list[j].y)
			if math.IsNaN(d) || math.IsInf(d, 0) {
				t.Fatalf("nodes %d and %d lie nowhere", i, j)
			}
			if i/10 == j/10 {
				near, nears = near+d, nears+1
			} else {
				far, fars = far+d, fars+1
			}
		}
	}
	if near/nears > far/fars*0.7 {
		t.Errorf("nodes of a group are %.0f apart, others %.0f", near/nears, far/fars)
	}
	again := make(measures, n)
	if err := layout(g, again, t.Context().Err); err != nil || !slices.Equal(list, again) {
		t.Errorf("another picture the second time, %v", err)
	}
}

// The tree pushes as all bodies together do, one by one.
func TestQuadtreeAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	bodies := make([]body, 300)
	for i := range bodies {
		bodies[i] = body{r.NormFloat64() * 100, r.NormFloat64() * 100, 1 + r.Float64()}
	}
	bodies = append(bodies, bodies[7], bodies[7]) // in one place
	tree := newQuadtree(bodies)
	for _, b := range bodies {
		var x, y float64
		for _, o := range bodies {
			dx, dy := b.x-o.x, b.y-o.y
			d2 := max(dx*dx+dy*dy, 1)
			x, y = x+dx*o.mass/d2, y+dy*o.mass/d2
		}
		gotX, gotY := tree.push(b, 0)
		if math.Hypot(gotX-x, gotY-y) > 1e-6 {
			t.Fatalf("push (%v, %v), want (%v, %v)", gotX, gotY, x, y)
		}
		if gotX, gotY = tree.push(b, 0.5); math.Hypot(gotX-x, gotY-y) > 0.1*math.Hypot(x, y)+0.1 {
			t.Fatalf("roughly (%v, %v), want (%v, %v)", gotX, gotY, x, y)
		}
	}
}
