package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"trigraph/corpus/articles"
	"trigraph/graph/shard"
)

func TestMain(m *testing.M) {
	flag.Parse()
	registerAll()
	beam.Init()
	os.Exit(m.Run())
}

// defaults are the options of a run on small input.
func defaults(out string, inputs ...string) options {
	return options{Inputs: inputs, Output: out, Shards: 4, Least: 0.4, MaxArticle: 64 << 20, MaxUnpacked: 4 << 30}
}

func shards(t *testing.T, inputs ...string) (dir string, m shard.Manifest) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shards")
	if err := run(context.Background(), defaults(dir, inputs...)); err != nil {
		t.Fatal(err)
	}
	return dir, manifest(t, dir)
}

func manifest(t *testing.T, dir string) shard.Manifest {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, shard.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := shard.ReadManifest(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lines are those of all files but of one kind, sorted, each once.
func lines(t *testing.T, dir string, m shard.Manifest) []string {
	t.Helper()
	var all []string
	for _, f := range m.Files {
		if f.Kind == shard.Said {
			continue
		}
		r, err := os.Open(filepath.Join(dir, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(z)
		in.Buffer(nil, 1<<24)
		for in.Scan() {
			all = append(all, in.Text())
		}
		if err := in.Err(); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// program is the main module's, which knows nothing of Beam.
func program(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("TRIGRAPH_BINARY"); path != "" {
		return path
	}
	path := filepath.Join(t.TempDir(), "trigraph")
	cmd := exec.Command("go", "build", "-o", path, "./cmd/trigraph")
	cmd.Dir = filepath.Join("..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// built are the quads of a graph that trigraph build makes of the same input.
func built(t *testing.T, inputs ...string) []string {
	t.Helper()
	path, dir := program(t), t.TempDir()
	store := filepath.Join(dir, "store")
	trigraph := func(args ...string) []byte {
		cmd := exec.Command(path, append(args, "--store", store, "--config", os.DevNull)...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil && cmd.ProcessState.ExitCode() != 3 { // some articles were refused
			t.Fatalf("trigraph %v: %v\n%s", args, err, &errs)
		}
		return out
	}
	trigraph(append([]string{"build"}, inputs...)...)
	all := strings.Split(strings.TrimSuffix(string(trigraph("export", "--format", "nquads")), "\n"), "\n")
	slices.Sort(all)
	return slices.Compact(all)
}

// same compares two sets of quads and shows where they part.
func same(t *testing.T, got, want []string) {
	t.Helper()
	for _, side := range []struct {
		name    string
		in, not []string
	}{{"only in the shards", got, want}, {"only in the build", want, got}} {
		n := 0
		for _, line := range side.in {
			if _, found := slices.BinarySearch(side.not, line); !found {
				if n++; n <= 5 {
					t.Errorf("%s: %s", side.name, line)
				}
			}
		}
		if n > 5 {
			t.Errorf("%s: %d in all", side.name, n)
		}
	}
	if len(want) == 0 {
		t.Error("nothing to compare")
	}
}

func samples(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "samples")
	if err := os.CopyFS(dir, articles.FS); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSamplesGiveTheGraphOfBuild(t *testing.T) {
	in := samples(t)
	dir, m := shards(t, in)
	if m.Articles != 15 {
		t.Errorf("%d articles", m.Articles)
	}
	same(t, lines(t, dir, m), built(t, in))
}

// TestMadeArticlesGiveTheGraphOfBuild takes TRIGRAPH_TEST_MADE articles, 20000 by
// hand, or few enough for every day.
func TestMadeArticlesGiveTheGraphOfBuild(t *testing.T) {
	n := 60
	if more, err := strconv.Atoi(os.Getenv("TRIGRAPH_TEST_MADE")); err == nil {
		n = more
	}
	in := filepath.Join(t.TempDir(), "made")
	if err := makeArticles(in, 1, n); err != nil {
		t.Fatal(err)
	}
	dir, m := shards(t, in)
	if m.Articles != n {
		t.Errorf("%d articles of %d", m.Articles, n)
	}
	same(t, lines(t, dir, m), built(t, in))
}

const (
	first  = `{"id":"x","text":"Goertek hat seinen Sitz in Weifang. Wang Wei von Goertek beliefert Sony."}` + "\n" + `{"id":"y","text":"Volkswagen beteiligt sich an Xpeng. Das teilte der Konzern in Wolfsburg mit."}` + "\n"
	second = `{"id":"x","text":"Siemens hat seinen Sitz in München. Wang Wei, Chef von Goertek, reiste an."}` + "\n" + `{"id":"z","text":"Volkswagen beteiligt sich an Xpeng. Das teilte der Konzern in Wolfsburg mit."}` + "\n"
	third  = "Die Zorpian Quuxwerke AG (ZQW) hat ihren Sitz in Bremen. Die ZQW beliefert Siemens mit Bauteilen aus Stahl."
	fourth = "Der Konzern ZQW hat gestern mit Siemens gesprochen. ZQW beliefert auch die Deutsche Bahn mit Stahl."
)

// news has articles with the same words and with the same id, in files whose
// order is not that of their paths as strings, and what cannot be read.
func news(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "news")
	for name, text := range map[string]string{
		"a/one.jsonl": first, "a-b.jsonl": second, "a.txt": third, "b/c/deep.txt": fourth,
		".hidden.txt": "hidden", "bad.jsonl": "{\"id\":\"q\"}\n{not json\n", "picture.png": "\x89PNG",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestCopiesAndCollisionsAreAsInBuild(t *testing.T) {
	in := news(t)
	dir, m := shards(t, in)
	same(t, lines(t, dir, m), built(t, in))
	if m.Articles != 5 || len(m.Of(shard.Said)) == 0 || len(m.Of(shard.Joins)) == 0 {
		t.Errorf("%d articles; files %+v", m.Articles, m.Files)
	}
	refused, err := os.ReadFile(filepath.Join(dir, refusalsName))
	if n := strings.Count(string(refused), `"step":"read"`); err != nil || n != 2 || !strings.Contains(string(refused), "bad.jsonl") {
		t.Errorf("dead letters: %v\n%s", err, refused)
	}
}

func TestWorkersMakeNoDifference(t *testing.T) {
	in := news(t)
	_, one := shards(t, in)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if _, other := shards(t, in); fmt.Sprint(other) != fmt.Sprint(one) {
		t.Errorf("one run wrote\n%+v\nthe other\n%+v", one, other)
	}
}

func TestNothingOfCayley(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(out), "trigraph/extract/annotate\n") {
		t.Error("go list -deps does not name what is imported")
	}
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "github.com/cayleygraph/cayley") || strings.HasPrefix(line, "trigraph/graph/store") {
			t.Errorf("imports %s", line)
		}
	}
}
