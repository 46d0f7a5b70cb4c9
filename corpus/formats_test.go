package corpus

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		name, file, content string
		lang                Lang
		day, title, blocks  string
	}{
		{"plain with title and date", "a.txt", "Chip maker opens plant\n\nMarch 24, 2022\n\nThe company opened a plant in Dresden.\nIt makes chips for cars.\n\nPhoto: AP\n", English, "2022-03-24",
			"Chip maker opens plant", "T Chip maker opens plant\n- March 24, 2022\nP The company opened a plant in Dresden.\nP It makes chips for cars.\n- Photo: AP\n"},
		{"plain wrapped at a margin", "b.txt", "Der Konzern hat am Montag in Berlin ein neues Werk für\nBatterien eröffnet, in dem eintausend Menschen arbeiten\nund das die Autobauer der Region beliefert.\n", German, "",
			"", "P Der Konzern hat am Montag in Berlin ein neues Werk für/Batterien eröffnet, in dem eintausend Menschen arbeiten/und das die Autobauer der Region beliefert.\n"},
		{"plain with one paragraph a line", "c.txt", "新工厂投产\n　　这家公司在深圳开设了一家新工厂。\n　　工厂生产汽车芯片。\n责任编辑：张三\n", Chinese, "",
			"新工厂投产", "T 新工厂投产\nP 这家公司在深圳开设了一家新工厂。\nP 工厂生产汽车芯片。\n- 责任编辑：张三\n"},
		{"markdown named txt", "d.txt", "---\ntitle: \"新规\"\ndate: 2022-03-24T23:57:40+08:00\ntags: [\"a\", \"b\"]\n---\n\n# 新规\n\n![](x.jpg)\n\n**背景**\n\n工信部发布了[新规](http://x)，自**五月**起\n施行。\n", Chinese, "2022-03-24",
			"新规", "T 新规\nH 背景\nP 工信部发布了新规，自五月起施行。\n"},
		{"markdown with toml", "e.md", "+++\ntitle = \"A new law\"\ndate = 2023-07-01\nlang = \"en\"\n+++\n## What it says\n\nThe act covers:\n\n- chips, and\n- *batteries* & more\n\n| Country | Law |\n|---|---|\n| France | Loi X |\n\n```go\nx := 1\n```\n", English, "2023-07-01",
			"A new law", "T A new law\nH What it says\nP The act covers:\nP chips, and\nP batteries & more\nP Country | Law\nP France | Loi X\n- x := 1\n"},
		{"markdown link list", "f.md", "# News\n\nThe ministry fined the company for a breach of the law.\n\n- [One](a)\n- [Two](b)\n- [Three](c)\n", English, "",
			"News", "T News\nP The ministry fined the company for a breach of the law.\n- One\n- Two\n- Three\n"},
		{"html with article", "g.html", "<!DOCTYPE html><html lang=de><head><title>Neues Werk | Zeitung</title><meta property=\"article:published_time\" content=\"2022-11-30T08:00:00+01:00\"></head><body><nav><a href=/>Start</a></nav><article><h1>Neues Werk</h1><p>Der Konzern er\u00adöffnet ein Werk in&nbsp;Berlin.<figure><img src=x><figcaption>Das Werk</figcaption></figure><p>Es <b>beliefert</b>\ndie Region.</article><footer>Impressum</footer></body></html>", German, "2022-11-30",
			"Neues Werk", "T Neues Werk\nP Der Konzern eröffnet ein Werk in Berlin.\n- Das Werk\nP Es beliefert die Region.\n"},
		{"html laid out by tables", "g2.html", "<html><head><title>新工厂投产_财经_某某网</title></head><body><article><table><tr><td><table><tr><th>Land</th><td>Gesetz</td></tr></table></td><td><p>这家公司在深圳开设了一家\n新工厂，为汽车生产芯片。</p>第一行<br><br>第二行</td></tr></table></article></body></html>", Chinese, "",
			"新工厂投产", "T 新工厂投产\nP Land | Gesetz\nP 这家公司在深圳开设了一家新工厂，为汽车生产芯片。\nP 第一行\nP 第二行\n"},
		{"json object", "h.json", "{\n \"id\": 7,\n \"headline\": \"Plant opens\",\n \"language\": \"en-US\",\n \"datePublished\": \"2022-03-24T10:00:00Z\",\n \"body\": \"The plant opened.\"\n}\n", English, "2022-03-24",
			"Plant opens", "P The plant opened.\n"},
		{"csv with title", "i.csv", "id;title;text\n1;Plant opens;\"The plant \"\"A\"\" opened.\nIt is large.\"\n", English, "",
			"Plant opens", "T Plant opens\nP The plant \"A\" opened.\nP It is large.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := readOne(t, c.file, c.content)
			day := ""
			if !a.Published.IsZero() {
				day = a.Published.Format("2006-01-02")
			}
			if a.Lang != c.lang || day != c.day || a.Title != c.title {
				t.Errorf("got lang %q, day %q, title %q", a.Lang, day, a.Title)
			}
			if got := show(a); got != c.blocks {
				t.Errorf("blocks:\n%swant:\n%s", got, c.blocks)
			}
		})
	}
}

func TestJSONLines(t *testing.T) {
	const text = "First line\r\n\r\n  Second.\t\n"
	lines := `{"id":"a","lang":"en","title":"First line","text":"First line\r\n\r\n  Second.\t\n","tags":["x","y"],"url":"http://x/"}` + "\n\n" +
		`{"title":"Only a name","content":"Der Text steht hier und nicht dort.","date":"20220324","keywords":"x; y"}` + "\r\n" +
		`{"id":"a","text":"Another text under the same id."}`
	articles, errs := readFS(t, Reader{}, fstest.MapFS{"n.jsonl": {Data: []byte(bomUTF8 + lines)}}, "n.jsonl")
	if len(errs) > 0 || len(articles) != 3 {
		t.Fatal(len(articles), errs)
	}
	a, b, c := articles[0], articles[1], articles[2]
	if a.ID != "a" || a.Source != "n.jsonl#a" || a.Text != text || a.Meta["url"] != "http://x/" || strings.Join(a.Tags, ",") != "x,y" {
		t.Errorf("first: %+v", a)
	}
	if got := show(a); got != "T First line\nP Second.\n" {
		t.Error(got)
	}
	if b.ID != "n.jsonl#3" || b.Source != "n.jsonl#3" || b.Title != "Only a name" || strings.Contains(b.Text, "name") || b.Lang != German ||
		b.Published.Format("2006-01-02") != "2022-03-24" || len(b.Tags) != 2 {
		t.Errorf("second: %+v", b)
	}
	if c.ID == "a" || !strings.Contains(c.ID, "n.jsonl") {
		t.Errorf("third has id %q", c.ID)
	}
}

func TestSniffContentBeforeName(t *testing.T) {
	for name, content := range map[string]string{
		"lines.txt":   `{"id":"x","text":"A text."}` + "\n" + `{"id":"y","text":"Another one."}`,
		"broken.txt":  `{"id":"x",}` + "\n" + `{"id":"y","text":"Another one."}`,
		"array.txt":   "[\n {\"id\": \"y\", \"text\": \"A text.\"}\n]",
		"table.txt":   "id,text\ny,A text.\n",
		"page.txt":    "<html><body><p>A text.</p></body></html>",
		"plain.json5": "{{< figure >}} is text, and so is this.",
	} {
		articles, _ := readFS(t, Reader{}, fstest.MapFS{name: {Data: []byte(content)}}, name)
		want := "y"
		switch name {
		case "page.txt", "plain.json5":
			want = name
		}
		if len(articles) == 0 || articles[len(articles)-1].ID != want || strings.Contains(articles[0].Text, "<p>") {
			t.Errorf("%s: %+v", name, articles)
		}
	}
}

// TestNeverOnlyBoilerplate holds that a text that is one line of a kind that is
// left out elsewhere is text.
func TestNeverOnlyBoilerplate(t *testing.T) {
	a := readOne(t, "a.jsonl", `{"id":"x","text":"Photo: AP"}`)
	if got := show(a); got == "- Photo: AP\n" {
		t.Error(got)
	}
}
