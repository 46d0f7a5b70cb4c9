package corpus

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func readStdin(in string) (articles []*Article, errs []string) {
	for a, err := range (Reader{Stdin: strings.NewReader(in)}).Articles(context.Background(), "-") {
		if err != nil {
			errs = append(errs, err.Error())
		} else {
			articles = append(articles, a)
		}
	}
	return articles, errs
}

// TestStdin reads each format from a stream without a name. What brings no id
// gets one from its content: the same again has the same, other text another.
func TestStdin(t *testing.T) {
	packed := zipped(t, "news.txt", "One text in an archive.")
	ids := map[string]string{}
	for _, c := range []struct{ in, source, text string }{
		{"A plain text.", "stdin", "A plain text."},
		{"Another plain text.", "stdin", "Another plain text."},
		{"---\ntitle: Head\n---\nA text in *Markdown*.", "stdin", "Head\n\nA text in Markdown."},
		{`{"text":"A line without an id."}`, "stdin#1", "A line without an id."},
		{`{"id":"own","text":"A line with an id."}`, "stdin#own", "A line with an id."},
		{packed, "stdin#news.txt", "One text in an archive."},
	} {
		first, errs := readStdin(c.in)
		again, _ := readStdin(c.in)
		if len(errs) > 0 || len(first) != 1 || first[0].Source != c.source || first[0].Text != c.text {
			t.Fatalf("%q: %v %v", c.in, first, errs)
		}
		id := first[0].ID
		if before, taken := ids[id]; taken || id == c.source || id != again[0].ID {
			t.Errorf("%q: id %q, that of %q", c.in, id, before)
		}
		ids[id] = c.in
	}
	if ids["own"] == "" {
		t.Error("an id of its own was not kept")
	}
	if _, errs := readStdin(""); len(errs) != 1 || errs[0] != "stdin: empty" {
		t.Error(errs)
	}
}

// TestDashIsAFile holds that "-" is a name like any other where no standard
// input is given.
func TestDashIsAFile(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("-", []byte("A text in a file."), 0o600); err != nil {
		t.Fatal(err)
	}
	for a, err := range (Reader{}).Articles(context.Background(), "-") {
		if err != nil || a.Source != "-" {
			t.Error(a, err)
		}
	}
}

func TestSkip(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"a.txt", "graph/log.txt", "graph/deep/log.txt", "more/b.txt"} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("The text of "+name+"."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got bytes.Buffer
	r := Reader{Skip: func(folder string) bool { return strings.HasSuffix(folder, "/graph") }}
	for _, path := range []string{root, filepath.Join(root, "graph")} {
		for a, err := range r.Articles(context.Background(), path) {
			if err != nil {
				got.WriteString(" " + filepath.Base(path) + ": " + err.(*Error).Err.Error())
			} else {
				got.WriteString(" " + a.ID)
			}
		}
	}
	if want := " a.txt more/b.txt graph: no articles in this folder"; got.String() != want {
		t.Errorf("read%s, want%s", &got, want)
	}
}
