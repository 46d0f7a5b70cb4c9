package export

import (
	"bufio"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// writeGraphML returns the number of characters it had to leave out. What
// importers do differs (Gephi, Cytoscape, NetworkX, igraph, yEd); the forms
// that all of them read are: the default namespace without a prefix, all keys
// first, each with "for" and one of six types, no default values, one direction
// for all edges, ids that are unique. Node ids are entity ids, as in every other
// answer, though the schema would have them without slashes: no importer minds.
func (t table) writeGraphML(w *bufio.Writer, profile string) (stripped int, err error) {
	x := &xmlWriter{w: w}
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	x.raw(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns"`)
	if profile == YEd {
		x.raw(` xmlns:y="http://www.yworks.com/xml/graphml"`)
	}
	x.raw(">\n")
	ofNodes, ofEdges := nodeColumns(), edgeColumns()
	writeKeys(x, "node", ofNodes)
	writeKeys(x, "edge", ofEdges)
	if profile == YEd {
		x.raw(yedKeys)
	}
	x.raw("<graph id=\"trigraph\" edgedefault=\"directed\">\n")
	for i, n := range t.nodes {
		x.raw("<node").attribute("id", n.ID).raw(">\n")
		writeData(x, "node", ofNodes, n)
		if profile == YEd {
			t.yedNode(x, i, n)
		}
		x.raw("</node>\n")
	}
	for _, e := range t.edges {
		x.raw("<edge").attribute("id", e.id).attribute("source", e.first().Subject).attribute("target", e.first().Object)
		if profile == Gephi {
			x.attribute("label", e.label)
		}
		x.raw(">\n")
		writeData(x, "edge", ofEdges, e)
		if profile == YEd {
			t.yedEdge(x, e)
		}
		x.raw("</edge>\n")
	}
	x.raw("</graph>\n</graphml>\n")
	return x.stripped, x.err
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

// xmlWriter writes XML 1.0 and keeps the first error.
type xmlWriter struct {
	w        *bufio.Writer
	stripped int
	err      error
}

func (x *xmlWriter) raw(s string) *xmlWriter {
	if x.err == nil {
		_, x.err = x.w.WriteString(s)
	}
	return x
}

func (x *xmlWriter) attribute(name, value string) *xmlWriter {
	return x.raw(" " + name + `="`).text(value).raw(`"`)
}

func (x *xmlWriter) text(s string) *xmlWriter {
	if x.err == nil {
		x.err = xml.EscapeText(x.w, []byte(x.strip(s)))
	}
	return x
}

// strip leaves out what no XML 1.0 document may hold, not even escaped; one
// such character makes a whole file unreadable.
func (x *xmlWriter) strip(s string) string {
	var b strings.Builder
	for i, r := range s {
		_, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || !inXML(r) {
			x.stripped++
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// inXML is the production Char of XML 1.0.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}
