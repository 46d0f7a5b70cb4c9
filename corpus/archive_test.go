package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func zipped(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = f.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		err := w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1])), Typeflag: tar.TypeReg})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	oneText   = "The first text is here.\n"
	otherText = "Another text stands there.\n"
	lineJSON  = `{"id":"x","text":"A third text, of its own."}`
)

func TestArchives(t *testing.T) {
	for name, c := range map[string]struct{ content, sources, ids string }{
		"a.txt.gz":   {gzipped(t, oneText), "a.txt.gz", "a.txt.gz"},
		"b.jsonl.gz": {gzipped(t, lineJSON), "b.jsonl.gz#x", "x"},
		"c.zip": {zipped(t, "in/one.txt", oneText, "in/x.jsonl", lineJSON, "__MACOSX/one.txt", "x", "pic.png", "\x00"),
			"c.zip#in/one.txt c.zip#in/x.jsonl#x", "c.zip#in/one.txt x"},
		"d.tar.gz": {gzipped(t, tarred(t, "./one.txt", oneText, ".git/x", "secret", "deep/x.jsonl.gz", gzipped(t, lineJSON))),
			"d.tar.gz#one.txt d.tar.gz#deep/x.jsonl.gz#x", "d.tar.gz#one.txt x"},
		"e.tar":     {tarred(t, "in.zip", zipped(t, "one.txt", oneText, "b/one.txt", otherText)), "e.tar#in.zip#one.txt e.tar#in.zip#b/one.txt", "e.tar#in.zip#one.txt e.tar#in.zip#b/one.txt"},
		"noname":    {gzipped(t, oneText), "noname", "noname"},
		"index.txt": {oneText, "index.txt", "index.txt"},
	} {
		articles, errs := readFS(t, Reader{}, fstest.MapFS{name: {Data: []byte(c.content)}}, name)
		var sources, ids []string
		for _, a := range articles {
			sources, ids = append(sources, a.Source), append(ids, a.ID)
		}
		if len(errs) > 0 || strings.Join(sources, " ") != c.sources || strings.Join(ids, " ") != c.ids {
			t.Errorf("%s: sources %q, ids %q, errors %q", name, sources, ids, errs)
		}
	}
}

func TestArchiveLimits(t *testing.T) {
	bomb := strings.Repeat("a", 20<<20)
	for name, c := range map[string]struct {
		content string
		reader  Reader
		want    string
	}{
		"ratio.gz":  {gzipped(t, strings.Repeat(`{"text":"`+strings.Repeat("a word ", 9000)+"\"}\n", 400)), Reader{}, "unpacks to more than 200 times its size"},
		"ratio.zip": {zipped(t, "a.txt", bomb), Reader{}, "unpacks to more than 200 times its size"},
		"size.zip":  {zipped(t, "a.txt", oneText, "b.txt", otherText), Reader{MaxUnpacked: 30}, "unpacks to more than 30 bytes"},
		"deep.gz":   {gzipped(t, gzipped(t, gzipped(t, oneText))), Reader{}, "an archive within an archive within an archive"},
		"empty.zip": {zipped(t), Reader{}, "no articles in this archive"},
		"x.docx":    {zipped(t, "[Content_Types].xml", "<x/>"), Reader{}, "an office document or e-book is not read"},
		"cut.gz":    {gzipped(t, oneText)[:20], Reader{}, "cut off: it ends too early"},
		"cut.zip":   {zipped(t, "a.txt", oneText)[:40], Reader{}, "zip: "},
	} {
		_, errs := readFS(t, c.reader, fstest.MapFS{name: {Data: []byte(c.content)}}, name)
		if len(errs) == 0 || !strings.HasPrefix(errs[len(errs)-1], name) || !strings.Contains(errs[len(errs)-1], c.want) {
			t.Errorf("%s: %q, want %q", name, errs, c.want)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"b.txt": oneText, "a/z.txt": otherText, "a/y.txt": oneText, ".git/x.txt": "hidden", "a/.x.txt": "hidden",
		"logo.png": "\x89PNG", "c/index.md": "A page of its own.",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var seen, dropped []string
	r := Reader{OnDuplicate: func(a *Article, first string) {
		dropped = append(dropped, filepath.Base(a.Source)+" is "+filepath.Base(first))
	}}
	for a, err := range r.Articles(context.Background(), dir+"/", filepath.Join(dir, "c/index.md"), filepath.Join(dir, "none")) {
		if err != nil {
			seen = append(seen, strings.TrimPrefix(err.Error(), dir))
			continue
		}
		seen = append(seen, a.ID+"="+strings.TrimPrefix(a.Source, dir))
	}
	want := "a/y.txt=/a/y.txt a/z.txt=/a/z.txt c/index.md=/c/index.md /none: file does not exist"
	if got := strings.Join(seen, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := strings.Join(dropped, ", "); got != "b.txt is y.txt, index.md is index.md" {
		t.Error(got)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	fsys := fstest.MapFS{"a.txt": {Data: []byte(oneText)}, "b.txt": {Data: []byte(otherText)}, "c.txt": {Data: []byte("Third of three.")}}
	steps := 0
	var last error
	for _, err := range (Reader{}).ArticlesFS(ctx, fsys, ".") {
		steps++
		last = err
		cancel()
	}
	if steps != 2 || last != context.Canceled {
		t.Error(steps, last)
	}
	for range (Reader{}).ArticlesFS(context.Background(), fsys, ".") {
		break // must not be called again
	}
}
