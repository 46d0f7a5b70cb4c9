package corpus

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestBoilerplate(t *testing.T) {
	rd := &reading{tables: loadTables()}
	for _, line := range []string{
		"Bild: iStock, hakule", "Foto: dpa/Peter Müller", "Photo: AP", "(Photo by Jane Doe/Getty Images)", "图源：视觉中国", "来源：新华社", "（图片来源：路透社）",
		"Verwandte Artikel", "Firmen zu diesem Artikel", "Read more", "Related articles", "Share on Facebook", "相关阅读", "责任编辑：张三", "本文来源：36氪", "【相关阅读】",
		"Subscribe to our newsletter", "Subscribe to our newsletter for the latest news.", "© 2022 Example Media. All rights reserved.", "版权所有，未经许可不得转载", "We use cookies to improve your experience.",
		"Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.", "Von Anna Meier und Jörg Schulz", "By Jane Doe", "作者：李四", "记者 王五 赵六", "30.11.2022", "2022年3月24日 星期四", "发布时间：2022-03-24 10:00",
		"Published on March 24, 2022 at 10:00 am", "24 March 2022 | By Jane Doe", "Mehr zum Thema", "Lesen Sie auch: Das neue Werk", "Facebook Twitter LinkedIn", "Quelle: dpa", "3 min read", "* * *", "https://example.org/a",
		"Abbildung 3: Umsatz nach Ländern", "扫码关注公众号", "未经授权，不得转载。", "文/李四", "上一篇：新工厂投产",
	} {
		if rd.boilerplate(line) == "" {
			t.Errorf("not marked: %q", line)
		}
	}
	for _, line := range []string{
		"Das Bild zeigt einen Wandel: Die Branche wächst.", "Bilder aus China zeigen das neue Werk.", "Photos from the plant show new machines", "Image recognition is the aim of the law.",
		"Sources say that the deal is near.", "Von Spielen zu Rechenzentren", "By the numbers", "By March 24, 2022 the firm had sold two plants.", "来源国的法律也适用。", "编辑部位于北京。", "作者认为，数字化是关键。",
		"Read more books, says the minister.", "Copyright law in the EU is changing", "Related companies such as Goertek supply the parts.", "Am 30.11.2022 trat das Gesetz in Kraft.", "2022年3月24日，公司发布公告。", "Share prices of Meta fell",
		"Newsletter-Anbieter müssen das Gesetz beachten.", "Facebook", "Meta", "Themen", "Apple 2022-03-24", "Related: none of this is true, says Meta.", "记者从商务部获悉，新规将于五月施行。", "图片社交平台Instagram属于Meta。",
		"扫码支付市场由支付宝主导。", "分享给大家的是一款新产品。", "未经许可使用他人作品的，应当赔偿损失。", "转发量很高", "点击量上升，广告收入增长。", "关注中国市场的投资者增多。", "Teilen der Industrie fehlt Personal", "订阅用户达到一亿。", "Anzeige gegen Google erstattet", "Kommentare der Regierung liegen vor.", "The site uses cookies, which the law forbids.",
	} {
		if reason := rd.boilerplate(line); reason != "" {
			t.Errorf("marked as %s: %q", reason, line)
		}
	}
}

// TestLinkList holds that short lines behind "Related" at the end are links,
// and that headings of the text are not.
func TestLinkList(t *testing.T) {
	a := readOne(t, "a.txt", "Title of it\n\nThe first paragraph is here.\n\nMehr zum Thema\n\nA heading\n\nThe second paragraph is here.\n\nRelated articles\n\nOne plant\n\nAnother plant\n")
	want := "T Title of it\nP The first paragraph is here.\n- Mehr zum Thema\nH A heading\nP The second paragraph is here.\n- Related articles\n- One plant\n- Another plant\n"
	if got := show(a); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestTables(t *testing.T) {
	kinds := []string{"beside", "byline", "caption", "cookies", "copyright", "credit", "links", "nav", "newsletter", "signed", "source"}
	for name, c := range map[string]struct {
		tsv     string
		columns int
		sorted  bool
		check   func(row []string) bool
	}{
		"formats.tsv": {formatsTSV, 2, true, func(r []string) bool {
			return slices.Contains([]format{formatText, formatMarkdown, formatHTML, formatJSON, formatJSONL, formatCSV, formatSkip}, format(r[1]))
		}},
		"fields.tsv": {fieldsTSV, 2, false, func(r []string) bool {
			return slices.Contains([]string{"id", "lang", "title", "text", "published", "tags"}, r[0]) && plainName(r[1]) == r[1]
		}},
		"months.tsv":         {monthsTSV, 2, true, func(r []string) bool { return len(r[1]) < 3 && r[0] == strings.ToLower(r[0]) }},
		"function_words.tsv": {functionWordsTSV, 2, true, func(r []string) bool { return r[0] == "de" || r[0] == "en" }},
		"boilerplate.tsv": {boilerplateTSV, 3, true, func(r []string) bool {
			_, err := regexp.Compile(r[1])
			return err == nil && slices.Contains(kinds, r[2]) && slices.Contains([]string{"*", "de", "en", "zh"}, r[0])
		}},
	} {
		if !strings.HasPrefix(c.tsv, "# ") || !strings.HasSuffix(c.tsv, "\n") {
			t.Errorf("%s: no header", name)
		}
		seen := map[string]bool{}
		last := ""
		key := func(row []string) string { return strings.Join(row, "\t") }
		if name == "boilerplate.tsv" {
			key = func(row []string) string { return row[2] + "\t" + row[0] + "\t" + row[1] }
		}
		for i, line := range strings.Split(strings.TrimSuffix(c.tsv, "\n"), "\n") {
			if strings.HasPrefix(line, "#") {
				continue
			}
			row := strings.Split(line, "\t")
			if len(row) != c.columns || seen[line] || !c.check(row) || c.sorted && key(row) < last {
				t.Errorf("%s:%d: %q", name, i+1, line)
			}
			seen[line], last = true, key(row)
		}
	}
}
