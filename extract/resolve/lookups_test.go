package resolve

import (
	"slices"
	"testing"

	"trigraph/corpus"
	"trigraph/graph"
)

func TestLookups(t *testing.T) {
	n, err := loadNameForms()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		class graph.Class
		lang  corpus.Lang
		want  string
		not   bool
	}{
		{"Kidder, Peabody and Co Inc", graph.Company, corpus.English, "Kidder, Peabody", false},
		{"Merck and Co Inc", graph.Company, corpus.English, "Merck & Co", false},
		{"U.S. Commercial Service", graph.GovernmentAgency, corpus.English, "United States Commercial Service", false},
		{"the Goertek Holding Group", graph.Company, corpus.English, "Goertek", false},
		{"Marvin Lee Minsky", graph.Person, corpus.English, "Marvin Minsky", false},
		{"Darrell Brock, Jr.", graph.Person, corpus.English, "Darrell Brock", false},
		{"Kantons Zürich", graph.Region, corpus.German, "Kanton Zürich", false},
		{"Dritten Reiches", graph.Country, corpus.German, "Drittes Reich", false},
		{"Goethe's", graph.Person, corpus.German, "Goethe", false},
		{"Völkerbundes", graph.Organization, corpus.German, "Völkerbund", false},
		// endings of German are none of English, a company has no middle name
		{"Kantons Zürich", graph.Region, corpus.English, "Kanton Zürich", true},
		{"Zor Lee Works", graph.Company, corpus.English, "Zor Works", true},
		{"Hans", graph.Person, corpus.German, "Han", true},
	} {
		got := n.lookups(c.name, c.class, c.lang)
		if slices.Contains(got, c.want) == c.not {
			t.Errorf("%q (%s, %s) is looked up as %q", c.name, c.class, c.lang, got)
		}
	}
}

func TestLookupsNearestFirst(t *testing.T) {
	n, err := loadNameForms()
	if err != nil {
		t.Fatal(err)
	}
	got := n.lookups("Zor and Co Inc", graph.Company, corpus.English)
	if len(got) < 3 || got[0] != "Zor and Co Inc" || slices.Index(got, "Zor and Co") > slices.Index(got, "Zor") {
		t.Errorf("order %q", got)
	}
}

func TestInitialled(t *testing.T) {
	for name, want := range map[string]string{"P. Egli": "Egli", "Ch. Metz": "Metz", "St. Gallen": "Gallen", "Mrs. Egli": "", "p. Egli": "", "P. egli": ""} {
		_, last, ok := initialled(name)
		if !ok {
			last = ""
		}
		if last != want {
			t.Errorf("%q: %q, want %q", name, last, want)
		}
	}
}
