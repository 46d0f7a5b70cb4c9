package resolve

import (
	"context"
	"math"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// proposal is a candidate of a step at the first place of its name.
func proposal(text, name string, c graph.Class, step string, confidence float64, o extract.Opinion) extract.Mention {
	at := strings.Index(text, name)
	m := extract.Mention{Span: corpus.Span{Start: at, End: at + len(name)}, Class: c, Step: step, Confidence: confidence, Opinion: o}
	if step == fromLexicon {
		m.Readings = []extract.Reading{{Entity: strings.ToLower(name), Class: c, Prior: confidence}}
	}
	return m
}

func plain(text string, lang corpus.Lang, ms ...extract.Mention) *extract.Document {
	d := extract.New(&corpus.Article{ID: "x", Lang: lang, Text: text})
	d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(text)}, Lang: lang, Kind: corpus.Paragraph}}
	d.Candidates = ms
	return d
}

func TestLoadJoint(t *testing.T) {
	head := "# comment\nlang\tsource\tsign\tweight\n"
	j, err := loadJoint(head + "de\trule\tany\t-1.5\n")
	if err != nil || j[jointKey{corpus.German, fromRule}]["any"] != -1.5 {
		t.Errorf("%v, %v", j, err)
	}
	for _, row := range []string{"de\trule\tany\n", "de\trule\tany\tmuch\n", "de\trule\tany\tNaN\n"} {
		if _, err := loadJoint(head + row); err == nil || !strings.Contains(err.Error(), "join.tsv:3") {
			t.Errorf("%q: error %v", row, err)
		}
	}
}

// What the model says of a name moves its confidence; what it did not read, and
// what is vouched for, it cannot take away.
func TestJoinFollowsTheModel(t *testing.T) {
	const text = "Yesterday Foo met Bar Ltd."
	r := newResolver(t)
	confidence := func(step string, before float64, o extract.Opinion) float64 {
		d := plain(text, corpus.English, proposal(text, "Foo", graph.Company, step, before, o))
		return r.weigh(d)[0].Confidence
	}
	yes, no := extract.Opinion{Same: 0.98, None: 0.01}, extract.Opinion{Same: 0.01, None: 0.98}
	for _, step := range []string{"tagger:en", "en:company-noun"} {
		if a, b := confidence(step, 0.7, yes), confidence(step, 0.7, no); a < b+0.2 || a < enough {
			t.Errorf("%s: %.2f with the model, %.2f against it", step, a, b)
		}
	}
	if c := confidence("en:company-noun", 0.7, extract.Opinion{}); c != 0.7 {
		t.Errorf("unread: %.2f", c)
	}
	if c := confidence(fromLexicon, 0.95, no); c < enough {
		t.Errorf("vouched for: %.2f", c)
	}
}

func TestSurroundings(t *testing.T) {
	const text = "the Bank of Foo in Foo"
	long := proposal(text, "Bank of Foo", graph.Company, "en:company-of", 0.9, extract.Opinion{})
	short := proposal(text, "Foo", graph.City, fromLexicon, 0.8, extract.Opinion{})
	same := proposal(text, "Foo", graph.Person, "en:person-name", 0.6, extract.Opinion{})
	got := surroundings([]extract.Mention{long, short, same})
	if got[0].holds != 0.8 || got[1].within != 0.9 || got[1].differs != 0.6 || got[2].differs != 0.8 || got[1].agrees != 0 {
		t.Errorf("%+v", got)
	}
}

func TestSumsOfKnownNamesAreNone(t *testing.T) {
	const text = "公司位于北国南城，以及北国南城东湖区。"
	model := func(name string) extract.Mention {
		return proposal(text, name, graph.Place, "tagger:zh", 0.95, extract.Opinion{Same: 0.95})
	}
	known := []extract.Mention{
		proposal(text, "北国", graph.Country, fromLexicon, 0.95, extract.Opinion{Same: 0.01}),
		proposal(text, "南城", graph.City, fromLexicon, 0.95, extract.Opinion{Same: 0.01}),
	}
	sum := append(known[:2:2], model("北国南城"))
	dropSums(plain(text, corpus.Chinese), sum)
	if sum[2].Confidence != 0 || sum[0].Opinion != (extract.Opinion{}) {
		t.Errorf("a country and its city are one: %+v", sum)
	}
	more := append(known[:0:0], proposal(text, "东湖区", graph.Place, "tagger:zh", 0.9, extract.Opinion{Same: 0.9}))
	dropSums(plain(text, corpus.Chinese), more)
	if more[0].Confidence == 0 {
		t.Error("a place that holds none was dropped")
	}
}

// Learn finds that rules are right where the model agrees with them.
func TestLearn(t *testing.T) {
	const text = "Foo grew."
	r := newResolver(t)
	var docs []Judged
	for i := range 200 {
		right := i%4 != 0
		o := extract.Opinion{Same: 0.9, None: 0.05}
		if !right {
			o = extract.Opinion{Same: 0.05, None: 0.9}
		}
		docs = append(docs, Judged{
			Document: plain(text, corpus.English, proposal(text, "Foo", graph.Company, "en:company", 0.7, o)),
			Right:    func(extract.Mention) (bool, bool) { return right, true },
			Marked:   func(extract.Mention) bool { return true },
			Weight:   1,
		})
	}
	var b strings.Builder
	if err := r.Learn(&b, docs); err != nil {
		t.Fatal(err)
	}
	j, err := loadJoint("lang\tsource\tsign\tweight\n" + b.String())
	if err != nil {
		t.Fatal(err)
	}
	if w := j[jointKey{corpus.English, fromRule}]; w["same"] <= 0.2 || w["none"] >= -0.2 {
		t.Errorf("weights %v", w)
	}
}

func TestSolve(t *testing.T) {
	x := solve([][]float64{{4, 1, 0}, {1, 3, 1}, {0, 1, 2}}, []float64{6, 10, 8})
	for i, want := range []float64{1, 2, 3} {
		if math.Abs(x[i]-want) > 1e-9 {
			t.Errorf("x = %v", x)
		}
	}
}

// A form that is found again is as sure as what showed it, less a little.
func TestFoundAgainIsNoSurerThanItsName(t *testing.T) {
	const text = "Quorl Systems grew. Later Quorl Systems shrank."
	r := newResolver(t)
	for _, c := range []float64{0.6, 0.9} {
		d := plain(text, corpus.English, proposal(text, "Quorl Systems", graph.Company, "en:company", c, extract.Opinion{}))
		if err := r.Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if len(d.Mentions) != 2 || d.Mentions[1].Step != "resolve:again" || math.Abs(d.Mentions[1].Confidence-againFactor*c) > 1e-9 {
			t.Errorf("%.1f: %+v", c, d.Mentions)
		}
	}
}
