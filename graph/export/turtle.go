package export

import (
	"bufio"
	"cmp"
	"iter"
	"regexp"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// writeTurtle writes the quads as triples, all of one subject together and each
// once. Turtle has no graphs: which article says a thing is lost but for the
// nodes of claims, mentions and joins, which name it.
func (p *plan) writeTurtle(w *bufio.Writer, quads iter.Seq[quad.Quad]) error {
	full := graph.NewNQuads()
	if err := p.sortQuads(quads, func(key, value *packer, q quad.Quad) {
		if q.Label != nil {
			p.tally["quads that name their article, which Turtle keeps only for claims, mentions and joins"]++
		}
		for _, term := range []string{turtleTerm(q.Subject, full), turtleTerm(q.Predicate, full), turtleTerm(q.Object, full)} {
			if term == string(graph.IsA) {
				term = "" // comes first, as "a"
			}
			key.keyPart(term)
			value.text(cmp.Or(term, "a"))
		}
	}); err != nil {
		return err
	}
	for _, v := range graph.Vocabularies() {
		w.WriteString("@prefix " + v.Prefix + " <" + v.Full + "> .\n")
	}
	var last [3]string
	err := p.eachSorted(func(row unpacker) error {
		triple := [3]string{row.text(), row.text(), row.text()}
		switch {
		case triple == last:
			return nil
		case triple[0] != last[0] && last[0] == "":
			w.WriteString("\n" + triple[0] + " " + triple[1] + " " + triple[2])
		case triple[0] != last[0]:
			w.WriteString(" .\n\n" + triple[0] + " " + triple[1] + " " + triple[2])
		case triple[1] != last[1]:
			w.WriteString(" ;\n    " + triple[1] + " " + triple[2])
		default:
			w.WriteString(" , " + triple[2])
		}
		p.written.Quads++
		last = triple
		return nil
	})
	if last[0] != "" {
		w.WriteString(" .\n")
	}
	return err
}

// sortQuads sorts quads by what row makes of each.
func (p *plan) sortQuads(quads iter.Seq[quad.Quad], row func(key, value *packer, q quad.Quad)) error {
	p.quads = newSorter(p.claims.ctx, p.Temp)
	var key, value packer
	for q := range quads {
		key, value = key[:0], value[:0]
		row(&key, &value, q)
		if err := p.quads.add(key, value); err != nil {
			return err
		}
	}
	return p.quads.done()
}

func (p *plan) eachSorted(f func(row unpacker) error) error {
	c, err := p.quads.read()
	for err == nil {
		var ok bool
		if ok, err = c.next(); !ok || err != nil {
			break
		}
		err = f(unpacker(c.value))
	}
	return err
}

// prefixed is an IRI that Turtle takes as a name with a prefix as it stands.
var prefixed = regexp.MustCompile(`^(owl|rdf|rdfs|schema|tg|xsd):[A-Za-z][A-Za-z0-9]*$`)

func turtleTerm(v quad.Value, lines *graph.NQuads) string {
	if typed, ok := v.(quad.TypedStringer); ok {
		v = typed.TypedString()
	}
	switch v := v.(type) {
	case quad.IRI:
		if prefixed.MatchString(string(v)) {
			return string(v)
		}
	case quad.TypedString:
		if prefixed.MatchString(string(v.Type)) {
			return v.Value.String() + "^^" + string(v.Type)
		}
	}
	return lines.Full(v).String()
}
