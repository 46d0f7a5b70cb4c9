package tagger

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

func embeddedTagger(t testing.TB) *Tagger {
	t.Helper()
	tg, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

func TestEmbeddedModels(t *testing.T) {
	tests := []struct {
		lang        corpus.Lang
		text, name  string
		class       graph.Class
		alternative graph.Class
	}{
		{corpus.English, "The minister , Amadou Bekele Traore , told reporters in Nairobi on Monday .", "Amadou Bekele Traore", graph.Person, graph.Person},
		{corpus.German, "Die Brandner Solartechnik GmbH aus Norddorf hat neue Anlagen vorgestellt .", "Brandner Solartechnik GmbH", graph.Company, graph.Company},
		{corpus.Chinese, "记者刘建勋从会上获悉，今年增长较快。", "刘建勋", graph.Person, graph.Person},
	}
	tg := embeddedTagger(t)
	for _, test := range tests {
		d := document("x", test.text, test.lang)
		if err := tg.Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, m := range d.Candidates {
			found = found || d.Text(m.Span) == test.name && m.Class == test.class && m.Step == "tagger:"+string(test.lang)
		}
		if !found {
			t.Errorf("%s: %s %s not in %+v", test.lang, test.class, test.name, d.Candidates)
		}
	}
}

func TestAnalyzeLeavesAlone(t *testing.T) {
	tg := embeddedTagger(t)
	d := document("x", "The minister , Amadou Bekele Traore , told reporters", "fr")
	e := document("x", "The minister , Amadou Bekele Traore , told reporters", corpus.English)
	e.Sentences[0].Kind = corpus.Boilerplate
	for _, d := range []*extract.Document{d, e, document("x", "", corpus.German)} {
		if err := tg.Analyze(context.Background(), d); err != nil || len(d.Candidates) > 0 {
			t.Errorf("%q: %v, %v", d.Article.Text, d.Candidates, err)
		}
	}
}

func TestAnalyzeNamesADamagedModel(t *testing.T) {
	files := fstest.MapFS{"models/en.bin": {Data: []byte("nothing")}}
	tg := &Tagger{models: map[corpus.Lang]*lazyModel{corpus.English: {files: files, name: "models/en.bin"}}}
	err := tg.Analyze(context.Background(), document("x", "A word", corpus.English))
	if err == nil || !strings.Contains(err.Error(), "models/en.bin") {
		t.Errorf("error %v", err)
	}
}

func TestTrimmed(t *testing.T) {
	tests := []struct {
		text, want string
		lang       corpus.Lang
	}{
		{"“宇宙”", "宇宙", corpus.Chinese},
		{"The Times", "Times", corpus.English},
		{"The Ä", "Ä", corpus.English},
		{"Foo Inc.", "Foo Inc.", corpus.English},
		{"...", "...", corpus.German},
		{"»«", "", corpus.German},
	}
	for _, test := range tests {
		if got := trimmed(test.text, corpus.Span{End: len(test.text)}, test.lang).In(test.text); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestLooksNamed(t *testing.T) {
	tests := []struct {
		name  string
		class graph.Class
		lang  corpus.Lang
		units int
		named bool
	}{
		{"Foo Systems", graph.Company, corpus.English, 2, true},
		{"von der Heide", graph.Person, corpus.German, 3, true},
		{"beiden Richtungen", graph.Place, corpus.German, 2, false},
		{"3M Center", graph.Company, corpus.English, 2, true},
		{"A8", graph.Place, corpus.German, 1, false},
		{"Foo — Bar", graph.Person, corpus.English, 3, false},
		{"Phone 9", graph.Product, corpus.English, 2, true},
		{"华", graph.Place, corpus.Chinese, 1, false},
		{"华信", graph.Company, corpus.Chinese, 2, true},
		{"cpu", graph.Company, corpus.Chinese, 1, false},
		{"API", graph.Company, corpus.English, 1, true},
		{"Oanda", graph.Company, corpus.English, 1, true},
		{"Oanda", graph.Company, corpus.German, 1, true},
		{"Federal", graph.GovernmentAgency, corpus.English, 1, true},
	}
	for _, test := range tests {
		if got := looksNamed(test.name, test.class, test.lang, test.units); got != test.named {
			t.Errorf("%s: named %v", test.name, got)
		}
	}
}

func TestSets(t *testing.T) {
	if License("de-ler") != "CC-BY-4.0" || License("xx-none") != "unknown" {
		t.Error("licences")
	}
	tg := embeddedTagger(t)
	for lang, l := range tg.models {
		if _, err := l.get(); err != nil {
			t.Fatal(err)
		}
		for _, set := range l.model.head.Sets {
			if !strings.Contains(sets, "\n"+set+"\t") {
				t.Errorf("%s: set %s is not in sets.tsv", lang, set)
			}
		}
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{"", "Anna Berg, Foo Corp.", "“宇宙”（universe）\xff\xfe", "é\u0301 \u2028 Å", "《》", "iPhone４", strings.Repeat("(", 50)} {
		f.Add(s)
	}
	tg, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []corpus.Lang{corpus.English, corpus.German, corpus.Chinese} {
			d := document("x", text, lang)
			if err := tg.Analyze(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			for _, m := range d.Candidates {
				if m.Start < 0 || m.End > len(text) || m.Start >= m.End || utf8.ValidString(text) && !utf8.ValidString(d.Text(m.Span)) {
					t.Fatalf("%q: candidate at %d to %d", text, m.Start, m.End)
				}
			}
		}
	})
}

func BenchmarkAnalyze(b *testing.B) {
	for lang, text := range map[corpus.Lang]string{
		corpus.English: "The minister , Amadou Bekele Traore , told reporters in Nairobi on Monday that the Foo Corporation would build a plant .",
		corpus.Chinese: "记者刘建勋从会上获悉，今年增长较快，北京华信科技有限公司表示将在上海建设新工厂。",
	} {
		b.Run(string(lang), func(b *testing.B) {
			tg := embeddedTagger(b)
			d := document("x", text, lang)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				d.Candidates = d.Candidates[:0]
				if err := tg.Analyze(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadModel(b *testing.B) {
	for b.Loop() {
		f, err := embedded.Open("models/zh.bin")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := ReadModel(f.(io.Reader)); err != nil {
			b.Fatal(err)
		}
	}
}
