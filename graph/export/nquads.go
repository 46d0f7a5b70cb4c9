package export

import (
	"bufio"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/cayleygraph/quad/voc/owl"
	"github.com/cayleygraph/quad/voc/rdf"
	"github.com/cayleygraph/quad/voc/rdfs"
	"github.com/cayleygraph/quad/voc/schema"
	"github.com/cayleygraph/quad/voc/xsd"

	"trigraph/graph"
)

// writeNQuads writes every quad with its prefixes spelled out: an RDF store
// would take tg:entity/nvidia for an IRI of the scheme tg.
func (p *plan) writeRDF(w *bufio.Writer) error {
	prefixes := &voc.Namespaces{Safe: true}
	for prefix, full := range map[string]string{
		rdf.Prefix: rdf.NS, rdfs.Prefix: rdfs.NS, owl.Prefix: owl.NS, schema.Prefix: schema.NS, xsd.Prefix: xsd.NS,
		"tg:": graph.Namespace,
	} {
		prefixes.Register(voc.Namespace{Prefix: prefix, Full: full})
	}
	if p.Quads == nil {
		return nil
	}
	for q := range p.Quads {
		for _, d := range quad.Directions {
			q.Set(d, spellOut(q.Get(d), prefixes))
		}
		if _, err := w.WriteString(q.NQuad() + "\n"); err != nil {
			return err
		}
		p.written.Quads++
	}
	return nil
}

func spellOut(v quad.Value, prefixes *voc.Namespaces) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return v.FullWith(prefixes)
	case quad.TypedStringer: // Int, Float and the like, whose type is short
		return spellOut(v.TypedString(), prefixes)
	case quad.TypedString:
		return quad.TypedString{Value: v.Value, Type: v.Type.FullWith(prefixes)}
	}
	return v
}
