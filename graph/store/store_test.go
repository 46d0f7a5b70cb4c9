package store

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"trigraph/graph"

	"github.com/cayleygraph/quad"
)

func ontology(t testing.TB) *graph.Ontology {
	t.Helper()
	o, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// record is an article that names two things and relates them.
func record(id, subject, object, text string) graph.Record {
	return graph.Record{
		Article: graph.Article{ID: id, Lang: "en", Title: text, Text: text, Hash: "h-" + text},
		Entities: []graph.Entity{
			{ID: subject, Class: graph.Company, Labels: map[string]string{"en": subject}, Names: []string{subject}},
			{ID: object, Class: graph.Company, Labels: map[string]string{"en": object}, Names: []string{object}},
		},
		Mentions: []graph.Mention{{Entity: subject, Start: 0, End: 1}, {Entity: object, Start: 1, End: 2}},
		Claims: []graph.Claim{{Subject: subject, Predicate: "acquired", Object: object, Status: graph.Stated,
			Provenance: graph.Provenance{Start: 0, End: len(text), Quote: text, Confidence: 0.9}}},
	}
}

func writer(t testing.TB, dir string) *Writer {
	t.Helper()
	w, err := OpenWriter(dir, "test 1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func put(t testing.TB, w *Writer, records ...graph.Record) {
	t.Helper()
	for _, r := range records {
		if err := w.Put(r.Article.ID, r.Article.Hash, r.Quads(ontology(t))); err != nil {
			t.Fatal(err)
		}
	}
}

func commit(t testing.TB, w *Writer) Stats {
	t.Helper()
	s, err := w.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func read(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// contents returns the files of a folder by name.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name()] = string(data)
	}
	return all
}

// titles says which state a store is in.
func titles(s *Store) string {
	var list []string
	for _, r := range s.Records() {
		list = append(list, r.Article.ID+"="+r.Article.Title)
	}
	return strings.Join(list, " ")
}

func TestWriteAndRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "store")
	w := writer(t, dir)
	b, a := record("b", "x", "y", "later"), record("a", "y", "z", "first")
	put(t, w, b, a)
	if err := w.PutFacts("lexicon", graph.Entity{ID: "x", Class: graph.Product}.Quads(graph.LexiconLabel)); err != nil {
		t.Fatal(err)
	}
	stats := commit(t, w)
	if stats.Added != 2 || stats.Articles != 2 || stats.Generation != 1 {
		t.Errorf("stats %+v", stats)
	}
	s := read(t, dir)
	want := 1 + len(b.Quads(ontology(t))) + len(a.Quads(ontology(t)))
	if n := s.Stats().Quads; n != want || len(slices.Collect(s.Quads)) != want {
		t.Errorf("%d quads, want %d", n, want)
	}
	if got := titles(s); got != "a=first b=later" {
		t.Errorf("articles %s", got)
	}
	if !reflect.DeepEqual(s.Records()[0].Claims[0].Provenance, graph.Provenance{Article: "a", Start: 0, End: 5, Quote: "first", Confidence: 0.9}) {
		t.Errorf("claim %+v", s.Records()[0].Claims)
	}
	// The lexicon's word on the class outweighs the article's.
	if e, ok := s.Entity("x"); !ok || e.Class != graph.Product || !slices.Equal(e.Names, []string{"x"}) {
		t.Errorf("entity %+v", e)
	}
	if len(s.Entities()) != 3 {
		t.Errorf("entities %+v", s.Entities())
	}
}

func TestSameAgainChangesNothing(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"), record("b", "x", "z", "two"))
	commit(t, w)
	w.Close()
	before := contents(t, dir)
	w, err := OpenWriter(dir, "test 2")
	if err != nil {
		t.Fatal(err)
	}
	put(t, w, record("b", "x", "z", "two"), record("a", "x", "y", "changed"), record("a", "x", "y", "one"))
	if stats := commit(t, w); stats.Generation != 1 || stats.Added+stats.Replaced+stats.Removed != 0 {
		t.Errorf("stats %+v", stats)
	}
	w.Close()
	if after := contents(t, dir); !reflect.DeepEqual(before, after) {
		t.Errorf("files changed: %v", after)
	}
}

func TestTwoBuildsAreIdentical(t *testing.T) {
	var builds [2]map[string]string
	for i := range builds {
		dir := t.TempDir()
		w := writer(t, dir)
		for n := range 20 {
			put(t, w, record(fmt.Sprint("a", n), "x", fmt.Sprint("y", n), "text"))
		}
		commit(t, w)
		w.Close()
		builds[i] = contents(t, dir)
	}
	if !reflect.DeepEqual(builds[0], builds[1]) {
		t.Error("two builds of the same input differ")
	}
}

func TestReplaceAndRemove(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"), record("b", "x", "z", "two"))
	commit(t, w)
	put(t, w, record("a", "x", "q", "changed"))
	w.Remove("b")
	w.Remove("never there")
	if w.Has("a", "h-one") || !w.Has("a", "h-changed") || !slices.Equal(w.Articles(), []string{"a"}) {
		t.Error("the writer does not know what it was told")
	}
	if stats := commit(t, w); stats.Replaced != 1 || stats.Removed != 1 || stats.Added != 0 {
		t.Errorf("stats %+v", stats)
	}
	s := read(t, dir)
	if got := titles(s); got != "a=changed" {
		t.Errorf("articles %s", got)
	}
	for _, gone := range []string{"y", "z"} {
		if ref := s.Cayley().ValueOf(graph.Entity{ID: gone}.IRI()); ref != nil {
			t.Errorf("%s is still in the graph", gone)
		}
	}
}

func TestCloseForgets(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"))
	commit(t, w)
	w.Close()
	before := contents(t, dir)
	w = writer(t, dir)
	put(t, w, record("b", "x", "y", "two"))
	w.Remove("a")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if after := contents(t, dir); !reflect.DeepEqual(before, after) || !writer(t, dir).Has("a", "h-one") {
		t.Error("something of what was not committed remains")
	}
}

func TestCloseOfTheFirstBuild(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if after := contents(t, dir); len(after) > 1 || after[lockName] != "" {
		t.Errorf("%v remains", after)
	}
}

func TestIs(t *testing.T) {
	for _, c := range []struct {
		files map[string]string
		want  bool
	}{
		{map[string]string{}, false},
		{map[string]string{"news.txt": "x", "LOCK": ""}, false},
		{map[string]string{"quads-000001.seg": "x"}, false},
		{map[string]string{"LOCK": ""}, true},
		{map[string]string{"MANIFEST.json": "{}", "quads-000002.seg": "x", ".DS_Store": "x"}, true},
	} {
		if got := Is(restore(t, c.files)); got != c.want {
			t.Errorf("%v: %v", c.files, got)
		}
	}
	if Is("nowhere") {
		t.Error("a folder that is not there is none")
	}
}

// Segments merge when what is above them has grown, and all of them on demand;
// what is gone is then left behind, and so are the files.
func TestMerging(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	var want []string
	for n := range 40 {
		id := fmt.Sprintf("%03d", n)
		put(t, w, record(id, "x", "y"+id, "text"))
		want = append(want, id+"=text")
		if stats := commit(t, w); stats.Segments > 7 {
			t.Errorf("%d segments after %d commits", stats.Segments, n+1)
		}
	}
	w.Remove("003")
	commit(t, w)
	want = slices.Delete(want, 3, 4)
	stats, err := w.Compact()
	if err != nil || stats.Segments != 1 || stats.Articles != 39 {
		t.Errorf("stats %+v, %v", stats, err)
	}
	after := contents(t, dir)
	files := 0
	for name, data := range after {
		if fileNumber(name) > 0 {
			files++
			if strings.Contains(data, "y003") {
				t.Errorf("what is gone is still in %s", name)
			}
		}
	}
	if files != 2 {
		t.Errorf("%d files remain, want a segment and its names", files)
	}
	if got := titles(read(t, dir)); got != strings.Join(want, " ") {
		t.Errorf("articles %s", got)
	}
	if _, err := w.Compact(); err != nil || !reflect.DeepEqual(contents(t, dir), after) {
		t.Errorf("compacting again changes files: %v", err)
	}
	put(t, w, record("040", "x", "y", "more")) // the writer goes on
	commit(t, w)
	if got := titles(read(t, dir)); got != strings.Join(append(want, "040=more"), " ") {
		t.Errorf("articles %s", got)
	}
}

func TestEntitiesOfTheWriter(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", `text with "<tg:mentions> <tg:entity/trap>"`))
	commit(t, w)
	put(t, w, record("b", "人物/张 伟", "x", "uncommitted"))
	got, err := w.Entities()
	if err != nil || !slices.Equal(got, []string{"x", "y", "人物/张 伟"}) {
		t.Errorf("entities %q, %v", got, err)
	}
}

func TestStale(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"))
	commit(t, w)
	s := read(t, dir)
	commit(t, w)
	if stale, err := s.Stale(); stale || err != nil {
		t.Errorf("stale %v, %v after nothing changed", stale, err)
	}
	put(t, w, record("b", "x", "y", "two"))
	commit(t, w)
	if stale, err := s.Stale(); !stale || err != nil {
		t.Errorf("stale %v, %v after a commit", stale, err)
	}
	if titles(s) != "a=one" || read(t, dir).Generation() != 2 {
		t.Error("an open store changed, or a new one is old")
	}
}

func TestPutRefuses(t *testing.T) {
	w := writer(t, t.TempDir())
	bad := quad.Quad{Subject: quad.IRI("a\nb"), Predicate: quad.IRI("p"), Object: quad.IRI("o")}
	outside := record("a", "x", "y", "z")
	for name, err := range map[string]error{
		"outside":    w.Put("a", "h", outside.Quads(ontology(t))),
		"empty id":   w.Put("", "h", nil),
		"id":         w.Put("\xff", "h", nil),
		"two lines":  w.Put("a", "h", []quad.Quad{bad}),
		"empty quad": w.Put("a", "h", []quad.Quad{{}}),
	} {
		if err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if stats := commit(t, w); stats.Articles != 0 || stats.Generation != 1 {
		t.Errorf("stats %+v", stats)
	}
}
