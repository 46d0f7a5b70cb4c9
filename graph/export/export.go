// Package export writes a graph in the forms that other programs open: GraphML
// and GEXF for Gephi, yEd, Cytoscape, NetworkX and igraph, JSON for Cytoscape,
// tables for spreadsheets and databases, quads for RDF stores. Entities and the
// records of articles come in as streams, bytes go out to a writer; what memory
// does not hold waits in temporary files. It refuses a form it does not know and
// combinations that the program meant would spoil.
package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Graph is what is to be written, as streams that can be read more than once
// and come each time in the same order. Entities that only claims name become
// nodes without further facts.
type Graph struct {
	Ontology *graph.Ontology
	Entities iter.Seq[graph.Entity]
	Records  iter.Seq[graph.Record]
	Quads    iter.Seq[quad.Quad] // all there are, for the forms of RDF when nothing is filtered
	Err      func() error        // the first error that a stream met; may be nil
}

// Format is a form to write.
type Format struct {
	Name, Extension, MediaType string
	Says                       string // in words
	nodes, edges               bool   // what it has; neither for quads
}

// Formats returns the forms that Write knows.
func Formats() []Format {
	return []Format{
		{"graphml", ".graphml", "application/graphml+xml", "GraphML for Gephi, yEd, Cytoscape, NetworkX, igraph", true, true},
		{"gexf", ".gexf", "application/gexf+xml", "GEXF 1.3 for Gephi, with time", true, true},
		{"cytoscape", ".cyjs", "application/json", "JSON for Cytoscape and Cytoscape.js", true, true},
		{"csv-nodes", ".csv", "text/csv; charset=utf-8", "a table of the entities", true, false},
		{"csv-edges", ".csv", "text/csv; charset=utf-8", "a table of the relations", false, true},
		{"parquet-nodes", ".parquet", "application/vnd.apache.parquet", "the entities as Apache Parquet", true, false},
		{"parquet-edges", ".parquet", "application/vnd.apache.parquet", "the relations as Apache Parquet", false, true},
		{"cypher", ".cypher", "application/x-cypher-query; charset=utf-8", "statements that load into Neo4j and its like", true, true},
		{"ftm", ".ftm.json", "application/x-ndjson", "entities and links of FollowTheMoney, for Aleph and OpenSanctions' tools", true, true},
		{"nquads", ".nq", "application/n-quads", "all quads, with full IRIs, for RDF stores", false, false},
		{"turtle", ".ttl", "text/turtle; charset=utf-8", "RDF triples, to be read by people too", false, false},
		{"jsonld", ".jsonld", "application/ld+json", "JSON-LD 1.1, each article a named graph", false, false},
	}
}

// Change is something that is not in the file as it is in the graph.
type Change struct {
	What  string // "characters that XML cannot hold, left out"
	Count int
}

// Report counts what was written, left out and changed.
type Report struct {
	Nodes, Edges, Quads int
	Changes             []Change // in the order of What
}

// Write writes g to w. The same graph and options give the same bytes. After an
// error, what was written so far is of no use. Memory grows with the things
// that a filter on classes or a neighbourhood keeps (their ids), with the
// articles of the most attested edge, and where sizes, communities or a layout
// are asked for, with all nodes and edges as numbers; all else waits in o.Temp.
func Write(ctx context.Context, w io.Writer, g Graph, o Options) (Report, error) {
	o, err := o.complete(g.Ontology)
	if err != nil {
		return Report{}, err
	}
	report, err := write(ctx, w, g, o)
	if err != nil {
		return Report{}, fmt.Errorf("export %s: %w", o.Format, err)
	}
	return report, nil
}

func write(ctx context.Context, w io.Writer, g Graph, o Options) (Report, error) {
	p := newPlan(ctx, g, o)
	defer p.close()
	b := bufio.NewWriterSize(w, 64<<10)
	var err error
	if o.isRDF() {
		err = p.writeRDF(b)
	} else if err = p.gather(); err == nil {
		err = p.writeTable(b)
	}
	if err == nil && g.Err != nil {
		err = g.Err()
	}
	if err == nil {
		err = b.Flush()
	}
	return p.tally.report(p.written), err
}

// writeTable gives all nodes and then all edges to the format's sink.
func (p *plan) writeTable(w *bufio.Writer) error {
	s, err := p.open(w)
	if err != nil {
		return err
	}
	if p.format.nodes {
		p.written.Nodes = p.nodes
		if err := p.eachNode(s.node); err != nil {
			return err
		}
	}
	if p.format.edges {
		p.written.Edges = p.edges
		if err := p.eachEdge(s.edge); err != nil {
			return err
		}
	}
	return s.close()
}

// sink takes a graph row by row: all nodes sorted by id, then all edges.
type sink interface {
	node(node) error
	edge(edge) error
	close() error
}

// open returns the sink of the plan's format.
func (p *plan) open(w *bufio.Writer) (sink, error) {
	switch p.Format {
	case "graphml":
		return p.openGraphML(w)
	case "gexf":
		return p.openGEXF(w)
	case "cytoscape":
		return p.openCytoscape(w)
	case "ftm":
		return p.openFTM(w)
	case "cypher":
		return p.openCypher(w)
	case "parquet-nodes", "parquet-edges":
		return p.openParquet(w)
	}
	return p.openCSV(w)
}
