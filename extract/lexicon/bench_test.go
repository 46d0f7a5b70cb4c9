package lexicon

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
)

// names makes n names of two invented words each, besides those of the tests.
func namesTable(n int) string {
	var b strings.Builder
	b.WriteString(testEntities)
	words := []string{"Bor", "Kel", "Mun", "Tra", "Zin", "Pol", "Wes", "Dan", "Fir", "Gol"}
	for i := range n {
		a, c := "", ""
		for j := i; j > 0; j /= 10 {
			a, c = a+strings.ToLower(words[j%10]), c+string(rune(0x4E00+(i*31+j*7)%8000))
		}
		fmt.Fprintf(&b, "z-%d\tCompany\tX%s %s\t\t%s司\t\t\t\n", i, a, words[i%10], c)
	}
	return b.String()
}

// benchText holds 40 names in each copy of its sentences.
func benchText() string {
	return strings.Repeat("Der VW-Chef traf Metas Leute in New York; die chinesische Firma Goertek und Nvidia liefern. "+
		"英伟达与华为在美国的合作，高通胀之下京东方也和歌尔合作。Xborkel Mun and the metaverse are words that nobody at AT&T or Google needs. ", 2000)
}

// BenchmarkAnalyze shows that time does not grow with the number of names.
func BenchmarkAnalyze(b *testing.B) {
	text := benchText()
	want := -1
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprintf("names=%d", 2*n), func(b *testing.B) {
			l, err := Load(file("a.tsv", namesTable(n)), file("b.tsv", testBlockers))
			if err != nil {
				b.Fatal(err)
			}
			d := extract.New(&corpus.Article{Text: text})
			d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(text)}, Lang: corpus.German}}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				d.Candidates = d.Candidates[:0]
				if err := l.Analyze(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			if want < 0 {
				want = len(d.Candidates)
			}
			if want == 0 || len(d.Candidates) < want {
				b.Fatalf("%d candidates, want %d", len(d.Candidates), want)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	tables := file("a.tsv", namesTable(10000))
	for b.Loop() {
		if l, err := Load(tables); err != nil || l.layers[0].entryCount < 20000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		l, err := Builtin()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(l.layers[0].entryCount), "names")
	}
}

func BenchmarkRules(b *testing.B) {
	for b.Loop() {
		if _, err := loadRules(ruleFiles); err != nil {
			b.Fatal(err)
		}
	}
}
