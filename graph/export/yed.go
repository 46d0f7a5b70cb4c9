package export

import (
	"fmt"
	"math"
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
	r, g, b := p.color(n)
	x.raw(fmt.Sprintf(`<y:Fill color="#%02X%02X%02X"`, r, g, b) + ` transparent="false"/><y:NodeLabel>`).text(n.label).
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
