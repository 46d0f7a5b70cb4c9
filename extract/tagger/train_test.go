package tagger

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// toy makes a document of one sentence; words between * are persons, between +
// companies.
func toy(id, marked string) Example {
	var text strings.Builder
	var golds []Gold
	open := -1
	for _, r := range marked {
		switch r {
		case '*', '+':
			if open < 0 {
				open = text.Len()
				continue
			}
			class := graph.Person
			if r == '+' {
				class = graph.Company
			}
			golds = append(golds, Gold{corpus.Span{Start: open, End: text.Len()}, []graph.Class{class}})
			open = -1
		default:
			text.WriteRune(r)
		}
	}
	return Example{Document: document(id, text.String(), corpus.English), Golds: golds, Set: "toy", Knows: []graph.Class{graph.Person, graph.Company}}
}

// document has one sentence, cut at white space and before marks.
func document(id, text string, lang corpus.Lang) *extract.Document {
	d := extract.New(&corpus.Article{ID: id, Lang: lang, Text: text})
	s := extract.Sentence{Span: corpus.Span{End: len(text)}, Lang: lang, Kind: corpus.Paragraph}
	at := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '.' }) {
		from := at + strings.Index(text[at:], w)
		at = from + len(w)
		s.Tokens = append(s.Tokens, extract.Token{Span: corpus.Span{Start: from, End: at}})
	}
	d.Sentences = []extract.Sentence{s}
	return d
}

func toys() []Example {
	var out []Example
	persons := []string{"Anna Berg", "Omar Said", "Lin Wei", "Eva Kahn"}
	firms := []string{"Foo Corp", "Bar Systems Corp", "Quux Corp", "Zed Motors Corp"}
	for i, p := range persons {
		for j, f := range firms {
			out = append(out, toy(fmt.Sprint("t", i, j), fmt.Sprintf("yesterday Mrs *%s* said that +%s+ would grow", p, f)))
			out = append(out, toy(fmt.Sprint("u", i, j), fmt.Sprintf("shares of +%s+ fell and Mrs *%s* resigned", f, p)))
		}
	}
	return out
}

func trained(t *testing.T, seed uint64) *Model {
	t.Helper()
	m, err := Train(context.Background(), corpus.English, []graph.Class{graph.Person, graph.Company}, toys(), Options{Seed: seed, Bits: 14, HeldOut: 0.2})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTrainLearns(t *testing.T) {
	d := document("new", "shares of Wobble Systems Corp fell as Mrs Ida Moor said", corpus.English)
	if err := With(trained(t, 1)).Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range d.Candidates {
		got = append(got, d.Text(m.Span)+"/"+string(m.Class)+"/"+m.Step)
		if m.Confidence < least || m.Confidence > most || len(m.Readings) > 0 {
			t.Errorf("candidate %+v", m)
		}
	}
	if s := strings.Join(got, " "); s != "Wobble Systems Corp/Company/tagger:en Ida Moor/Person/tagger:en" {
		t.Errorf("got %s", s)
	}
}

func TestTrainIsRepeatable(t *testing.T) {
	var one, two, other bytes.Buffer
	for seed, w := range map[uint64][]*bytes.Buffer{1: {&one, &two}, 2: {&other}} {
		for _, b := range w {
			if n, err := trained(t, seed).WriteTo(b); err != nil || n != int64(b.Len()) {
				t.Fatalf("wrote %d of %d: %v", n, b.Len(), err)
			}
		}
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same seed gave two models")
	}
	if bytes.Equal(one.Bytes(), other.Bytes()) {
		t.Error("the seed changes nothing")
	}
}

// A name that may be of two classes is learned as a name, and as the class that
// fully marked names of its form have.
func TestTrainWithPartlyKnownClasses(t *testing.T) {
	examples := toys()
	for i := range 40 {
		e := toy(fmt.Sprint("v", i), fmt.Sprintf("they met at +Name%d Corp+ again", i))
		e.Golds[0].Classes = []graph.Class{graph.Person, graph.Company}
		examples = append(examples, e)
	}
	m, err := Train(context.Background(), corpus.English, []graph.Class{graph.Person, graph.Company}, examples, Options{Bits: 14})
	if err != nil {
		t.Fatal(err)
	}
	d := document("new", "they met at Wobble Corp again", corpus.English)
	if err := With(m).Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if len(d.Candidates) != 1 || d.Text(d.Candidates[0].Span) != "Wobble Corp" || d.Candidates[0].Class != graph.Company {
		t.Errorf("candidates %+v", d.Candidates)
	}
}

func TestTrainRefuses(t *testing.T) {
	ctx, classes := context.Background(), []graph.Class{graph.Person}
	if _, err := Train(ctx, corpus.German, classes, toys(), Options{}); err == nil {
		t.Error("English examples made a German model")
	}
	if _, err := Train(ctx, corpus.English, classes, toys(), Options{Bits: 40}); err == nil {
		t.Error("2^40 buckets were taken")
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := Train(stopped, corpus.English, classes, toys(), Options{Bits: 14}); err == nil {
		t.Error("a cancelled training gave a model")
	}
}

func TestFitIsCalibrated(t *testing.T) {
	var os []outcome
	for i := range 1000 {
		os = append(os, outcome{float64(i) / 100, i%10 < 2+i/150, 1}) // from 2 of 10 right to 8 of 10
	}
	f := fit(os)
	if low, high := f.at(0.5), f.at(9.5); low > 0.35 || high < 0.7 {
		t.Errorf("confidence %.2f at small, %.2f at great margins", low, high)
	}
	var separable []outcome
	for i := range 400 {
		separable = append(separable, outcome{float64(i)/20 - 1, i > 20, 1})
	}
	if f := fit(separable); f.Slope > 20 || f.at(-1) > 0.5 {
		t.Errorf("separable outcomes gave %+v", f)
	}
	if f := fit(nil); f.at(0) > 0.51 || f.Names != 0 {
		t.Errorf("no outcomes gave %+v", f)
	}
}
