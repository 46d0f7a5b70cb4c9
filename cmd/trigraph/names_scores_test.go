package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var (
	sharedSets   = filepath.Join("..", "..", "..", "shared", "eval", "ner")
	sharedScorer = filepath.Join("..", "..", "..", "shared", "tools", "score.py")
)

func spansProgram(t *testing.T) (*program, *bytes.Buffer) {
	t.Helper()
	var out, errs bytes.Buffer
	return &program{config: defaultConfig(t), out: &out, errs: &errs, log: slog.New(slog.DiscardHandler)}, &out
}

// TestScoresOfNames holds the figures of the annotated sets, by class, to the
// committed ones. The sets are no part of the repository.
func TestScoresOfNames(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all sets: not in short mode")
	}
	if _, err := os.Stat(sharedSets); err != nil {
		t.Skip("no annotated sets beside the checkout")
	}
	p, out := spansProgram(t)
	if err := p.scoreSpans(t.Context(), "", []string{sharedSets}); err != nil {
		t.Fatal(err)
	}
	compare(t, filepath.Join("testdata", "names.txt"), out.String())
}

// toySet is one sentence each way a figure can come about; figures by score.py.
const toySet = `{"id":"toy-1","lang":"en","text":"“Nvidia” opened an office in Berlin.","entities":[{"start":1,"end":7,"type":"org"},{"start":29,"end":35,"type":"loc"}]}
{"id":"toy-2","lang":"de","text":"Nach Art. 33 Abs. 2 GG gilt in Köln, was Siemens in München verlangt.","entities":[{"start":5,"end":22,"type":"law"},{"start":31,"end":35,"type":"org"},{"start":41,"end":59,"type":"misc"}]}
{"id":"toy-3","lang":"zh","text":"英伟达总部位于圣克拉拉，阿里巴巴在杭州。","entities":[{"start":0,"end":3,"type":"org"},{"start":12,"end":16,"type":"loc"}]}
`

const toyMap = `{"gold":{"org":"ORG","loc":"PLACE","law":"LAW","misc":null},"pred":{"Company":"ORG","City":"PLACE","Country":"PLACE","Law":"LAW"},"inside":["LAW"]}`

// TestScoreSpans scores a small set: a folder with its map beside it.
func TestScoreSpans(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"toy-dev.jsonl": toySet, "maps/toy.json": toyMap, "toy-train.jsonl": "{"} {
		write(t, dir, name, text)
	}
	p, out := spansProgram(t)
	if err := p.scoreSpans(t.Context(), "", []string{dir}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"toy                              ORG              P 0.667 R 0.667 F1 0.667 (right 2, wrong 1, missed 1)",
		"toy                              LAW              P 1.000 R 1.000 F1 1.000 (right 1, wrong 0, missed 0)",
		"toy, whole spans                 LAW              P 0.000 R 0.000 F1 0.000 (right 0, wrong 1, missed 1)",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in\n%s", want, out)
		}
	}
	agrees(t, filepath.Join(dir, "toy-dev.jsonl"), filepath.Join(dir, "maps", "toy.json"))
}

// TestScoreSpansAsScorePy holds our counting to that of the shared scorer.
func TestScoreSpansAsScorePy(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all of a set: not in short mode")
	}
	for _, set := range []string{"zh-unergsdsimp", "en-product"} {
		agrees(t, filepath.Join(sharedSets, set+"-dev.jsonl.gz"), filepath.Join(sharedSets, "maps", set+".json"))
	}
}

// agrees compares every figure of a set with score.py's, where it is there.
func agrees(t *testing.T, file, labels string) {
	t.Helper()
	for _, needed := range []string{file, sharedScorer} {
		if _, err := os.Stat(needed); err != nil {
			t.Skipf("%s is not there", needed)
		}
	}
	p, _ := spansProgram(t)
	e, err := newEngine(p.config.Extract)
	if err != nil {
		t.Fatal(err)
	}
	set, err := readSet(file, labels)
	if err != nil {
		t.Fatal(err)
	}
	names, err := p.scoreSet(t.Context(), e, set, file)
	if err != nil {
		t.Fatal(err)
	}
	var ours strings.Builder
	for _, typ := range slices.Sorted(maps.Keys(names.Official.ByType)) {
		c := names.Official.ByType[typ]
		pr, re, f1 := c.F1()
		fmt.Fprintf(&ours, "%-14s P %.4f R %.4f F1 %.4f (gold %d)\n", typ, pr, re, f1, c.True+c.Missed)
	}
	pr, re, f1 := names.Official.Micro.F1()
	fmt.Fprintf(&ours, "micro P %.4f R %.4f F1 %.4f\n", pr, re, f1)
	if theirs := scorePy(t, file, labels); theirs != ours.String() {
		t.Errorf("%s: we count\n%sand score.py\n%s", file, ours.String(), theirs)
	}
}

// scorePy scores what the program extracts as a user runs it.
func scorePy(t *testing.T, file, labels string) string {
	t.Helper()
	var pred, errs bytes.Buffer
	if code := run(t.Context(), []string{"extract", file}, nil, &pred, &errs); code != 0 {
		t.Fatalf("extract: code %d: %s", code, &errs)
	}
	gold, err := plainText(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "gold.jsonl", gold)
	write(t, dir, "pred.jsonl", pred.String())
	out, err := exec.Command("python3", sharedScorer, "ner", "--gold", filepath.Join(dir, "gold.jsonl"),
		"--pred", filepath.Join(dir, "pred.jsonl"), "--map", labels).CombinedOutput()
	if err != nil {
		t.Fatalf("score.py: %v: %s", err, out)
	}
	types, micro, _ := strings.Cut(string(out), "sentences ")
	_, micro, _ = strings.Cut(micro, "| ")
	return types + micro
}

func plainText(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil || !strings.HasSuffix(file, ".gz") {
		return string(data), err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	data, err = io.ReadAll(z)
	return string(data), err
}
