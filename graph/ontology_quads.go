package graph

import "github.com/cayleygraph/quad"

// Quads returns the ontology itself as quads, labelled OntologyLabel, so that a
// query can go from a class to those below it. domainIncludes and rangeIncludes
// are schema.org's: RDFS would read several domains as all of them at once.
func (o *Ontology) Quads() []quad.Quad {
	w := quadWriter{label: OntologyLabel}
	for _, c := range o.classes {
		node := c.name.IRI()
		w.add(node, IsA, quad.IRI("rdfs:Class"))
		if c.parent != "" {
			w.add(node, "rdfs:subClassOf", c.parent.IRI())
		}
		w.labels(node, c.labels)
	}
	for _, p := range o.predicates {
		node := p.Name.IRI()
		w.add(node, IsA, quad.IRI("rdf:Property"))
		w.add(node, "rdfs:comment", langText(p.Says, "en"))
		for _, c := range p.From {
			w.add(node, "schema:domainIncludes", c.IRI())
		}
		for _, c := range p.To {
			w.add(node, "schema:rangeIncludes", c.IRI())
		}
		if p.Symmetric {
			w.add(node, IsA, quad.IRI("owl:SymmetricProperty"))
		} else {
			w.add(node, "owl:inverseOf", Predicate(p.Inverse).IRI())
		}
		w.labels(node, p.Labels)
	}
	return w.sorted()
}

func (w *quadWriter) labels(node quad.IRI, labels map[string]string) {
	for lang, label := range labels {
		w.add(node, RDFSLabel, langText(label, lang))
	}
}
