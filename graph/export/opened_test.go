package export

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"trigraph/graph"
)

// hostile is a graph whose names and quotes hold what formats stumble over.
func hostile(t testing.TB) Graph {
	t.Helper()
	names := []string{
		`=HYPERLINK("http://example.com","click")`, "+49 30", "-1", "@SUM(A1)", "\tTab", "a\x00b\x0bc\x1f", "]]> <![CDATA[ & <b> \"'",
		"line\nbreak\r\nand more", "שלום \u202eعربي\u202c", "👩‍👩‍👧 emoji 🇨🇳", `back\slash \u0027 \\u0027 \'; DROP`, "`tick``", "$var {x: 1}",
		"comma, semicolon; pipe|", "%41 <iri>", "\ufffe\uffff", "bad\xffbytes", "'); MATCH (n) DETACH DELETE n; //", "a\u2028b\u2029c\u0085d",
	}
	classes := sample(t).Ontology.Classes()
	g := Graph{Ontology: sample(t).Ontology}
	var entities []graph.Entity
	for i, name := range names {
		id := "thing/" + idOf(name)
		if i%2 == 0 {
			id = strings.TrimPrefix(id, "thing/")
		}
		entities = append(entities, graph.Entity{ID: id, Class: classes[i%len(classes)], Country: "germany",
			Labels: map[string]string{"en": name, "zh": "名" + name}, Names: []string{name, name + "; other"},
			SameAs: []string{"http://www.wikidata.org/entity/Q42"}})
	}
	predicates := g.Ontology.Predicates()
	var records []graph.Record
	for i, name := range names {
		r := graph.Record{Article: graph.Article{ID: "article " + idOf(name), Lang: "zh", Title: name, Text: strings.Repeat(name, 9),
			Published: time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC)}}
		for k := range 12 {
			c := graph.Claim{Subject: entities[(i+k)%len(names)].ID, Predicate: predicates[(i*k)%len(predicates)].Name,
				Object: entities[(i*k+1)%len(names)].ID, Status: []graph.Status{graph.Stated, graph.Planned}[k/10],
				Time:        []string{"", "2019", "2019-05/2020", "2021-02-03", "../2018", "2020/.."}[k%6],
				Particulars: []graph.Particular{{Name: "role", Value: name}, {Name: "share", Value: "20%", Normal: "20%"}},
				Provenance:  graph.Provenance{Article: r.Article.ID, Quote: name + " says", Start: k, End: k + 1, Rule: "r", Confidence: 0.5 + float64(k)/24}}
			r.Claims = append(r.Claims, c)
		}
		r.Mentions = []graph.Mention{{Entity: entities[i].ID, Name: name, Start: 0, End: 1}}
		records = append(records, r)
	}
	g.Entities, g.Records = slices.Values(entities), slices.Values(records)
	return g
}

// idOf is a name as an id has it: ids are made of words.
func idOf(name string) string {
	return strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= 0xfffe && r <= 0xffff {
			return -1
		}
		return r
	}, name), "")
}

// expected is what the programs must see, counted by other means.
type expected struct {
	Nodes   int               `json:"nodes"`
	Edges   int               `json:"edges"`
	Claims  int               `json:"claims"`
	Quads   int               `json:"quads"`
	Rows    int               `json:"cypherRows"`
	Weight  float64           `json:"weight"`
	Classes map[string]int    `json:"classes"`
	Chinese map[string]string `json:"chinese"`
	Things  int               `json:"ftmThings"`
	Links   int               `json:"ftmLinks"`
}

func expect(g Graph) expected {
	e := expected{Classes: map[string]int{}, Chinese: map[string]string{}}
	concepts, edges := map[string]bool{}, map[string]bool{}
	for n := range g.Entities {
		e.Nodes++
		e.Classes[string(n.Class)]++
		if label := n.Labels["zh"]; label == (&xmlWriter{}).strip(label) && !strings.Contains(label, "\r") && !strings.ContainsAny(n.ID[:1], "=+-@") {
			e.Chinese[n.ID] = label
		}
		if concepts[n.ID] = n.Class == graph.Concept; !concepts[n.ID] {
			e.Things++
		}
	}
	for r := range g.Records {
		for _, c := range r.Claims {
			key := strings.Join([]string{c.Subject, string(c.Predicate), c.Object, string(c.Status)}, "\x00")
			if !edges[key] && !concepts[c.Subject] && !concepts[c.Object] {
				e.Links++
			}
			edges[key] = true
			e.Claims++
			e.Weight++
		}
	}
	e.Edges = len(edges)
	return e
}

// Programs that people use open what is written. In CI they must be there.
func TestOpened(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the programs take seconds")
	}
	g, dir := hostile(t), t.TempDir()
	want := expect(g)
	for file, o := range map[string]Options{
		"generic.graphml": {Format: "graphml"}, "gephi.graphml": {Format: "graphml", Profile: Gephi, Size: "pagerank", Communities: true, Layout: true},
		"yed.graphml": {Format: "graphml", Profile: YEd}, "multi.graphml": {Format: "graphml", Multi: true},
		"graph.gexf": {Format: "gexf", Size: "degree", Communities: true, Layout: true}, "intervals.gexf": {Format: "gexf", Times: "intervals"},
		"graph.cyjs": {Format: "cytoscape", Layout: true}, "nodes.csv": {Format: "csv-nodes"}, "bom.csv": {Format: "csv-nodes", BOM: true},
		"edges.csv": {Format: "csv-edges"}, "nodes.parquet": {Format: "parquet-nodes"}, "edges.parquet": {Format: "parquet-edges"},
		"graph.cypher": {Format: "cypher", Filter: Filter{MinConfidence: 0.93}}, "graph.ftm.json": {Format: "ftm"}, "graph.nq": {Format: "nquads", Connected: true},
		"graph.ttl": {Format: "turtle", Connected: true}, "graph.jsonld": {Format: "jsonld", Connected: true},
	} {
		o.Filter.Statuses = []graph.Status{Any}
		text, report := export(t, g, o)
		if o.Format == "cypher" { // its judge is slow: only what is surest
			want.Rows = report.Nodes + report.Edges
		}
		if o.Format == "nquads" {
			want.Quads = report.Quads
			if lines := strings.Count(text, "\n"); lines != report.Quads {
				t.Errorf("N-Quads: %d lines, %d quads", lines, report.Quads)
			}
		}
		save(t, filepath.Join(dir, file), text)
	}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	save(t, filepath.Join(dir, "expected.json"), string(data))
	opened := filepath.Join("testdata", "opened")
	runProgram(t, "NetworkX and igraph", python(), filepath.Join(opened, "check.py"), dir)
	runProgram(t, "rapper", "rapper", "-q", "-i", "turtle", "-o", "ntriples", filepath.Join(dir, "graph.ttl"))
	runProgram(t, "rapper", "rapper", "-q", "-i", "nquads", "-o", "nquads", filepath.Join(dir, "graph.nq"))
	for _, f := range []string{"generic", "gephi", "yed", "multi"} {
		runProgram(t, "xmllint", "xmllint", "--noout", "--relaxng", filepath.Join(opened, "graphml.rng"), filepath.Join(dir, f+".graphml"))
	}
	for _, f := range []string{"graph", "intervals"} {
		runProgram(t, "xmllint", "xmllint", "--noout", "--relaxng", filepath.Join(opened, "gexf.rng"), filepath.Join(dir, f+".gexf"))
	}
	if _, err := os.Stat(filepath.Join(opened, "node_modules")); err != nil {
		absent(t, "Node packages are not installed (npm install in testdata/opened)")
		return
	}
	runProgram(t, "Node packages", "node", filepath.Join(opened, "check.mjs"), dir)
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// python is an interpreter that has both packages, where there is one.
func python() string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import igraph, networkx").Run() == nil {
			return name
		}
	}
	return "python3 with igraph and networkx"
}

func runProgram(t *testing.T, what, name string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		absent(t, what+": "+name+" is not installed")
		return
	}
	cmd := exec.Command(path, args...)
	var says strings.Builder
	cmd.Stderr = &says
	if _, err := cmd.Output(); err != nil || strings.Contains(says.String(), "Error") {
		t.Errorf("%s: %v\n%s", what, err, says.String())
	}
}

// absent is a failure where TRIGRAPH_TEST_OPENED is "required".
func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("TRIGRAPH_TEST_OPENED") == "required" {
		t.Error(what)
		return
	}
	t.Log("not run: " + what)
}
