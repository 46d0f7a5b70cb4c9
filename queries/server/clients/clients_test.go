// Package clients drives Cayley's own clients against trigraph serve, unchanged:
// its Go client, and the two JavaScript ones that npm has ("cayley" and
// "node-cayley"; "@cayleygraph/cayley" is not there). cayleyexport, cayleyimport and
// the UI are in no released version of Cayley's module, so what they send is sent
// here. A module of its own, since nothing of this belongs into the program.
package clients

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/client"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/jsonld"
	"github.com/cayleygraph/quad/nquads"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// serve builds trigraph and its sample graph and serves it; it returns the
// address and the graph as trigraph export writes it.
func serve(t *testing.T) (address, graph string) {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "trigraph")
	build := exec.Command("go", "build", "-o", program, "./cmd/trigraph")
	build.Dir = filepath.Join("..", "..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	run := func(ctx context.Context, args ...string) *exec.Cmd {
		c := exec.CommandContext(ctx, program, args...)
		c.Dir, c.Stderr = dir, os.Stderr
		return c
	}
	check(t, run(t.Context(), "build").Run())
	graph = filepath.Join(dir, "graph.nq")
	check(t, run(t.Context(), "export", "--format", "nquads", "-o", graph).Run())
	ctx, stop := context.WithCancel(context.Background())
	s := run(ctx, "serve", "--address", "127.0.0.1:0")
	out, err := s.StdoutPipe()
	check(t, err)
	check(t, s.Start())
	t.Cleanup(func() { stop(); _ = s.Wait() }) // killed
	line, err := bufio.NewReader(out).ReadString('\n')
	check(t, err)
	address, _, _ = strings.Cut(line, "/ serves")
	return address, graph
}

// count reads quads and counts them by subject and predicate, which every format
// writes alike.
func count(t *testing.T, r quad.Reader) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return counts
		}
		check(t, err)
		counts[quad.ToString(q.Subject)+" "+quad.ToString(q.Predicate)]++
	}
}

// TestClients has each client read the whole graph, ask, and be refused to write.
func TestClients(t *testing.T) {
	address, graph := serve(t)
	t.Run("cayleyexport in N-Quads", func(t *testing.T) { export(t, address, graph) })
	t.Run("cayleyexport in JSON-LD", func(t *testing.T) { exportLinked(t, address) })
	t.Run("cayleyimport", func(t *testing.T) { write(t, address) })
	t.Run("Go", func(t *testing.T) { inGo(t, address) })
	t.Run("JavaScript", func(t *testing.T) { inJavaScript(t, address) })
	t.Run("UI", func(t *testing.T) { ui(t, address) })
}

// get reads all quads as cayleyexport asks for them.
func get(t *testing.T, address, kind string) *http.Response {
	t.Helper()
	r, err := http.NewRequest("GET", address+"/api/v2/read", nil)
	check(t, err)
	r.Header.Set("Accept", kind)
	res, err := http.DefaultClient.Do(r)
	check(t, err)
	t.Cleanup(func() { res.Body.Close() })
	if res.StatusCode != 200 {
		t.Fatal(res.Status)
	}
	return res
}

// export compares with the file that trigraph export made, quad by quad.
func export(t *testing.T, address, graph string) {
	file, err := os.Open(graph)
	check(t, err)
	defer file.Close()
	full := map[string]string{"tg:": "urn:trigraph:", "owl:": "http://www.w3.org/2002/07/owl#", "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs:": "http://www.w3.org/2000/01/rdf-schema#", "schema:": "http://schema.org/"}
	want, got := count(t, nquads.NewReader(file, true)), map[string]int{}
	for key, n := range count(t, nquads.NewReader(get(t, address, "application/n-quads").Body, true)) {
		for short, long := range full {
			key = strings.ReplaceAll(key, "<"+short, "<"+long)
		}
		got[key] += n
	}
	if len(want) < 1000 || !maps.Equal(got, want) {
		t.Errorf("cayleyexport has %d subjects with predicates, trigraph export %d", len(got), len(want))
		for key, n := range want {
			if got[key] != n {
				t.Fatalf("%s: %d times, want %d", key, got[key], n)
			}
		}
	}
}

func exportLinked(t *testing.T, address string) {
	plain := count(t, nquads.NewReader(get(t, address, "application/n-quads").Body, true))
	linked := count(t, jsonld.NewReader(get(t, address, "application/ld+json").Body))
	total := func(m map[string]int) (n int) {
		for _, k := range m {
			n += k
		}
		return n
	}
	if a, b := total(plain), total(linked); a != b {
		t.Errorf("%d quads in JSON-LD, %d in N-Quads", b, a)
	}
}

// write sends quads as cayleyimport does.
func write(t *testing.T, address string) {
	res, err := http.Post(address+"/api/v2/write", "application/ld+json", strings.NewReader(`{"@id":"a","b":"c"}`))
	check(t, err)
	defer res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Error(res.Status)
	}
}

func inGo(t *testing.T, address string) {
	c := client.New(address)
	r, err := c.QuadReader()
	check(t, err)
	defer r.Close()
	plain := count(t, nquads.NewReader(get(t, address, "application/n-quads").Body, true))
	if got := count(t, r); !maps.Equal(got, plain) {
		t.Errorf("%d subjects with predicates, in N-Quads %d", len(got), len(plain))
	}
	w, err := c.QuadWriter()
	check(t, err)
	_ = w.WriteQuad(quad.MakeIRI("a", "b", "c", "")) // the answer may be there already
	if err := w.Close(); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("a quad is written: %v", err)
	}
}

func inJavaScript(t *testing.T, address string) {
	if _, err := os.Stat("node_modules"); err != nil {
		if os.Getenv("TRIGRAPH_TEST_CLIENTS") == "required" {
			t.Fatal("no clients: npm ci")
		}
		t.Skip("no clients here: npm ci")
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "node", "--no-warnings", "clients.js", address).CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("both clients are answered")) {
		t.Errorf("%v\n%s", err, out)
	}
}

// ui sends what Cayley's page does: a query over v2, its shape over v1.
func ui(t *testing.T, address string) {
	for _, tt := range []struct{ path, body, want string }{
		{"/api/v2/query?lang=gizmo", `g.V("<tg:entity/nvidia>").tag("source").out("<tg:foundedBy>").tag("target").all()`, `"source":"<tg:entity/nvidia>"`},
		{"/api/v2/query?lang=gizmo", `g.V(`, `"error":`},
		{"/api/v2/query?lang=graphql", `{ nodes(id: "tg:entity/nvidia") { id } }`, `"data":`},
		{"/api/v2/query?lang=mql", `[{"id": "<tg:entity/nvidia>", "<rdf:type>": null}]`, `"result":`},
		{"/api/v1/shape/gizmo", `g.V("<tg:entity/nvidia>").out("<rdf:type>").all()`, `"nodes":[`},
	} {
		res, err := http.Post(address+tt.path, "text/plain", strings.NewReader(tt.body))
		check(t, err)
		text, err := io.ReadAll(res.Body)
		res.Body.Close()
		check(t, err)
		if !bytes.Contains(text, []byte(tt.want)) {
			t.Errorf("%s %s: %s, want %s", tt.path, tt.body, text, tt.want)
		}
	}
}
