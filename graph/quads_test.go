package graph

import (
	"flag"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample is an article with one of everything, in an order that is not sorted.
func sample() Record {
	text := "英伟达发布平台。Nvidia könnte „Arm“ kaufen."
	return Record{
		Article: Article{
			ID: "news/1", Source: "a b.txt", Lang: "zh", Title: "英伟达", Text: text,
			Published: time.Date(2021, 11, 9, 0, 0, 0, 0, time.UTC), Tags: []string{"芯片", "AI"}, Hash: "00ff",
		},
		Entities: []Entity{{
			ID: "product/平台 <1>", Class: Product, Labels: map[string]string{"zh": "平台"},
			Names: []string{"平台", "platform"}, SameAs: []string{"http://example.org/a b"},
		}},
		Mentions: []Mention{
			{Entity: "nvidia", Name: "Nvidia", Start: 8, End: 14},
			{Entity: "nvidia", Name: "英伟达", Start: 0, End: 3},
			{Entity: "product/平台 <1>", Name: "平台", Start: 5, End: 7},
		},
		Claims: []Claim{
			{Subject: "nvidia", Predicate: "acquired", Object: "arm", Status: Planned, Time: "2022",
				Particulars: []Particular{{"amount", "40 Mrd. \"USD\"", "40000000000 USD", 7, 20}, {Name: "role", Value: "x"}},
				Provenance:  Provenance{Start: 8, End: 33, Quote: "Nvidia könnte „Arm“ kaufen.", Rule: "de:acquired:1", Confidence: 0.7}},
			{Subject: "nvidia", Predicate: "develops", Object: "product/平台 <1>", Status: Stated,
				Provenance: Provenance{Start: 0, End: 8, Quote: "英伟达发布平台。", Rule: "zh:develops:2", Confidence: 0.9}},
			{Subject: "nvidia", Predicate: "partnersWith", Object: "arm", Status: Stated,
				Provenance: Provenance{Start: 8, End: 33, Rule: "de:partnersWith:1", Confidence: 1}},
			{Subject: "nvidia", Predicate: "bought", Object: "arm", Status: Stated},
			{Subject: "", Predicate: "acquired", Object: "arm", Status: Stated},
		},
		Joins: []Join{{From: "org/nv", To: "nvidia", Name: "NV", Reason: "alias",
			Provenance: Provenance{Start: 8, End: 33, Quote: "Nvidia könnte „Arm“ kaufen.", Rule: "brackets", Confidence: 0.9}}},
	}
}

func lines(quads []quad.Quad) string {
	var b strings.Builder
	for _, q := range quads {
		b.WriteString(q.NQuad() + "\n")
	}
	return b.String()
}

func TestQuadsGolden(t *testing.T) {
	o := load(t)
	nvidia := Entity{ID: "nvidia", Class: Company, Labels: map[string]string{"en": "Nvidia", "zh": "英伟达"},
		Names: []string{"NVIDIA", "Nvidia", "英伟达"}, Country: "us", PartOf: "nasdaq"}
	for file, quads := range map[string][]quad.Quad{
		"testdata/record.nq":   sample().Quads(o),
		"testdata/lexicon.nq":  nvidia.Quads(LexiconLabel),
		"testdata/ontology.nq": o.Quads(),
	} {
		got := lines(quads)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs:\n%s", file, got)
		}
	}
}

// The order of what comes in, and saying a thing twice, changes nothing.
func TestQuadsDoNotDependOnOrder(t *testing.T) {
	o := load(t)
	r, turned := sample(), sample()
	slices.Reverse(turned.Mentions)
	slices.Reverse(turned.Claims)
	turned.Entities = append(turned.Entities, turned.Entities...)
	turned.Mentions = append(turned.Mentions, turned.Mentions[0])
	for i, c := range turned.Claims {
		if c.Predicate == "partnersWith" {
			turned.Claims[i].Subject, turned.Claims[i].Object = c.Object, c.Subject
		}
	}
	if a, b := lines(r.Quads(o)), lines(turned.Quads(o)); a != b {
		t.Errorf("quads differ:\n%s\n%s", a, b)
	}
}

func TestOnlyStatedClaimsAreEdges(t *testing.T) {
	o := load(t)
	for _, status := range []Status{Stated, Denied, Planned, Reported} {
		r := Record{Article: Article{ID: "a"}, Claims: []Claim{
			{Subject: "x", Predicate: "acquired", Object: "y", Status: status}}}
		edge := quad.Quad{Subject: quad.IRI("tg:entity/x"), Predicate: quad.IRI("tg:acquired"),
			Object: quad.IRI("tg:entity/y"), Label: quad.IRI("tg:article/a")}
		if got := slices.Contains(r.Quads(o), edge); got != (status == Stated) {
			t.Errorf("%s: edge %v", status, got)
		}
	}
}

func TestUnmarshalQuads(t *testing.T) {
	quads := sample().Quads(load(t))
	slices.Reverse(quads)
	var got Record
	if err := got.UnmarshalQuads(quads); err != nil {
		t.Fatal(err)
	}
	want := sample()
	want.Article.Tags = []string{"AI", "芯片"}
	want.Entities[0].Names = []string{"platform", "平台"}
	want.Entities[0].SameAs = []string{"http://example.org/a%20b"}
	want.Mentions = []Mention{want.Mentions[1], want.Mentions[2], want.Mentions[0]}
	want.Claims = []Claim{want.Claims[1], want.Claims[2], want.Claims[0]}
	want.Claims[1].Subject, want.Claims[1].Object = "arm", "nvidia"
	for i := range want.Claims {
		want.Claims[i].Article = "news/1"
	}
	want.Joins[0].Article = "news/1"
	slices.SortFunc(want.Claims, compareClaims)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestUnmarshalFaults(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"span outside", `<tg:mention/1> <tg:span> "3-9" .`, `<tg:mention/1>: span "3-9" does not fit`},
		{"no span", `<tg:mention/1> <tg:span> "x" .`, `<tg:mention/1>: span "x"`},
		{"half a claim", `<tg:claim/1> <tg:subject> <tg:entity/a> .`, `<tg:claim/1>: a claim needs`},
		{"date", `<tg:article/1> <schema:datePublished> "gestern" .`, `<tg:article/1>: parsing time`},
	}
	for _, test := range tests {
		q, err := nquads.Parse(test.in)
		if err != nil {
			t.Fatal(err)
		}
		var r Record
		if err := r.UnmarshalQuads([]quad.Quad{q}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %s", test.name, err, test.want)
		}
	}
}

func TestIRIEscapes(t *testing.T) {
	for id, want := range map[string]string{
		"张 伟（北京）":          "tg:entity/张%20伟（北京）",
		"a\u3000b\u00a0c":  "tg:entity/a%E3%80%80b%C2%A0c",
		"x\u2028\u202e":    "tg:entity/x%E2%80%A8%E2%80%AE",
		"𠮷👩‍🚀é":            "tg:entity/𠮷👩‍🚀é",
		"\xff\ufffe\ue000": "tg:entity/%FF%EF%BF%BE%EE%80%80",
	} {
		if got := (Entity{ID: id}).IRI(); string(got) != want {
			t.Errorf("%q is %s, not %s", id, got, want)
		}
	}
}

func TestParseIRI(t *testing.T) {
	tests := []struct {
		iri      quad.IRI
		kind, id string
		ok       bool
	}{
		{Entity{ID: "person/张 伟"}.IRI(), "entity", "person/张 伟", true},
		{Article{ID: "a\u2028b\u3000c\u0085d\ufeffe\u202ef\ufffeg👩‍🚀.md"}.IRI(), "article", "a\u2028b\u3000c\u0085d\ufeffe\u202ef\ufffeg👩‍🚀.md", true},
		{Article{ID: "100% <sure>"}.IRI(), "article", "100% <sure>", true},
		{Company.IRI(), "", "Company", true},
		{"rdf:type", "", "", false},
		{"tg:entity/%zz", "entity", "", false},
	}
	for _, test := range tests {
		kind, id, ok := ParseIRI(test.iri)
		if kind != test.kind || id != test.id || ok != test.ok {
			t.Errorf("ParseIRI(%s) = %q, %q, %v", test.iri, kind, id, ok)
		}
	}
}

// Whatever stands in an id or a text, the line it makes is read back as the
// same quad.
func FuzzQuadsAreNQuads(f *testing.F) {
	f.Add("nvidia", "en", "NVIDIA \"x\"\n\t\\")
	f.Add("a b<>\x00\xff%", "zh_CN", "\x00\v\u2028\xff")
	f.Add("平台", "", "")
	o, err := LoadOntology()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, id, lang, s string) {
		r := Record{Article: Article{ID: id, Title: s, Text: s, Lang: lang},
			Entities: []Entity{{ID: id, Class: Company, Labels: map[string]string{lang: s}, SameAs: []string{s}}},
			Mentions: []Mention{{Entity: id, Start: 0, End: 0}},
			Claims: []Claim{{Subject: id, Predicate: "acquired", Object: s, Status: Stated, Time: s,
				Particulars: []Particular{{id, s, s, 0, 1}}}}}
		for _, q := range r.Quads(o) {
			back, err := nquads.Parse(q.NQuad())
			if err != nil || back != q {
				t.Fatalf("%s: read as %s, %v", q.NQuad(), back.NQuad(), err)
			}
			subject, _ := q.Subject.(quad.IRI)
			if kind, got, ok := ParseIRI(subject); !ok || kind == "entity" && got != id && got != s {
				t.Fatalf("%s: parsed as %q, %q, %v", subject, kind, got, ok)
			}
		}
		var back Record
		if err := back.UnmarshalQuads(r.Quads(o)); err != nil {
			t.Fatal(err)
		}
	})
}
