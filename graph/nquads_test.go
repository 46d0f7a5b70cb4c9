package graph

import (
	"testing"

	"github.com/cayleygraph/quad"
)

func TestNQuadsComeBackAsTheyWere(t *testing.T) {
	article := Article{ID: `a b/"x"%<ü>.md`}.IRI()
	n := NewNQuads()
	for _, object := range []quad.Value{
		quad.String("two\nlines\r, a \\ and \"quotes\"\tand a tab \u0000 \u2028 \U0001F600 \\u0041"), quad.String(""), quad.String(" tg:entity/x "),
		quad.LangString{Value: "英伟达", Lang: "zh-Hant"}, quad.Int(-7), quad.Float(0.8125), quad.Float(1), quad.Float(1e-4), quad.Float(123456789),
		quad.IRI("tg:entity/恒大"), quad.IRI("http://www.wikidata.org/entity/Q1"), IsA, Published, quad.IRI("owl:sameAs"),
	} {
		for _, label := range []quad.Value{article, LexiconLabel, nil} {
			q := quad.Quad{Subject: article, Predicate: HasText, Object: object, Label: label}
			got, err := n.Parse(n.Line(q))
			if err != nil || got != q {
				t.Errorf("%s came back as %#v (%v), was %#v", n.Line(q), got, err, q)
			}
		}
	}
}

func TestNQuadsRefuse(t *testing.T) {
	for _, line := range []string{"", "<a> <b> .", `<a> <b> "c`, `<a> <b> "x"^^<http://www.w3.org/2001/XMLSchema#integer> <l>`, "# comment"} {
		if q, err := NewNQuads().Parse(line); err == nil {
			t.Errorf("%q was taken for %v", line, q)
		}
	}
}
