package corpus

import (
	"testing"
	"testing/fstest"
	"time"
)

// fuzz reads arbitrary bytes under a name and checks the articles that come.
func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		readFS(t, Reader{MaxArticle: 1 << 20, MaxUnpacked: 1 << 22}, fstest.MapFS{name: {Data: data}}, name)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("took %s for %d bytes", took, len(data))
		}
	})
}

func FuzzPlain(f *testing.F) {
	fuzz(f, "a.txt", "Title\n\nA text.\r\nMore\xff", "\xff\xfea\x00", "\u3000\u3000中文。\n\ufeff\n", "a\n\u2028\nb", "")
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, "a.md", "---\ntitle: x\n---\n# x\n\n[a](b) **c**\n", "+++\na=1\n+++\n|a|b|\n|-|-|\n|1|2|\n", "---\n: :\n---\n", "[^1]\n\n[^1]: note <b>x</b>\n", "- - - a\n\n\t\u4e2d\n", "&#0;&#xD800;{{< x >}}")
}

func FuzzHTML(f *testing.F) {
	fuzz(f, "a.html", "<html lang=de><article><h1>a</h1><p>b<br><br>c</article>", "<p>a<table><tr><td>b<ul><li><a>c", "<body><main>\u00ad<pre>x", "<meta name=date content=2022-01-01><p>&#xD800;")
}

func FuzzJSONLines(f *testing.F) {
	fuzz(f, "a.jsonl", `{"id":"x","text":"a\r\n\ud800b"}`+"\n{", "{\"text\":\"\xff\"}\n\n[1]", `{"text":1}`, `{"a":{"b":[1]},"text":" x ","title":"x"}`)
}

func FuzzJSON(f *testing.F) {
	fuzz(f, "a.json", `[{"text":"a"},{"text":"b"}`, `{"text":`, "[\n]", `[1]`, "\xef\xbb\xbf{\"text\":\"a\"}")
}

func FuzzCSV(f *testing.F) {
	fuzz(f, "a.csv", "id,text\n1,a\n", "id;text\n1;\"a\nb", "text\n\xff\n", "a\tb\n\"")
}

func FuzzArchive(f *testing.F) {
	fuzz(f, "a.zip", gzipped(f, oneText), zipped(f, "a.txt", oneText, "../b.md", "# x"), tarred(f, "a.txt", oneText), gzipped(f, tarred(f, "a.jsonl.gz", gzipped(f, lineJSON))))
}

// FuzzDecode holds that whatever is decoded is valid UTF-8.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"a", "\xff\xfe", "\xb0\xa1", "Gr\xfc\xdfe", "\x81\x30\x81\x30"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if text, _, err := decode(data); err == nil && string([]rune(text)) != text {
			t.Errorf("%q became %q", data, text)
		}
	})
}
