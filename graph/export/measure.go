package export

import "strconv"

// measure is what was computed of a node for the picture.
type measure struct {
	size      float64
	community int // from 1 on, the largest first
	x, y      float64
}

// measures holds what was computed of all nodes, in their order. It is nil
// where nothing was asked for.
type measures struct{ list []measure }

func (m *measures) of(i int) measure {
	if m == nil || i >= len(m.list) {
		return measure{}
	}
	return m.list[i]
}

func (p *plan) measure() error { return nil }

func (p *plan) measureColumns() []column[node] {
	var columns []column[node]
	if p.Size != "" {
		columns = append(columns, column[node]{"size", "double", func(n node) string { return decimal(n.size) }})
	}
	if p.Communities {
		columns = append(columns, column[node]{"community", "int", func(n node) string { return strconv.Itoa(n.community) }})
	}
	if p.Layout {
		columns = append(columns, column[node]{"x", "double", func(n node) string { return decimal(n.x) }},
			column[node]{"y", "double", func(n node) string { return decimal(n.y) }})
	}
	return columns
}
