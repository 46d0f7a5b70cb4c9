package queries

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"go.yaml.in/yaml/v3"

	"trigraph/graph"
	"trigraph/graph/store"
)

// workerEnv names the store for which this test binary is a worker.
const workerEnv = "TRIGRAPH_TEST_WORKER"

const testMemory = 96 << 20

func TestMain(m *testing.M) {
	if dir := os.Getenv(workerEnv); dir != "" {
		if err := Work(dir, func() (store.Graph, error) { return store.Open(dir) }, testMemory, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// world is testdata/facts.yaml.
type world struct {
	Entities []struct {
		ID, Class, Country, Within string
		Names                      map[string]string
		Aliases                    []string
	}
	Articles []struct {
		ID, Lang, Title, Text string
		Published             string
		Mentions              map[string]string
		Claims                []map[string]string
	}
}

func readYAML(t testing.TB, file string, v any) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := yaml.NewDecoder(f)
	d.KnownFields(true)
	if err := d.Decode(v); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// testStore builds the small world in a folder of its own.
func testStore(t testing.TB) string {
	t.Helper()
	var w world
	readYAML(t, "facts.yaml", &w)
	o, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "store")
	s, err := store.OpenWriter(dir, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w.put(t, s, o)
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func (w world) put(t testing.TB, s *store.Writer, o *graph.Ontology) {
	t.Helper()
	var facts []quad.Quad
	for _, e := range w.Entities {
		x := graph.Entity{ID: e.ID, Class: graph.Class(e.Class), Labels: e.Names, Names: e.Aliases, Country: e.Country, PartOf: e.Within}
		facts = append(facts, x.Quads(graph.LexiconLabel)...)
	}
	check(t, s.PutFacts("lexicon", facts))
	check(t, s.PutFacts("ontology", o.Quads()))
	for _, a := range w.Articles {
		date, err := time.Parse(time.DateOnly, a.Published)
		check(t, err)
		r := graph.Record{Article: graph.Article{ID: a.ID, Lang: a.Lang, Title: a.Title, Text: a.Text, Published: date, Hash: "00"}}
		for entity, name := range a.Mentions {
			r.Mentions = append(r.Mentions, mentions(t, a.Text, entity, name)...)
		}
		for _, c := range a.Claims {
			r.Claims = append(r.Claims, claim(t, a.Text, c))
		}
		check(t, s.Put(a.ID, "00", r.Quads(o)))
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// mentions finds every place of a name in a text.
func mentions(t testing.TB, text, entity, name string) (list []graph.Mention) {
	t.Helper()
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			break
		}
		start := utf8.RuneCountInString(text[:from+i])
		from += i + len(name)
		list = append(list, graph.Mention{Entity: entity, Name: name, Start: start, End: start + utf8.RuneCountInString(name)})
	}
	if list == nil {
		t.Fatalf("%q is not in %q", name, text)
	}
	return list
}

func claim(t testing.TB, text string, facts map[string]string) graph.Claim {
	t.Helper()
	says := strings.Fields(facts["says"])
	i := strings.Index(text, facts["quote"])
	if len(says) != 3 || i < 0 {
		t.Fatalf("claim %v does not stand in %q", facts, text)
	}
	c := graph.Claim{Subject: says[0], Predicate: graph.Predicate(says[1]), Object: says[2], Status: graph.Stated}
	c.Quote, c.Rule, c.Confidence = facts["quote"], "test", 0.9
	c.Start = utf8.RuneCountInString(text[:i])
	c.End = c.Start + utf8.RuneCountInString(c.Quote)
	for _, name := range []string{"role", "amount"} {
		if facts[name] != "" {
			c.Particulars = append(c.Particulars, graph.Particular{Name: name, Value: facts[name]})
		}
	}
	if facts["status"] != "" {
		c.Status = graph.Status(facts["status"])
	}
	return c
}
