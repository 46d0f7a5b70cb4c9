package export

import (
	"regexp"
	"slices"
	"testing"

	"trigraph/graph"
)

// The tables of FollowTheMoney speak of classes and predicates that there are,
// and leave out only concepts.
func TestFTMTables(t *testing.T) {
	o := sample(t).Ontology
	m, err := readFTM()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range o.Classes() {
		if _, ok := m.classes[c]; ok == (c == graph.Concept) {
			t.Errorf("class %s: in the table %v", c, ok)
		}
	}
	for p, link := range m.links {
		if _, ok := o.Predicate(p); !ok {
			t.Errorf("predicate %s is not in the ontology", p)
		}
		for _, is := range link.is {
			if !slices.ContainsFunc(o.Classes(), func(c graph.Class) bool { return slices.Contains(m.classes[c].is, is) }) {
				t.Errorf("%s: nothing of ours is a %s", p, is)
			}
		}
	}
	for id, code := range m.countries {
		if !regexp.MustCompile(`^[a-z]{2}$`).MatchString(code) {
			t.Errorf("country %s has the code %q", id, code)
		}
	}
	rows := tabbed(ftmCountries)
	if len(rows) < 240 || !slices.IsSortedFunc(rows, func(a, b []string) int { return slices.Compare(a[:1], b[:1]) }) {
		t.Errorf("%d countries, or not sorted", len(rows))
	}
}

func TestFTMIDs(t *testing.T) {
	for id, want := range map[string]string{
		"nvidia": "tg-nvidia", "eu-digital-services-act": "tg-eu-digital-services-act",
		"org/irish": "", "ends-": "", "UPPER": "", "": "", "歌尔": "", // their hashes
	} {
		got := ftmID(id)
		if !regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?$`).MatchString(got) {
			t.Errorf("%q: %q is no valid id", id, got)
		}
		if want != "" && got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
}
