package zh

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"trigraph/corpus"
)

// shared is one analyzer for all tests: loading the dictionary takes a while.
var shared = sync.OnceValue(func() *Analyzer {
	a, err := New()
	if err != nil {
		panic(err)
	}
	return a
})

// found returns "class surface" of the candidates sure enough to be taken.
func found(t testing.TB, text string) []string {
	t.Helper()
	d := document(text, corpus.Paragraph)
	if err := shared().Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range d.Candidates {
		if m.Confidence >= 0.5 {
			out = append(out, string(m.Class)+" "+d.Text(m.Span))
		}
	}
	for _, x := range d.Aliases {
		out = append(out, "= "+d.Text(x.Full)+" "+d.Text(x.Short))
	}
	sort.Strings(out)
	return slices.Compact(out)
}

func TestCandidates(t *testing.T) {
	tests := []struct{ text, want string }{
		// laws and documents
		{"欧盟通过了《数据治理法》和《网络韧性条例（草案）》。", "Law 数据治理法|Law 网络韧性条例（草案）"},
		{"商务部发布《数字贸易发展报告》。", "Document 数字贸易发展报告|GovernmentAgency 商务部"},
		{"据《环球科技日报》报道", "Organization 环球科技日报"},
		{"他写过一本《学习方法》。", ""},
		{"欧盟的“公平数据”法案引发讨论。", "Law 公平数据"},
		{"公司被指违反反垄断法和网络安全法。", "Law 反垄断法|Law 网络安全法"},
		{"釜山市公布“釜山愿景2040”。", "Document 釜山愿景2040"},
		// lists that say what they hold
		{"米哈游、莉莉丝、叠纸等公司均位于上海。", "Company 叠纸|Company 米哈游|Company 莉莉丝"},
		{"人工智能、芯片设计、游戏等企业增长。", ""},
		{"会上，叶向红、贺兰英和谢长林等专家发言。", "Person 叶向红|Person 谢长林|Person 贺兰英"},
		{"他去过超市、书店等六家公司。", ""},
		// companies
		{"北京星河跃动科技有限公司昨日成立。", "Company 北京星河跃动科技有限公司"},
		{"联邦贸易委员会（FTC）禁止蓝晶科技有限公司扩张。", "= 联邦贸易委员会 FTC|Company 蓝晶科技有限公司|GovernmentAgency FTC|GovernmentAgency 联邦贸易委员会"},
		{"蓝晶（上海）有限公司", "Company 蓝晶（上海）有限公司"},
		{"初创公司Mistral获得融资。", "Company Mistral"},
		{"该公司、上市公司、子公司和一家科技公司都没有回应。", ""},
		{"美国科技公司和电动汽车公司面临压力。", ""},
		{"新能源汽车市场快速增长，国际电子产业也是。", ""},
		// authorities and bodies
		{"韩国产业通商资源部、英国竞争与市场管理局表示关注。", "GovernmentAgency 英国竞争与市场管理局|GovernmentAgency 韩国产业通商资源部"},
		{"国家发展和改革委员会发布通知。", "GovernmentAgency 国家发展和改革委员会"},
		{"成员包括德国机械制造业联合会、韩国贸易协会等机构。", "Organization 德国机械制造业联合会|Organization 韩国贸易协会"},
		{"总部的结局取决于西部和内部的部署。", ""},
		{"在行业协会和科研机构的支持下", ""},
		// people
		{"首席执行官欧阳明慧表示，公司将扩产。", "Person 欧阳明慧"},
		{"总统亚历山大·斯塔布会见了记者。", "Person 亚历山大·斯塔布"},
		{"总裁让-马克·谢里会见了记者。", "Person 让-马克·谢里"},
		{"董事长王建林透露，高通胀、马上和明年的大众需求。", "Person 王建林"},
		{"蓝晶科技CEO王建林与美国商会会长会面。", "Company 蓝晶科技|Organization 美国商会|Person 王建林"},
		{"权威专家和明星选手出席。", ""},
		// products and events
		{"公司总部设在上海，CEO是辛天舒。", "Person 辛天舒"},
		{"由徐驰创立的公司发布新品。", "Person 徐驰"},
		{"公司推出虚拟化身平台AvatarWorks。", "Product AvatarWorks"},
		{"名为“晨星”的大模型已经备案。", "Product 晨星"},
		{"在2025世界动力电池大会上", "Event 世界动力电池大会"},
		// aliases
		{"蓝晶科技股份有限公司（以下简称“蓝晶科技”）上市。", "= 蓝晶科技股份有限公司 蓝晶科技|Company 蓝晶科技|Company 蓝晶科技股份有限公司"},
		{"德国机械制造业联合会（VDMA）", "= 德国机械制造业联合会 VDMA|Organization VDMA|Organization 德国机械制造业联合会"},
		{"蓝晶科技股份有限公司（600000.SH）和元宇宙（metaverse）", "Company 蓝晶科技股份有限公司"},
		// traditional characters
		{"藍晶科技股份有限公司與韓國貿易協會合作，《晶片法案》通過。", "Company 藍晶科技股份有限公司|Law 晶片法案|Organization 韓國貿易協會"},
	}
	for _, tt := range tests {
		if got := strings.Join(found(t, tt.text), "|"); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestKindsOfBlock(t *testing.T) {
	for _, kind := range []corpus.Kind{corpus.Title, corpus.Heading} {
		d := document("欧盟通过《数据法》。德国反对", kind)
		a := shared()
		if err := a.Analyze(context.Background(), d); err != nil {
			t.Fatal(err)
		}
		if len(d.Sentences) != 1 || d.Sentences[0].Kind != kind || len(d.Candidates) != 1 {
			t.Errorf("%s: %d sentences, %d candidates", kind, len(d.Sentences), len(d.Candidates))
		}
	}
	d := document("The EU passed it.", corpus.Paragraph)
	d.Article.Blocks[0].Lang = corpus.English
	a := shared()
	if err := a.Analyze(context.Background(), d); err != nil || len(d.Sentences) != 0 {
		t.Errorf("English block: %v, %d sentences", err, len(d.Sentences))
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a := shared()
	if err := a.Analyze(ctx, document("华为发布新品。", corpus.Paragraph)); err == nil {
		t.Error("no error after cancel")
	}
}

// TestTables holds that the data files are sorted, say where they come from,
// name no key twice, and that what they are looked up in has no other length.
func TestTables(t *testing.T) {
	entries, err := data.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		raw, _ := data.ReadFile("data/" + e.Name())
		if !strings.HasPrefix(string(raw), "# ") {
			t.Errorf("%s: no word on its source", e.Name())
		}
		var rows []string
		seen := map[string]bool{}
		for n, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			key := line
			if e.Name() != "cues.tsv" && e.Name() != "quoted.tsv" {
				key, _, _ = strings.Cut(line, "\t")
			}
			if seen[key] {
				t.Errorf("%s:%d: %s twice", e.Name(), n+1, key)
			}
			seen[key] = true
			rows = append(rows, line)
		}
		if !slices.IsSorted(rows[1:]) {
			t.Errorf("%s: not sorted", e.Name())
		}
	}
}

// TestDictionary holds that gse's word lists are sorted, with frequency and tag.
func TestDictionary(t *testing.T) {
	zr, err := gzip.NewReader(bytes.NewReader(words))
	if err != nil {
		t.Fatal(err)
	}
	list, err := io.ReadAll(zr)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"words.txt.gz": string(list), "words-extra.txt": extraWords} {
		last := ""
		for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
			if n == 0 && strings.HasPrefix(line, "# SOURCE: ") {
				continue
			}
			f := strings.Fields(line)
			if len(f) != 3 || f[0] <= last {
				t.Fatalf("%s:%d: %q after %q", name, n+1, line, last)
			}
			last = f[0]
		}
	}
}

func TestReadTableErrors(t *testing.T) {
	err := readTable("data/heads.tsv", 3, func([]string) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "heads.tsv:") {
		t.Errorf("wrong columns: %v", err)
	}
	if err := readTable("data/none.tsv", 1, nil); err == nil {
		t.Error("missing file: no error")
	}
	if err := put(map[string]reading{}, "a", "", "Law", "x"); err == nil {
		t.Error("bad confidence: no error")
	}
}

func BenchmarkAnalyze(b *testing.B) {
	text := strings.Repeat("韩国产业通商资源部部长安德根表示，三星电子将与北京星河跃动科技有限公司（以下简称“星河”）合作开发芯片。"+
		"随着信息技术的快速发展，互联网可能成为未来形态，实现打破虚拟与现实隔阂的解决方案，欧盟为此通过了《数据治理法》。\n", 200)
	a := shared()
	d := document(text, corpus.Paragraph)
	if err := a.Analyze(context.Background(), d); err != nil || len(d.Candidates) < 800 {
		b.Fatalf("%v, %d candidates", err, len(d.Candidates))
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if err := a.Analyze(context.Background(), document(text, corpus.Paragraph)); err != nil {
			b.Fatal(err)
		}
	}
}

// TestConcurrent holds that documents may be analyzed at the same time, the
// first one that loads the dictionary included.
func TestConcurrent(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			d := document("商务部发布《数字贸易发展报告》。", corpus.Paragraph)
			if err := a.Analyze(context.Background(), d); err != nil || len(d.Candidates) != 2 {
				t.Errorf("%v, %d candidates", err, len(d.Candidates))
			}
		})
	}
	group.Wait()
}
