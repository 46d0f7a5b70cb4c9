package queries

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestLanguages(t *testing.T) {
	r := testRunner(t, Options{Timeout: 5 * time.Second, Rows: 20, Bytes: 4000})
	for _, test := range []struct {
		lang   string
		shape  bool
		script string
		want   string // rows, or the error
	}{
		{"graphql", false, `{nodes(id: <tg:entity/nvidia>){id, class: <rdf:type>}}`, `{"nodes":{"class":"tg:Company","id":"tg:entity/nvidia"}}`},
		{"graphql", false, `{nodes(id: <tg:entity/nobody>){id}}`, `{"nodes":null}`},
		{"graphql", false, "{\n  nodes(", "line 2, column 9: Expected Name, found EOF"},
		{"graphql", false, "{nodes{id, <rdf:type>}}", "the answer is longer than"},
		{"graphql", false, "", "unsupported query type"},
		{"mql", false, `[{"id": "<tg:entity/nvidia>", "<rdf:type>": null}]`, `{"<rdf:type>":"<tg:Company>","id":"<tg:entity/nvidia>"}`},
		{"mql", false, "[{\n  \"id\": }]", "line 2, column 9: invalid character '}' looking for beginning of value"},
		{"mql", true, `[{"id": "<tg:entity/nvidia>", "<rdf:type>": null}]`, `"links":[{`},
		{"gizmo", true, `g.V("<tg:entity/nvidia>").tag("a").all()`, `"values":["<tg:entity/nvidia>"]`},
		{"gizmo", true, `g.V(`, "line 1, column 5: Unexpected end of input"},
		{"graphql", true, `{nodes{id}}`, "has no shape"},
		{"gizmo", false, `g.V("<tg:entity/nvidia>").out("<rdf:type>").all()`, `{"id":"<tg:Company>"}`},
		{"sexp", false, `($a)`, `query language "sexp" is not known here; known are gizmo, graphql, mql`},
	} {
		res, err := r.Run(context.Background(), Request{Lang: test.lang, Shape: test.shape, Script: test.script})
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			for _, row := range res.Rows {
				got += string(row)
			}
		}
		if !strings.Contains(got, test.want) {
			t.Errorf("%s %q: %s\nwant %s", test.lang, test.script, got, test.want)
		}
	}
}

// TestHostileLanguages: no query in another language outlives its limits either.
func TestHostileLanguages(t *testing.T) {
	r := testRunner(t, Options{Timeout: 2 * time.Second, Rows: 20, Bytes: 1 << 16})
	for _, q := range []Request{
		{Lang: "graphql", Script: strings.Repeat("{nodes", 20000)},
		{Lang: "graphql", Script: `{nodes(first: "x"){id}}`},
		{Lang: "graphql", Script: `{nodes{* {* {* {*}}}}}`},
		{Lang: "graphql", Script: `{a{id b: <rdf:type>(rev: true){id c: <rdf:type>{id d: <rdf:type>(rev: true){id}}}}}`},
		{Lang: "mql", Script: `[[[[]]]]`}, {Lang: "mql", Script: `null`}, {Lang: "mql", Script: `{}`}, {Lang: "mql", Script: `[{"id": {"id": {}}}]`},
		{Lang: "mql", Script: `[{"a": [{"b": [{"c": []}]}], "id": null}]`}, {Lang: "mql", Script: `"x"`}, {Lang: "mql", Script: `[{"!@#": 1e400}]`},
		{Lang: "gizmo", Shape: true, Script: `while(true){}`}, {Lang: "gizmo", Shape: true, Script: `g.V().out({})`},
		{Lang: "gizmo", Shape: true, Script: `1`}, {Lang: "mql", Shape: true, Script: `{}`}, {Lang: "mql", Shape: true, Script: `5`},
	} {
		began := time.Now()
		_, err := r.Run(context.Background(), q)
		var own *Error
		if err != nil && !errors.As(err, &own) {
			t.Errorf("%s %.40q: %v", q.Lang, q.Script, err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s %.40q: %s", q.Lang, q.Script, took)
		}
	}
	stillAnswers(t, r)
}
