package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
	"trigraph/queries"
)

// workerEnv names the store for which this test binary is a worker.
const workerEnv = "TRIGRAPH_TEST_WORKER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(workerEnv); dir != "" {
		if err := queries.Work(dir, func() (store.Graph, error) { return store.Open(dir) }, 96<<20, os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// build makes a small graph, or adds to it.
func build(t testing.TB, dir string, aliases ...string) {
	t.Helper()
	o, err := graph.LoadOntology()
	check(t, err)
	w, err := store.OpenWriter(dir, "test")
	check(t, err)
	defer w.Close()
	var facts []quad.Quad
	for _, e := range []graph.Entity{
		{ID: "nvidia", Class: graph.Company, Labels: map[string]string{"en": "Nvidia", "zh": "英伟达"}, Names: aliases},
		{ID: "person/jensen-huang", Class: graph.Person, Labels: map[string]string{"en": "Jensen <b>Huang</b>"}},
	} {
		facts = append(facts, e.Quads(graph.LexiconLabel)...)
	}
	check(t, w.PutFacts("lexicon", facts))
	check(t, w.PutFacts("ontology", o.Quads()))
	r := graph.Record{
		Article:  graph.Article{ID: "a", Lang: "en", Title: "One", Text: "Nvidia is led by Jensen Huang.", Published: time.Date(2024, 3, 18, 0, 0, 0, 0, time.UTC)},
		Mentions: []graph.Mention{{Entity: "nvidia", Start: 0, End: 6}, {Entity: "person/jensen-huang", Start: 17, End: 29}},
		Claims: []graph.Claim{{Subject: "nvidia", Predicate: "headedBy", Object: "person/jensen-huang", Status: graph.Stated,
			Provenance: graph.Provenance{Start: 0, End: 30, Quote: "Nvidia is led by Jensen Huang.", Rule: "test", Confidence: 0.9}}},
	}
	check(t, w.Put("a", "00", r.Quads(o)))
	_, err = w.Commit()
	check(t, err)
}

// site is a running server.
type site struct {
	*httptest.Server
	dir string
	mu  sync.Mutex
	log []Entry
}

func newSite(t testing.TB, o queries.Options) *site {
	t.Helper()
	s := &site{dir: filepath.Join(t.TempDir(), "store")}
	build(t, s.dir)
	o.Command, o.Env = []string{os.Args[0]}, []string{workerEnv + "=" + s.dir}
	r, err := queries.NewRunner(o)
	check(t, err)
	t.Cleanup(func() { r.Close() })
	st, err := store.Open(s.dir)
	check(t, err)
	h, err := New(Options{Store: st, Open: func() (store.Graph, error) { return store.Open(s.dir) }, Runner: r, MaxBody: 4096, Log: func(e Entry) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.log = append(s.log, e)
	}})
	check(t, err)
	s.Server = httptest.NewUnstartedServer(nil)
	s.Config = h.listener()
	s.Start()
	t.Cleanup(s.Server.Close)
	return s
}

// request is one line of a test: method, path, body and headers.
type request struct {
	method, path, body string
	header             map[string]string
}

func (s *site) do(t testing.TB, q request) (status int, body string, header http.Header) {
	t.Helper()
	r, err := http.NewRequest(q.method, s.URL+q.path, strings.NewReader(q.body))
	check(t, err)
	for k, v := range q.header {
		if k == "Host" {
			r.Host = v
		}
		r.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(r)
	check(t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	check(t, err)
	return res.StatusCode, string(text), res.Header
}

func TestRoutes(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 1, Timeout: 10 * time.Second, Rows: 200})
	const labels = `g.V("<tg:entity/nvidia>").out("<rdfs:label>").order().all()`
	form := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	tests := []struct {
		request
		status int
		want   string // in the body
	}{
		// Cayley's shapes.
		{request{"POST", "/api/v1/query/gizmo", labels, nil}, 200, `{"result":[{"id":"Nvidia"},{"id":"英伟达"}],"truncated":false,`},
		{request{"POST", "/api/v1/query/gizmo", labels, form}, 200, `{"result":[{"id":"Nvidia"},`},
		{request{"POST", "/api/v1/query/gizmo?limit=1", labels, nil}, 200, `{"result":[{"id":"Nvidia"}],"truncated":true,`},
		{request{"POST", "/api/v1/query/gizmo?limit=-1", labels, nil}, 200, `{"id":"英伟达"}],"truncated":false`},
		{request{"POST", "/api/v2/query?lang=gizmo", labels, nil}, 200, `{"result":[{"id":"Nvidia"},{"id":"英伟达"}],`},
		{request{"POST", "/api/v2/query?lang=gizmo&limit=1", labels, nil}, 200, `{"result":[{"id":"Nvidia"}],`},
		{request{"GET", "/api/v2/query?lang=gizmo&qu=" + url.QueryEscape(labels), "", nil}, 200, `{"result":[{"id":"Nvidia"},`},
		{request{"POST", "/api/v2/query?lang=gizmo", `g.V("<no>").out().all()`, nil}, 200, `{"result":null,`},
		{request{"POST", "/api/v2/query?lang=gizmo", labels, map[string]string{"Accept": "text/html, application/ld+json"}}, 200, `{"@language":"en","@value":"Nvidia"}`},
		{request{"POST", "/api/v2/query?lang=gizmo", "g.V(\n  x)", nil}, 400, `"column":3,"error":"line 2, column 3: ReferenceError: x is not defined","kind":"bad script","line":2`},
		{request{"POST", "/api/v2/query?lang=sexp", labels, nil}, 400, `query language \"sexp\" is not known`},
		{request{"POST", "/api/v1/query/mql", labels, nil}, 400, `invalid character`},
		{request{"POST", "/api/v2/query?lang=gizmo&limit=x", labels, nil}, 400, `limit \"x\" is not`},
		{request{"POST", "/api/v2/query?lang=gizmo", " ", nil}, 400, "the query is empty"},
		{request{"POST", "/api/v2/query?lang=gizmo", "//" + strings.Repeat("x", 5000), nil}, 413, "longer than 4096 bytes"},
		{request{"POST", "/api/v2/write", "<a> <b> <c> .", nil}, 403, "read-only"},
		{request{"POST", "/api/v1/delete", "[]", nil}, 403, "read-only"},
		{request{"GET", "/health", "", nil}, 204, ""},
		// Named questions.
		{request{"GET", "/api/queries", "", nil}, 200, `{"name":"who","question":"Who is tied to X, and how?","params":[{"name":"entity","type":"entity","required":true,`},
		{request{"GET", "/api/queries/heads?entity=英伟达", "", nil}, 200, `"rows":[{"person":"Jensen <b>Huang</b>","person_id":"person/jensen-huang","relation":"headed by"`},
		{request{"GET", "/api/queries/heads?entity=Nvidia&language=zh", "", nil}, 200, `"organization":"英伟达"`},
		{request{"POST", "/api/queries/heads", `{"entity":"Nvidia","limit":5}`, nil}, 200, `"columns":["person","person_id","relation",`},
		{request{"POST", "/api/queries/heads", `entity=Nvidia`, form}, 200, `"truncated":false`},
		{request{"GET", "/api/queries/heads?entity=Nvidia&format=csv", "", nil}, 200, "person,person_id,relation,relation_id,"},
		{request{"GET", "/api/queries/heads?entity=Nvidia", "", map[string]string{"Accept": "x/y;q=1, text/csv"}}, 200, "person,person_id,"},
		{request{"GET", "/api/queries/heads?entity=Nvidia&format=ndjson", "", nil}, 200, `{"person":`},
		{request{"GET", "/api/queries/heads?entity=Nvidia&format=html", "", nil}, 200, "<td>Jensen &lt;b&gt;Huang&lt;/b&gt;</td>"},
		{request{"GET", "/api/queries/heads?entity=Nvidai%3Cb%3E&format=html", "", nil}, 404, "<p>no entity named &#34;Nvidai&lt;b&gt;&#34;"},
		{request{"GET", "/api/queries/products?entity=Nvidia", "", nil}, 200, `"rows":[]`},
		{request{"GET", "/api/queries/together?entity=Nvidia&limit=1", "", nil}, 200, `"truncated":false`},
		{request{"GET", "/api/queries/whom?entity=Nvidia", "", nil}, 404, "did you mean who?"},
		{request{"GET", "/api/queries/who", "", nil}, 400, "who needs entity"},
		{request{"GET", "/api/queries/who?entity=Nvidai", "", nil}, 404, "nearest: nvidia"},
		{request{"GET", "/api/queries/who?entity=Nvidia&entity=x", "", nil}, 400, "given 2 times"},
		{request{"GET", "/api/queries/who?entity=Nvidia&format=xml", "", nil}, 400, "none of json, csv"},
		{request{"GET", "/api/queries/who?entity=%22%29%3Bg.V%28%29.all%28%29%2F%2F", "", nil}, 404, "no entity named"},
		{request{"POST", "/api/queries/who", `{"entity":["x"]}`, nil}, 400, "neither text nor number"},
		{request{"POST", "/api/queries/who", `{`, nil}, 400, "no JSON object"},
		{request{"POST", "/api/queries/who", `entity=` + strings.Repeat("x", 5000), form}, 413, "longer than"},
		// Entities, pages and the rest.
		{request{"GET", "/api/entities?name=nvid", "", nil}, 200, `[{"id":"nvidia","class":"Company","labels":{"en":"Nvidia","zh":"英伟达"}`},
		{request{"GET", "/api/entities?name=zzzzzz", "", nil}, 200, `[]`},
		{request{"GET", "/api/entities", "", nil}, 400, "say which"},
		{request{"GET", "/api/entities/person/jensen-huang", "", nil}, 200, `"id":"person/jensen-huang","class":"Person"`},
		{request{"GET", "/api/entities/person%2Fjensen-huang", "", nil}, 200, `"articles":1`},
		{request{"GET", "/api/entities/nobody", "", nil}, 404, "no entity has the id"},
		{request{"GET", "/healthz", "", nil}, 200, `"status":"ok"`},
		{request{"GET", "/readyz", "", nil}, 200, `{"generation":1,"status":"ready"}`},
		{request{"GET", "/", "", nil}, 200, `src="/page/main.js"`},
		{request{"GET", "/page/plain.css", "", nil}, 200, "body {"},
		{request{"GET", "/page/package.json", "", nil}, 404, "there is nothing"},
		{request{"GET", "/nothing", "", nil}, 404, `{"error":"there is nothing at /nothing"}`},
		{request{"DELETE", "/api/queries", "", nil}, 405, `{"error":"DELETE is not for /api/queries; allowed: GET, HEAD"}`},
		{request{"GET", "/", "", map[string]string{"Host": "evil.example"}}, 403, "only at a loopback address"},
	}
	for _, test := range tests {
		status, body, header := s.do(t, test.request)
		if status != test.status || !strings.Contains(body, test.want) {
			t.Errorf("%s %s: %d %s\nwant %d … %s …", test.method, test.path, status, body, test.status, test.want)
		}
		if status >= 400 && !json.Valid([]byte(body)) && !strings.Contains(test.path, "format=html") {
			t.Errorf("%s %s: the error is no JSON: %s", test.method, test.path, body)
		}
		if header.Get("Content-Security-Policy") == "" || header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s: headers %v", test.method, test.path, header)
		}
	}
	if len(s.log) != len(tests) {
		t.Errorf("%d requests, %d in the log", len(tests), len(s.log))
	}
}

// TestBusy: who finds no worker free is told so, and others are served still.
func TestBusy(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 1, Timeout: 2 * time.Second, Wait: 20 * time.Millisecond})
	done := make(chan string)
	go func() {
		r, err := http.Post(s.URL+"/api/v2/query?lang=gizmo", "text/plain", strings.NewReader(`while(true){}`))
		if err != nil {
			done <- err.Error()
			return
		}
		r.Body.Close()
		done <- fmt.Sprint(r.StatusCode)
	}()
	time.Sleep(300 * time.Millisecond)
	status, body, header := s.do(t, request{"GET", "/api/queries/heads?entity=Nvidia", "", nil})
	if status != 503 || header.Get("Retry-After") == "" || !strings.Contains(body, "busy") {
		t.Errorf("%d %s", status, body)
	}
	if status, _, _ := s.do(t, request{"GET", "/api/entities?name=Nvidia", "", nil}); status != 200 {
		t.Errorf("entities: %d", status)
	}
	if got := <-done; got != "408" {
		t.Errorf("the long one: %s", got)
	}
}

func TestNewBuildIsSeen(t *testing.T) {
	s := newSite(t, queries.Options{})
	s.do(t, request{"GET", "/api/queries/heads?entity=Nvidia", "", nil})
	build(t, s.dir, "輝達")
	for _, path := range []string{"/api/queries/heads?entity=輝達", "/api/entities?name=輝達", "/healthz"} {
		if status, body, _ := s.do(t, request{"GET", path, "", nil}); status != 200 || !strings.Contains(body, `"generation":2`) && !strings.Contains(body, `"match":"exact"`) {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	check(t, os.Remove(filepath.Join(s.dir, "MANIFEST.json")))
	if status, body, _ := s.do(t, request{"GET", "/healthz", "", nil}); status != 503 || strings.Contains(body, s.dir) {
		t.Errorf("without its store: %d %s", status, body)
	}
	if status, _, _ := s.do(t, request{"GET", "/api/entities?name=Nvidia", "", nil}); status != 200 {
		t.Errorf("the state that was read is lost: %d", status)
	}
}

func TestListen(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0", "[::]:0", "example.org:0", "x"} {
		if l, err := Listen(address, false); err == nil {
			l.Close()
			t.Errorf("%s is listened to", address)
		}
	}
	for _, address := range []string{"127.0.0.1:0", "localhost:0"} {
		l, err := Listen(address, false)
		check(t, err)
		l.Close()
	}
	l, err := Listen("0.0.0.0:0", true)
	check(t, err)
	l.Close()
}

// TestServe stops when it is told, and lets what is being answered finish.
func TestServe(t *testing.T) {
	s := newSite(t, queries.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	done := make(chan error)
	go func() { done <- s.Config.Handler.(*Server).Serve(ctx, l) }()
	r, err := http.Get("http://" + l.Addr().String() + "/healthz")
	check(t, err)
	r.Body.Close()
	cancel()
	select {
	case err := <-done:
		check(t, err)
	case <-time.After(10 * time.Second):
		t.Fatal("it does not stop")
	}
}
