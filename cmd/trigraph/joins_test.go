package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"trigraph/extract/resolve"
	"trigraph/graph"
	"trigraph/graph/store"
)

// herald writes articles in which few things are named in many ways.
type herald struct{ *rand.Rand }

func (h herald) id() string {
	return []string{"nvidia", "org/nvi-dia", "org/np", "org/national-park", "org/müller-straßenbau", "org/mueller-strassenbau",
		"org/國際研究", "org/国际研究", "person/jane-doe", "person/doe", "person/王伟", "samsung", "org/acme", "org/initech"}[h.IntN(14)]
}

func (h herald) article(id string) graph.Record {
	r := graph.Record{Article: graph.Article{ID: id, Lang: "en", Hash: fmt.Sprint(h.Uint64())}}
	seen := map[string]bool{}
	for range 1 + h.IntN(6) {
		id := h.id()
		_, name, unknown := strings.Cut(id, "/")
		name = strings.ReplaceAll(name, "-", " ")
		start := utf8.RuneCountInString(r.Article.Text)
		r.Article.Text += name + []string{". ", " and "}[h.IntN(2)]
		r.Mentions = append(r.Mentions, graph.Mention{Entity: id, Name: name, Start: start, End: start + utf8.RuneCountInString(name)})
		if unknown && !seen[id] {
			seen[id] = true
			class := graph.Company
			if strings.HasPrefix(id, "person/") {
				class = graph.Person
			}
			r.Entities = append(r.Entities, graph.Entity{ID: id, Class: class, Labels: map[string]string{"en": name}})
		}
	}
	for _, x := range []graph.Claim{{Subject: "person/jane-doe", Predicate: "worksFor", Object: "org/acme"}, {Subject: "org/initech", Predicate: "headedBy", Object: "person/doe"}} {
		if x.Status, x.Quote, x.End = graph.Stated, "says so", 3; h.IntN(4) == 0 {
			r.Claims = append(r.Claims, x)
		}
	}
	if h.IntN(4) == 0 {
		r.Joins = append(r.Joins, graph.Join{From: "org/np", To: []string{"org/national-park", "org/acme"}[h.IntN(2)], Name: "NP", Reason: resolve.Alias,
			Provenance: graph.Provenance{Article: id, Quote: "National Park (NP)"}})
	}
	return r
}

// Articles come, change and go in any order and in any batches; at the end the
// graph holds what one build over the articles that remain makes of them.
func TestIdentityInAnyOrder(t *testing.T) {
	p, _ := spansProgram(t)
	p.config.Judgements = filepath.Join(t.TempDir(), "judgements.jsonl")
	decided := `{"verdict":"same","a":"org/acme","b":"org/initech","author":"a","time":"2026-01-02T03:04:05Z"}` + "\n"
	if err := os.WriteFile(p.config.Judgements, []byte(decided), 0o644); err != nil {
		t.Fatal(err)
	}
	e, err := newEngine(extractConfig{})
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(12) {
		h := herald{rand.New(rand.NewPCG(seed, 5))}
		grown := emptyGraph(t, *p, e)
		there := map[string]graph.Record{}
		for range 2 + h.IntN(5) {
			for range 1 + h.IntN(10) {
				id := fmt.Sprint(h.IntN(14))
				if delete(there, id); h.IntN(4) == 0 {
					grown.writer.Remove(id)
				} else {
					there[id] = h.article(id)
					put(t, grown, there[id])
				}
			}
			commit(t, grown)
		}
		anew := emptyGraph(t, *p, e)
		for _, id := range slices.Sorted(maps.Keys(there)) {
			put(t, anew, there[id])
		}
		got, want := commit(t, grown), commit(t, anew)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: in steps\n%s\nat once\n%s", seed, strings.Join(without(got, want), "\n"), strings.Join(without(want, got), "\n"))
		}
	}
}

func emptyGraph(t *testing.T, p program, e *engine) *builder {
	t.Helper()
	p.config.Store.Path = t.TempDir()
	w, err := store.OpenWriter(p.config.Store.Path, "test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return &builder{program: &p, engine: e, writer: w}
}

func put(t *testing.T, b *builder, r graph.Record) {
	t.Helper()
	if err := b.writer.Put(r.Article.ID, r.Article.Hash, r.Quads(b.engine.ontology)); err != nil {
		t.Fatal(err)
	}
}

// commit returns all that the graph then holds, sorted.
func commit(t *testing.T, b *builder) (lines []string) {
	t.Helper()
	if _, err := b.commit(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(b.config.Store.Path)
	if err != nil {
		t.Fatal(err)
	}
	for q := range s.Quads {
		lines = append(lines, q.NQuad())
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

func without(lines, others []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return slices.Contains(others, l) })
}
