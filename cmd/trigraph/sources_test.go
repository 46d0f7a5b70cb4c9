package main

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestSources holds docs/sources.md to what is really used: every module in the
// binary, and every folder of data in the rooms that hold knowledge.
func TestSources(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "sources.md"))
	if err != nil {
		t.Fatal(err)
	}
	sources := string(text)
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "trigraph/cmd/trigraph").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	modules := strings.Fields(string(out))
	if len(modules) < 20 {
		t.Fatalf("go list names %d modules", len(modules))
	}
	for _, m := range modules {
		if !strings.Contains(sources, "| "+m+" |") {
			t.Errorf("docs/sources.md does not name %s", m)
		}
	}
	for _, pattern := range []string{"corpus/*.tsv", "corpus/*/*.tsv", "extract/*/*.tsv", "extract/*/*/*.tsv", "extract/*/*/*.gz", "extract/*/*/*.bin", "graph/*.yaml", "graph/*/*.tsv"} {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, f := range files {
			rel, _ := filepath.Rel(filepath.Join("..", ".."), f)
			dir := path.Dir(filepath.ToSlash(rel))
			either := strings.NewReplacer("extract/en", "extract/{en,de}", "extract/de", "extract/{en,de}").Replace(dir)
			if !strings.Contains(dir, "testdata") && !strings.Contains(sources, dir+"/") && !strings.Contains(sources, either+"/") {
				t.Errorf("docs/sources.md does not name %s", rel)
			}
		}
	}
}
