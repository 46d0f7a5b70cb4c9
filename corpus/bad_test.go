package corpus

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

func TestBadInput(t *testing.T) {
	var lines []string
	for i := 1; i < 20; i++ {
		lines = append(lines, `{"text":"Line `+strings.Repeat("i", i)+` is here."}`)
	}
	lines[16] = `{"text":"Line 17`
	lines[3] = `["text"]`
	lines[5] = `{"title":"no text"}`
	lines[7] = `{"text":" "}`
	lines[8] = "{\"text\":\"gr\xfc\xdf Gott\"}"
	lines[9] = "{\"text\":\"über \xff alles, für ähnliche Wörter\"}"
	for _, c := range []struct {
		file, content string
		given         int
		errs          []string
	}{
		{"empty.txt", "", 0, []string{"empty.txt: empty"}},
		{"blank.md", " \n\t\n", 0, []string{"blank.md: empty"}},
		{"binary.txt", "ELF\x00\x01\x02 text", 0, []string{"binary.txt: binary, not text"}},
		{"paper.pdf", "%PDF-1.4 ...", 0, []string{"paper.pdf: PDF is not read: convert it to text first"}},
		{"matter.md", "---\ntitle: a: b\n---\nThe text.\n", 1, []string{"matter.md:2: broken front matter: mapping values are not allowed in this context"}},
		{"late.md", "---\ntitle: a\ntags: [x\ndate: 1\n---\nThe text.\n", 1, []string{"late.md:3: broken front matter: did not find expected ',' or ']'"}},
		{"twice.md", "---\ntitle: a\ntitle: b\n---\nThe text.\n", 1, []string{`twice.md:3: broken front matter: mapping key "title" already defined`}},
		{"open.md", "---\ntitle: a\n\nThe text.\n", 1, []string{"open.md:1: broken front matter: it has no end"}},
		{"matter.txt", "+++\ntitle = \"a\"\ndate = \n+++\nThe text.\n", 1, []string{"matter.txt:3: broken front matter: "}},
		{"rule.md", "---\n\nThe text.\n\n---\n\nMore of it.\n", 1, nil},
		{"lines.jsonl", strings.Join(lines, "\n"), 15, []string{"lines.jsonl:4: broken JSON: array where an object should be", "lines.jsonl:6: no field that holds the text",
			"lines.jsonl:8: text is empty", "lines.jsonl:10: not valid UTF-8", "lines.jsonl:17: broken JSON: it ends too early"}},
		{"array.json", "[\n{\"text\":\"One text.\"},\n{\"text\":\"Two texts.\"},\n{\"text\" \"x\"}\n]", 2, []string{"array.json:4: broken JSON: invalid character '\"' after object key"}},
		{"cut.json", "[\n{\"text\":\"One text.\"},\n{\"te", 1, []string{"cut.json:3: broken JSON: it ends too early"}},
		{"rows.csv", "id,text\n1,One text.\n2,\"Two\"x\n3,Three texts.\n", 2, []string{"rows.csv:3: broken CSV: "}},
		{"nocolumn.csv", "id,name\n1,One text.\n", 0, []string{"nocolumn.csv:1: no column that holds the text"}},
		{"header.csv", "id,text\n", 0, []string{"header.csv: no articles in it"}},
		{"tags.html", "<html><body><nav>Menu</nav></body></html>", 0, []string{"tags.html: text is empty"}},
	} {
		articles, errs := readFS(t, Reader{}, fstest.MapFS{c.file: {Data: []byte(c.content)}}, c.file)
		ok := len(errs) == len(c.errs) && len(articles) == c.given
		for i := range min(len(errs), len(c.errs)) {
			ok = ok && strings.HasPrefix(errs[i], c.errs[i])
		}
		if !ok {
			t.Errorf("%s: %d articles\n  got  %q\n  want %q", c.file, len(articles), errs, c.errs)
		}
	}
}

// TestBrokenFrontMatterStays holds that nothing is lost, and nothing mined.
func TestBrokenFrontMatterStays(t *testing.T) {
	articles, _ := readFS(t, Reader{}, fstest.MapFS{"a.md": {Data: []byte("---\ntitle: a: b\n---\n# Head\n\nThe text.\n")}}, "a.md")
	if len(articles) != 1 || show(articles[0]) != "- ---/title: a: b/---\nT Head\nP The text.\n" {
		t.Errorf("%v", articles)
	}
}

func TestNoArticles(t *testing.T) {
	_, errs := readFS(t, Reader{}, fstest.MapFS{"d/x.png": {Data: []byte("x")}}, "d")
	if len(errs) != 1 || errs[0] != "d: no articles in this folder" {
		t.Error(errs)
	}
	_, errs = readFS(t, Reader{}, fstest.MapFS{}, "nowhere")
	if len(errs) != 1 || errs[0] != "nowhere: file does not exist" {
		t.Error(errs)
	}
}

// endless is a file of one JSON line of size bytes and a good line behind it.
type endless struct {
	fs.FileInfo
	io.Reader
}

func (e endless) Stat() (fs.FileInfo, error) { return e.FileInfo, nil }
func (endless) Close() error                 { return nil }

type letters26 struct{}

func (letters26) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

type endlessFS struct{ size int64 }

func (f endlessFS) Open(name string) (fs.File, error) {
	stat, err := fs.Stat(fstest.MapFS{name: {}}, name)
	r := io.MultiReader(strings.NewReader(`{"id":"long","text":"`), io.LimitReader(letters26{}, f.size),
		strings.NewReader("\"}\n"+lineJSON+"\n"))
	return endless{stat, r}, err
}

func TestLongLine(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	articles, errs := readFS(t, Reader{MaxArticle: 1 << 20}, endlessFS{200 << 20}, "big.jsonl")
	runtime.ReadMemStats(&after)
	if len(errs) != 1 || errs[0] != "big.jsonl:1: longer than the limit of 1 MiB" || len(articles) != 1 {
		t.Error(len(articles), errs)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
		t.Errorf("took %d bytes of memory", used)
	}
	_, errs = readFS(t, Reader{MaxArticle: 1 << 20}, endlessFS{200 << 20}, "big.json")
	if len(errs) != 1 || !strings.Contains(errs[0], "longer than the limit of 1 MiB") {
		t.Error(errs)
	}
	small := Reader{MaxArticle: 100}
	for name, content := range map[string]string{
		"a.txt": strings.Repeat("word ", 30), "a.md": "# x\n" + strings.Repeat("word ", 30),
		"a.csv": "id,text\n1,\"" + strings.Repeat("word\n", 30), "a.json": "[\n{\"text\":\"" + strings.Repeat("word ", 900),
	} {
		_, errs := readFS(t, small, fstest.MapFS{name: {Data: []byte(content)}}, name)
		if len(errs) != 1 || !strings.Contains(errs[0], "longer than the limit of 100 bytes") {
			t.Errorf("%s: %q", name, errs)
		}
	}
}

// TestRealArticles reads three real articles, where they are at hand.
func TestRealArticles(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no shared/corpus beside this checkout")
	}
	articles, errs := readFS(t, Reader{}, os.DirFS(root), ".")
	if len(errs) > 0 || len(articles) != 3 {
		t.Fatal(len(articles), errs)
	}
	for i, want := range []struct {
		lang Lang
		day  string
		text []string
	}{{English, "0001-01-01", []string{"T Digitization, the “key” to the metaverse\n", "H Digital is not just isolated\n"}},
		{Chinese, "2022-03-24", []string{"T 元宇宙愿景背后的政府与企业视点\nH 全球科技产业新热点\nP 元宇宙的英文"}},
		{German, "2022-11-30", []string{"- Bild: iStock, hakule\nT Technologische", "- 30.11.2022\n", "- Firmen zu diesem Artikel\n- Verwandte Artikel\n"}}} {
		a := articles[i]
		if a.Lang != want.lang || a.Published.Format("2006-01-02") != want.day || a.ID != a.Source {
			t.Errorf("%s (%s): %s, %s", a.ID, a.Source, a.Lang, a.Published)
		}
		for _, s := range want.text {
			if !strings.Contains(show(a), s) {
				t.Errorf("%s: no %q in\n%s", a.ID, s, show(a))
			}
		}
	}
}
