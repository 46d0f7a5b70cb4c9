package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trigraph/graph"
	"trigraph/graph/judgement"
	"trigraph/graph/store"
)

// madeNames are sixty names of companies that nobody has: two words each, no
// two of them one letter apart.
func madeNames() []string {
	var list []string
	for _, a := range []string{"Zorvex", "Qundal", "Brimtok", "Felgora", "Hastrun", "Jelvita"} {
		for _, b := range []string{"Robotics", "Instruments", "Dynamics", "Optics", "Turbines", "Foundry", "Bearings", "Polymers", "Avionics", "Ceramics"} {
			list = append(list, a+" "+b)
		}
	}
	return list
}

func companyID(name string) string {
	return "org/" + strings.ReplaceAll(strings.ToLower(name), " ", "-")
}

// fifty are judgements of every kind over these names, and what the graph must
// say where it obeys each.
func fifty(names []string) (js []judgement.Judgement, obeyed []func(s *store.Store) bool) {
	id := func(i int) string { return companyID(names[i]) }
	add := func(j judgement.Judgement, check func(s *store.Store) bool) {
		j.Author, j.Reason = "anna", fmt.Sprintf("for the test, %d", len(js))
		js, obeyed = append(js, j), append(obeyed, check)
	}
	for i := range 20 { // 0 to 39 in pairs
		a, b := id(2*i), id(2*i+1)
		add(judgement.Judgement{Verdict: judgement.Same, A: a, B: b}, func(s *store.Store) bool {
			_, gone := s.Entity(b)
			return !gone && articleNames(s, "article-"+fmt.Sprint(2*i+1), a)
		})
	}
	for i := 40; i < 46; i++ {
		add(judgement.Judgement{Verdict: judgement.Different, A: id(i), B: id(i + 1)}, func(s *store.Store) bool {
			return articleNames(s, fmt.Sprintf("article-%d", i), id(i)) && articleNames(s, fmt.Sprintf("article-%d", i+1), id(i+1))
		})
	}
	for i := 40; i < 48; i++ {
		add(judgement.Judgement{Verdict: judgement.Rename, A: id(i), Lang: "zh", Name: "名" + fmt.Sprint(i)}, func(s *store.Store) bool {
			e, _ := s.Entity(id(i))
			return e.Labels["zh"] == "名"+fmt.Sprint(i)
		})
		add(judgement.Judgement{Verdict: judgement.Reclass, A: id(i), Class: graph.GovernmentAgency}, func(s *store.Store) bool {
			e, _ := s.Entity(id(i))
			return e.Class == graph.GovernmentAgency
		})
	}
	for i := 50; i < 58; i++ {
		article := fmt.Sprintf("article-%d", i)
		own := judgement.OwnID(id(i), article)
		add(judgement.Judgement{Verdict: judgement.Split, A: id(i), B: own, Articles: []string{article}}, func(s *store.Store) bool {
			return articleNames(s, article, own) && articleNames(s, "again-"+fmt.Sprint(i), id(i))
		})
	}
	return js, obeyed
}

// articleNames reports whether an article mentions the thing.
func articleNames(s *store.Store, article, id string) bool {
	for _, r := range s.Records() {
		if r.Article.ID == article {
			return slices.ContainsFunc(r.Mentions, func(m graph.Mention) bool { return m.Entity == id })
		}
	}
	return false
}

// Two builds from nothing obey fifty judgements, each; undone, they have left
// nothing behind.
func TestBuildsObeyFiftyJudgements(t *testing.T) {
	if testing.Short() {
		t.Skip("four builds")
	}
	dir := t.TempDir()
	names := madeNames()
	var articles strings.Builder
	for i, name := range names {
		for _, id := range []string{"article", "again"} {
			fmt.Fprintf(&articles, `{"id":"%s-%d","lang":"en","text":"The company %s Inc. is based in Munich, said the %s paper %d. %s Inc. makes parts."}`+"\n", id, i, name, id, i, name)
		}
	}
	write(t, dir, "news.jsonl", articles.String())
	file := filepath.Join(dir, "judgements.jsonl")
	t.Setenv("TRIGRAPH_JUDGEMENTS", file)
	before := rebuilt(t, dir)
	js, obeyed := fifty(names)
	if len(js) != 50 {
		t.Fatalf("%d judgements", len(js))
	}
	for _, j := range js {
		if _, err := judgement.Append(file, j); err != nil {
			t.Fatal(err)
		}
	}
	var first []byte
	for round := range 2 {
		quads := rebuilt(t, dir)
		s, err := store.Open(filepath.Join(dir, "graph"))
		if err != nil {
			t.Fatal(err)
		}
		for i, check := range obeyed {
			if !check(s) {
				t.Errorf("build %d does not obey judgement %d: %s", round+1, i+1, js[i])
			}
		}
		if round == 0 {
			first = quads
		} else if !bytes.Equal(first, quads) {
			t.Error("the second build differs from the first")
		}
	}
	for i := range js {
		if _, err := judgement.Append(file, judgement.Judgement{Verdict: judgement.Undo, Of: i + 1}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(before, rebuilt(t, dir)) {
		t.Error("undone judgements have left something behind")
	}
}

// rebuilt builds the graph of a folder from nothing and returns its quads.
func rebuilt(t *testing.T, dir string) []byte {
	t.Helper()
	path := filepath.Join(dir, "graph")
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	for _, args := range [][]string{
		{"build", filepath.Join(dir, "news.jsonl"), "--store", path},
		{"export", "--format", "nquads", "--store", path},
	} {
		out.Reset()
		if code := run(context.Background(), args, nil, &out, &errs); code != exitDone {
			t.Fatalf("%v: %s", args, errs.String())
		}
	}
	return out.Bytes()
}
