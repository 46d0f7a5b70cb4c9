package graph

import (
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/cayleygraph/quad/voc"
	"github.com/cayleygraph/quad/voc/owl"
	"github.com/cayleygraph/quad/voc/rdf"
	"github.com/cayleygraph/quad/voc/rdfs"
	"github.com/cayleygraph/quad/voc/schema"
	"github.com/cayleygraph/quad/voc/xsd"
)

// Vocabularies are the prefixes of IRIs as the graph has them, and what they
// are short for.
func Vocabularies() []voc.Namespace {
	return []voc.Namespace{
		{Prefix: owl.Prefix, Full: owl.NS}, {Prefix: rdf.Prefix, Full: rdf.NS}, {Prefix: rdfs.Prefix, Full: rdfs.NS},
		{Prefix: schema.Prefix, Full: schema.NS}, {Prefix: "tg:", Full: Namespace}, {Prefix: xsd.Prefix, Full: xsd.NS},
	}
}

// NQuads writes and reads lines of N-Quads whose IRIs are spelled out: an RDF
// store would take tg:entity/nvidia for an IRI of the scheme tg. It is safe for
// concurrent use.
type NQuads struct{ prefixes *voc.Namespaces }

// NewNQuads knows the Vocabularies.
func NewNQuads() *NQuads {
	all := &voc.Namespaces{Safe: true}
	for _, v := range Vocabularies() {
		all.Register(v)
	}
	return &NQuads{all}
}

// Line returns a quad as a line without its end.
func (n *NQuads) Line(q quad.Quad) string {
	for _, d := range quad.Directions {
		q.Set(d, n.Full(q.Get(d)))
	}
	return q.NQuad()
}

// Full returns a value with its IRIs spelled out.
func (n *NQuads) Full(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return v.FullWith(n.prefixes)
	case quad.TypedStringer: // Int, Float and the like, whose type is short
		return n.Full(v.TypedString())
	case quad.TypedString:
		return quad.TypedString{Value: v.Value, Type: v.Type.FullWith(n.prefixes)}
	}
	return v
}

// Parse returns the quad of a line, as it was before Line wrote it.
func (n *NQuads) Parse(line string) (quad.Quad, error) {
	q, err := nquads.Parse(line)
	if err != nil {
		return quad.Quad{}, fmt.Errorf("N-Quads: %w", err)
	}
	for _, d := range quad.Directions {
		v, err := n.short(q.Get(d))
		if err != nil {
			return quad.Quad{}, fmt.Errorf("N-Quads: %w", err)
		}
		q.Set(d, v)
	}
	return q, nil
}

func (n *NQuads) short(v quad.Value) (quad.Value, error) {
	switch v := v.(type) {
	case quad.IRI:
		return v.ShortWith(n.prefixes), nil
	case quad.TypedString:
		return v.ParseValue()
	}
	return v, nil
}
