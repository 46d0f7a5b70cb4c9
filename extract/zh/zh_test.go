package zh

import (
	"context"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
)

// document makes an article of one Chinese block.
func document(text string, kind corpus.Kind) *extract.Document {
	block := corpus.Block{Span: corpus.Span{End: len(text)}, Kind: kind, Lang: corpus.Chinese}
	return extract.New(&corpus.Article{ID: "t", Text: text, Blocks: []corpus.Block{block}})
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, text, want string
		kind             corpus.Kind
	}{
		{"full stops", "他来了。她走了！真的吗？是", "他来了。|她走了！|真的吗？|是", corpus.Paragraph},
		{"closing quotes", "他说：“走吧。”然后走了。", "他说：“走吧。”|然后走了。", corpus.Paragraph},
		{"ellipsis", "等等……来了", "等等……|来了", corpus.Paragraph},
		{"semicolon", "一是快；二是好。", "一是快；二是好。", corpus.Paragraph},
		{"lines", "第一行\n\n  第二行 ", "第一行|第二行", corpus.Paragraph},
		{"in brackets", "雅虎（Yahoo!）发布公告。", "雅虎（Yahoo!）发布公告。", corpus.Paragraph},
		{"open bracket ends with the line", "雅虎（未完\n完。好", "雅虎（未完|完。|好", corpus.Paragraph},
		{"ascii stop", "增长3.5个点. 苹果Inc.公司", "增长3.5个点.|苹果Inc.公司", corpus.Paragraph},
		{"heading", "是谁？是他。", "是谁？是他。", corpus.Heading},
		{"boilerplate", "图：某某。", "", corpus.Boilerplate},
		{"empty", "", "", corpus.Paragraph},
	}
	a := shared()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := document(tt.text, tt.kind)
			if err := a.Analyze(context.Background(), d); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range d.Sentences {
				got = append(got, d.Text(s.Span))
			}
			if g := strings.Join(got, "|"); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	a := shared()
	d := document("美国商务部在华盛顿发布5G芯片规则。", corpus.Paragraph)
	if err := a.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, k := range d.Sentences[0].Tokens {
		got = append(got, d.Text(k.Span)+"/"+k.Tag)
	}
	want := "美国/ns 商务部/nt 在/p 华盛顿/ns 发布/v 5G/n 芯片/n 规则/n 。/x"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

// FuzzAnalyze holds that sentences and tokens are in order, lie within what
// holds them and together cover all that is not white space.
func FuzzAnalyze(f *testing.F) {
	for _, s := range []string{
		"", "华为发布新品。", "Größe 5G\x00手机\xff\xfe。", "《反垄断法》（AML）", "埃隆·马斯克称“X”。\r\n\u3000日本",
		"（（《“”", "有限公司", "a.b.c。", "…。！”",
	} {
		f.Add(s)
	}
	a := shared()
	f.Fuzz(func(t *testing.T, text string) {
		d := document(text, corpus.Paragraph)
		if err := a.Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		checkLayers(t, d)
	})
}

func checkLayers(t *testing.T, d *extract.Document) {
	t.Helper()
	end := 0
	for _, s := range d.Sentences {
		if s.Start < end || s.End <= s.Start || s.End > len(d.Article.Text) {
			t.Fatalf("sentence %v after %d", s.Span, end)
		}
		at := s.Start
		for _, k := range s.Tokens {
			if k.Start < at || k.End <= k.Start || !s.Contains(k.Span) {
				t.Fatalf("token %v after %d in %v", k.Span, at, s.Span)
			}
			if gap := d.Article.Text[at:k.Start]; strings.TrimFunc(gap, func(r rune) bool { return r == 0 || unicode.IsSpace(r) }) != "" {
				t.Fatalf("no token for %q", gap)
			}
			at = k.End
		}
		end = s.End
	}
	for _, m := range d.Candidates {
		checkSpan(t, d, m.Span)
		if m.Step == "" || m.Class == "" || m.Confidence <= 0 || m.Confidence > 1 {
			t.Fatalf("incomplete candidate %+v", m)
		}
	}
	for _, a := range d.Aliases {
		checkSpan(t, d, a.Full)
		checkSpan(t, d, a.Short)
	}
}

func checkSpan(t *testing.T, d *extract.Document, s corpus.Span) {
	t.Helper()
	if s.Start < 0 || s.End <= s.Start || s.End > len(d.Article.Text) {
		t.Fatalf("span %v", s)
	}
	if surface := d.Text(s); utf8.ValidString(d.Article.Text) && !utf8.ValidString(surface) {
		t.Fatalf("span %v cuts a character: %q", s, surface)
	}
}
