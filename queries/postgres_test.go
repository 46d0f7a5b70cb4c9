package queries

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"trigraph/graph"
	"trigraph/graph/store"
	"trigraph/graph/store/postgres"
	"trigraph/graph/store/postgres/postgrestest"
)

// TestPostgresAnswersAlike asks every story of the small world kept in
// PostgreSQL, and what the store is asked beside questions.
func TestPostgresAnswersAlike(t *testing.T) {
	dsn := postgrestest.Start(t).Database(t)
	folder, err := store.Open(testStore(t))
	check(t, err)
	_, err = postgres.Sync(context.Background(), dsn, "test", folder)
	check(t, err)
	g, err := postgres.Open(context.Background(), dsn)
	check(t, err)
	defer g.Close()
	e, err := newEngine(g)
	check(t, err)
	var stories []story
	readYAML(t, "stories.yaml", &stories)
	for _, s := range stories {
		t.Run(s.Question, func(t *testing.T) {
			res, err := direct(t, e, Request{Question: s.Question, Params: s.Params, Language: s.Language})
			check(t, err)
			if got := cells(t, res); !slices.Equal(got, s.Rows) {
				t.Errorf("got %q, want %q", got, s.Rows)
			}
		})
	}
	sameFacts(t, g, folder)
	check(t, g.Err())
}

func sameFacts(t *testing.T, got, want store.Graph) {
	t.Helper()
	same := func(what string, a, b any) {
		t.Helper()
		if x, y := jsonOf(t, a), jsonOf(t, b); x != y {
			t.Errorf("%s\n%s\nwant\n%s", what, x, y)
		}
	}
	same("records", got.Records(), want.Records())
	same("entities", got.Entities(), want.Entities())
	for _, id := range []string{"nvidia", "none"} {
		a, okA := got.Entity(id)
		b, okB := want.Entity(id)
		if same(id, a, b); okA != okB {
			t.Errorf("%s: %v, want %v", id, okA, okB)
		}
	}
	for _, name := range []string{"Nvidia", "英伟达", "ＮＶＩＤＩＡ", "nvid", "Nvidai", "Delta", "zzzzzzzz", "", "arm", "Euro"} {
		same("Find "+name, got.Find(name, 10), want.Find(name, 10))
	}
	for _, q := range []store.SearchQuery{
		{Name: "nvid", Prefix: true, Limit: 9}, {Name: "nvidia", Prefix: true, Limit: 9}, {Name: "Nvidai", Prefix: true, Limit: 9},
		{Limit: 5}, {Limit: 100}, {Classes: []graph.Class{graph.Person}, Limit: 3}, {Name: "arm", Classes: []graph.Class{graph.City}, Limit: 3},
	} {
		same(fmt.Sprintf("%+v", q), got.Search(q), want.Search(q))
	}
	same("counts", got.Counts(), want.Counts())
	for _, q := range [][2]string{{"", ""}, {"nvidia", ""}, {"", "zh"}, {"nvidia", "de"}} {
		same(fmt.Sprintf("named with %q", q), got.MentionCounts(q[0], q[1]), want.MentionCounts(q[0], q[1]))
	}
	same("each entity", slices.Collect(got.EachEntity), got.Entities())
	same("each record", slices.Collect(got.EachRecord), got.Records())
	for _, e := range append(want.Entities(), graph.Entity{ID: "none"}) {
		order := func(a, b graph.Claim) int { return strings.Compare(jsonOf(t, a), jsonOf(t, b)) }
		same("claims of "+e.ID, slices.SortedFunc(got.ClaimsOf(e.ID), order), slices.SortedFunc(want.ClaimsOf(e.ID), order))
		for _, query := range []graph.ClaimQuery{{Entity: e.ID, Statuses: []graph.Status{graph.Stated}}, {Article: want.Records()[0].Article.ID}, {Statuses: []graph.Status{graph.Planned, graph.Denied}}} {
			same(fmt.Sprintf("%+v", query), briefLines(t, got, query), briefLines(t, want, query))
		}
		same("articles of "+e.ID, slices.Collect(got.ArticlesOf(e.ID)), slices.Collect(want.ArticlesOf(e.ID)))
		inOrder := func(a, b graph.Join) int { return strings.Compare(jsonOf(t, a), jsonOf(t, b)) }
		same("joins of "+e.ID, slices.SortedFunc(slices.Values(got.JoinsOf(e.ID)), inOrder), slices.SortedFunc(slices.Values(want.JoinsOf(e.ID)), inOrder))
		same("degree of "+e.ID, got.Degree(e.ID), want.Degree(e.ID))
		a1, c1 := got.CountOf(e.ID)
		a2, c2 := want.CountOf(e.ID)
		same("counts of "+e.ID, []int{a1, c1}, []int{a2, c2})
		a, okA := got.Resolve(e.ID)
		if b, okB := want.Resolve(e.ID); a != b || okA != okB {
			t.Errorf("%s is %q today, want %q", e.ID, a, b)
		}
	}
	var heads [2][]any
	for i, g := range []store.Graph{got, want} {
		for a, n := range g.EachArticle {
			heads[i] = append(heads[i], a, n)
		}
	}
	same("each article", heads[0], heads[1])
	for _, r := range want.Records() {
		a, ok := got.Record(r.Article.ID)
		if same("record "+r.Article.ID, a, r); !ok {
			t.Errorf("no record %s", r.Article.ID)
		}
	}
	if a, b := got.Stats(), want.Stats(); a.Articles != b.Articles || a.Quads != b.Quads {
		t.Errorf("%+v, want %+v", a, b)
	}
}

func briefLines(t *testing.T, g store.Graph, q graph.ClaimQuery) (lines []string) {
	t.Helper()
	for b := range g.Briefs(q) {
		lines = append(lines, jsonOf(t, g.Whole(b))+b.Lang+b.Published)
	}
	slices.Sort(lines)
	return lines
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	text, err := encode(v)
	check(t, err)
	return string(text)
}
