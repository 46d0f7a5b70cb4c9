package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// filled gives the store of about n quads in a folder, which it makes where there
// is none; without a folder, in one that done removes.
func filled(folder string, n int, seed uint64) (dir string, done func(), err error) {
	done = func() {}
	if folder == "" {
		if folder, err = os.MkdirTemp("", "trigraph-bench"); err != nil {
			return "", done, err
		}
		made := folder
		done = func() { os.RemoveAll(made) }
	}
	dir = filepath.Join(folder, fmt.Sprintf("store-%d-%d", n, seed))
	if !store.Is(dir) {
		if err := fill(dir, n, seed); err != nil {
			done()
			return "", done, err
		}
	}
	return dir, done, nil
}

// reading makes a store of about n quads, or takes the one in dir, and times
// what pages and exports ask of it in time of the processor; opening and writing
// by the clock.
func reading(n int, seed uint64, rounds int, dir string) error {
	dir, done, err := filled(dir, n, seed)
	if err != nil {
		return err
	}
	defer done()
	before := heap()
	s, err := opened(dir, "opening")
	if err != nil {
		return err
	}
	stats := s.Stats()
	fmt.Printf("%d quads, %d articles, %.1f bytes a quad, %d segments\n", stats.Quads, stats.Articles, float64(stats.Bytes)/float64(stats.Quads), stats.Segments)
	for _, q := range calls(n) {
		q.time(s, rounds)
	}
	fmt.Printf("heap that the store holds after all this: %.1f MiB, most ever taken from the system %.0f MiB\n",
		float64(max(heap(), before)-before)/(1<<20), mostMemory())
	streams(s)
	return cmp.Or(s.Err(), grow(dir, n, seed))
}

func mostMemory() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys) / (1 << 20)
}

func opened(dir, what string) (*store.Store, error) {
	began := time.Now()
	s, err := store.Open(dir)
	if err != nil {
		return nil, err
	}
	took := time.Since(began)
	began = time.Now()
	found := len(s.Search(store.SearchQuery{Name: "Torba", Prefix: true, Limit: 20}))
	fmt.Printf("%s: %v, the first search %v, %d found\n", what, took.Round(time.Microsecond), time.Since(began).Round(time.Microsecond), found)
	return s, nil
}

func fill(dir string, n int, seed uint64) error {
	began, w := time.Now(), (*store.Writer)(nil)
	o, err := graph.LoadOntology()
	if err != nil {
		return err
	}
	if w, err = store.OpenWriter(dir, "bench"); err != nil {
		return err
	}
	defer w.Close()
	for r := range records(n, seed) {
		if err := w.Put(r.Article.ID, r.Article.Hash, r.Quads(o)); err != nil {
			return err
		}
	}
	var facts []quad.Quad
	for _, e := range lexicon(n) {
		facts = append(facts, e.Quads(graph.LexiconLabel)...)
	}
	if err := w.PutFacts("lexicon", facts); err != nil {
		return err
	}
	put, used := time.Since(began), spent()
	_, err = w.Commit()
	fmt.Printf("made and put in %v, committed in %v, %v of the processor\n", put.Round(time.Millisecond),
		(time.Since(began) - put).Round(time.Millisecond), (spent() - used).Round(time.Millisecond))
	return err
}

// grow changes one article in a hundred and opens the state that is then there.
func grow(dir string, n int, seed uint64) error {
	o, err := graph.LoadOntology()
	if err != nil {
		return err
	}
	w, err := store.OpenWriter(dir, "bench")
	if err != nil {
		return err
	}
	defer w.Close()
	began := time.Now()
	for r := range records(n/100, seed+uint64(time.Now().UnixNano())) {
		if err := w.Put(r.Article.ID, r.Article.Hash, r.Quads(o)); err != nil {
			return err
		}
	}
	if _, err := w.Commit(); err != nil {
		return err
	}
	fmt.Printf("one article in a hundred changed and committed: %v\n", time.Since(began).Round(time.Millisecond))
	_, err = opened(dir, "opening the new state")
	return err
}

// call is a question and how large its answer is.
type call struct {
	name string
	ask  func(s *store.Store, round int) int
}

func (c call) time(s *store.Store, rounds int) {
	var took []time.Duration
	size := 0
	for round := range rounds {
		began := spent()
		size += c.ask(s, round)
		took = append(took, spent()-began)
	}
	fmt.Printf("  %-44s p50 %10v  p99 %10v  %8.1f rows\n", c.name, middle(took, 0.5), middle(took, 0.99), float64(size)/float64(rounds))
}

func count[T any](all func(func(T) bool)) (n int) {
	for range all {
		n++
	}
	return n
}

func search(name func(round int) string, prefix bool, classes ...graph.Class) func(*store.Store, int) int {
	return func(s *store.Store, round int) int {
		return len(s.Search(store.SearchQuery{Name: name(round), Prefix: prefix, Classes: classes, Limit: 20}))
	}
}

// calls are what is timed: of the things named most, and of all kinds.
func calls(n int) []call {
	things := n/60 + 100
	any := func(round int) int { return round * 7919 % things }
	some := func(round int) string { return label(any(round)) }
	misspelt := func(round int) string {
		name := []rune(some(round))
		return string(slices.Delete(name, len(name)/2, len(name)/2+1))
	}
	begin := func(letters int) func(int) string {
		return func(round int) string { name := []rune(some(round)); return string(name[:min(letters, len(name))]) }
	}
	return []call{
		{"search: a whole name", search(some, false)},
		{"search: the beginning, 1 letter", search(begin(1), true)},
		{"search: 2 letters", search(begin(2), true)},
		{"search: 3 letters", search(begin(3), true)},
		{"search: 5 letters", search(begin(5), true)},
		{"search: 2 letters, of a rare class", search(begin(2), true, "Law")},
		{"search: one Chinese character", search(func(round int) string { return string([]rune(han(any(round) &^ 1))[:1]) }, true)},
		{"search: a letter left out", search(misspelt, false)},
		{"search: nothing like it", search(func(round int) string { return strings.Repeat("xq", 3+round%3) }, false)},
		{"the 100 named most", func(s *store.Store, _ int) int { return len(s.Overview(100)) }},
		{"the 100 laws named most", func(s *store.Store, _ int) int {
			return len(s.Search(store.SearchQuery{Classes: []graph.Class{"Law"}, Limit: 100}))
		}},
		{"a thing", func(s *store.Store, round int) int { e, _ := s.Entity(id(any(round))); return len(e.Names) }},
		{"a thing, of the 50 named most", func(s *store.Store, round int) int { e, _ := s.Entity(id(round % 50)); return len(e.Names) }},
		{"claims of a thing", func(s *store.Store, round int) int { return count(s.ClaimsOf(id(any(round)))) }},
		{"claims of one of the 50 named most", func(s *store.Store, round int) int { return count(s.ClaimsOf(id(round % 50))) }},
		{"articles of a thing", func(s *store.Store, round int) int { return count(s.ArticlesOf(id(any(round)))) }},
		{"articles of one of the 50 named most", func(s *store.Store, round int) int { return count(s.ArticlesOf(id(round % 50))) }},
		{"number of neighbours, of the 50 named most", func(s *store.Store, round int) int { return s.Degree(id(round % 50)) }},
		{"an article with all it says", func(s *store.Store, round int) int {
			r, _ := s.Record(fmt.Sprintf("news/%07d", round*31%(n/quadsOfArticle)))
			return len(r.Mentions)
		}},
	}
}

func streams(s *store.Store) {
	began, n := spent(), 0
	for range s.EachEntity {
		n++
	}
	fmt.Printf("all %d things: %v\n", n, (spent() - began).Round(time.Millisecond))
	began, n = spent(), 0
	for r := range s.EachRecord {
		n += len(r.Mentions)
	}
	fmt.Printf("all articles, %d mentions: %v\n", n, (spent() - began).Round(time.Millisecond))
}
