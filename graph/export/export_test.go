package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"trigraph/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample has two articles that say the same, a claim that is not stated, a
// symmetric predicate, names of three scripts and characters that XML refuses.
func sample(t testing.TB) Graph {
	t.Helper()
	o, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	claim := func(s string, p graph.Predicate, o string, status graph.Status, article string, confidence float64) graph.Claim {
		return graph.Claim{Subject: s, Predicate: p, Object: o, Status: status,
			Provenance: graph.Provenance{Article: article, Quote: "a \x01<quote> & \"more\"\nof it", Confidence: confidence}}
	}
	sold := claim("arm", "ownedBy", "softbank", graph.Stated, "a2", 0.9)
	sold.Time, sold.Particulars = "2016", []graph.Particular{{Name: "amount", Value: "32 billion USD"}}
	entities := []graph.Entity{
		{ID: "softbank", Class: graph.Company, Labels: map[string]string{"en": "SoftBank", "zh": "软银"}, Names: []string{"SoftBank", "软银"}, Country: "jp"},
		{ID: "arm", Class: graph.Company, Labels: map[string]string{"en": "Arm \x00 <\"&'>"}},
		{ID: "person/张 伟", Class: graph.Person, Labels: map[string]string{"zh": "张伟"}},
	}
	records := []graph.Record{
		{Article: graph.Article{ID: "a1", Lang: "en", Published: time.Date(2020, 9, 13, 0, 0, 0, 0, time.UTC)},
			Mentions: []graph.Mention{{Entity: "arm"}, {Entity: "arm", Start: 5, End: 6}, {Entity: "softbank"}},
			Claims: []graph.Claim{claim("arm", "ownedBy", "softbank", graph.Stated, "a1", 0.8),
				claim("nvidia", "acquired", "arm", graph.Planned, "a1", 0.7)}},
		{Article: graph.Article{ID: "a2", Lang: "zh", Published: time.Date(2021, 1, 2, 0, 0, 0, 0, time.UTC)},
			Mentions: []graph.Mention{{Entity: "arm"}, {Entity: "person/张 伟"}},
			Claims:   []graph.Claim{sold, claim("arm", "partnersWith", "softbank", graph.Stated, "a2", 1)}},
	}
	g := Graph{Ontology: o, Entities: slices.Values(entities), Records: slices.Values(records)}
	g.Quads = func(yield func(quad.Quad) bool) {
		for _, r := range records {
			for _, q := range (graph.Record{Article: r.Article, Claims: r.Claims}).Quads(o) {
				if !yield(q) {
					return
				}
			}
		}
	}
	return g
}

func export(t testing.TB, g Graph, o Options) (string, Report) {
	t.Helper()
	var b bytes.Buffer
	report, err := Write(t.Context(), &b, g, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), report
}

func TestGolden(t *testing.T) {
	for file, o := range map[string]Options{
		"generic.graphml": {Format: "graphml"},
		"gephi.graphml":   {Format: "graphml", Profile: Gephi, Lang: "zh", Filter: all()},
		"yed.graphml":     {Format: "graphml", Profile: YEd, Lang: "de", Filter: all()},
		"multi.graphml":   {Format: "graphml", Multi: true, Filter: all()},
		"graph.cyjs":      {Format: "cytoscape"},
		"nodes.csv":       {Format: "csv-nodes"},
		"edges.csv":       {Format: "csv-edges"},
		"graph.nq":        {Format: "nquads"},
		"near.nq":         {Format: "nquads", Filter: Filter{Entities: []string{"softbank"}}},
		"graph.ttl":       {Format: "turtle"},
		"graph.jsonld":    {Format: "jsonld"},
		"graph.gexf":      {Format: "gexf", Lang: "zh", Filter: all(), Communities: true, Size: "degree"},
		"intervals.gexf":  {Format: "gexf", Filter: all(), Times: "intervals"},
		"graph.cypher":    {Format: "cypher", Filter: all()},
		"graph.ftm.json":  {Format: "ftm", Filter: all()},
		"nodes.parquet":   {Format: "parquet-nodes"},
		"edges.parquet":   {Format: "parquet-edges"},
	} {
		got, _ := export(t, sample(t), o)
		if again, _ := export(t, sample(t), o); again != got {
			t.Errorf("%s: written twice, two results", file)
		}
		if *update {
			if err := os.WriteFile("testdata/"+file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs:\n%s", file, strings.ToValidUTF8(got, "?"))
		}
	}
}

func TestReport(t *testing.T) {
	quads := 0
	for range sample(t).Quads {
		quads++
	}
	tests := []struct {
		name string
		o    Options
		want Report
	}{
		{"collapsed", Options{Format: "graphml"}, Report{Nodes: 3, Edges: 2, Changes: []Change{{stripped, 5}, {byStatus, 1}}}},
		{"multi", Options{Format: "graphml", Multi: true}, Report{Nodes: 3, Edges: 3, Changes: []Change{{stripped, 6}, {byStatus, 1}}}},
		{"all", Options{Format: "csv-edges", Filter: all()}, Report{Edges: 3, Changes: []Change{{unreadable, 3}}}},
		{"quads", Options{Format: "nquads"}, Report{Quads: quads}},
	}
	for _, test := range tests {
		got, err := Write(t.Context(), &bytes.Buffer{}, sample(t), test.o)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		o    Options
		want string
	}{
		{Options{Format: "excel"}, `unknown format "excel"; known are graphml`},
		{Options{Format: "graphml", Profile: "Gephi"}, `unknown profile "Gephi"`},
		{Options{Format: "graphml", Lang: "fr"}, `unknown language "fr"`},
		{Options{Format: "graphml", Profile: Gephi, Multi: true}, "Gephi adds up"},
	}
	for _, test := range tests {
		var b bytes.Buffer
		if _, err := Write(t.Context(), &b, sample(t), test.o); err == nil || !strings.Contains(err.Error(), test.want) || b.Len() > 0 {
			t.Errorf("%+v: error %v, want one with %s", test.o, err, test.want)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriterThatFails(t *testing.T) {
	for _, f := range Formats() {
		if _, err := Write(t.Context(), full{}, sample(t), Options{Format: f.Name}); err == nil {
			t.Errorf("%s: no error from a writer that fails", f.Name)
		}
	}
}

func TestEmptyGraph(t *testing.T) {
	for _, f := range Formats() {
		if _, report := export(t, Graph{Ontology: sample(t).Ontology}, Options{Format: f.Name}); !reflect.DeepEqual(report, Report{}) {
			t.Errorf("%s: %+v of nothing", f.Name, report)
		}
	}
}

func TestTablesAreReadBack(t *testing.T) {
	nodes, _ := export(t, sample(t), Options{Format: "csv-nodes"})
	rows, err := csv.NewReader(strings.NewReader(nodes)).ReadAll()
	if err != nil || len(rows) != 4 || rows[2][0] != "person/张 伟" || rows[2][1] != "张伟" {
		t.Errorf("nodes %q, %v", rows, err)
	}
	edges, _ := export(t, sample(t), Options{Format: "csv-edges"})
	if rows, err = csv.NewReader(strings.NewReader(edges)).ReadAll(); err != nil || len(rows) != 3 {
		t.Errorf("edges %q, %v", rows, err)
	}
	var cy struct {
		Elements struct {
			Nodes, Edges []struct{ Data map[string]any }
		}
	}
	text, _ := export(t, sample(t), Options{Format: "cytoscape"})
	if err := json.Unmarshal([]byte(text), &cy); err != nil {
		t.Fatal(err)
	}
	if e := cy.Elements.Edges[0].Data; len(cy.Elements.Nodes) != 3 || e["source"] != "arm" || e["weight"] != 2.0 {
		t.Errorf("cytoscape %+v", cy)
	}
}

func TestNQuadsAreFull(t *testing.T) {
	text, _ := export(t, sample(t), Options{Format: "nquads"})
	for line := range strings.Lines(text) {
		q, err := nquads.Parse(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range quad.Directions {
			if iri, ok := q.Get(d).(quad.IRI); ok && !strings.HasPrefix(string(iri), "http") && !strings.HasPrefix(string(iri), graph.Namespace) {
				t.Errorf("%s has a short IRI", line)
			}
		}
	}
	if !strings.Contains(text, `^^<http://www.w3.org/2001/XMLSchema#integer>`) {
		t.Error("types are not spelled out")
	}
}

// Whatever names hold, the same graph gives the same bytes, whichever order its
// streams come in.
func TestSameBytes(t *testing.T) {
	g, turned := hostile(t), hostile(t)
	entities, records := slices.Collect(turned.Entities), slices.Collect(turned.Records)
	slices.Reverse(entities)
	slices.Reverse(records)
	turned.Entities, turned.Records = slices.Values(entities), slices.Values(records)
	for _, f := range Formats() {
		for _, o := range []Options{{}, {Multi: true}, {Lang: "zh", Size: "pagerank", Communities: true, Layout: true, Times: "intervals", BOM: true}} {
			o.Format, o.Connected = f.Name, true
			first, _ := export(t, g, o)
			if second, _ := export(t, g, o); second != first {
				t.Errorf("%+v: written twice, two results", o)
			}
			if other, _ := export(t, turned, o); other != first && f.Name != "nquads" { // it keeps the order of the records
				t.Errorf("%+v: another order of reading, another result", o)
			}
		}
	}
}
