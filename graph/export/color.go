package export

import (
	"math"
	"slices"
	"strconv"

	"trigraph/graph"
)

// color is what a node is drawn in: that of its community, else that of its
// class.
func (p *plan) color(n node) (r, g, b int) {
	if !p.Communities {
		return p.classColor(n.Class)
	}
	// The golden angle keeps the colours of large communities apart.
	return circle(float64(n.community) * (3 - math.Sqrt(5)) / 2)
}

// classColor gives each class of the ontology a colour of its own, by its place
// on the colour circle.
func (p *plan) classColor(c graph.Class) (r, g, b int) {
	classes := p.Ontology.Classes()
	i := slices.Index(classes, c)
	if i < 0 {
		return 0xEE, 0xEE, 0xEE
	}
	return circle(float64(i) / float64(len(classes)))
}

// circle is the colour at a part of the circle, pale enough for black letters.
func circle(part float64) (r, g, b int) {
	at := func(shift float64) int {
		return 205 + int(math.Round(45*math.Cos(2*math.Pi*(part+shift))))
	}
	return at(0), at(1.0 / 3), at(2.0 / 3)
}

// colorColumns are what Gephi's reader of GraphML draws a node in.
func (p *plan) colorColumns() []column[node] {
	part := func(name string, value func(r, g, b int) int) column[node] {
		return column[node]{name, "int", func(n node) string { return strconv.Itoa(value(p.color(n))) }}
	}
	return []column[node]{
		part("r", func(r, _, _ int) int { return r }),
		part("g", func(_, g, _ int) int { return g }),
		part("b", func(_, _, b int) int { return b }),
	}
}
