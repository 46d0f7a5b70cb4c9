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

func (t table) yedNode(x *xmlWriter, i int, n node) {
	columns := int(math.Ceil(math.Sqrt(float64(len(t.nodes)))))
	width := 24 + 9*displayWidth(n.label)
	x.raw(fmt.Sprintf(`<data key="node_graphics"><y:ShapeNode><y:Geometry x="%d" y="%d" width="%d" height="30"/>`,
		i%columns*yedColumn, i/columns*yedRow, width))
	x.raw(`<y:Fill color="` + t.yedColor(n.Class) + `" transparent="false"/><y:NodeLabel>`).text(n.label).
		raw(`</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode></data>` + "\n")
}

func (t table) yedEdge(x *xmlWriter, e edge) {
	target, line := "standard", "line"
	if p, ok := t.ontology.Predicate(e.first().Predicate); ok && p.Symmetric {
		target = "none"
	}
	if e.first().Status != graph.Stated {
		line = "dashed"
	}
	x.raw(`<data key="edge_graphics"><y:PolyLineEdge><y:LineStyle color="#555555" type="` + line + `" width="1.0"/>` +
		`<y:Arrows source="none" target="` + target + `"/><y:EdgeLabel>`).text(e.label).
		raw("</y:EdgeLabel></y:PolyLineEdge></data>\n")
}

// yedColor gives each class of the ontology a colour of its own, by its place
// on the colour circle, pale enough for black letters.
func (t table) yedColor(c graph.Class) string {
	classes := t.ontology.Classes()
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
