package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport is the import law: a room and the rooms it may import. Siblings
// never import each other, and nobody imports cmd.
var mayImport = map[string][]string{
	"corpus":                            {},
	"corpus/articles":                   {},
	"corpus/made":                       {},
	"corpus/hanzi":                      {},
	"graph":                             {},
	"extract":                           {"corpus", "graph"},
	"extract/latin":                     {"corpus", "graph", "extract"},
	"extract/en":                        {"corpus", "graph", "extract", "extract/latin"},
	"extract/de":                        {"corpus", "graph", "extract", "extract/latin"},
	"extract/zh":                        {"corpus/hanzi", "corpus", "graph", "extract"},
	"extract/lexicon":                   {"corpus/hanzi", "corpus", "graph", "extract"},
	"extract/lexicon/dump":              {"corpus/hanzi", "graph", "extract", "extract/lexicon"},
	"extract/resolve":                   {"corpus/hanzi", "corpus", "graph", "extract"},
	"extract/tagger":                    {"corpus/hanzi", "corpus", "graph", "extract"},
	"extract/relate":                    {"corpus/hanzi", "corpus", "graph", "extract"},
	"extract/external":                  {"corpus", "graph", "extract"},
	"extract/score":                     {"corpus", "graph", "extract"},
	"extract/annotate":                  {"corpus", "graph", "extract", "extract/de", "extract/en", "extract/lexicon", "extract/relate", "extract/resolve", "extract/tagger", "extract/zh"},
	"graph/evidence":                    {"graph"},
	"graph/judgement":                   {"graph"},
	"graph/store":                       {"corpus/hanzi", "graph", "graph/store/segment"},
	"graph/store/segment":               {},
	"graph/store/postgres":              {"graph", "graph/store"},
	"graph/store/postgres/postgrestest": {},
	"graph/shard":                       {"graph"},
	"graph/export":                      {"graph"},
	"queries":                           {"graph", "graph/store", "graph/export"},
	"queries/walk":                      {"graph"},
	"queries/server":                    {"graph", "graph/evidence", "graph/judgement", "graph/store", "graph/export", "queries", "queries/walk", "queries/server/guard", "queries/server/metrics"},
	"queries/server/guard":              {},
	"queries/server/metrics":            {},
	"queries/server/load":               {},
}

// onlyIn says which rooms may import a library.
var onlyIn = map[string][]string{
	"github.com/go-ego/gse":           {"extract/zh"},
	"github.com/jdkato/prose":         {"extract/en"},
	"github.com/spf13/viper":          {"cmd/trigraph"},
	"github.com/spf13/cobra":          {"cmd/trigraph"},
	"github.com/cayleygraph/cayley":   {"graph/store", "graph/store/postgres", "graph/store/segment", "queries", "queries/server"},
	"github.com/cayleygraph/quad":     {"graph", "graph/store", "graph/store/postgres", "graph/store/segment", "graph/export", "graph/shard", "queries", "queries/server", "cmd/trigraph", "cmd/trigraph-beam"},
	"github.com/jackc/pgx":            {"graph/store/postgres", "graph/store/postgres/postgrestest"},
	"github.com/yuin/goldmark":        {"corpus"},
	"github.com/abadojack/whatlanggo": {"corpus"},
	"codeberg.org/readeck":            {"corpus"},
	"golang.org/x/text/encoding":      {"corpus"},
	"github.com/schollz/progressbar":  {"cmd/trigraph"},
	"github.com/peterh/liner":         {"cmd/trigraph"},
	"github.com/neurosnap/sentences":  {"extract/latin", "extract/en", "extract/de"},
	"github.com/longbridgeapp/opencc": {"extract/lexicon", "extract/zh"},
	"github.com/agnivade/levenshtein": {"cmd/trigraph", "graph", "graph/store", "graph/store/postgres", "queries"},
}

func TestImportLaw(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "trigraph/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		room := strings.TrimPrefix(f[0], "trigraph/")
		seen++
		for _, imported := range f[1:] {
			checkImport(t, room, imported)
		}
	}
	if seen < len(mayImport) {
		t.Errorf("go list named %d packages, want at least the %d rooms", seen, len(mayImport))
	}
}

func checkImport(t *testing.T, room, imported string) {
	t.Helper()
	if own, ok := strings.CutPrefix(imported, "trigraph/"); ok {
		if strings.HasPrefix(own, "cmd/") {
			t.Errorf("%s imports %s: nobody imports cmd", room, own)
		}
		allowed, listed := mayImport[room]
		if strings.HasPrefix(room, "cmd/") {
			return
		}
		if !listed {
			t.Errorf("room %s is not in the import law", room)
		} else if !slices.Contains(allowed, own) {
			t.Errorf("%s imports %s, which the import law forbids", room, own)
		}
	}
	for library, rooms := range onlyIn {
		if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(rooms, room) {
			t.Errorf("%s imports %s, which belongs only in %v", room, library, rooms)
		}
	}
}

// TestNoCluster holds the program to what a folder of articles needs: the
// pipeline for clusters is a module of its own.
func TestNoCluster(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "trigraph/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	if !strings.Contains(string(out), "github.com/spf13/cobra\n") {
		t.Error("go list -deps does not name what the program needs")
	}
	for _, other := range []string{"github.com/apache/beam", "google.golang.org/grpc", "cloud.google.com/"} {
		if strings.Contains(string(out), other) {
			t.Errorf("the program depends on %s", other)
		}
	}
}
