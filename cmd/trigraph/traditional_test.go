package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/corpus/hanzi"
	"trigraph/extract"
)

// TestTraditional holds that a Chinese sentence gives the same names, of the same
// classes, in either script.
func TestTraditional(t *testing.T) {
	e, err := newEngine(extractConfig{})
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]string{
		{"记者刘建勋从会上获悉，浙江龙鑫电机有限公司去年增长较快。", "記者劉建勳從會上獲悉，浙江龍鑫電機有限公司去年增長較快。"},
		{"湾区数码集团董事长陈国荣与广东省财政厅签约。", "灣區數碼集團董事長陳國榮與廣東省財政廳簽約。"},
		{"丹麦动画导演尼尔斯·汉森访问了柳园县图书馆。", "丹麥動畫導演尼爾斯·漢森訪問了柳園縣圖書館。"},
		{"总部位于苏州的ABC科技公司起诉了兰溪医药。", "總部位於蘇州的ABC科技公司起訴了蘭溪醫藥。"},
	} {
		simplified, traditional := namesIn(t, e, pair[0]), namesIn(t, e, pair[1])
		if len(simplified) == 0 || !slices.Equal(simplified, traditional) {
			t.Errorf("%s\nsimplified  %v\ntraditional %v", pair[0], simplified, traditional)
		}
	}
}

// namesIn lists the names in a text: where in code points, of which class, and
// how they are written in simplified characters.
func namesIn(t *testing.T, e *engine, text string) []string {
	t.Helper()
	a := &corpus.Article{ID: "a", Lang: corpus.Chinese, Text: text}
	a.Blocks = []corpus.Block{{Span: corpus.Span{End: len(text)}, Kind: corpus.Paragraph, Lang: corpus.Chinese}}
	d := extract.New(a)
	if err := e.names.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range d.Mentions {
		name := strings.Map(hanzi.Simplified, d.Text(m.Span))
		out = append(out, fmt.Sprintf("%d %s %s", len([]rune(text[:m.Start])), m.Class, name))
	}
	return out
}
