// Package export writes a graph in the forms that other programs open: GraphML
// for Gephi, yEd, Cytoscape, NetworkX and igraph, JSON for Cytoscape, CSV for
// spreadsheets, N-Quads for RDF stores. Entities and the records of articles
// come in, bytes go out to a writer. It refuses a form it does not know and
// combinations that the program meant would spoil.
package export

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Graph is what is to be written. Entities that only claims name become nodes
// without further facts.
type Graph struct {
	Ontology *graph.Ontology
	Entities []graph.Entity
	Records  []graph.Record
	Quads    iter.Seq[quad.Quad] // for N-Quads alone
}

// The profiles of GraphML.
const (
	Generic = "generic" // NetworkX, igraph, Cytoscape
	Gephi   = "gephi"   // the predicate also as the edge's type
	YEd     = "yed"     // with shapes, labels and places to be seen at once
)

// Options say how to write.
type Options struct {
	Format  string // a name of Formats
	Profile string // of GraphML; "" is Generic
	Lang    string // of labels: "en", "de" or "zh"; "" is "en"
	Multi   bool   // an edge for each claim; else one for all that say the same, their number its weight
	All     bool   // also claims that are denied, planned, reported or questioned, marked so
}

// Format is a form to write.
type Format struct{ Name, Extension, Says string }

// Report counts what was written.
type Report struct {
	Nodes, Edges, Quads int
	Stripped            int // characters that XML cannot hold, left out
}

// Formats returns the forms that Write knows.
func Formats() []Format {
	return []Format{
		{"graphml", ".graphml", "GraphML for Gephi, yEd, Cytoscape, NetworkX, igraph"},
		{"cytoscape", ".cyjs", "JSON for Cytoscape and Cytoscape.js"},
		{"csv-nodes", ".csv", "a table of the entities"},
		{"csv-edges", ".csv", "a table of the relations"},
		{"nquads", ".nq", "all quads, with full IRIs, for RDF stores"},
	}
}

// Write writes g to w. The same graph and options give the same bytes. After an
// error, what was written so far is of no use.
func Write(w io.Writer, g Graph, o Options) (Report, error) {
	o, err := o.complete()
	if err != nil {
		return Report{}, err
	}
	b := bufio.NewWriter(w)
	var report Report
	if o.Format == "nquads" {
		report, err = writeNQuads(b, g)
	} else {
		report, err = newTable(g, o).write(b, o)
	}
	if err != nil {
		return Report{}, fmt.Errorf("export %s: %w", o.Format, err)
	}
	return report, b.Flush()
}

func (t table) write(w *bufio.Writer, o Options) (Report, error) {
	report := Report{Nodes: len(t.nodes), Edges: len(t.edges)}
	var err error
	switch o.Format {
	case "graphml":
		report.Stripped, err = t.writeGraphML(w, o.Profile)
	case "cytoscape":
		err = t.writeCytoscape(w)
	case "csv-nodes":
		err = t.writeNodes(w)
	case "csv-edges":
		err = t.writeEdges(w)
	}
	return report, err
}

func (o Options) complete() (Options, error) {
	var formats []string
	for _, f := range Formats() {
		formats = append(formats, f.Name)
	}
	if o.Profile == "" {
		o.Profile = Generic
	}
	if o.Lang == "" {
		o.Lang = "en"
	}
	if err := oneOf("format", o.Format, formats); err != nil {
		return o, err
	}
	if err := oneOf("profile", o.Profile, []string{Generic, Gephi, YEd}); err != nil {
		return o, err
	}
	if err := oneOf("language", o.Lang, []string{"en", "de", "zh"}); err != nil {
		return o, err
	}
	if o.Profile == Gephi && o.Multi {
		return o, fmt.Errorf("export: Gephi adds up edges of one kind between the same two nodes; " +
			"use the generic profile to keep each claim apart")
	}
	return o, nil
}

func oneOf(what, got string, known []string) error {
	if slices.Contains(known, got) {
		return nil
	}
	return fmt.Errorf("export: unknown %s %q; known are %s", what, got, strings.Join(known, ", "))
}
