package export

import (
	"bufio"
	"encoding/json"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// writeJSONLD writes the quads as JSON-LD 1.1, a node on a line, the nodes of
// each article in a graph named after it. IRIs stay short; the context says what
// the prefixes mean.
func (p *plan) writeJSONLD(w *bufio.Writer, quads iter.Seq[quad.Quad]) error {
	err := p.sortQuads(quads, func(key, value *packer, q quad.Quad) {
		for _, v := range []quad.Value{q.Label, q.Subject, q.Predicate} {
			text := shortIRI(v)
			key.keyPart(text)
			value.text(text)
		}
		key.keyPart(quad.ToString(q.Object))
		object, _ := json.Marshal(jsonldValue(q.Predicate, q.Object))
		value.text(string(object))
	})
	if err != nil {
		return err
	}
	context := map[string]string{}
	for _, v := range graph.Vocabularies() {
		context[strings.TrimSuffix(v.Prefix, ":")] = v.Full
	}
	head, err := json.Marshal(context)
	if err != nil {
		return err
	}
	w.WriteString(`{"@context":` + string(head) + `,"@graph":[`)
	out := jsonldWriter{w: w}
	err = p.eachSorted(func(row unpacker) error {
		p.written.Quads++
		return out.quad(row.text(), row.text(), row.text(), row.text())
	})
	out.endNode()
	out.endGraph()
	w.WriteString("\n]}\n")
	return err
}

// jsonldWriter puts sorted quads together: graphs, nodes in them, and what is
// said of a node, by predicate.
type jsonldWriter struct {
	w               *bufio.Writer
	graph, subject  string
	inGraph, inNode bool
	predicate       string
	graphs, nodes   int // so far, in the document and in the graph
}

func (o *jsonldWriter) quad(label, subject, predicate, object string) error {
	if label != o.graph || !o.inGraph && label != "" {
		o.endNode()
		o.endGraph()
		o.between(o.nodes + o.graphs)
		o.graph, o.inGraph, o.nodes = label, true, 0
		o.graphs++
		o.w.WriteString(`{"@id":` + jsonText(label) + `,"@graph":[`)
	}
	switch {
	case !o.inNode || subject != o.subject:
		o.endNode()
		o.between(o.nodes)
		o.nodes++
		o.inNode, o.subject, o.predicate = true, subject, predicate
		o.w.WriteString(`{"@id":` + jsonText(subject) + "," + jsonText(predicate) + ":[" + object)
	case predicate != o.predicate:
		o.predicate = predicate
		o.w.WriteString("]," + jsonText(predicate) + ":[" + object)
	default:
		o.w.WriteString("," + object)
	}
	return nil
}

func (o *jsonldWriter) between(before int) {
	if before > 0 {
		o.w.WriteString(",")
	}
	o.w.WriteString("\n")
}

func (o *jsonldWriter) endNode() {
	if o.inNode {
		o.w.WriteString("]}")
		o.inNode = false
	}
}

func (o *jsonldWriter) endGraph() {
	if o.inGraph {
		o.w.WriteString("\n]}")
		o.inGraph = false
	}
}

func jsonText(s string) string {
	text, _ := json.Marshal(s) // a string can always be written
	return string(text)
}

func shortIRI(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	if iri == graph.IsA {
		return "@type"
	}
	return string(iri)
}

// jsonldValue is an object as JSON-LD has it: a type is a bare IRI, other nodes
// and values say what they are.
func jsonldValue(predicate, v quad.Value) any {
	switch v := v.(type) {
	case quad.IRI:
		if predicate == graph.IsA {
			return string(v)
		}
		return map[string]string{"@id": string(v)}
	case quad.LangString:
		return map[string]string{"@language": v.Lang, "@value": string(v.Value)}
	case quad.TypedString:
		return map[string]string{"@type": string(v.Type), "@value": string(v.Value)}
	case quad.TypedStringer:
		return jsonldValue(predicate, v.TypedString())
	case quad.String:
		return string(v)
	}
	return quad.ToString(v)
}
