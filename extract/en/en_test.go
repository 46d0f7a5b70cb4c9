package en

import (
	"context"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
)

// shared is one analyzer for all tests, so that a model is read once.
var shared = sync.OnceValues(New)

func analyze(t testing.TB, text string, kind corpus.Kind) *extract.Document {
	t.Helper()
	a, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	d := extract.New(&corpus.Article{Text: text, Blocks: []corpus.Block{
		{Span: corpus.Span{End: len(text)}, Kind: kind, Lang: corpus.English},
	}})
	if err := a.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSentences gives text with a bar at each sentence end.
func TestSentences(t *testing.T) {
	for _, marked := range []string{
		"Mr. Cook met Dr. Lee.| They spoke.",
		"Apple Inc. said so.| The U.S. Department agreed.",
		"He works for Apple Inc.| The firm grew.",
		"It left the U.S.| The rest stayed.",
		"In the U.S. Senate a bill passed.",
		"Under No. 5 it is, e.g. Google or i.e. Meta, so.| Yes!",
		"J. P. Morgan Co. Ltd. grew.| It fell.",
		"“We agree.”| He left.",
		"“Do you?” she asked.| No.",
		"He said no.| Then he left at 5 p.m.| But why?",
		"First line\n|Second line",
		"This goes\non here.",
	} {
		var got []string
		d := analyze(t, strings.ReplaceAll(marked, "|", ""), corpus.Paragraph)
		for _, s := range d.Sentences {
			got = append(got, d.Text(s.Span))
		}
		want := strings.Split(marked, "|")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Don’t buy Apple’s “iPad” (now).":     "Do n’t buy Apple ’s “ iPad ” ( now ) .",
		"Foo Corp. and U.S. firms—AT&T—rose.": "Foo Corp. and U.S. firms — AT&T — rose .",
		"Tim met Jim.":                        "Tim met Jim .",
		"A $5bn deal, 10% of China-based X's": "A $ 5bn deal , 10 % of China-based X 's",
	} {
		d := analyze(t, text, corpus.Paragraph)
		var got []string
		for _, s := range d.Sentences {
			for _, token := range s.Tokens {
				got = append(got, d.Text(token.Span))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestKinds(t *testing.T) {
	const text = "Umsatz steigt. Gewinn auch"
	if n := len(analyze(t, text, corpus.Heading).Sentences); n != 1 {
		t.Errorf("heading: %d sentences, want 1", n)
	}
	if n := len(analyze(t, text, corpus.Boilerplate).Sentences); n != 0 {
		t.Errorf("boilerplate: %d sentences, want 0", n)
	}
}

func FuzzAnalyze(f *testing.F) {
	for _, seed := range []string{"", "Mr. O’Neil’s isn't &rsquo;s U.S.", "\xff\xfe Dr.\x00", "台积电（TSMC）und „Meta“", "A&-B- . &", "ſ İ \u200b."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkLayers(t, analyze(t, text, corpus.Paragraph))
	})
}

// checkLayers holds what every step relies on: sentences in order within the
// text, tokens in order within their sentence, and no word lost.
func checkLayers(t *testing.T, d *extract.Document) {
	t.Helper()
	pos := 0
	for _, s := range d.Sentences {
		if s.Start < pos || s.End <= s.Start || s.End > len(d.Article.Text) {
			t.Fatalf("sentence %v after %d", s.Span, pos)
		}
		pos = s.Start
		for _, token := range s.Tokens {
			if token.Start < pos || token.End <= token.Start || token.End > s.End {
				t.Fatalf("token %v after %d in sentence %v", token.Span, pos, s.Span)
			}
			if gap := d.Article.Text[pos:token.Start]; utf8.ValidString(gap) && strings.ContainsAny(gap, "aeiou09.") {
				t.Fatalf("lost %q", gap)
			}
			pos = token.End
		}
		pos = s.End
	}
	for _, c := range d.Candidates {
		if c.Start < 0 || c.End <= c.Start || c.End > len(d.Article.Text) || c.Class == "" || c.Step == "" {
			t.Fatalf("candidate %+v", c)
		}
	}
}
