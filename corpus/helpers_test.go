package corpus

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// readFS reads everything under root and checks what holds for any input.
func readFS(t testing.TB, r Reader, fsys fs.FS, root string) (articles []*Article, errs []string) {
	t.Helper()
	for a, err := range r.ArticlesFS(context.Background(), fsys, root) {
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("%v (%T) is no *Error", err, err)
			}
			errs = append(errs, err.Error())
			continue
		}
		checkArticle(t, a)
		articles = append(articles, a)
	}
	return articles, errs
}

// readOne reads one file that holds one article and no error.
func readOne(t testing.TB, name, content string) *Article {
	t.Helper()
	articles, errs := readFS(t, Reader{}, fstest.MapFS{name: {Data: []byte(content)}}, name)
	if len(articles) != 1 || len(errs) != 0 {
		t.Fatalf("%s: %d articles, errors %q", name, len(articles), errs)
	}
	return articles[0]
}

func checkArticle(t testing.TB, a *Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title) || !utf8.ValidString(a.ID) {
		t.Fatalf("%s: not valid UTF-8", a.Source)
	}
	if a.ID == "" || a.Source == "" || strings.TrimSpace(a.Text) == "" {
		t.Fatalf("article %q of %q, %d bytes", a.ID, a.Source, len(a.Text))
	}
	end := 0
	for i, b := range a.Blocks {
		if b.Start < end || b.End <= b.Start || b.End > len(a.Text) {
			t.Fatalf("%s: block %d is %v behind %d in %d bytes", a.Source, i, b.Span, end, len(a.Text))
		}
		if between := strings.TrimFunc(a.Text[end:b.Start], blank); between != "" {
			t.Fatalf("%s: %q lies between blocks", a.Source, between)
		}
		if s := b.In(a.Text); strings.TrimFunc(s, blank) != s || !utf8.ValidString(s) {
			t.Fatalf("%s: block %d is %q", a.Source, i, s)
		}
		switch b.Kind {
		case Title, Heading, Paragraph, Boilerplate:
		default:
			t.Fatalf("%s: block %d has kind %q", a.Source, i, b.Kind)
		}
		end = b.End
	}
	if rest := strings.TrimFunc(a.Text[end:], blank); rest != "" {
		t.Fatalf("%s: %q lies behind the blocks", a.Source, rest)
	}
}

// show writes an article's blocks as the tables of tests do.
func show(a *Article) string {
	short := map[Kind]string{Title: "T", Heading: "H", Paragraph: "P", Boilerplate: "-"}
	var b strings.Builder
	for _, block := range a.Blocks {
		b.WriteString(short[block.Kind] + " ")
		if block.Lang != a.Lang {
			b.WriteString("[" + string(block.Lang) + "] ")
		}
		b.WriteString(strings.ReplaceAll(block.In(a.Text), "\n", "/") + "\n")
	}
	return b.String()
}

func gzipped(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
