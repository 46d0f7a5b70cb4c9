package export

import (
	"bufio"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// gexfSink writes GEXF 1.3, which Gephi's timeline reads: edges of different
// predicates between the same nodes have different kinds, and each edge has the
// days of its articles, or the intervals that its sentences speak of; never
// both, since Gephi takes one representation of time in a file. Nodes are there
// always: an edge cannot be seen while one of its ends is not.
type gexfSink struct {
	*plan
	x       *xmlWriter
	ofNodes []column[node]
	ofEdges []column[edge]
	inEdges bool
}

func (p *plan) openGEXF(w *bufio.Writer) (sink, error) {
	s := &gexfSink{plan: p, x: &xmlWriter{w: w}}
	s.ofNodes = without(p.nodeColumns(), "label", "name", "entity", "size", "x", "y")
	s.ofEdges = without(p.edgeColumns(), "label", "weight")
	x := s.x
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	x.raw(`<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">` + "\n")
	x.raw("<meta><creator>trigraph</creator></meta>\n")
	x.raw(`<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="` +
		strings.TrimSuffix(p.Times, "s") + "\">\n")
	writeAttributes(x, "node", s.ofNodes)
	writeAttributes(x, "edge", s.ofEdges)
	x.raw(fmt.Sprintf("<nodes count=\"%d\">\n", p.nodes))
	return s, x.err
}

func without[T any](columns []column[T], names ...string) []column[T] {
	return slices.DeleteFunc(columns, func(c column[T]) bool { return slices.Contains(names, c.name) })
}

func (s *gexfSink) node(n node) error {
	x := s.x
	x.raw("<node").attribute("id", n.ID).attribute("label", n.label).raw(">")
	writeValues(x, s.ofNodes, n)
	r, g, b := s.color(n)
	x.raw(fmt.Sprintf(`<viz:color r="%d" g="%d" b="%d"/>`, r, g, b))
	if s.Layout {
		x.raw(`<viz:position x="` + decimal(n.x) + `" y="` + decimal(n.y) + `" z="0"/>`)
	}
	if s.Size != "" {
		x.raw(`<viz:size value="` + decimal(n.drawn) + `"/>`)
	}
	return x.raw("</node>\n").err
}

func (s *gexfSink) edge(e edge) error {
	s.beginEdges()
	x := s.x
	x.raw("<edge").attribute("id", e.id).attribute("source", e.Subject).attribute("target", e.Object).
		attribute("kind", string(e.Predicate)+strings.TrimPrefix("/"+string(e.Status), "/stated")).
		attribute("label", e.label).attribute("weight", strconv.Itoa(e.weight)).raw(">")
	writeValues(x, s.ofEdges, e)
	if s.Times == "intervals" {
		s.spells(intervals(e.spans))
	} else {
		s.spells(timestamps(e.dates))
	}
	return x.raw("</edge>\n").err
}

func (s *gexfSink) beginEdges() {
	if !s.inEdges {
		s.inEdges = true
		s.x.raw(fmt.Sprintf("</nodes>\n<edges count=\"%d\">\n", s.edges))
	}
}

func (s *gexfSink) close() error {
	s.beginEdges()
	s.tally[stripped] += s.x.stripped
	return s.x.raw("</edges>\n</graph>\n</gexf>\n").err
}

func writeAttributes[T any](x *xmlWriter, of string, columns []column[T]) {
	x.raw(`<attributes class="` + of + "\" mode=\"static\">\n")
	for _, c := range columns {
		kind := c.kind
		if kind == "int" {
			kind = "integer"
		}
		x.raw("<attribute").attribute("id", c.name).attribute("title", c.name).attribute("type", kind).raw("/>\n")
	}
	x.raw("</attributes>\n")
}

func writeValues[T any](x *xmlWriter, columns []column[T], row T) {
	x.raw("<attvalues>")
	for _, c := range columns {
		if v := c.value(row); v != "" {
			x.raw("<attvalue").attribute("for", c.name).attribute("value", v).raw("/>")
		}
	}
	x.raw("</attvalues>")
}

// spells writes when an element is there; one without is there always.
func (s *gexfSink) spells(list []string) {
	if len(list) > 0 {
		s.x.raw("<spells>" + strings.Join(list, "") + "</spells>")
	}
}

func spell(first, last string) string {
	s := "<spell"
	if first != "" {
		s += ` start="` + first + `"`
	}
	if last != "" {
		s += ` end="` + last + `"`
	}
	return s + "/>"
}

func timestamps(days []string) []string {
	list := make([]string, len(days))
	for i, day := range days {
		list[i] = `<spell timestamp="` + day + `"/>`
	}
	return list
}

// intervals puts spans in order and those that overlap together.
func intervals(spans [][2]string) []string {
	const never = "~" // after every day
	slices.SortFunc(spans, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var list []string
	for i := 0; i < len(spans); {
		first, last := spans[i][0], cmp.Or(spans[i][1], never)
		for i++; i < len(spans) && spans[i][0] <= last; i++ {
			last = max(last, cmp.Or(spans[i][1], never))
		}
		list = append(list, spell(first, strings.TrimSuffix(last, never)))
	}
	return list
}
