package export

import "bufio"

// stripped is what the report calls what XML cannot say.
const stripped = "characters that XML cannot hold, left out"

// graphmlSink writes GraphML. What importers do differs (Gephi, Cytoscape,
// NetworkX, igraph, yEd); the forms that all of them read are: the default
// namespace without a prefix, all keys first, each with "for" and one of six
// types, no default values, one direction for all edges, ids that are unique.
// Node ids are entity ids, as in every other answer, though the schema would
// have them without slashes: no importer minds.
type graphmlSink struct {
	*plan
	x       *xmlWriter
	ofNodes []column[node]
	ofEdges []column[edge]
	n       int
}

func (p *plan) openGraphML(w *bufio.Writer) (sink, error) {
	s := &graphmlSink{plan: p, x: &xmlWriter{w: w}, ofNodes: p.nodeColumns(), ofEdges: p.edgeColumns()}
	x := s.x
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	x.raw(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns"`)
	if p.Profile == YEd {
		x.raw(` xmlns:y="http://www.yworks.com/xml/graphml"`)
	}
	x.raw(">\n")
	writeKeys(x, "node", s.ofNodes)
	writeKeys(x, "edge", s.ofEdges)
	if p.Profile == YEd {
		x.raw(yedKeys)
	}
	x.raw("<graph id=\"trigraph\" edgedefault=\"directed\">\n")
	return s, x.err
}

func (s *graphmlSink) node(n node) error {
	s.x.raw("<node").attribute("id", n.ID).raw(">\n")
	writeData(s.x, "node", s.ofNodes, n)
	if s.Profile == YEd {
		s.yedNode(s.x, s.n, n)
	}
	s.n++
	return s.x.raw("</node>\n").err
}

func (s *graphmlSink) edge(e edge) error {
	x := s.x
	x.raw("<edge").attribute("id", e.id).attribute("source", e.Subject).attribute("target", e.Object)
	if s.Profile == Gephi {
		x.attribute("label", e.label)
	}
	x.raw(">\n")
	writeData(x, "edge", s.ofEdges, e)
	if s.Profile == YEd {
		s.yedEdge(x, e)
	}
	return x.raw("</edge>\n").err
}

func (s *graphmlSink) close() error {
	s.tally[stripped] += s.x.stripped
	return s.x.raw("</graph>\n</graphml>\n").err
}

func writeKeys[T any](x *xmlWriter, of string, columns []column[T]) {
	for _, c := range columns {
		x.raw("<key").attribute("id", of+"_"+c.name).attribute("for", of).
			attribute("attr.name", c.name).attribute("attr.type", c.kind).raw("/>\n")
	}
}

func writeData[T any](x *xmlWriter, of string, columns []column[T], row T) {
	for _, c := range columns {
		if v := c.value(row); v != "" {
			x.raw("<data").attribute("key", of+"_"+c.name).raw(">").text(v).raw("</data>\n")
		}
	}
}
