package export

import "math"

// pair is an edge between nodes by their numbers.
type pair struct {
	from, to int32
	weight   float32
}

// pairs reads all edges as numbers.
func (p *plan) pairs() ([]pair, error) {
	number := &ids{}
	err := p.eachNode(func(n node) error {
		number.add(n.ID)
		return nil
	})
	if err != nil {
		return nil, err
	}
	list := make([]pair, 0, p.edges)
	err = p.eachEdge(func(e edge) error {
		from, known1 := number.index(e.Subject)
		to, known2 := number.index(e.Object)
		if known1 && known2 {
			list = append(list, pair{int32(from), int32(to), float32(e.weight)})
		}
		return nil
	})
	return list, err
}

// net is a graph without directions: what node i is tied to stands in
// to[start[i]:start[i+1]], beside it how strongly. inner is the weight of a
// node's ties to itself.
type net struct {
	start  []int
	to     []int32
	weight []float32
	inner  []float64
}

// newNet ties n nodes. Nodes without ties count too.
func newNet(n int, ends []pair) *net {
	g := &net{start: make([]int, n+1), inner: make([]float64, n)}
	for _, e := range ends {
		if e.from != e.to {
			g.start[e.from+1]++
			g.start[e.to+1]++
		}
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	g.to, g.weight = make([]int32, g.start[n]), make([]float32, g.start[n])
	next := append([]int(nil), g.start[:n]...)
	tie := func(from, to int32, weight float32) {
		g.to[next[from]], g.weight[next[from]] = to, weight
		next[from]++
	}
	for _, e := range ends {
		if e.from == e.to {
			g.inner[e.from] += float64(e.weight)
			continue
		}
		tie(e.from, e.to, e.weight)
		tie(e.to, e.from, e.weight)
	}
	return g
}

func (g *net) size() int { return len(g.inner) }

// ties yields what node i is tied to and how strongly.
func (g *net) ties(i int) func(yield func(int, float64) bool) {
	return func(yield func(int, float64) bool) {
		for k := g.start[i]; k < g.start[i+1]; k++ {
			if !yield(int(g.to[k]), float64(g.weight[k])) {
				return
			}
		}
	}
}

// strength is the weight of all ties of node i; one to itself counts twice.
func (g *net) strength(i int) float64 {
	sum := 2 * g.inner[i]
	for _, w := range g.ties(i) {
		sum += w
	}
	return sum
}

// pageRank is how likely a reader is at a node who follows edges, the heavier
// ones more often, and in 15 of 100 cases, and where no edge leads on, goes
// anywhere (Page, Brin, Motwani and Winograd 1999). The ranks add up to 1.
func pageRank(n int, ends []pair) []float64 {
	const follow, precise, rounds = 0.85, 1e-10, 200
	out := make([]float64, n)
	for _, e := range ends {
		out[e.from] += float64(e.weight)
	}
	rank, next := make([]float64, n), make([]float64, n)
	for i := range rank {
		rank[i] = 1 / float64(n)
	}
	for range rounds {
		lost := 0.0
		for i, r := range rank {
			next[i] = 0
			if out[i] == 0 {
				lost += r
			}
		}
		for _, e := range ends {
			next[e.to] += rank[e.from] * float64(e.weight) / out[e.from]
		}
		change := 0.0
		for i := range next {
			next[i] = (1-follow)/float64(n) + follow*(next[i]+lost/float64(n))
			change += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if change < precise {
			break
		}
	}
	return rank
}

// round rounds to a part of one.
func round(f, parts float64) float64 { return math.Round(f*parts) / parts }
