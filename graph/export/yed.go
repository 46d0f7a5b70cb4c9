package export

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"trigraph/graph"
)

// yEd shows only what its own elements say. Their keys have no attr.type, at
// which Gephi complains, so they are in no other profile.
const yedKeys = `<key id="node_graphics" for="node" yfiles.type="nodegraphics"/>
<key id="edge_graphics" for="edge" yfiles.type="edgegraphics"/>
`

// Steps of the grid on which nodes lie until a layout is chosen, in points.
const (
	yedColumn = 260
	yedRow    = 80
)

func (p *plan) yedNode(x *xmlWriter, i int, n node) {
	columns := int(math.Ceil(math.Sqrt(float64(p.nodes))))
	left, top := float64(i%columns*yedColumn), float64(i/columns*yedRow)
	if p.Layout {
		left, top = n.x, n.y
	}
	width := 24 + 9*displayWidth(n.label)
	x.raw(fmt.Sprintf(`<data key="node_graphics"><y:ShapeNode><y:Geometry x="%s" y="%s" width="%d" height="30"/>`,
		decimal(left), decimal(top), width))
	x.raw(`<y:Fill color="` + p.yedColor(n.Class) + `" transparent="false"/><y:NodeLabel>`).text(n.label).
		raw(`</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode></data>` + "\n")
}

func (p *plan) yedEdge(x *xmlWriter, e edge) {
	target, line := "standard", "line"
	if info, ok := p.Ontology.Predicate(e.Predicate); ok && info.Symmetric {
		target = "none"
	}
	if e.Status != graph.Stated {
		line = "dashed"
	}
	x.raw(`<data key="edge_graphics"><y:PolyLineEdge><y:LineStyle color="#555555" type="` + line + `" width="1.0"/>` +
		`<y:Arrows source="none" target="` + target + `"/><y:EdgeLabel>`).text(e.label).
		raw("</y:EdgeLabel></y:PolyLineEdge></data>\n")
}

// yedColor gives each class of the ontology a colour of its own, by its place
// on the colour circle, pale enough for black letters.
func (p *plan) yedColor(c graph.Class) string {
	classes := p.Ontology.Classes()
	i := slices.Index(classes, c)
	if i < 0 {
		return "#EEEEEE"
	}
	part := func(shift float64) int {
		angle := 2 * math.Pi * (float64(i)/float64(len(classes)) + shift)
		return 205 + int(math.Round(45*math.Cos(angle)))
	}
	return fmt.Sprintf("#%02X%02X%02X", part(0), part(1.0/3), part(2.0/3))
}

// displayWidth counts letters, those beyond Latin twice.
func displayWidth(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}
