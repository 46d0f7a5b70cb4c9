package resolve

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"trigraph/graph"
)

// told is an article that names things: unknown ones by id, of which a person
// may have an employer ("person/li@org/acme"), a short form may be given to a
// full name ("org/np=org/national-park") and a reading left open ("org/x?known").
func told(article string, things ...string) graph.Record {
	r := graph.Record{Article: graph.Article{ID: article, Lang: "en"}}
	add := func(id string) {
		_, name, unknown := strings.Cut(id, "/")
		start := utf8.RuneCountInString(r.Article.Text)
		r.Article.Text += name + ". "
		r.Mentions = append(r.Mentions, graph.Mention{Entity: id, Name: name, Start: start, End: start + utf8.RuneCountInString(name)})
		if unknown {
			r.Entities = append(r.Entities, graph.Entity{ID: id, Class: classOf(id), Labels: map[string]string{"en": strings.ReplaceAll(name, "-", " ")}})
		}
	}
	for _, t := range things {
		id, employer, employed := strings.Cut(t, "@")
		short, full, alias := strings.Cut(id, "=")
		open, candidate, candid := strings.Cut(id, "?")
		switch {
		case candid:
			add(open)
			r.Joins = append(r.Joins, graph.Join{From: open, To: candidate, Reason: graph.Candidate})
		case alias:
			add(full)
			r.Joins = append(r.Joins, graph.Join{From: short, To: full, Reason: Alias, Name: short, Provenance: graph.Provenance{Article: article, Quote: full + " (" + short + ")"}})
		case employed:
			add(id)
			add(employer)
			r.Claims = append(r.Claims, graph.Claim{Subject: id, Predicate: "worksFor", Object: employer, Status: graph.Stated})
		default:
			add(id)
		}
	}
	return r
}

func classOf(id string) graph.Class {
	if strings.HasPrefix(id, "person/") {
		return graph.Person
	}
	return graph.Company
}

// nodes says which node each unknown thing of each article is.
func nodes(joins []graph.Join, records []graph.Record) string {
	identity := graph.Record{Joins: joins}.Identity()
	var out []string
	for _, r := range records {
		for _, e := range r.Entities {
			if to := identity.Node(r.Article.ID, e.ID); to != e.ID {
				out = append(out, fmt.Sprintf("%s:%s=%s", r.Article.ID, e.ID, to))
			}
		}
	}
	return strings.Join(out, " ")
}

func acrossTests() []struct {
	name    string
	records []graph.Record
	want    string
} {
	return []struct {
		name    string
		records []graph.Record
		want    string
	}{
		{"a short form that one article spells out",
			[]graph.Record{told("a", "org/nps=org/national-park-service"), told("b", "org/nps")},
			"b:org/nps=org/national-park-service"},
		{"a short form of two things, and nothing says which",
			[]graph.Record{told("a", "org/nps=org/national-park-service"), told("b", "org/nps=org/net-promoter-society"), told("c", "org/nps"), told("d", "org/nps")},
			"c:org/nps=org/nps~c d:org/nps=org/nps~d"},
		{"a short form of two things, and its company says which",
			[]graph.Record{told("a", "org/nps=org/national-park-service", "org/ranger-union", "org/yosemite-fund"),
				told("b", "org/nps=org/net-promoter-society"), told("c", "org/nps", "org/ranger-union", "org/yosemite-fund")},
			"c:org/nps=org/national-park-service"},
		{"two letters mean many things",
			[]graph.Record{told("a", "org/np=org/national-park"), told("b", "org/np")},
			""},
		{"a join leads no further",
			[]graph.Record{told("a", "org/abc=org/abcd"), told("b", "org/abcd=org/alphabet-code"), told("c", "org/abc")},
			"a:org/abcd=org/alphabet-code"},
		{"two people of one name in different companies",
			[]graph.Record{told("a", "person/jane-doe@org/acme"), told("b", "person/jane-doe@org/initech"), told("c", "person/jane-doe@org/acme")},
			"a:person/jane-doe=person/jane-doe~acme b:person/jane-doe=person/jane-doe~initech c:person/jane-doe=person/jane-doe~acme"},
		{"common company makes up for no employer's",
			[]graph.Record{told("a", "person/jane-doe@org/acme", "samsung"), told("b", "person/jane-doe@org/initech", "samsung")},
			"a:person/jane-doe=person/jane-doe~acme b:person/jane-doe=person/jane-doe~initech"},
		{"a full name alone",
			[]graph.Record{told("a", "person/jane-doe@org/acme"), told("b", "person/jane-doe")},
			""},
		{"a full name that may be either of two",
			[]graph.Record{told("a", "person/jane-doe@org/acme"), told("b", "person/jane-doe@org/initech"), told("c", "person/jane-doe")},
			"a:person/jane-doe=person/jane-doe~acme b:person/jane-doe=person/jane-doe~initech c:person/jane-doe=person/jane-doe~c"},
		{"family names alone are other people",
			[]graph.Record{told("a", "person/doe"), told("b", "person/doe")},
			"a:person/doe=person/doe~a b:person/doe=person/doe~b"},
		{"unless they work for the same company",
			[]graph.Record{told("a", "person/doe@org/acme"), told("b", "person/doe@org/acme")},
			""},
		{"a family name is no short form elsewhere",
			[]graph.Record{told("a", "person/doe=person/jane-doe"), told("b", "person/doe")},
			""},
		{"spellings",
			[]graph.Record{told("a", "org/müller-straßenbau"), told("b", "org/mueller-strassenbau"), told("c", "org/mueller-strassenbau"), told("d", "org/國際研究"), told("e", "org/国际研究")},
			"a:org/müller-straßenbau=org/mueller-strassenbau d:org/國際研究=org/国际研究"},
		{"a name that may be several known things",
			[]graph.Record{told("a", "org/swiss?swiss-air"), told("b", "org/swiss?swiss-army")},
			"a:org/swiss=org/swiss~a b:org/swiss=org/swiss~b"},
		{"a name that may be several known things, in like company",
			[]graph.Record{told("a", "org/swiss?swiss-air", "samsung"), told("b", "org/swiss?swiss-air", "samsung")},
			""},
		{"another spelling of a known thing",
			[]graph.Record{told("a", "nvidia"), told("b", "org/nvi-dia")},
			"b:org/nvi-dia=nvidia"},
		{"a known thing that no article names",
			[]graph.Record{told("b", "org/nvi-dia")},
			""},
		{"a name as the lexicon writes it was not taken for the known thing",
			[]graph.Record{told("a", "samsung"), told("b", "org/三星")},
			""},
		{"short names need the same letters",
			[]graph.Record{told("a", "org/a-b-c"), told("b", "org/abc")},
			""},
	}
}

func TestAcross(t *testing.T) {
	r := newResolver(t)
	for _, tt := range acrossTests() {
		t.Run(tt.name, func(t *testing.T) {
			joins := r.Across(slices.Values(tt.records), nil)
			if got := nodes(joins, tt.records); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
			for _, j := range joins {
				if j.Reason == "" || j.Rule == "" && j.Reason != Elsewhere || j.Quote == "" || j.Article == "" {
					t.Errorf("a join without its reason: %+v", j)
				}
			}
		})
	}
}

// The order of articles makes no difference.
func TestAcrossInAnyOrder(t *testing.T) {
	r := newResolver(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	var all []graph.Record
	for i, tt := range acrossTests() {
		for _, rec := range tt.records { // one corpus of all cases
			rec.Article.ID = fmt.Sprintf("%d-%s", i, rec.Article.ID)
			for k := range rec.Joins {
				rec.Joins[k].Article = rec.Article.ID
			}
			all = append(all, rec)
		}
	}
	want := r.Across(slices.Values(all), nil)
	for range 50 {
		rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := r.Across(slices.Values(all), nil); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order, other joins:\n%v\n%v", got, want)
		}
	}
}

func TestAcrossKeepsApart(t *testing.T) {
	r := newResolver(t)
	records := []graph.Record{told("a", "org/nps=org/national-park-service"), told("b", "org/nps")}
	apart := func(a, b string) bool { return a == "org/nps" && b == "org/national-park-service" }
	if joins := r.Across(slices.Values(records), apart); len(joins) != 0 {
		t.Errorf("joined what is to stay apart: %+v", joins)
	}
}
