package resolve

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// known is a lexicon of a few things.
type known struct {
	entities map[string]graph.Entity
	names    map[string][]extract.Reading
}

func (k known) Lookup(name string) []extract.Reading { return k.names[name] }

func (k known) About(string) []string { return nil }

func (k known) Entity(id string) (graph.Entity, bool) { e, ok := k.entities[id]; return e, ok }

func testKnown() known {
	k := known{map[string]graph.Entity{}, map[string][]extract.Reading{}}
	add := func(id string, c graph.Class, country, partOf string, prior float64, names ...string) {
		k.entities[id] = graph.Entity{ID: id, Class: c, Labels: map[string]string{"en": names[0]}, Names: names, Country: country, PartOf: partOf}
		for _, n := range names {
			k.names[n] = append(k.names[n], extract.Reading{Entity: id, Class: c, Prior: prior})
		}
	}
	add("nvidia", graph.Company, "united-states", "", 0.9, "NVIDIA", "英伟达")
	add("apple", graph.Company, "united-states", "", 0.3, "Apple", "苹果")
	add("iphone", graph.Product, "", "apple", 0.9, "iPhone")
	add("samsung", graph.Company, "south-korea", "", 0.9, "Samsung", "三星")
	add("huawei", graph.Company, "china", "", 0.9, "Huawei")
	add("paris", graph.City, "france", "", 0.8, "Paris")
	add("paris-texas", graph.City, "united-states", "texas", 0.2, "Paris")
	add("paris-texas", graph.City, "united-states", "texas", 0.9, "Paris, Texas")
	add("texas", graph.Region, "united-states", "", 0.9, "Texas")
	add("tsmc", graph.Company, "taiwan", "", 0.9, "TSMC", "台积电")
	add("nps", graph.Organization, "south-korea", "", 0.9, "National Pension Service", "NPS")
	add("volkswagen", graph.Company, "germany", "", 0.3, "大众")
	return k
}

// document builds a document from text in which proposals are written
// [surface|Class] or [surface] for a name that the lexicon knows.
func document(k known, lang corpus.Lang, marked string) *extract.Document {
	var text strings.Builder
	var ms []extract.Mention
	for rest := marked; ; {
		before, after, ok := strings.Cut(rest, "[")
		text.WriteString(before)
		if !ok {
			break
		}
		inside, tail, _ := strings.Cut(after, "]")
		name, class, unknown := strings.Cut(inside, "|")
		m := extract.Mention{Span: corpus.Span{Start: text.Len(), End: text.Len() + len(name)}, Step: "rule", Class: graph.Class(class), Confidence: 0.8}
		if !unknown {
			m.Readings = k.names[name]
			m.Class, m.Confidence, m.Step = m.Readings[0].Class, m.Readings[0].Prior, "lexicon"
		}
		text.WriteString(name)
		ms = append(ms, m)
		rest = tail
	}
	d := extract.New(&corpus.Article{ID: "a", Lang: lang, Text: text.String()})
	start := 0
	for line := range strings.Lines(d.Article.Text) {
		d.Sentences = append(d.Sentences, extract.Sentence{Span: corpus.Span{Start: start, End: start + len(line)}, Lang: lang, Kind: corpus.Paragraph})
		start += len(line)
	}
	d.Candidates = ms
	return d
}

func newResolver(t *testing.T) *Resolver {
	t.Helper()
	r, err := New(testKnown())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func resolved(t *testing.T, d *extract.Document) string {
	t.Helper()
	r := newResolver(t)
	if err := r.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return listed(d)
}

func listed(d *extract.Document) string {
	var out []string
	for _, m := range d.Mentions {
		out = append(out, fmt.Sprintf("%s=%s", d.Text(m.Span), m.Entity))
	}
	return strings.Join(out, " ")
}

func TestAnalyze(t *testing.T) {
	for _, tt := range []struct {
		name, lang, marked, want string
	}{
		{"known name", "en", "The chips of [NVIDIA] sell.", "NVIDIA=nvidia"},
		{"two languages, one thing", "zh", "[英伟达]和[三星]合作。", "英伟达=nvidia 三星=samsung"},
		{"longer name wins", "zh", "[三星|Company]和[三星电子技术协会|Organization]。", "三星=samsung 三星电子技术协会=org/三星电子技术协会"},
		{"fruit", "en", "She ate an apple. An [Apple] a day keeps an apple tree busy.", ""},
		{"company beside its product", "en", "The phone maker said that [Apple] will sell the [iPhone] there.", "Apple=apple iPhone=iphone"},
		{"company in a list of companies", "en", "We saw [Samsung], [Apple] and [Huawei] there.", "Samsung=samsung Apple=apple Huawei=huawei"},
		{"the public", "zh", "社会[大众]需要知道。", ""},
		{"reading by country", "en", "In [Texas] we drove to [Paris], and then back through [Texas].", "Texas=texas Paris=paris-texas Texas=texas"},
		{"reading by prior", "en", "We went to [Paris].", "Paris=paris"},
		{"unknown company found again bare", "de", "Der Hersteller [Foobar|Company] wächst.\nFoobars Umsatz steigt, sagt Foobar.", "Foobar=org/foobar Foobars=org/foobar Foobar=org/foobar"},
		{"not inside a word", "en", "The maker [Foobar|Company] grows.\nFoobarish things.", "Foobar=org/foobar"},
		{"legal form", "en", "[Foobar Inc.|Company] grows.\nFoobar is big.", "Foobar Inc.=org/foobar Foobar=org/foobar"},
		{"family name", "en", "[Jane van Doe|Person] spoke.\nThen van Doe left.", "Jane van Doe=person/jane-van-doe van Doe=person/jane-van-doe"},
		{"family name of two people", "en", "[Jane Doe|Person] and [John Doe|Person] spoke.\nThen Doe left.", "Jane Doe=person/jane-doe John Doe=person/john-doe"},
		{"known thing by legal form", "en", "[Samsung Inc.|Company] grows.", "Samsung Inc.=samsung"},
		{"beginning of a longer name", "en", "[Foobar Games|Company] won.\nThen [Foobar|Company] lost.", "Foobar Games=org/foobar-games Foobar=org/foobar-games"},
		{"beginning of two longer names", "en", "[Foobar Games|Company] and [Foobar Capital|Company] won.\nThen [Foobar|Company] lost.", "Foobar Games=org/foobar-games Foobar Capital=org/foobar-capital Foobar=org/foobar"},
		{"place with what contains it", "en", "We met in [Paris, Texas] again.", "Paris=paris-texas Texas=texas"},
		{"known thing by its group", "zh", "[三星集团|Company]表示。", "三星集团=samsung"},
		{"group of an unknown company", "de", "Die [Foobar-Gruppe|Company] wächst.\nFoobar baut aus.", "Foobar-Gruppe=org/foobar Foobar=org/foobar"},
		{"group named alone", "en", "[Foobar Holding|Company] grows.", "Foobar Holding=org/foobar-holding"},
		{"what it is to another is no part of its name", "de", "Die [Aral-Mutter Foobar|Company] wächst, sagt [Foobar-Chef Jane Doe|Person].", "Foobar=org/foobar Foobar=org/foobar Jane Doe=person/jane-doe"},
		{"what it is to another before a known thing", "de", "Die [Aral-Mutter Samsung|Company] wächst.", "Samsung=samsung"},
		{"the shorter name first", "en", "[Foobar|Company] won.\n[Foobar Games|Company] and [Foobar|Company] lost.", "Foobar=org/foobar Foobar Games=org/foobar-games Foobar=org/foobar"},
		{"dotted name", "zh", "[约翰·多伊|Person]说。\n多伊离开了。", "约翰·多伊=person/约翰-多伊 多伊=person/约翰-多伊"},
		{"chinese legal form", "zh", "[星环股份有限公司|Company]成立。\n星环发布产品。", "星环股份有限公司=org/星环 星环=org/星环"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := resolved(t, document(testKnown(), corpus.Lang(tt.lang), tt.marked)); got != tt.want {
				t.Errorf("%s\n got %q\nwant %q", tt.marked, got, tt.want)
			}
		})
	}
}

func TestActsHaveOneIDInAllLanguages(t *testing.T) {
	n, err := loadNameForms()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Regulation (EU) 2016/679":     "law/eu-regulation-2016-679",
		"Verordnung (EU) 2016/679":     "law/eu-regulation-2016-679",
		"Verordnung (EU) Nr. 910/2014": "law/eu-regulation-910-2014",
		"Richtlinie 2014/65/EU":        "law/eu-directive-2014-65",
		"Directive 2014/65/EU":         "law/eu-directive-2014-65",
		"Digital Fairness Act":         "law/digital-fairness-act",
	} {
		if got := n.newID(name, graph.Law); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestAliases(t *testing.T) {
	for _, tt := range []struct{ name, marked, full, short, want string }{
		{"unknown pair", "[世界芯片协会|Organization]（[WCA|Organization]）成立。\nWCA表示。", "世界芯片协会", "WCA",
			"世界芯片协会=org/世界芯片协会 WCA=org/世界芯片协会 WCA=org/世界芯片协会"},
		{"known short form", "[台湾积体电路|Company]（[TSMC]）表示。", "台湾积体电路", "TSMC", "台湾积体电路=tsmc TSMC=tsmc"},
		{"two known things stay two", "[三星]（[TSMC]）表示。", "三星", "TSMC", "三星=samsung TSMC=tsmc"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := document(testKnown(), corpus.Chinese, tt.marked)
			d.Aliases = []extract.Alias{{Full: find(d, tt.full), Short: find(d, tt.short)}}
			if got := resolved(t, d); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestWhatIsSpelledOutIsMeant(t *testing.T) {
	for _, tt := range []struct{ marked, full, want string }{
		{"The [National Park Service|GovernmentAgency] ([NPS]) said. The [NPS] cut jobs.", "National Park Service",
			"National Park Service=org/national-park-service NPS=org/national-park-service NPS=org/national-park-service"},
		{"The [Korean National Pension Service|GovernmentAgency] ([NPS]) said. The [NPS] cut jobs.", "Korean National Pension Service",
			"Korean National Pension Service=nps NPS=nps NPS=nps"},
		{"The chair of the [Koreas National Pensions Services|GovernmentAgency] ([NPS]) said.", "Koreas National Pensions Services",
			"Koreas National Pensions Services=nps NPS=nps"},
	} {
		d := document(testKnown(), corpus.English, tt.marked)
		d.Aliases = []extract.Alias{{Full: find(d, tt.full), Short: find(d, "NPS")}}
		if got := resolved(t, d); got != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.marked, got, tt.want)
		}
	}
}

func find(d *extract.Document, s string) corpus.Span {
	i := strings.Index(d.Article.Text, s)
	return corpus.Span{Start: i, End: i + len(s)}
}

func TestReferences(t *testing.T) {
	for _, tt := range []struct{ name, lang, marked, want string }{
		{"company before", "en", "[NVIDIA] sells chips.\nThe company grows.", "The company=nvidia"},
		{"two sentences before", "de", "[Samsung] wächst.\nDas freut alle.\nDer Konzern baut aus.", "Der Konzern=samsung"},
		{"too far", "de", "[Samsung] wächst.\nDas freut alle.\nUns auch.\nDer Konzern baut aus.", ""},
		{"first of several", "en", "[NVIDIA] sells chips to [Samsung] and others.\nThe company grows.", "The company=nvidia"},
		{"none is first", "en", "Nobody in the whole wide world sells to [Samsung] or [Huawei].\nThe company grows.", ""},
		{"within the sentence", "zh", "[英伟达]表示，该公司将扩产。", "该公司=nvidia"},
		{"two within the sentence", "zh", "[英伟达]对[三星]表示，该公司将扩产。", ""},
		{"name behind", "de", "[Samsung] wächst.\nDer Konzern [Huawei] auch.", ""},
		{"at the start of a clause", "zh", "[英伟达]增长。\n去年，公司总部搬迁。", "公司=nvidia"},
		{"not in the middle of one", "zh", "[英伟达]增长。\n很多上市公司总部搬迁。", ""},
		{"office without its company", "zh", "[三星]增长。\n创始人[王小明|Person]表示满意。", "=samsung"},
		{"office with another company", "zh", "[三星]增长。\n[英伟达]创始人[王小明|Person]表示满意。", ""},
		{"office in another language", "de", "[Samsung] wächst.\nGründer [Anna Beispiel|Person] freut sich.", "=samsung"},
		{"office of something else", "en", "[Samsung] grows.\nThe chief executive of a rival, [Anna Example|Person], does not mind.", ""},
		{"a company is no ministry", "en", "[NVIDIA] sells chips.\nThe ministry objects.", ""},
		{"it", "en", "[NVIDIA] sells chips to [Samsung].\nIn May it bought a supplier.", "it=nvidia"},
		{"it behind another name", "en", "[NVIDIA] sells chips.\n[Samsung] says it does too.", ""},
		{"it after an object", "en", "Critics of [NVIDIA] spoke up.\nIt does not matter.", ""},
		{"its", "en", "[NVIDIA] sells chips.\nIts boss is happy.", "Its=nvidia"},
		{"its, of two sentences before", "en", "[NVIDIA] sells chips.\nSo what.\nIts boss is happy.", ""},
		{"he", "en", "[Anna Example|Person] left [NVIDIA].\nShe founded a rival.", "She=person/anna-example"},
		{"he, of two", "en", "Today [Anna Example|Person] met with [Bob Sample|Person].\nHe left.", ""},
		{"er", "de", "[Otto Beispiel|Person] verließ [Samsung].\nEr gründete einen Rivalen.", "Er=person/otto-beispiel"},
		{"seine", "de", "[Samsung] wächst.\nSeine Tochter auch.", "Seine=samsung"},
		{"the noun says whose", "de", "[Samsung] wächst.\nDer Konzern hat seinen Sitz dort.", "Der Konzern=samsung"},
		{"其", "zh", "[英伟达]增长。\n其总部搬迁。", "其=nvidia"},
		{"其 in another word", "zh", "[英伟达]增长。\n其中一半来自海外。", ""},
		{"他", "zh", "[王小明|Person]离开[三星]。\n他创立了公司。", "他=person/王小明"},
		{"the latter", "zh", "[英伟达]起诉[三星]，后者否认。", "后者=samsung"},
		{"no latter", "zh", "[英伟达]增长，后者否认。", ""},
		{"a compound", "de", "[Samsung] wächst.\nNun will der Chiphersteller sparen.", "der Chiphersteller=samsung"},
		{"a name that nobody found", "de", "[Samsung] wächst.\nNun will der Chiphersteller Zorbex sparen.", ""},
		{"behind what only modifies", "de", "[Samsung]-Rivale [Huawei] wächst.\nNun will der Hersteller sparen.", "der Hersteller=huawei"},
		{"a time behind", "de", "[Samsung] wächst.\nNun will der Chiphersteller Ende Mai sparen.", "der Chiphersteller=samsung"},
		{"many in the genitive", "de", "[Samsung] wächst.\nNun will auch ein Verband der Chiphersteller sparen.", ""},
		{"company after a product", "en", "[NVIDIA] sells chips.\n[Chatter|Product] grows.\nThe company is happy.", ""},
		{"company of a product", "en", "[NVIDIA] sells chips.\n[Chatter|Product] says the company is happy.", ""},
		{"company of a seat", "en", "[NVIDIA] grows.\nThe [Oslo|City]-based company hires.", "company=nvidia"},
		{"其, of what the sentence is about", "zh", "[英伟达]是[三星]的客户，其创始人[王小明|Person]在场。", "其=nvidia"},
		{"其, of two", "zh", "[英伟达]起诉[三星]，其创始人[王小明|Person]在场。", ""},
		{"part of a word", "de", "[Samsung] wächst.\nDer Konzernumbau läuft.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := document(testKnown(), corpus.Lang(tt.lang), tt.marked)
			resolved(t, d)
			var got []string
			for _, m := range d.References {
				got = append(got, d.Text(m.Span)+"="+m.Entity)
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

func TestLink(t *testing.T) {
	k := testKnown()
	long := document(k, corpus.Chinese, "[世界芯片协会|Organization]（[WCA|Organization]）成立。")
	long.Aliases = []extract.Alias{{Full: find(long, "世界芯片协会"), Short: find(long, "WCA")}}
	short := document(k, corpus.English, "The [WCA|Organization] said so.")
	long.Article.ID, short.Article.ID = "long", "short"
	resolved(t, long)
	resolved(t, short)
	r, err := New(k)
	if err != nil {
		t.Fatal(err)
	}
	r.Link([]*extract.Document{long, short}, nil)
	if got, want := listed(short), "WCA=org/世界芯片协会"; got != want {
		t.Errorf("one meaning: got %s, want %s", got, want)
	}

	other := document(k, corpus.English, "The [West Coast Alliance|Organization] ([WCA|Organization]) met.")
	other.Article.ID = "other"
	other.Aliases = []extract.Alias{{Full: find(other, "West Coast Alliance"), Short: find(other, "WCA")}}
	resolved(t, other)
	resolved(t, short)
	r.Link([]*extract.Document{long, other, short}, nil)
	if got, want := listed(short), "WCA=org/wca"; got != want {
		t.Errorf("two meanings: got %s, want %s", got, want)
	}
}

func TestChooseHasNoOverlap(t *testing.T) {
	text := strings.Repeat("a", 40)
	var ms []extract.Mention
	for i := range 200 {
		start := i * 7 % 35
		ms = append(ms, extract.Mention{Span: corpus.Span{Start: start, End: start + 1 + i%5}, Confidence: 0.5 + float64(i%50)/100, Step: fmt.Sprint(i), Class: graph.Company})
	}
	got := choose(slices.Clone(ms), text)
	if len(got) == 0 {
		t.Fatal("nothing chosen")
	}
	for i := 1; i < len(got); i++ {
		if got[i].Start < got[i-1].End {
			t.Fatalf("%v overlaps %v", got[i], got[i-1])
		}
	}
	weightOf := func(ms []extract.Mention) (w float64) {
		for _, m := range ms {
			w += weight(m, text)
		}
		return w
	}
	for _, m := range ms { // no single proposal beats the choice
		if weight(m, text) > weightOf(got) {
			t.Fatalf("%v alone weighs more than the choice", m)
		}
	}
}

func TestDataSorted(t *testing.T) {
	for name, table := range map[string]string{"support.tsv": supportData, "nameforms.tsv": nameFormsData, "germanwords.tsv": germanWordsData, "references.tsv": referencesData} {
		last := ""
		for n, f := range rows(table) {
			line := strings.Join(f, "\t")
			if line <= last {
				t.Errorf("%s:%d: %q is not after %q", name, n, line, last)
			}
			last = line
		}
	}
}

// TestMadeOrMaker: what the lexicon knows as a product stays that thing where
// the model takes it for a company.
func TestMadeOrMaker(t *testing.T) {
	known := extract.Mention{Span: corpus.Span{Start: 0, End: 5}, Class: graph.Product, Step: "lexicon", Confidence: 0.5, Readings: []extract.Reading{{Entity: "zorpo", Class: graph.Product}}}
	guess := extract.Mention{Span: known.Span, Class: graph.Company, Step: "tagger:en", Confidence: 0.8}
	got := choose([]extract.Mention{known, guess}, "Zorpo grew.")
	if len(got) != 1 || len(got[0].Readings) != 1 || got[0].Class != graph.Product || got[0].Confidence != 0.8 {
		t.Errorf("chosen: %+v", got)
	}
	guess.Class = graph.Person // a person is no maker
	if got := choose([]extract.Mention{known, guess}, "Zorpo grew."); len(got) != 1 || got[0].Class != graph.Person {
		t.Errorf("chosen: %+v", got)
	}
}
