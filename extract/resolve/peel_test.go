package resolve

import (
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

func TestPeel(t *testing.T) {
	for marked, want := range map[string]string{
		"Nun prüft die [Chipaufsicht NVIDIA|Organization] den Fall.":   "NVIDIA=nvidia",
		"Nun prüft die [Chipaufsicht Zorbex|Organization] den Fall.":   "Chipaufsicht Zorbex=org/chipaufsicht-zorbex",
		"Nun prüft die [Samsung-Tochter Zorbex|Company] den Fall.":     "Zorbex=org/zorbex",
		"Nun prüft die [Zorbex-Einheit NVIDIA|Organization] den Fall.": "Zorbex-Einheit NVIDIA=org/zorbex-einheit-nvidia",
	} {
		d := document(testKnown(), corpus.German, marked)
		resolved(t, d)
		var got []string
		for _, m := range d.Mentions {
			got = append(got, d.Text(m.Span)+"="+m.Entity)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: got %q, want %q", marked, s, want)
		}
	}
}

// TestDescribes: the adjective of a place and a common noun are no name.
func TestDescribes(t *testing.T) {
	for text, want := range map[string]string{
		"Nun prüft das Seouler Unternehmen den Fall.": "",
		"Nun prüft das Seouler Zorbex den Fall.":      "Seouler Zorbex",
	} {
		d := document(testKnown(), corpus.German, text)
		whole := find(d, "Seouler "+strings.Fields(text)[4])
		d.Candidates = append(d.Candidates,
			extract.Mention{Span: corpus.Span{Start: whole.Start, End: whole.Start + len("Seouler")}, Class: graph.City, Adjective: true, Confidence: 0.7, Step: "lexicon", Readings: testKnown().Lookup("Seoul")},
			extract.Mention{Span: whole, Class: graph.Company, Confidence: 0.9, Step: "tagger:de"})
		resolved(t, d)
		got := ""
		for _, m := range d.Mentions {
			if m.Class == graph.Company {
				got += d.Text(m.Span)
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
