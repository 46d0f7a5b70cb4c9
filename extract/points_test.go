package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"trigraph/corpus"
)

func TestCodePoint(t *testing.T) {
	for _, text := range []string{"", "a", "英伟达", strings.Repeat("Größe 英伟达 x", 500)} {
		d := New(&corpus.Article{Text: text})
		for i := 0; i <= len(text); i++ {
			if i < len(text) && !utf8.RuneStart(text[i]) {
				continue
			}
			if got, want := d.CodePoint(i), utf8.RuneCountInString(text[:i]); got != want {
				t.Fatalf("CodePoint(%d) = %d, want %d", i, got, want)
			}
		}
	}
}
