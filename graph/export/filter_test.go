package export

import (
	"slices"
	"strings"
	"testing"
	"time"

	"trigraph/graph"
)

func TestTimeFilter(t *testing.T) {
	published := time.Date(2021, 6, 15, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		said, from, to string
		published      time.Time
		want           string
	}{
		{"", "2021", "", published, ""},
		{"", "2021-06-15", "2021-06-15", published, ""},
		{"", "2021-06-16", "", published, byTime},
		{"", "", "2021-05", published, byTime},
		{"", "2021", "", time.Time{}, undated},
		{"", "", "", time.Time{}, ""},
		{"2016", "2016-12-31", "", published, ""},
		{"2016", "2017", "", published, byTime},
		{"2016-02", "", "2016-01-31", published, byTime},
		{"2016-02", "2016-02-29", "", published, ""},
		{"2016-02", "2016-03", "", published, byTime},
		{"2019/..", "2030", "", published, ""},
		{"2019/..", "", "2018", published, byTime},
		{"../2019", "2020", "", published, byTime},
		{"2018/2019-03", "2019-04", "", published, byTime},
		{"2018/2019-03", "2019-03-31", "2020", published, ""},
		{"soon", "2022", "", published, byTime},
	}
	for _, test := range tests {
		f := Filter{Statuses: []graph.Status{Any}, From: test.from, To: test.to}
		if got := f.refuses(graph.Claim{Time: test.said}, graph.Article{Published: test.published}); got != test.want {
			t.Errorf("%q between %q and %q: %q, want %q", test.said, test.from, test.to, got, test.want)
		}
	}
}

// Edges of the sample: a1 and a2 say arm ownedBy softbank (0.8, 0.9), a2 that they
// are partners (1), a1 that nvidia plans to acquire arm (0.7).
func TestFilters(t *testing.T) {
	tests := []struct {
		name  string
		o     Options
		edges string
		nodes string
	}{
		{"none", Options{}, "arm|ownedBy|softbank arm|partnersWith|softbank", "arm person/张_伟 softbank"},
		{"predicate", Options{Filter: Filter{Predicates: []graph.Predicate{"ownedBy"}}}, "arm|ownedBy|softbank", "arm softbank"},
		{"planned", Options{Filter: Filter{Statuses: []graph.Status{graph.Planned}}}, "nvidia|acquired|arm|planned", "arm nvidia person/张_伟 softbank"},
		{"connected", Options{Connected: true}, "arm|ownedBy|softbank arm|partnersWith|softbank", "arm softbank"},
		{"language", Options{Filter: Filter{Languages: []string{"en"}, Statuses: []graph.Status{Any}}},
			"arm|ownedBy|softbank nvidia|acquired|arm|planned", "arm nvidia softbank"},
		{"confidence", Options{Filter: Filter{MinConfidence: 0.95}}, "arm|partnersWith|softbank", "arm softbank"},
		{"class", Options{Filter: Filter{Classes: []graph.Class{graph.Person}}}, "", "person/张_伟"},
		{"class above", Options{Filter: Filter{Classes: []graph.Class{graph.Organization}}}, "arm|ownedBy|softbank arm|partnersWith|softbank", "arm softbank"},
		{"near nvidia", Options{Filter: Filter{Statuses: []graph.Status{Any}, Entities: []string{"nvidia"}}}, "nvidia|acquired|arm|planned", "arm nvidia"},
		{"two steps from nvidia", Options{Filter: Filter{Statuses: []graph.Status{Any}, Entities: []string{"nvidia"}, Depth: 2}},
			"arm|ownedBy|softbank arm|partnersWith|softbank nvidia|acquired|arm|planned", "arm nvidia softbank"},
		{"alone", Options{Filter: Filter{Entities: []string{"person/张 伟"}}}, "", "person/张_伟"},
		{"time", Options{Filter: Filter{To: "2016"}}, "arm|ownedBy|softbank", "arm softbank"},
	}
	for _, test := range tests {
		test.o.Format = "graphml"
		text, _ := export(t, sample(t), test.o)
		nodes, edges := idsIn(text, "<node id="), idsIn(text, "<edge id=")
		if nodes != test.nodes || edges != test.edges {
			t.Errorf("%s: nodes %s, edges %s; want %s, %s", test.name, nodes, edges, test.nodes, test.edges)
		}
	}
}

func idsIn(text, before string) string {
	var list []string
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, before+`"`); ok {
			id, _, _ := strings.Cut(rest, `"`)
			list = append(list, strings.ReplaceAll(id, " ", "_"))
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// What a filter leaves of the quads is said of kept things alone.
func TestFilteredQuads(t *testing.T) {
	text, report := export(t, sample(t), Options{Format: "nquads", Filter: Filter{Predicates: []graph.Predicate{"partnersWith"}}})
	for _, gone := range []string{"nvidia", "张", "ownedBy", "article/a1"} {
		if strings.Contains(text, gone) {
			t.Errorf("%s is still there", gone)
		}
	}
	for _, kept := range []string{`"软银"@zh`, "<urn:trigraph:partnersWith>", "<urn:trigraph:article/a2>", "urn:trigraph:Claim"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%s is gone", kept)
		}
	}
	if report.Quads != strings.Count(text, "\n") {
		t.Errorf("%d quads reported", report.Quads)
	}
}
