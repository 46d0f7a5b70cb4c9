package export

import (
	"math"
	"strconv"
)

// measure is what was computed of a node for the picture.
type measure struct {
	rank      float64 // what size was asked for: degree or PageRank
	drawn     float64 // the size in the picture, from 10 to 60
	community int     // from 1 on, the largest first
	x, y      float64
}

// measures holds what was computed of all nodes, in their order. It is nil
// where nothing was asked for.
type measures []measure

func (m measures) of(i int) measure {
	if i >= len(m) {
		return measure{}
	}
	return m[i]
}

// measure computes what was asked for. It is the only step that has all nodes
// and edges in memory, as numbers.
func (p *plan) measure() error {
	if p.Size == "" && !p.Communities && !p.Layout {
		return nil
	}
	ends, err := p.pairs()
	if err != nil {
		return err
	}
	list := make(measures, p.nodes)
	switch p.Size {
	case "degree":
		for _, e := range ends {
			list[e.from].rank++
			list[e.to].rank++
		}
	case "pagerank":
		for i, rank := range pageRank(p.nodes, ends) {
			list[i].rank = round(rank, 1e9)
		}
	}
	list.draw()
	undirected := newNet(p.nodes, ends)
	if p.Communities {
		for i, c := range communities(undirected) {
			list[i].community = c
		}
	}
	if p.Layout {
		if err := layout(undirected, list, p.claims.ctx.Err); err != nil {
			return err
		}
	}
	p.measures = list
	return nil
}

// draw gives the nodes sizes whose areas grow with their ranks.
func (m measures) draw() {
	most := 0.0
	for _, n := range m {
		most = max(most, n.rank)
	}
	for i := range m {
		m[i].drawn = 10
		if most > 0 {
			m[i].drawn += round(50*math.Sqrt(m[i].rank/most), 100)
		}
	}
}

func (p *plan) measureColumns() []column[node] {
	var columns []column[node]
	if p.Size == "pagerank" {
		columns = append(columns, column[node]{"pagerank", "double", func(n node) string { return decimal(n.rank) }})
	}
	if p.Size != "" {
		columns = append(columns, column[node]{"size", "double", func(n node) string { return decimal(n.drawn) }})
	}
	if p.Communities {
		columns = append(columns, column[node]{"community", "int", func(n node) string { return strconv.Itoa(n.community) }})
	}
	if p.Communities && p.Profile == Gephi {
		columns = append(columns, p.colorColumns()...)
	}
	if p.Layout {
		columns = append(columns, column[node]{"x", "double", func(n node) string { return decimal(n.x) }},
			column[node]{"y", "double", func(n node) string { return decimal(n.y) }})
	}
	return columns
}
