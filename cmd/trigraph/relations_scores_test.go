package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestScoresOfRelations holds the figures of sets of related pairs to the
// committed ones. The sets are no part of the repository.
func TestScoresOfRelations(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all of a set: not in short mode")
	}
	sets := filepath.Join("..", "..", "..", "shared", "eval", "re")
	if _, err := os.Stat(sets); err != nil {
		t.Skip("no sets of related pairs beside the checkout")
	}
	p, out := spansProgram(t)
	if err := p.scoreRelations(t.Context(), false, []string{sets}); err != nil {
		t.Fatal(err)
	}
	compare(t, filepath.Join("testdata", "relations.txt"), out.String())
}

// TestScoresOfClaims does so for the sentences whose every claim is marked.
func TestScoresOfClaims(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all of a set: not in short mode")
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "extract", "score", "testdata", "relations-*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	p, out := spansProgram(t)
	if err := p.scoreRelations(t.Context(), false, files); err != nil {
		t.Fatal(err)
	}
	compare(t, filepath.Join("testdata", "claims.txt"), out.String())
}

// TestScoreRelations scores two small sets, one of each form.
func TestScoreRelations(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "en-conll04-dev.jsonl", `{"id":"a","text":"The Hague-based Shell said little.","subject":{"start":16,"end":21,"type":"Org"},"object":{"start":0,"end":9,"type":"Loc"},"relation":"OrgBased_In"}
{"id":"b","text":"Ann Lee met Bob Ray of Shell.","subject":{"start":0,"end":7,"type":"Peop"},"object":{"start":23,"end":28,"type":"Org"},"relation":"Work_For"}`)
	write(t, dir, "relations-en-dev.jsonl", `{"id":"c","text":"Shell may buy BP.","mentions":[["Shell","Company","s"],["BP","Company","b"]],"claims":[["s","acquired","b","planned"]]}`)
	p, out := spansProgram(t)
	if err := p.scoreRelations(t.Context(), true, []string{dir}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"en-conll04, names given          basedIn          P 1.000 R 1.000 F1 1.000 (right 1, wrong 0, missed 0)",
		"en-conll04, names given          worksFor         P 0.000 R 0.000 F1 0.000 (right 0, wrong 0, missed 1)",
		"relations-en, whole program      acquired         P 1.000 R 1.000 F1 1.000 (right 1, wrong 0, missed 0)",
		"relations-en, whole program      all, with status P 0.000 R 0.000 F1 0.000",
		"b: missed: Ann Lee worksFor Shell",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in\n%s", want, out)
		}
	}
}
