package lexicon

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
)

const testEntities = "# test\n" +
	"id\tclass\ten\tde\tzh\tadj_en\tadj_de\tprior\n" +
	"alphabet\tCompany\tAlphabet\t\t字母表公司\t\t\t\n" +
	"apple\tCompany\t?Apple|Apple Inc.\t\t?苹果|苹果公司\t\t\t\n" +
	"att\tCompany\tAT&T\t\t\t\t\t\n" +
	"bild\tOrganization\tBild\t\t\t\t\t\n" +
	"boe\tCompany\tBOE\t\t京东方\t\t\t\n" +
	"china\tCountry\tChina|People's Republic of China\t\t中国|中方|?中\tChinese\tchinesisch\t\n" +
	"china-mobile\tCompany\t\t\t中国移动\t\t\t\n" +
	"commerce\tGovernmentAgency\tUS Department of Commerce\tUS-Handelsministerium\t美国商务部\t\t\t\n" +
	"european-union\tOrganization\tEuropean Union|EU\tEuropäische Union\t欧盟\t\t\t\n" +
	"georgia\tCountry\tGeorgia\tGeorgien\t格鲁吉亚\t\t\t0.6\n" +
	"georgia-us\tRegion\tGeorgia\t\t佐治亚州\t\t\t0.4\n" +
	"germany\tCountry\tGermany\tDeutschland\t德国\tGerman\tdeutsch\t\n" +
	"goertek\tCompany\tGoertek\t\t歌尔股份|歌尔\t\t\t\n" +
	"google\tCompany\tGoogle\t\t谷歌\t\t\t\n" +
	"haiti\tCountry\t\t\t海地\t\t\t\n" +
	"huawei\tCompany\tHuawei\t\t华为\t\t\t\n" +
	"iphone\tProduct\tiPhone\t\t\t\t\t\n" +
	"jd\tCompany\tJD.com|Jingdong\t\t京东\t\t\t\n" +
	"meta\tCompany\t?Meta|Meta Platforms\t\t元宇宙公司\t\t\t\n" +
	"metaverse\tConcept\tmetaverse\tMetaverse|Meta-Universum\t元宇宙\t\t\t\n" +
	"mobile-internet\tConcept\t\t\t移动互联网\t\t\t\n" +
	"national-assembly\tGovernmentAgency\t\t\t国会\t\t\t\n" +
	"new-york\tCity\tNew York\t\t纽约\t\t\t\n" +
	"new-york-times\tOrganization\tNew York Times\t\t纽约时报\t\t\t\n" +
	"nvidia\tCompany\tNVIDIA\t\t英伟达\t\t\t\n" +
	"opel\tCompany\tOpel\t\t欧宝\t\t\t\n" +
	"paris\tCity\tParis\t\t巴黎\t\tPariser\t\n" +
	"qualcomm\tCompany\tQualcomm\t\t高通\t\t\t\n" +
	"shanghai\tCity\t\t\t上海\t\t\t\n" +
	"sk-telecom\tCompany\tSK Telecom\t\tSK电讯\t\t\t\n" +
	"south-korea\tCountry\tSouth Korea\tSüdkorea\t韩国|?韩\tSouth Korean\tsüdkoreanisch\t\n" +
	"tesla\tCompany\tTesla\t\t特斯拉\t\t\t\n" +
	"united-states\tCountry\tUnited States|US|U.S.\tVereinigte Staaten|USA\t美国|?美\tAmerican\tamerikanisch|US-amerikanisch\t\n" +
	"volkswagen\tCompany\tVolkswagen|VW\t\t大众汽车|?大众\t\t\t\n"

const testBlockers = "text\twhy\nmetaverse land\ttest\nmeta-analysis\tresearch\n高通胀\tinflation\n社会大众\tthe public\nMeta-Ebene\tfigure of speech\n美好\tword\n"

func testLexicon(t testing.TB) *Lexicon {
	t.Helper()
	l, err := Load(fstest.MapFS{
		"a.tsv":        {Data: []byte(testEntities)},
		"blockers.tsv": {Data: []byte(testBlockers)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// analyze runs the lexicon over one sentence.
func analyze(t testing.TB, l *Lexicon, lang corpus.Lang, text string) []extract.Mention {
	t.Helper()
	d := extract.New(&corpus.Article{Text: text, Lang: lang})
	d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(text)}, Lang: lang, Kind: corpus.Paragraph}}
	if err := l.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return d.Candidates
}

func TestAnalyze(t *testing.T) {
	l := testLexicon(t)
	for _, c := range []struct {
		lang corpus.Lang
		text string
		want string // surface=entity, " " between
	}{
		// words that only begin or end like a name
		{"en", "The metaverse is a word.", "metaverse=metaverse"},
		{"en", "Metaverse and metaverse land.", "Metaverse=metaverse"},
		{"en", "a meta-analysis, a Meta-Analysis, Metadata, a metauniverse", ""},
		{"de", "Das Meta-Universum, des Meta-Universums, auf der Meta-Ebene", "Meta-Universum=metaverse Meta-Universums=metaverse"},
		{"de", "Der Meta-Chef und die Meta-Diskussion", "Meta=meta"},
		{"en", "Meta said; META fell; meta is lower case", "Meta=meta META=meta"},
		{"zh", "高通胀与高通", "高通=qualcomm"},
		{"zh", "京东方和京东", "京东方=boe 京东=jd"},
		{"zh", "京东方面未予置评", "京东=jd"},
		{"zh", "小鸟和歌尔合作", "歌尔=goertek"},
		{"zh", "社会大众喜欢大众", "大众=volkswagen"},
		{"zh", "投资Meta的元宇宙", "Meta=meta 元宇宙=metaverse"},
		{"zh", "包括SK电讯、歌尔股份", "SK电讯=sk-telecom 歌尔股份=goertek"},
		{"zh", "OmniverseMeta不是", ""},
		// a name that begins within another
		{"zh", "上海地铁和韩国会议", "上海=shanghai 韩国=south-korea"},
		{"zh", "中国移动互联网", "中国移动=china-mobile 移动互联网=mobile-internet"},
		// German genitive
		{"de", "Chinas Wirtschaft und Deutschlands Industrie", "Chinas=china Deutschlands=germany"},
		{"de", "Metas Pläne, VWs Werke, EUs Regeln, Nvidias Chips", "Metas=meta VWs=volkswagen EUs=european-union Nvidias=nvidia"},
		{"de", "Pariss und Paris", "Paris=paris"},
		{"en", "Chinas and Metas are no genitives", ""},
		{"en", "China's plan, China’s plan, Metas", "China=china China=china"},
		{"de", "Teslas-Fabrik", "Teslas=tesla"},
		// hyphens
		{"de", "VW-Chef und Google-Mutter Alphabet", "VW=volkswagen Google=google Alphabet=alphabet"},
		{"de", "Das US-Handelsministerium und die US-Behörde", "US-Handelsministerium=commerce US=united-states"},
		{"de", "Ein Opel-Fahrer mit Tesla-Aktie", "Opel=opel Tesla=tesla"},
		{"de", "Ex-Apple-Manager, Nicht-EU-Land, e-Apple", "Apple=apple EU=european-union"},
		{"de", "Apple-Aktien und Apple-Saft", "Apple=apple"},
		{"en", "a China-based, Apple-owned, Apple-flavoured firm", "China=china Apple=apple"},
		{"en", "US–China and US/China", "US=united-states China=china US=united-states China=china"},
		// case
		{"en", "us or US, Us, u.s. or U.S.", "US=united-states U.S.=united-states"},
		{"en", "Nvidia, NVIDIA, nvidia", "Nvidia=nvidia NVIDIA=nvidia"},
		{"en", "iPhone, IPhone, IPHONE, iphone", "iPhone=iphone IPhone=iphone IPHONE=iphone"},
		{"en", "the people's republic of china; the People’s Republic Of China", "People’s Republic Of China=china"},
		// joined words
		{"en", "AT&T, @Google, google.com, Google.com, O'Google, Google_x, Google2", "AT&T=att"},
		{"en", "It was so.Google won. Buy Google.", "Google=google Google=google"},
		{"en", "JD.com bought it.", "JD.com=jd"},
		{"en", "New York Times, New  York, New York", "New York Times=new-york-times New  York=new-york New York=new-york"},
		{"en", "New\nYork and New\u00adYork", "New\nYork=new-york"},
		// width and script
		{"zh", "ＮＶＩＤＩＡ、Ｍｅｔａ與華為、韓國", "ＮＶＩＤＩＡ=nvidia Ｍｅｔａ=meta 華為=huawei 韓國=south-korea"},
		{"en", "US$300 billion", ""},
		// adjectives and languages
		{"en", "A Chinese firm", "Chinese=china*"},
		{"en", "It is written in Chinese. The Chinese-language press, the Chinese word for it", ""},
		{"en", "listed in Chinese markets", "Chinese=china*"},
		{"en", "people with limited Chinese proficiency, English or Chinese, a language other than Chinese.", ""},
		{"en", "markets other than Chinese ones, limited Chinese supply", "Chinese=china* Chinese=china*"},
		{"de", "die chinesische und Chinesische, chinesischer, US-amerikanische Firma", "chinesische=china* Chinesische=china* chinesischer=china* US-amerikanische=united-states*"},
		{"de", "auf Chinesisch, die chinesische Sprache, deutsch-chinesische Firma", "deutsch=germany* chinesische=china*"},
		// one character
		{"zh", "中美关系与韩方", "中=china 美=united-states 韩=south-korea"},
		{"zh", "中、美、韩三国", "中=china 美=united-states 韩=south-korea"},
		{"zh", "故事中美国人说；穆罕默德美居；由中韩签署", "美国=united-states 中=china 韩=south-korea"},
		{"zh", "在中国中韩企", "中国=china 中=china 韩=south-korea"},
		{"zh", "智、德、美诸方面", ""},
		{"zh", "对美好生活、其中美味、集中、完美政府", ""},
		{"zh", "中方访美", "中方=china 美=united-states"},
		// ambiguous
		{"en", "Georgia won", "Georgia=georgia"},
	} {
		var got []string
		for _, m := range analyze(t, l, c.lang, c.text) {
			s := c.text[m.Start:m.End] + "=" + m.Readings[0].Entity
			if m.Adjective {
				s += "*"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.lang, c.text, g, c.want)
		}
	}
}

func TestReadingsAndConfidence(t *testing.T) {
	l := testLexicon(t)
	m := analyze(t, l, corpus.English, "Georgia")[0]
	if len(m.Readings) != 2 || m.Readings[1].Entity != "georgia-us" || m.Confidence != 0.6 || m.Entity != "" || m.Step != "lexicon" {
		t.Errorf("Georgia: %+v", m)
	}
	if c := analyze(t, l, corpus.English, "Apple")[0].Confidence; c < 0.3 || c > 0.4 {
		t.Errorf("confidence of a marked name = %v, want 0.3 to 0.4", c)
	}
	if c := analyze(t, l, corpus.English, "Apple Inc.")[0].Confidence; c != 0.9 {
		t.Errorf("confidence of a plain name = %v, want 0.9", c)
	}
}

func TestBoilerplateIsLeftAlone(t *testing.T) {
	text := "China"
	d := extract.New(&corpus.Article{Text: text})
	d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(text)}, Kind: corpus.Boilerplate}}
	if err := testLexicon(t).Analyze(context.Background(), d); err != nil || len(d.Candidates) != 0 {
		t.Errorf("candidates %v, error %v", d.Candidates, err)
	}
}

func TestAnalyzeStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	d := extract.New(&corpus.Article{Text: "China"})
	d.Sentences = []extract.Sentence{{Span: corpus.Span{End: 5}}}
	if err := testLexicon(t).Analyze(ctx, d); err != context.Canceled {
		t.Errorf("error = %v", err)
	}
}

func FuzzAnalyze(f *testing.F) {
	l := testLexicon(f)
	for _, seed := range []string{"", "Meta-", "\xff\xfeMeta\xff", "中美韩、", "New \u200b York", "Apple-Apple-", "AT&T's", "ＮＶＩＤＩＡ　", "Metas", "中\x00美", "Ｕ．Ｓ．", "'s China’"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []corpus.Lang{corpus.German, corpus.English, corpus.Chinese} {
			last := 0
			for _, m := range analyze(t, l, lang, text) {
				if m.Start < 0 || m.Start >= m.End || m.End > len(text) || m.Start < last {
					t.Fatalf("span %v of %q after %d", m.Span, text, last)
				}
				if utf8.ValidString(text) && !utf8.ValidString(text[m.Start:m.End]) {
					t.Fatalf("span %v cuts a character of %q", m.Span, text)
				}
				if len(m.Readings) == 0 || m.Confidence <= 0 || m.Confidence > 1 {
					t.Fatalf("mention %+v", m)
				}
				last = m.Start
			}
		}
	})
}
