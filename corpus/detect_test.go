package corpus

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestEncodings(t *testing.T) {
	const (
		zh   = "英伟达（NVIDIA）在2022年发布了新的芯片平台。"
		hant = "台積電（TSMC）在熊本設立了新的晶圓廠，預計明年投產。"
		de   = "Die Größe des Werks ändert sich nicht – sagt „Müller“."
	)
	for _, c := range []struct {
		name, text string
		enc        encoding.Encoding
	}{
		{"utf-8", zh, encoding.Nop},
		{"utf-16le", zh, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"utf-16be", de, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"gbk", zh, simplifiedchinese.GBK},
		{"gb18030 in english", "NVIDIA said. 英伟达说。", simplifiedchinese.GB18030},
		{"big5", hant, traditionalchinese.Big5},
		{"windows-1252", de, charmap.Windows1252},
		{"latin-1, few letters", "Gr\u00fc\u00dfe", charmap.ISO8859_1},
		{"latin-1, capitals", "DIE GR\u00d6SSE DER W\u00c4LDER", charmap.ISO8859_1},
	} {
		data, err := c.enc.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(c.name, err)
		}
		if got := readOne(t, "a.txt", data).Text; got != c.text {
			t.Errorf("%s: %q", c.name, got)
		}
		line, err := c.enc.NewEncoder().String(`{"id":"x","text":"` + c.text + "\"}\n")
		if err != nil {
			t.Fatal(c.name, err)
		}
		articles, errs := readFS(t, Reader{}, fstest.MapFS{"a.jsonl": {Data: []byte(line)}}, "a.jsonl")
		if len(articles) != 1 || articles[0].Text != c.text {
			t.Errorf("%s in a line: %v %q", c.name, articles, errs)
		}
	}
}

func TestDamagedText(t *testing.T) {
	articles, errs := readFS(t, Reader{}, fstest.MapFS{"a.txt": {Data: []byte("Eine Größe für \xff alle Wälder.")}}, "a.txt")
	if len(articles) != 1 || len(errs) != 1 || !strings.Contains(articles[0].Text, "für \uFFFD alle") {
		t.Error(articles, errs)
	}
}

func TestDates(t *testing.T) {
	tables := loadTables()
	for line, want := range map[string]string{
		"30.11.2022": "2022-11-30", "30. November 2022": "2022-11-30", "3. März 2021, 12:30 Uhr": "2021-03-03",
		"March 4, 2022": "2022-03-04", "Sept. 4th, 2022": "2022-09-04", "24 March 2022": "2022-03-24", "2022-03-24T21:57:40+08:00": "2022-03-24",
		"2022/3/4": "2022-03-04", "2022年3月24日": "2022-03-24", "2022 年 3 月 4 号": "2022-03-04", "Thu, 24 Mar 2022 10:00:00 GMT": "2022-03-24",
		"31.02.2022": "", "2022": "", "3月24日": "", "on 1 May": "", "version 1.2.3456": "", "12345-01-02": "", "24.12.99": "",
	} {
		day, _ := tables.dates.find(line)
		if got := day.Format("2006-01-02"); got != want && !(day.IsZero() && want == "") {
			t.Errorf("%q: %s, want %q", line, got, want)
		}
	}
	for text, want := range map[string]string{
		"SHENZHEN, China, March 24, 2022 /PRNewswire/ -- The firm opened a plant.": "2022-03-24",
		"Brussels, 24 March 2022\n\nThe Commission proposed a law.":                "2022-03-24",
		"Neues Werk\n\nStand: 30.11.2022 10:00 Uhr\n\nDer Konzern baut.":           "2022-11-30",
		"新工厂\n\n2022-03-24 10:00 来源：新华社\n\n这家公司在深圳开设了一家新工厂。":                       "2022-03-24",
		"新工厂\n\n某某网2022年3月24日07:17\n\n这家公司在深圳开设了一家新工厂。":                            "2022-03-24",
		"Since March 24, 2022 the firm has a plant. It is large.":                  "0001-01-01",
		"2022年3月24日，这家公司在深圳开设了一家新工厂。":                                              "0001-01-01",
	} {
		if got := readOne(t, "a.txt", text).Published.Format("2006-01-02"); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestLanguages(t *testing.T) {
	for text, want := range map[string]Lang{
		"The plant in Dresden makes chips for cars and phones.":                                                      English,
		"Das Werk in Dresden stellt Chips für Autos und Telefone her":                                                German,
		"这家公司为Meta和Microsoft生产芯片。":                                                                                   Chinese,
		"日本のメーカーはドレスデンで新しい工場を建設しています。":                                                                               "",
		"Завод в Дрездене производит чипы для автомобилей.":                                                          "",
		strings.Repeat("L'usine de Dresde fabrique des puces pour les voitures et les téléphones de la région. ", 6): "",
	} {
		if got := detect(text); got != want {
			t.Errorf("%.40q: %q, want %q", text, got, want)
		}
	}
	for tag, want := range map[string]Lang{"zh-Hans-CN": Chinese, "zh_TW": Chinese, "en-GB": English, "deu": German, "German": German, "fr": "und", "": "", "???": ""} {
		if got := declared(tag); got != want {
			t.Errorf("declared %q: %q, want %q", tag, got, want)
		}
	}
	mixed := "Die Firma aus der Stadt hat noch ein zweites Werk, in dem sie Batterien für Autos herstellt und prüft. Das Werk in Dresden stellt Chips für Autos und Telefone her, die in der Region verkauft werden.\n\n" +
		"The plant in Dresden makes chips for cars and phones that are sold in the region by the firm.\n\n这家公司在德累斯顿开设了一家新工厂，为汽车和手机生产芯片，产品在当地销售。\n\nMeta AI Studio"
	if a := readOne(t, "a.txt", mixed); a.Lang != German || a.Blocks[1].Lang != English || a.Blocks[2].Lang != Chinese || a.Blocks[3].Lang != German {
		t.Error(show(a))
	}
	if a := readOne(t, "a.html", "<html lang=en><body><p>这家公司在德累斯顿开设了一家新工厂，为汽车和手机生产芯片，产品在当地销售。</p></body></html>"); a.Lang != Chinese {
		t.Error("a template's language counted more than the text", a.Lang)
	}
}

func TestHash(t *testing.T) {
	a := Article{Title: "a", Text: "b"}
	b := Article{Title: "ab"}
	c := Article{Title: "a", Text: "b", ID: "other", Source: "elsewhere"}
	if a.Hash() == b.Hash() || a.Hash() != c.Hash() || len(a.Hash()) != 64 {
		t.Error(a.Hash(), b.Hash(), c.Hash())
	}
	c.Lang = German
	if a.Hash() == c.Hash() {
		t.Error("the language does not count")
	}
}
