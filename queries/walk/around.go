package walk

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
)

// Around returns what lies at most depth edges from some things, nearer ones
// first, of equally near ones those tied by more sentences, and all edges
// between these. The things themselves are in it whatever the filter says.
func (w *Walker) Around(ctx context.Context, ids []string, depth int) (Graph, error) {
	k := w.begin(ctx, ids)
	chosen, ring := ids, ids
	leftOut := 0
	for range depth {
		next, err := k.beyond(ring)
		if err != nil {
			return Graph{}, err
		}
		room := max(0, w.Limits.Nodes-len(chosen))
		leftOut += max(0, len(next)-room)
		ring = next[:min(room, len(next))]
		chosen = slices.Concat(chosen, ring)
	}
	return k.finish(chosen, leftOut)
}

// beyond reads the claims of a ring of things and returns the things they lead
// to for the first time, best tied first.
func (k *walk) beyond(ring []string) ([]string, error) {
	ties := map[string]int{}
	old := map[string]bool{}
	for _, id := range ring {
		old[id] = true
	}
	for _, id := range ring {
		err := k.read(id, func(_ *Edge, other string) {
			if !old[other] {
				ties[other]++
			}
		})
		if err != nil {
			return nil, err
		}
	}
	degree := map[string]int{}
	if len(ties) <= k.Limits.Nodes*4 {
		for id := range ties {
			degree[id] = k.Source.Degree(id)
		}
	}
	return slices.SortedFunc(maps.Keys(ties), func(a, b string) int {
		return cmp.Or(ties[b]-ties[a], degree[b]-degree[a], strings.Compare(a, b))
	}), nil
}

// Overview returns the most mentioned things and the edges between them. Where
// the filter asks something of edges, only things that have such an edge.
func (w *Walker) Overview(ctx context.Context) (Graph, error) {
	k := w.begin(ctx, nil)
	var fit []string
	for _, id := range w.Source.Mentioned(4 * w.Limits.Nodes) {
		if k.fit(id) {
			fit = append(fit, id)
		}
	}
	chosen := fit
	if !w.Filter.special() {
		chosen = fit[:min(len(fit), w.Limits.Nodes)]
	}
	g, err := k.finish(chosen, 0)
	g.LeftOut.Nodes = len(fit) - len(g.Nodes)
	return g, err
}

// finish reads the edges between the chosen things and makes a Graph of both.
// What led to other things is left out.
func (k *walk) finish(chosen []string, leftOut int) (Graph, error) {
	k.among = map[string]bool{}
	for _, id := range chosen {
		k.among[id] = true
	}
	outside := 0
	for _, e := range k.edges {
		if !k.among[e.Source] || !k.among[e.Target] {
			outside++
		}
	}
	for _, id := range chosen {
		if err := k.read(id, func(*Edge, string) {}); err != nil {
			return Graph{}, err
		}
	}
	if len(k.asked) == 0 && k.Filter.special() {
		chosen = k.tied(chosen)
	}
	return k.graph(chosen, leftOut, outside), nil
}

// tied returns those of the chosen that have an edge, as many as may be.
func (k *walk) tied(chosen []string) []string {
	has := map[string]bool{}
	for _, e := range k.edges {
		has[e.Source], has[e.Target] = true, true
	}
	chosen = slices.DeleteFunc(chosen, func(id string) bool { return !has[id] })
	return chosen[:min(len(chosen), k.Limits.Nodes)]
}

func (k *walk) graph(chosen []string, leftOut, outside int) Graph {
	var g Graph
	shown := map[string]bool{}
	for _, id := range chosen {
		shown[id] = true
		g.Nodes = append(g.Nodes, k.node(id))
	}
	for _, e := range k.edges {
		if shown[e.Source] && shown[e.Target] {
			g.Edges = append(g.Edges, e)
		}
	}
	slices.SortFunc(g.Edges, func(a, b *Edge) int {
		return cmp.Or(len(b.Articles)-len(a.Articles), b.sentences-a.sentences, strings.Compare(a.ID(), b.ID()))
	})
	g.LeftOut.Nodes, g.LeftOut.Edges = leftOut, outside+max(0, len(g.Edges)-k.Limits.Edges)
	g.Edges = g.Edges[:min(len(g.Edges), k.Limits.Edges)]
	for _, e := range g.Edges {
		e.Best = k.Source.Whole(e.best)
	}
	g.Cut = k.cut
	return g
}

func (k *walk) node(id string) Node {
	e, _ := k.Source.Entity(id)
	e.ID = id
	return Node{e, k.Source.Articles(id), k.Source.Degree(id)}
}
