package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"trigraph/queries"
)

// TestCayley: what Cayley's own clients ask, in its shapes.
func TestCayley(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 1, Timeout: 10 * time.Second, Rows: 200})
	const nvidia = `{n(id: <tg:entity/nvidia>){id, class: <rdf:type>}}`
	esc := url.QueryEscape
	for _, test := range []struct {
		request
		status int
		want   string // in the body
		kind   string // of the answer
	}{
		{request{"POST", "/api/v2/query?lang=graphql", nvidia, nil}, 200, `{"data":{"n":{"class":"tg:Company","id":"tg:entity/nvidia"}}}`, "application/json"},
		{request{"GET", "/api/v2/query?lang=graphql&qu=" + esc(nvidia), "", nil}, 200, `{"data":{"n":{`, ""},
		{request{"POST", "/api/v1/query/graphql", nvidia, nil}, 200, `{"data":{"n":{`, ""},
		{request{"POST", "/api/v2/query?lang=graphql", "{\n n(", nil}, 200, `{"data":null,"errors":[{"message":"Expected Name, found EOF","locations":[{"line":2,"column":4}]}]}`, ""},
		{request{"POST", "/api/v2/query?lang=mql", `[{"id":"<tg:entity/nvidia>","<rdf:type>":null}]`, nil}, 200, `{"result":[{"<rdf:type>":"<tg:Company>","id":"<tg:entity/nvidia>"}],"truncated":false`, ""},
		{request{"POST", "/api/v2/query?lang=mql&limit=1", `[{"id":null,"<rdf:type>":null}]`, nil}, 200, `"truncated":true`, ""},
		{request{"POST", "/api/v2/query?lang=mql", `[{`, nil}, 400, `"column":2,"error":"line 1, column 2: unexpected end of JSON input","kind":"bad script","line":1`, ""},
		{request{"POST", "/api/v2/query?lang=gizmo", `g.V("<tg:entity/nvidia>").all()`, map[string]string{"Accept": "application/ld+json"}}, 200, `{"result":[{"id":{"@id":"tg:entity/nvidia"}}]`, "application/ld+json"},
		{request{"POST", "/api/v2/query?lang=linkedql", `{}`, nil}, 400, `\"linkedql\" is not known here; use gizmo, graphql, mql`, ""},
		{request{"POST", "/api/v2/query", `{}`, nil}, 400, `\"\" is not known here`, ""},
		{request{"POST", "/api/v1/shape/gizmo", `g.V("<a>").out("<b>").all()`, nil}, 200, `{"links":null,"nodes":[{`, "application/json"},
		{request{"POST", "/api/v1/shape/gizmo", `g.V(`, nil}, 400, `"line":1`, ""},
		{request{"POST", "/api/v1/shape/graphql", nvidia, nil}, 400, `no shape`, ""},

		{request{"GET", "/api/v2/read?sub=%3Ctg:entity/nvidia%3E&pred=%3Crdf:type%3E", "", nil}, 200, "<tg:entity/nvidia> <rdf:type> <tg:Company> <tg:lexicon> .\n", "application/n-quads"},
		{request{"GET", "/api/v2/read?sub=%3Ctg:entity/nvidia%3E&pred=%3Crdf:type%3E&iri=full", "", nil}, 200, "<urn:trigraph:entity/nvidia> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:trigraph:Company> <urn:trigraph:lexicon> .\n", ""},
		{request{"GET", "/api/v2/read?obj=Nvidia&label=%3Ctg:lexicon%3E", "", nil}, 200, `<tg:entity/nvidia> <tg:name> "Nvidia" <tg:lexicon> .`, ""},
		{request{"GET", "/api/v2/read?format=json&sub=%3Ctg:entity/nvidia%3E&pred=%3Crdf:type%3E,%3Ctg:name%3E", "", nil}, 200, `"object":"\u003ctg:Company\u003e"`, "application/json"},
		{request{"GET", "/api/v2/read?sub=%3Ctg:entity/nvidia%3E", "", map[string]string{"Accept": "application/ld+json"}}, 200, `"@value":"英伟达"`, "application/ld+json"},
		{request{"POST", "/api/v2/read", "format=nquads&sub=<tg:entity/nvidia>", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}, 200, "<tg:entity/nvidia> <tg:headedBy> <tg:entity/person/jensen-huang> <tg:article/a> .\n", ""},
		{request{"GET", "/api/v2/read?sub=%3Cnobody%3E", "", nil}, 200, "", ""},
		{request{"GET", "/api/v2/read?format=turtle", "", nil}, 400, `format \"turtle\" is not known`, ""},
		{request{"GET", "/api/v2/read?iri=long", "", nil}, 400, "neither short nor full", ""},
		{request{"GET", "/api/v2/formats", "", nil}, 200, `{"id":"nquads","read":true,"write":true,"nodes":true,"ext":[".nq",".nt"],"mime":["application/n-quads","application/n-triples"]}`, ""},

		{request{"GET", "/gephi/gs?mode=raw", "", nil}, 200, `{"ae":{"nvidia headedBy person/jensen-huang":{`, "application/stream+json"},
		{request{"GET", "/gephi/gs?entity=nvidia&language=zh&limit=10", "", nil}, 200, `"label":"英伟达"`, ""},
		{request{"GET", "/gephi/gs?mode=all", "", nil}, 400, "none of raw, nodes", ""},
		{request{"POST", "/api/v2/node/delete", "<a>", nil}, 403, "read-only", ""},
		{request{"POST", "/api/v1/write/file/nquad", "", nil}, 403, "read-only", ""},
	} {
		status, body, header := s.do(t, test.request)
		if status != test.status || !strings.Contains(body, test.want) || !strings.HasPrefix(header.Get("Content-Type"), test.kind) {
			t.Errorf("%s %s: %d %s %s\nwant %d … %s … %s", test.method, test.path, status, header.Get("Content-Type"), body, test.status, test.want, test.kind)
		}
	}
}

// TestGephiStream: each line is an event and ends as the plugin wants it; an
// edge comes after its ends.
func TestGephiStream(t *testing.T) {
	s := newSite(t, queries.Options{})
	_, body, _ := s.do(t, request{"GET", "/gephi/gs", "", nil})
	seen := map[string]bool{}
	for line := range strings.SplitAfterSeq(body, "\r\n") {
		var e map[string]map[string]map[string]any
		if line == "" {
			continue
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil || !strings.HasSuffix(line, "\r\n") {
			t.Fatalf("%q: %v", line, err)
		}
		for id := range e["an"] {
			seen[id] = true
		}
		for id, edge := range e["ae"] {
			if !seen[edge["source"].(string)] || !seen[edge["target"].(string)] {
				t.Errorf("%s comes before its ends", id)
			}
		}
	}
	if len(seen) != 2 {
		t.Errorf("%d nodes", len(seen))
	}
}

// TestReadCutOff: half an answer is no answer.
func TestReadCutOff(t *testing.T) {
	w := &answer{ResponseWriter: &recorder{header: http.Header{}}}
	r, _ := http.NewRequest("GET", "/", nil)
	if err := cutOff(w, r, http.ErrBodyNotAllowed); err == nil {
		t.Error("what has not begun is not told of")
	}
	w.status = 200
	if err := cutOff(w, r, http.ErrBodyNotAllowed); err != nil || w.err == nil || !w.ResponseWriter.(*recorder).broken {
		t.Errorf("%v %v", err, w.err)
	}
}

// recorder notes whether the connection is to break.
type recorder struct {
	header http.Header
	broken bool
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) Write(b []byte) (int, error) { return len(b), nil }
func (r *recorder) WriteHeader(int)             {}
func (r *recorder) SetWriteDeadline(at time.Time) error {
	r.broken = at.Before(time.Now())
	return nil
}
