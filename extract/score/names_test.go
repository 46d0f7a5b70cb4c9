package score

import (
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

const labelMap = `{"gold":{"org":"ORG","loc":"PLACE","act":"LAW","misc":null},
	"pred":{"Company":"ORG","City":"PLACE","Country":"PLACE","Law":"LAW","Event":null},"inside":["LAW"]}`

// scoreOne scores one sentence of a set of this name; the entities are written
// as JSON.
func scoreOne(t *testing.T, set, text, entities string, ms ...extract.Mention) *Names {
	t.Helper()
	s, err := ReadSet(set, strings.NewReader(`{"id":"a","text":"`+text+`","entities":`+entities+`}`), strings.NewReader(labelMap))
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Score([]*extract.Document{doc(text, ms...)})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNames(t *testing.T) {
	text := "Übär AG klagt nach Art. 3 GG in Bonn gegen das Fest in Köln."
	n := scoreOne(t, "de-toy", text, `[{"start":0,"end":7,"type":"org"},{"start":19,"end":28,"type":"act"},{"start":32,"end":36,"type":"org"},{"start":43,"end":59,"type":"misc"}]`,
		mention(text, "Übär AG", "x", graph.Company),
		mention(text, "GG", "gg", graph.Law),       // within the citation
		mention(text, "Bonn", "bonn", graph.City),  // another type: wrong and missed
		mention(text, "Fest", "fest", graph.Event), // a class the map leaves out
		mention(text, "Köln", "koeln", graph.City), // within a label that is not scored
	)
	if want := (Count{True: 2, False: 1, Missed: 1}); n.Official.Micro != want || n.Cases != 0 {
		t.Errorf("official %+v, want %+v; %d cases", n.Official.Micro, want, n.Cases)
	}
	if want := (Count{False: 1, Missed: 1}); n.Strict.ByType["LAW"] != want {
		t.Errorf("without leniency, laws %+v, want %+v", n.Strict.ByType["LAW"], want)
	}
	if want := (Count{True: 1}); n.Official.ByType["LAW"] != want {
		t.Errorf("laws %+v, want %+v", n.Official.ByType["LAW"], want)
	}
}

func TestNamesLeavesOutCases(t *testing.T) {
	text := "griechische Firmen, syrische Banken in Bonn"
	adjective := mention(text, "syrische", "syria", graph.Country)
	adjective.Adjective = true
	s, err := ReadSet("de-smartdata", strings.NewReader(`{"id":"a","text":"`+text+`","entities":[{"start":0,"end":11,"type":"location"},{"start":39,"end":43,"type":"location"}]}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	s.labels = labels{Gold: map[string]string{"location": "PLACE"}, Pred: map[graph.Class]string{graph.City: "PLACE", graph.Country: "PLACE"}}
	n, err := s.Score([]*extract.Document{doc(text, adjective, mention(text, "Bonn", "bonn", graph.City))})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Count{True: 1, False: 1, Missed: 1}); n.Official.Micro != want {
		t.Errorf("official %+v, want %+v", n.Official.Micro, want)
	}
	if want := (Count{True: 1}); n.Graph.Micro != want || n.Cases != 2 {
		t.Errorf("graph's need %+v with %d cases, want %+v with 2", n.Graph.Micro, n.Cases, want)
	}
}

func TestBins(t *testing.T) {
	text := "Bonn und Köln und Ulm"
	ms := []extract.Mention{mention(text, "Bonn", "", graph.City), mention(text, "Köln", "", graph.City), mention(text, "Ulm", "", graph.City)}
	for i, c := range []struct {
		step string
		sure float64
	}{{"lexicon", 1}, {"tagger", 0.7}, {"de:place", 0.1}} {
		ms[i].Step, ms[i].Confidence = c.step, c.sure
	}
	n := scoreOne(t, "de-toy", text, `[{"start":0,"end":4,"type":"loc"},{"start":9,"end":13,"type":"org"}]`, ms...)
	for b, want := range map[Bin]Count{
		{"lexicon", 0.95, 1}: {True: 1}, {"tagger", 0.7, 0.8}: {False: 1}, {"rules", 0, 0.5}: {False: 1},
	} {
		if n.Sure[b] != want {
			t.Errorf("%+v: %+v, want %+v", b, n.Sure[b], want)
		}
	}
}

func TestReadSetRefuses(t *testing.T) {
	for sentences, want := range map[string]string{
		`{"id":1,"text":"ab","entities":[{"start":1,"end":3,"type":"x"}]}`: "toy:1: name at 1 to 3 of 2 code points",
		"{\"id\":1,\"text\":\"ab\"}\n{":                                    "toy:2: ",
	} {
		if _, err := ReadSet("toy", strings.NewReader(sentences), nil); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	s, err := ReadSet("toy", strings.NewReader(`{"id":12345678,"text":"ab"}`+"\n"+`{"id":2,"text":"c"}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := extract.New(&corpus.Article{ID: "12345678", Text: "ab"})
	if n, err := s.Score([]*extract.Document{d}); err != nil || n.Missing != 1 {
		t.Errorf("%+v missing, error %v, want 1", n, err)
	}
	d.Article.Text = "abc"
	if _, err := s.Score([]*extract.Document{d}); err == nil || !strings.Contains(err.Error(), "12345678") {
		t.Errorf("another text: error %v", err)
	}
}

// TestConventions reads every row.
func TestConventions(t *testing.T) {
	last := ""
	for line := range strings.Lines(conventionRows) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if line <= last {
			t.Errorf("%q is out of order", line)
		}
		last = line
		set, _, _ := strings.Cut(line, "\t")
		if rows, err := conventions(set); err != nil || len(rows) == 0 {
			t.Errorf("%s: %d rows, error %v", set, len(rows), err)
		}
	}
	if last == "" {
		t.Error("no rows")
	}
}
