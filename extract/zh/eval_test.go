package zh

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
)

// labels maps the labels of annotated news to the classes they cover.
var labels = map[string]string{
	"company": "Company Organization", "organization": "Organization Company Event GovernmentAgency",
	"government": "GovernmentAgency Organization", "name": "Person", "PER": "Person",
	"ORG": "Company Organization GovernmentAgency Event",
}

// floors is the least share of proposals of a step that annotators bore out in
// span and class. What they left unmarked counts against a step though it may
// be a name: football clubs and government bodies in one set, laws in all.
var floors = map[string]float64{
	"zh:person": 0.80, "zh:company": 0.70, "zh:agency": 0.55, "zh:organization": 0.60,
}

type annotated struct {
	Text     string
	Entities []struct {
		Start, End int
		Type       string
	}
}

// right reports whether annotators marked the same span with a fitting label.
func (g annotated) right(d *extract.Document, m extract.Mention) bool {
	start, end := d.CodePoint(m.Start), d.CodePoint(m.End)
	for _, e := range g.Entities {
		if e.Start == start && e.End == end && strings.Contains(labels[e.Type], string(m.Class)) {
			return true
		}
	}
	return false
}

// TestPrecision measures the steps on annotated news where that is at hand.
func TestPrecision(t *testing.T) {
	for _, set := range []string{"zh-cluener-train", "zh-msra-train"} {
		f, err := os.Open("../../../shared/eval/ner/" + set + ".jsonl.gz")
		if err != nil {
			t.Skip("no annotated sentences: ", err)
		}
		right, all := precision(t, f)
		f.Close()
		for step, floor := range floors {
			got := float64(right[step]) / float64(max(1, all[step]))
			t.Logf("%s %s: %.2f of %d", set, step, got, all[step])
			if got < floor {
				t.Errorf("%s %s: %.2f of %d proposals right, want %.2f", set, step, got, all[step], floor)
			}
		}
	}
}

func precision(t *testing.T, f *os.File) (right, all map[string]int) {
	zr, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	right, all = map[string]int{}, map[string]int{}
	lines := bufio.NewScanner(zr)
	for n := 0; n < 8000 && lines.Scan(); n++ {
		var g annotated
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		d := document(g.Text, corpus.Paragraph)
		if err := shared().Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		for _, m := range d.Candidates {
			if m.Confidence < 0.5 {
				continue
			}
			all[m.Step]++
			if g.right(d, m) {
				right[m.Step]++
			}
		}
	}
	return right, all
}
