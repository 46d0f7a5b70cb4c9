package relate

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/graph"
)

// TestOwnPairs: every sentence written for the models names the ends of its
// claims, and states what the ontology allows.
func TestOwnPairs(t *testing.T) {
	r := newRelater(t)
	for _, lang := range languages {
		lessons, err := r.Examples(lang)
		if err != nil {
			t.Fatal(err)
		}
		stating, silent := 0, 0
		for _, x := range lessons {
			class := map[string]graph.Class{}
			for _, m := range x.Document.Mentions {
				class[m.Entity] = m.Class
			}
			for _, c := range x.Right {
				if !r.rules.Allows(c.Predicate, class[c.Subject], class[c.Object]) {
					t.Errorf("%s: %s (%s) %s %s (%s)", x.Document.Article.ID, c.Subject, class[c.Subject], c.Predicate, c.Object, class[c.Object])
				}
			}
			if len(x.Right) > 0 {
				stating++
			} else if len(class) > 1 {
				silent++
			}
		}
		if stating < 300 || silent < 50 {
			t.Errorf("%s: %d sentences state something and %d nothing", lang, stating, silent)
		}
	}
}

// TestLeast: the thresholds are in order, of known predicates, and probabilities.
func TestLeast(t *testing.T) {
	r := withPairs(t)
	rows, err := readRows(pairFiles, "pairs/least.tsv", 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if i > 0 && slices.Compare(row.cells[:2], rows[i-1].cells[:2]) <= 0 {
			t.Errorf("%s:%d: out of order", row.file, row.line)
		}
		if _, ok := r.rules.Predicate(graph.Predicate(row.cells[1])); !ok {
			t.Errorf("%s:%d: unknown predicate %s", row.file, row.line, row.cells[1])
		}
	}
	for _, lang := range languages {
		p := r.language(t, lang).pairs
		if p == nil {
			t.Fatalf("%s: no model", lang)
		}
		for i, least := range p.least[1:] {
			if least != never && (least < lowestLeast || least > 1) {
				t.Errorf("%s: %s from %v on", lang, p.labels.all[i+1].predicate, least)
			}
		}
	}
}

func TestPairLabels(t *testing.T) {
	r := newRelater(t)
	labels := newPairLabels(r.rules)
	for _, c := range []struct {
		sentence, has, not string
	}{
		{"[A:Company] [B:Company]", "acquired -acquired partnersWith", "-partnersWith headedBy"},
		{"[A:Person] [B:Company]", "-headedBy worksFor -foundedBy", "headedBy acquired"},
		{"[A:City] [B:Country]", "locatedIn", "-locatedIn"},
		{"[A:Country] [B:Country]", "", "locatedIn"},
		{"[A:Company] [B:City]", "basedIn", "investsIn"},
		{"[A:Company] [B:Country:adj]", "", "basedIn"},
		{"[A:Company] [A:Company]", "", "acquired"},
		{"[A:Company] [B:Concept]", "", "develops"},
	} {
		_, ms := readMarkup(c.sentence)
		var got []string
		for i, k := range labels.all {
			if labels.of(&ms[0], &ms[1]).has(i) {
				got = append(got, k.name())
			}
		}
		for _, want := range strings.Fields(c.has) {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no %s in %v", c.sentence, want, got)
			}
		}
		for _, not := range strings.Fields(c.not) {
			if slices.Contains(got, not) {
				t.Errorf("%s: %s is possible", c.sentence, not)
			}
		}
	}
}

// toyLessons are sentences of one shape, half of which state something.
func toyLessons(r *Relater) []Lesson {
	var all []Lesson
	for i := range 40 {
		verb, claims := "befrobbed", fmt.Sprintf("A%d acquired B%d", i, i)
		if i%2 == 1 {
			verb, claims = "waved at", ""
		}
		x := lesson(r.rules, corpus.English, fmt.Sprint("toy:", i), fmt.Sprintf("[A%d:Company] %s [B%d:Company] on day %d.", i, verb, i, i), claims)
		x.Document.Sentences = marked(corpus.English, x.Document.Article.Text).Sentences
		x.Weight = 1
		all = append(all, x)
	}
	return all
}

func learnToy(t testing.TB, r *Relater) []byte {
	t.Helper()
	var out bytes.Buffer
	o := PairOptions{Seed: 1, Passes: 10, Rate: 0.2, Decay: 0.01, Rows: 1000, Least: 2, Report: func(string, ...any) {}}
	if err := r.LearnPairs(context.Background(), &out, corpus.English, toyLessons(r), o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestLearnPairs: a model learns what a word says, gives the same bytes each
// time, and claims in the words of a claim.
func TestLearnPairs(t *testing.T) {
	r := newRelater(t)
	model := learnToy(t, r)
	if !bytes.Equal(model, learnToy(t, r)) {
		t.Error("the same lessons give other bytes")
	}
	labels := newPairLabels(r.rules)
	m, err := readPairs(bytes.NewReader(model), labels)
	if err != nil {
		t.Fatal(err)
	}
	r.language(t, corpus.English).pairs = newPairReader(corpus.English, labels, m, map[graph.Predicate]float64{"acquired": 0.8})
	for sentence, want := range map[string]string{
		"[Zed:Company] befrobbed [Yam:Company] in 2020.":              "Zed acquired Yam",
		"[Zed:Company] waved at [Yam:Company] in 2020.":               "",
		"Reportedly [Zed:Company] befrobbed [Yam:Company] on day 20.": "Zed acquired Yam (reported)",
		"If [Zed:Company] befrobbed [Yam:Company] on day 20, it won.": "",
	} {
		if got := strings.Join(claims(t, r, corpus.English, sentence), "; "); got != want {
			t.Errorf("%s: got %q, want %q", sentence, got, want)
		}
	}
	d := marked(corpus.English, "[Zed:Company] befrobbed [Yam:Company] for $3 million.")
	if err := r.Analyze(context.Background(), d); err != nil || len(d.Claims) != 1 {
		t.Fatal(err, d.Claims)
	}
	c := d.Claims[0]
	if c.Rule != "pair:en:acquired" || c.Confidence < 0.8 || c.Confidence > 1 || len(c.Particulars) != 1 || c.Particulars[0].Value != "$3 million" {
		t.Errorf("claim %+v", c)
	}
}

// TestPairs: what the embedded models claim where no cue does, and what they
// leave alone.
func TestPairs(t *testing.T) {
	all, cues := withPairs(t), newRelater(t)
	for _, c := range pairSentences {
		if got := claims(t, cues, c.lang, c.sentence); len(got) > 0 {
			t.Errorf("%s: a cue claims %q", c.sentence, got)
		}
		if got := strings.Join(claims(t, all, c.lang, c.sentence), "; "); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.sentence, got, c.want)
		}
	}
}

// TestDamagedPairs: a model with a byte changed or cut off is refused or read,
// and never panics.
func TestDamagedPairs(t *testing.T) {
	r := newRelater(t)
	labels := newPairLabels(r.rules)
	model := learnToy(t, r)
	for i := range model {
		if _, err := readPairs(bytes.NewReader(model[:i]), labels); err == nil {
			t.Errorf("%d of %d bytes are read", i, len(model))
		}
		damaged := bytes.Clone(model)
		damaged[i] ^= 0x5A
		if m, err := readPairs(bytes.NewReader(damaged), labels); err == nil {
			m.judge([]uint32{m.keys[0], 1}, 3)
		}
	}
}

// TestTaken: what a sentence says but once of a thing is claimed but once.
func TestTaken(t *testing.T) {
	said := func(claim string) finding {
		f := strings.Fields(claim)
		_, ms := readMarkup("[" + f[0] + ":Company] [" + f[2] + ":Company]")
		return finding{cue: &cue{symmetric: f[1] == "partnersWith"}, predicate: graph.Predicate(f[1]), subject: &ms[0], object: &ms[1]}
	}
	for _, c := range []struct {
		claim, beside string
		taken         bool
	}{
		{"A headedBy P", "P worksFor B", true},
		{"A headedBy P", "A headedBy Q", false},
		{"C acquired B", "A acquired B", true},
		{"A acquired C", "A acquired B", false},
		{"A basedIn Y", "A basedIn X", true},
		{"B foundedBy P", "A foundedBy P", true},
		{"A foundedBy Q", "A foundedBy P", false},
		{"A partnersWith C", "A partnersWith B", false},
	} {
		if got := taken([]finding{said(c.beside)}, said(c.claim)); got != c.taken {
			t.Errorf("%s beside %s: taken %v", c.claim, c.beside, got)
		}
	}
	rivals := []finding{said("A partnersWith B"), said("A partnersWith C")}
	if !taken(rivals, said("B partnersWith C")) {
		t.Error("two partners of a third are each other's")
	}
}

var pairSentences = []struct {
	lang           corpus.Lang
	sentence, want string
}{
	{"en", "“It is a mess”, said Prof [Ann Hill:Person] of [Dale College:Organization].", "Ann Hill worksFor Dale College"},
	{"en", "Experts at [Veltra:Company] built the [Ximo:Product] and its camera.", "Veltra develops Ximo"},
	{"en", "[Ann Hill:Person] did not want to see [Dale Bank:Company] again.", ""},
	{"de", "[Alt:Company] sieht sich einer Klage von [Neu:Company] gegenüber.", "Neu sues Alt"},
	{"de", "[Alt:Company] und [Neu:Company] sagten nichts dazu.", ""},
	{"zh", "[远帆:Company]与[北川:Company]的专利诉讼开庭。", "远帆 sues 北川"},
	{"zh", "[北川:Company]和[东禾:Company]都没有回应。", ""},
}
