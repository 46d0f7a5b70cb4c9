package relate

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

var (
	languages = []corpus.Lang{corpus.English, corpus.German, corpus.Chinese}
	published = time.Date(2022, 5, 20, 0, 0, 0, 0, time.UTC)
)

// marked reads "[Meta:Company] owns [Insta=Instagram:Product]." into a document.
func marked(lang corpus.Lang, s string) *extract.Document {
	text, mentions := readMarkup(s)
	d := extract.New(&corpus.Article{ID: "a", Lang: lang, Text: text, Published: published})
	d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(text)}, Lang: lang, Kind: corpus.Paragraph}}
	d.Mentions = mentions
	return d
}

// newRelater returns one that draws claims by cues alone.
func newRelater(t testing.TB) *Relater {
	t.Helper()
	r := withPairs(t)
	for _, lang := range languages {
		r.language(t, lang).pairs = nil
	}
	return r
}

// withPairs returns one with the models of pairs, as the program has it.
func withPairs(t testing.TB) *Relater {
	t.Helper()
	ont, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	return New(ont)
}

// language returns what r knows of a language.
func (r *Relater) language(t testing.TB, lang corpus.Lang) *language {
	t.Helper()
	l, err := r.languages[lang]()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// claims gives what r claims of a marked sentence, as sorted strings.
func claims(t testing.TB, r *Relater, lang corpus.Lang, sentence string) []string {
	t.Helper()
	d := marked(lang, sentence)
	if err := r.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range d.Claims {
		s := fmt.Sprintf("%s %s %s", c.Subject, c.Predicate, c.Object)
		if c.Status != graph.Stated {
			s += fmt.Sprintf(" (%s)", c.Status)
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// expected splits "sentence => claim; claim".
func expected(s string) (sentence string, want []string) {
	sentence, list, _ := strings.Cut(s, " => ")
	for _, w := range strings.Split(list, "; ") {
		if w != "" {
			want = append(want, w)
		}
	}
	slices.Sort(want)
	return sentence, want
}

// only returns a Relater with a single cue.
func only(t testing.TB, r *Relater, lang corpus.Lang, i int) *Relater {
	l := *r.language(t, lang)
	l.cues = l.cues[i : i+1]
	l.filter = newPrefilter(l.cues)
	return &Relater{rules: r.rules, languages: map[corpus.Lang]func() (*language, error){lang: func() (*language, error) { return &l, nil }}}
}

// TestCueExamples: every cue sees its example by itself, all cues together see
// just what the example states, and no counter-example yields the predicate.
func TestCueExamples(t *testing.T) {
	r := newRelater(t)
	for _, lang := range languages {
		rows, err := readRows(data, "cues/"+string(lang)+".tsv", 6)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for i, row := range rows {
			place := fmt.Sprintf("%s:%d %s", row.file, row.line, row.cells[1])
			predicate, example, counters := row.cells[0], row.cells[4], row.cells[5]
			if key := predicate + row.cells[1]; ids[key] {
				t.Errorf("%s: id is taken", place)
			} else {
				ids[key] = true
			}
			sentence, want := expected(example)
			if got := claims(t, r, lang, sentence); !slices.Equal(got, want) || want == nil {
				t.Errorf("%s: %s\n got %q\nwant %q", place, sentence, got, want)
			}
			own := slices.DeleteFunc(slices.Clone(want), func(s string) bool {
				return !strings.Contains(s, " "+predicate+" ")
			})
			if got := claims(t, only(t, r, lang, i), lang, sentence); !slices.Equal(got, own) || own == nil {
				t.Errorf("%s: alone: %s\n got %q\nwant %q", place, sentence, got, own)
			}
			if counters == "" {
				t.Errorf("%s: no counter-example", place)
			}
			for _, counter := range strings.Split(counters, " || ") {
				for _, c := range claims(t, r, lang, counter) {
					if strings.Contains(c, " "+predicate+" ") {
						t.Errorf("%s: counter-example %s gives %s", place, counter, c)
					}
				}
			}
		}
	}
}

// TestGold holds precision and recall on sentences written before the cues.
func TestGold(t *testing.T) {
	r := newRelater(t)
	for _, lang := range languages {
		text, err := os.ReadFile("testdata/" + string(lang) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if len(r.language(t, lang).cues) == 0 {
			continue
		}
		hit, got, gold := 0, 0, 0
		for _, line := range strings.Split(string(text), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			sentence, want := expected(line)
			found := claims(t, r, lang, sentence)
			gold, got = gold+len(want), got+len(found)
			for _, f := range found {
				if slices.Contains(want, f) {
					hit++
				} else {
					t.Logf("%s: spurious: %s\n\t%s", lang, f, sentence)
				}
			}
			for _, w := range want {
				if !slices.Contains(found, w) {
					t.Logf("%s: missed: %s\n\t%s", lang, w, sentence)
				}
			}
		}
		p, q := float64(hit)/float64(max(got, 1)), float64(hit)/float64(max(gold, 1))
		t.Logf("%s: precision %.3f recall %.3f (%d of %d, %d found)", lang, p, q, hit, gold, got)
		if p < 0.95 || q < 0.9 {
			t.Errorf("%s: precision %.3f recall %.3f", lang, p, q)
		}
	}
}
