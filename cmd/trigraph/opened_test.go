package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"trigraph/graph"
	"trigraph/graph/store"
)

// TestSamplesOpened exports the graph of the samples as a user does and lets the
// programs that open exports compare counts, classes and Chinese labels with it.
func TestSamplesOpened(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the programs take seconds")
	}
	bin, dir := installed(t), t.TempDir()
	command := func(args ...string) {
		t.Helper()
		cmd := exec.Command(bin, args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("trigraph %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	command("build")
	for _, line := range strings.Split(strings.TrimSpace(`
generic.graphml --format graphml --status any
gephi.graphml --format graphml --profile gephi --status any --size pagerank --communities --layout
yed.graphml --format graphml --profile yed --status any
multi.graphml --format graphml --multi --status any
graph.gexf --format gexf --status any --layout
intervals.gexf --format gexf --status any --times intervals
graph.cyjs --format cytoscape --status any
nodes.csv --format csv-nodes --status any
bom.csv --format csv-nodes --status any --bom
edges.csv --format csv-edges --status any
nodes.parquet --format parquet-nodes --status any
edges.parquet --format parquet-edges --status any
graph.cypher --format cypher --status any --predicate foundedBy
graph.ftm.json --format ftm --status any
graph.nq --format nquads
graph.jsonld --format jsonld`), "\n") {
		file, args, _ := strings.Cut(line, " ")
		command(append([]string{"export", "-o", file}, strings.Fields(args)...)...)
	}
	s, err := store.Open(filepath.Join(dir, "trigraph-store"))
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(seenBy(s))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "expected.json"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	opened, err := filepath.Abs(filepath.Join("..", "..", "graph", "export", "testdata", "opened"))
	if err != nil {
		t.Fatal(err)
	}
	judge(t, dir, "import igraph, networkx", opened, "check.py", "/usr/bin/python3", "python3")
	judge(t, dir, "require('"+filepath.ToSlash(filepath.Join(opened, "node_modules", "jsonld"))+"')", opened, "check.mjs", "node")
}

// judge runs a script with the first of some programs that can run a line.
func judge(t *testing.T, dir, line, opened, script string, programs ...string) {
	t.Helper()
	for _, p := range programs {
		flag := "-c"
		if p == "node" {
			flag = "-e"
		}
		if exec.Command(p, flag, line).Run() != nil {
			continue
		}
		if out, err := exec.Command(p, filepath.Join(opened, script), dir).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", script, err, out)
		}
		return
	}
	if os.Getenv("TRIGRAPH_TEST_OPENED") == "required" {
		t.Errorf("%s: nothing here can run %s", script, line)
	}
	t.Logf("not run: %s: nothing here can run %s", script, line)
}

// seenBy counts what programs must see of a graph, as check.py and check.mjs
// want it.
func seenBy(s store.Graph) map[string]any {
	classes, chinese, concept := map[graph.Class]int{}, map[string]string{}, map[string]bool{}
	nodes, things, founders := 0, 0, map[string]bool{}
	for e := range s.EachEntity {
		nodes++
		classes[e.Class]++
		concept[e.ID] = e.Class == graph.Concept
		if !concept[e.ID] {
			things++
		}
		if e.Labels["zh"] != "" {
			chinese[e.ID] = e.Labels["zh"]
		}
	}
	edges, links, founded := map[string]bool{}, map[string]bool{}, map[string]bool{}
	claims := 0
	for r := range s.EachRecord {
		for _, c := range r.Claims {
			claims++
			key := strings.Join([]string{c.Subject, string(c.Predicate), c.Object, string(c.Status)}, "\x00")
			edges[key] = true
			if !concept[c.Subject] && !concept[c.Object] {
				links[key] = true
			}
			if c.Predicate == "foundedBy" {
				founded[key], founders[c.Subject], founders[c.Object] = true, true, true
			}
		}
	}
	return map[string]any{
		"nodes": nodes, "edges": len(edges), "claims": claims, "weight": claims, "quads": s.Stats().Quads, "classes": classes, "chinese": chinese,
		"cypherRows": len(founded) + len(founders), "ftmThings": things, "ftmLinks": len(links),
	}
}
