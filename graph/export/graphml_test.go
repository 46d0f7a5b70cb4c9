package export

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"trigraph/graph"
)

// document is GraphML as an importer sees it.
type document struct {
	XMLName xml.Name `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graph struct {
		Default string     `xml:"edgedefault,attr"`
		Nodes   []element  `xml:"node"`
		Edges   []element  `xml:"edge"`
		Data    []struct{} `xml:"data"`
	} `xml:"graph"`
}

type element struct {
	ID       string `xml:"id,attr"`
	Source   string `xml:"source,attr"`
	Target   string `xml:"target,attr"`
	Label    string `xml:"label,attr"`
	Directed string `xml:"directed,attr"`
	Data     []struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	} `xml:"data"`
}

func (e element) value(key string) string {
	for _, d := range e.Data {
		if d.Key == key {
			return d.Value
		}
	}
	return ""
}

func all() Filter { return Filter{Statuses: []graph.Status{Any}} }

func profiles() map[string]Options {
	return map[string]Options{
		"generic": {Format: "graphml", Filter: all()},
		"multi":   {Format: "graphml", Multi: true, Filter: all()},
		"gephi":   {Format: "graphml", Profile: Gephi, Filter: all()},
		"yed":     {Format: "graphml", Profile: YEd, Filter: all()},
	}
}

// What makes importers fail or lose data is held here, rule by rule.
func TestGraphMLRules(t *testing.T) {
	for name, o := range profiles() {
		text, report := export(t, sample(t), o)
		if !utf8.ValidString(text) || strings.Contains(text, "<default") {
			t.Errorf("%s: not UTF-8, or with default values", name)
		}
		if strings.LastIndex(text, "<key ") > strings.Index(text, "<graph ") {
			t.Errorf("%s: a key after the graph", name)
		}
		var d document
		if err := xml.Unmarshal([]byte(text), &d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(d.Graph.Nodes) != report.Nodes || len(d.Graph.Edges) != report.Edges || report.Nodes != 4 {
			t.Errorf("%s: %d nodes, %d edges; reported %+v", name, len(d.Graph.Nodes), len(d.Graph.Edges), report)
		}
		if d.Graph.Default != "directed" || len(d.Graph.Data) > 0 {
			t.Errorf("%s: edgedefault %q, data of the graph %v", name, d.Graph.Default, d.Graph.Data)
		}
		checkKeys(t, name, d)
		checkElements(t, name, d)
	}
}

func checkKeys(t *testing.T, name string, d document) {
	t.Helper()
	seen := map[string]bool{}
	for _, k := range d.Keys {
		if seen[k.ID] {
			t.Errorf("%s: key %s twice", name, k.ID)
		}
		seen[k.ID] = true
		if k.For != "node" && k.For != "edge" {
			t.Errorf("%s: key %s is for %q", name, k.ID, k.For)
		}
		if strings.HasSuffix(k.ID, "_graphics") {
			if name != "yed" {
				t.Errorf("%s: key %s is yEd's", name, k.ID)
			}
			continue
		}
		if !slices.Contains([]string{"boolean", "int", "long", "float", "double", "string"}, k.Type) {
			t.Errorf("%s: key %s has type %q", name, k.ID, k.Type)
		}
		if slices.Contains(strings.Fields("id key x y z size r g b color"), k.Name) {
			t.Errorf("%s: key %s has a reserved name", name, k.ID)
		}
	}
	for _, want := range strings.Fields("node_label node_name edge_label edge_interaction edge_weight") {
		if !seen[want] {
			t.Errorf("%s: no key %s", name, want)
		}
	}
}

func checkElements(t *testing.T, name string, d document) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range slices.Concat(d.Graph.Nodes, d.Graph.Edges) {
		if e.ID == "" || ids[e.ID] || e.Directed != "" {
			t.Errorf("%s: %q: no id, twice the same, or a direction of its own", name, e.ID)
		}
		ids[e.ID] = true
		keys := map[string]bool{}
		for _, data := range e.Data {
			if keys[data.Key] || data.Value == "" && !strings.HasSuffix(data.Key, "_graphics") {
				t.Errorf("%s: %s: %s is empty or twice", name, e.ID, data.Key)
			}
			keys[data.Key] = true
		}
	}
	for _, e := range d.Graph.Edges {
		if !ids[e.Source] || !ids[e.Target] {
			t.Errorf("%s: edge %s has an end that is no node", name, e.ID)
		}
		if (e.Label != "") != (name == "gephi") || e.value("edge_label") == "" {
			t.Errorf("%s: edge %s: label %q, type %q", name, e.ID, e.value("edge_label"), e.Label)
		}
	}
}

func TestWeightAndWitnesses(t *testing.T) {
	text, _ := export(t, sample(t), Options{Format: "graphml"})
	var d document
	if err := xml.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	e := d.Graph.Edges[0]
	for key, want := range map[string]string{
		"edge_weight": "2.0", "edge_confidence": "0.9", "edge_article_ids": "a1; a2", "edge_articles": "2",
		"edge_published_first": "2020-09-13", "edge_published_last": "2021-01-02", "edge_time": "2016",
		"edge_particulars": "amount: 32 billion USD", "edge_quote": "a <quote> & \"more\"\nof it",
	} {
		if got := e.value(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := d.Graph.Nodes[0].value("node_label"); got != `Arm  <"&'>` {
		t.Errorf("label %q", got)
	}
}

// Gephi would add up edges of one type: what is only planned must not count
// with what is stated.
func TestStatusIsPartOfTheLabel(t *testing.T) {
	text, _ := export(t, sample(t), Options{Format: "graphml", Profile: Gephi, Filter: all()})
	if !strings.Contains(text, `label="acquired (planned)"`) {
		t.Error("a planned acquisition looks like one that is stated")
	}
}

// Whatever names and quotes hold, the file can be read and nothing that XML
// can say is lost.
func FuzzGraphML(f *testing.F) {
	f.Add("nvidia", "NVIDIA", "]]> & \x00\x0b\ufffe\xff")
	f.Add("", "\r\n", "�")
	ontology := sample(f).Ontology
	f.Fuzz(func(t *testing.T, id, label, quote string) {
		g := Graph{Ontology: ontology,
			Entities: slices.Values([]graph.Entity{{ID: id, Class: graph.Class(label), Labels: map[string]string{"en": label}}}),
			Records: slices.Values([]graph.Record{{Claims: []graph.Claim{{Subject: id, Predicate: "sues", Object: quote, Status: graph.Stated,
				Provenance: graph.Provenance{Quote: quote}}}}})}
		for _, o := range profiles() {
			text, _ := export(t, g, o)
			var d document
			if err := xml.Unmarshal([]byte(text), &d); err != nil {
				t.Fatalf("%v in\n%s", err, text)
			}
			if got, want := d.Graph.Edges[0].value("edge_quote"), (&xmlWriter{}).strip(quote); got != want {
				t.Fatalf("quote %q came back as %q", want, got)
			}
		}
	})
}
