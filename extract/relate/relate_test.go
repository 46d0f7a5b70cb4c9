package relate

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// TestMask shows what the patterns see. Slots print as S.
func TestMask(t *testing.T) {
	r := newRelater(t)
	for _, c := range []struct {
		lang           corpus.Lang
		sentence, want string
	}{
		{"en", "[A:Company], [B:Company] and [C:Company] sued  [D:Company].", "S3 sued S."},
		{"en", "In [F:Country], [A:Company] met [B:Company].", "in S, S met S."},
		{"en", "[H:City], [F:Country] and [G:Country]", "S, S2"},
		{"en", "[A:Company]’s [B:Product] and [C:Company]'s [D:Product] won.", "S's S and S's S won."},
		{"en", "[A:Company] (NYSE: AAA) and “[B:Company]” won on May 3, 2021.", "S2 won T."},
		{"en", "[A:Company] ([B:Company]) won.", "S (S) won."},
		{"zh", "[A:Company]、[B:Company]和[C:Company]等公司起诉 [D:Company]。", "S3起诉S。"},
		{"zh", "[A:Company]、[B:Company]等多家[C机构:Organization]起诉[D:Company]。", "S2S起诉S。"},
		{"zh", "《[A:Law]》《[B:Law]》、《[C:Law]》属于[D:Country]。", "S3属于S。"},
		{"zh", "《[A:Product]》[B:Organization]《[C:Product]》报道", "SSS报道"},
		{"zh", "[A:Company]（AA）与[B:Company]，[C:Company]", "S2,S"},
		{"de", "[A:Company], [B:Company] sowie die [C:Company] – [D:Company]-Chef", "S3 – S-chef"},
	} {
		d := marked(c.lang, c.sentence)
		l := r.language(t, c.lang)
		m := l.mask(d.Article.Text, d.Sentences[0], d.Mentions, l.values.find(d.Article.Text, published))
		if m == nil {
			t.Errorf("%s: no mask", c.sentence)
			continue
		}
		if got := readable(m); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.sentence, got, c.want)
		}
	}
}

// TestNearest: what stands behind a list may describe its last name alone.
func TestNearest(t *testing.T) {
	r := newRelater(t)
	for _, c := range []struct {
		lang           corpus.Lang
		sentence, want string
	}{
		{"en", "[Optica:Company] and [Lumus:Company], an [Israeli=israel:Country:adj] start-up, grew.", "Lumus basedIn israel"},
		{"en", "[Huawei:Company] and [ZTE:Company], two [Chinese=china:Country:adj] companies, grew.", "Huawei basedIn china; ZTE basedIn china"},
		{"en", "[Mistral:Company] and [Anthropic:Company], which is backed by [Amazon:Company], grew.", "Amazon investsIn Anthropic"},
		{"en", "[Google:Company] and [Fitbit:Company], a maker of watches, sued [Meta:Company].", "Fitbit sues Meta; Google sues Meta"},
		{"de", "[SAP:Company] und die [Schwarz:Company], zu der [Lidl:Company] gehört, wachsen.", "Lidl ownedBy Schwarz"},
		{"zh", "[字节:Company]旗下的[豆包:Product]以及[月面:Company]的[基米:Product]都在竞争。", "月面 develops 基米; 豆包 ownedBy 字节"},
	} {
		t.Run(c.sentence, func(t *testing.T) {
			got := strings.Join(claims(t, r, c.lang, c.sentence), "; ")
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func isSlot(r rune) bool { return r >= firstRune && r <= lastRune }

// readable writes a masked text with S for slots, S3 for a list of three, T for
// dates, and checks that every slot's offset leads to its rune.
func readable(m *masked) string {
	var b strings.Builder
	for i, r := range m.text {
		switch {
		case isSlot(r):
			b.WriteByte('S')
			if n := len(m.slotAt(i).members); n > 1 {
				fmt.Fprint(&b, n)
			}
		case r == dateRune:
			b.WriteByte('T')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// TestCompound: a noun behind the object shows that it is no object.
func TestCompound(t *testing.T) {
	r := newRelater(t)
	for _, c := range []struct {
		sentence, after, tag string
		claims               int
	}{
		{"[Apple:Company] bought [Facebook:Company] shares.", "shares", "NNS", 0},
		{"[Apple:Company] bought [Facebook:Company] quickly.", "quickly", "RB", 1},
		{"[Apple:Company] bought [Facebook:Company] Monday.", "Monday", "NNP", 1},
		{"[Apple:Company] launched the [Vision Pro:Product] headset.", "headset", "NN", 1},
		{"[Apple:Company] launched an [iOS:Product] version.", "version", "NN", 0},
	} {
		d := marked(corpus.English, c.sentence)
		at := strings.Index(d.Article.Text, c.after)
		d.Sentences[0].Tokens = []extract.Token{{Span: corpus.Span{Start: at, End: at + len(c.after)}, Tag: c.tag}}
		if err := r.Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if len(d.Claims) != c.claims {
			t.Errorf("%s: %d claims, want %d", c.sentence, len(d.Claims), c.claims)
		}
	}
}

// TestAnalyze: claims over several sentences, in order, with their evidence.
func TestAnalyze(t *testing.T) {
	r := newRelater(t)
	d := marked(corpus.Chinese, "《[甲法:Law]》。[腾讯:Company]旗下的[微信:Product]和[QQ:Product]。[马云:Person]旗下的[微信:Product]。")
	text := d.Article.Text
	d.Sentences = nil
	for at := 0; at < len(text); {
		end := at + strings.Index(text[at:], "。") + len("。")
		d.Sentences = append(d.Sentences, extract.Sentence{Span: corpus.Span{Start: at, End: end}, Lang: corpus.Chinese})
		at = end
	}
	if err := r.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var got []string
	runes := []rune(text)
	for _, c := range d.Claims {
		if q := string(runes[c.Start:c.End]); q != c.Quote {
			t.Errorf("quote %q, but the span holds %q", c.Quote, q)
		}
		if c.Article != "a" || c.Rule == "" {
			t.Errorf("claim without article or rule: %+v", c)
		}
		got = append(got, fmt.Sprintf("%s %s %s %d", c.Subject, c.Predicate, c.Object, c.Start))
	}
	want := "微信 ownedBy 腾讯 5; QQ ownedBy 腾讯 5; 微信 ownedBy 马云 16"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// TestCancelled: a cancelled context stops the work.
// TestOfficeOfAThingLeftOut: a reference without a word of its own, at the very
// edge of two sentences, belongs to the second.
func TestOfficeOfAThingLeftOut(t *testing.T) {
	d := marked(corpus.Chinese, "[星环:Company]增长。创始人[王小明:Person]满意。")
	edge := strings.Index(d.Article.Text, "创")
	whole := d.Sentences[0]
	d.Sentences = []extract.Sentence{whole, whole}
	d.Sentences[0].End, d.Sentences[1].Start = edge, edge
	d.References = []extract.Mention{{Span: corpus.Span{Start: edge, End: edge}, Class: graph.Company, Entity: "星环", Confidence: 0.7}}
	if err := newRelater(t).Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if len(d.Claims) != 1 || d.Claims[0].Predicate != "foundedBy" || d.Claims[0].Object != "王小明" {
		t.Errorf("%+v", d.Claims)
	}
}

func TestGenitive(t *testing.T) {
	l := newRelater(t).language(t, corpus.German)
	for _, c := range []struct {
		surface, name string
		want          bool
	}{
		{"Chinas", "China", true},
		{"VWs", "Volkswagen", true},
		{"Niederlanden", "Niederlande", false},
		{"Mercedes", "Mercedes-Benz", false},
		{"China", "China", false},
	} {
		if got := l.inGenitive(c.surface, c.name); got != c.want {
			t.Errorf("%s of %s: %v", c.surface, c.name, got)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	d := marked(corpus.English, "[A:Company] sued [B:Company].")
	if err := newRelater(t).Analyze(ctx, d); err == nil {
		t.Error("no error")
	}
}

// TestPatternErrors: a broken pattern is refused with a reason.
func TestPatternErrors(t *testing.T) {
	ont, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	g := grammar{
		rules: ont, spaced: true, words: map[string]string{"loop": "a|<loop>", "ok": "a|b"},
		parsed: map[string][][]node{}, sets: map[string]classSet{},
	}
	for pattern, want := range map[string]string{
		"{S} sued {O":       "not closed",
		"{S} (sued {O}":     "not closed",
		"{S} sued) {O}":     "unexpected",
		"{Q} sued {O}":      "unknown slot",
		"{S:Firm} sued {O}": "unknown class",
		"{S} <gap> {O}":     "needs a length",
		"{S} <nope> {O}":    "unknown word list",
		"{S} <loop> {O}":    "unknown word list",
		`{S} sued {O}\`:     "nothing after",
	} {
		_, err := g.compile(pattern, "sues")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", pattern, err, want)
		}
	}
	if _, err := g.compile("^{S} <ok*>sued … {O}$", "sues"); err != nil {
		t.Error(err)
	}
}

// FuzzAnalyze: whatever the text and wherever the mentions, claims are allowed
// by the ontology and quote their sentence.
func FuzzAnalyze(f *testing.F) {
	f.Add("en", "Google, a unit of Alphabet, sued Meta in 2021.", uint16(0), uint16(6), uint16(18), uint16(26))
	f.Add("zh", "Meta旗下的《Facebook》（脸书）等", uint16(0), uint16(4), uint16(16), uint16(24))
	f.Add("de", "VW-Chef Oliver Blume \uE000\uE101( ", uint16(0), uint16(2), uint16(8), uint16(20))
	f.Add("en", "", uint16(0), uint16(0), uint16(0), uint16(0))
	r := withPairs(f)
	f.Fuzz(func(t *testing.T, lang, text string, a, b, c, e uint16) {
		text = strings.ToValidUTF8(text, "?")
		d := extract.New(&corpus.Article{ID: "a", Text: text, Published: time.Time{}})
		d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(text)}, Lang: corpus.Lang(lang)}}
		at := 0
		class := map[string]graph.Class{}
		for i, p := range []uint16{a, b, c, e} {
			end := min(at+int(p)%64, len(text))
			for end < len(text) && text[end]&0xC0 == 0x80 {
				end++
			}
			if i%2 == 1 && end > at {
				id := fmt.Sprint("x", i)
				class[id] = classes[int(p)/64%len(classes)]
				d.Mentions = append(d.Mentions, extract.Mention{
					Span: corpus.Span{Start: at, End: end}, Class: class[id], Entity: id, Adjective: p&1 == 1,
				})
			}
			at = end
		}
		if err := r.Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Claims {
			if !r.rules.Allows(c.Predicate, class[c.Subject], class[c.Object]) {
				t.Errorf("%s %s %s is not allowed", c.Subject, c.Predicate, c.Object)
			}
			if c.Quote != text {
				t.Errorf("quote %q", c.Quote)
			}
		}
	})
}

// BenchmarkAnalyze runs all examples of a language; the bytes are of their text.
func BenchmarkAnalyze(b *testing.B) {
	r := withPairs(b)
	for _, lang := range languages {
		rows, err := readRows(data, "cues/"+string(lang)+".tsv", 6)
		if err != nil {
			b.Fatal(err)
		}
		var all strings.Builder
		for _, row := range rows {
			sentence, _ := expected(row.cells[4])
			all.WriteString(sentence + "\n")
		}
		d := marked(lang, all.String())
		d.Sentences = nil
		text := d.Article.Text
		for at := 0; at < len(text); {
			end := at + strings.IndexByte(text[at:], '\n') + 1
			d.Sentences = append(d.Sentences, extract.Sentence{Span: corpus.Span{Start: at, End: end}, Lang: lang})
			at = end
		}
		b.Run(string(lang), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				d.Claims = nil
				if err := r.Analyze(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			if len(d.Claims) < len(rows) {
				b.Fatalf("%d claims from %d examples", len(d.Claims), len(rows))
			}
		})
	}
}

// BenchmarkNew is what start-up pays.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		withPairs(b)
	}
}
