package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReadPairs(t *testing.T) {
	file := filepath.Join(t.TempDir(), "en-kbp37-train.jsonl.gz")
	lines := `{"id":"a","lang":"en","text":"Ünal Berg of Foo Corp left.","relation":"per:employee_of","subject":{"start":0,"end":9},"object":{"start":13,"end":21}}
{"id":"b","lang":"en","text":"Ünal Berg of Foo Corp left.","relation":"per:alternate_names","subject":{"start":0,"end":4},"object":{"start":0,"end":9}}
{"id":"c","lang":"en","text":"He runs a bar.","relation":"org:founded_by","subject":{"start":10,"end":13},"object":{"start":0,"end":2}}
`
	if err := os.WriteFile(file, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	examples, err := readPairs(file)
	if err != nil || len(examples) != 1 {
		t.Fatalf("%d examples, %v", len(examples), err)
	}
	e := examples[0]
	var got []string
	for _, g := range e.Golds {
		got = append(got, e.Document.Text(g.Span)+" "+string(g.Classes[0]))
	}
	if want := []string{"Ünal Berg Person", "Foo Corp Company"}; !slices.Equal(got, want) || e.Set != "en-kbp37" || len(e.Knows) > 0 {
		t.Errorf("%v of %s, which knows %v", got, e.Set, e.Knows)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(lines, `"end":21`, `"end":99`)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readPairs(file); err == nil || !strings.Contains(err.Error(), ":1: ") {
		t.Errorf("a name behind the text's end: %v", err)
	}
	if _, err := readPairs(filepath.Join(t.TempDir(), "en-none-train.jsonl.gz")); err == nil {
		t.Error("a set without relations was taken")
	}
}

// TestPairEnds holds the table to kinds that are known and sets that are listed.
func TestPairEnds(t *testing.T) {
	last := ""
	for line := range strings.Lines(pairEnds) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "set\t") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 || line <= last {
			t.Fatalf("pairs.tsv: %q behind %q", line, last)
		}
		last = line
		for _, end := range f[2:] {
			for kind := range strings.SplitSeq(end, "|") {
				if kind != "-" && kinds[kind] == nil {
					t.Errorf("pairs.tsv: %s: kind %q", f[1], kind)
				}
			}
		}
	}
}
