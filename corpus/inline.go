package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inline returns the text of a block's children without markup. Images and
// footnote marks are left out.
func (w *mdWriter) inline(n ast.Node) string {
	var b strings.Builder
	w.inlines(&b, n)
	return tidy(b.String())
}

func (w *mdWriter) inlines(b *strings.Builder, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			w.text(b, n)
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(w.src))
		case *ast.RawHTML:
			if tag := strings.ToLower(string(n.Segments.Value(w.src))); strings.HasPrefix(tag, "<br") {
				b.WriteByte('\n')
			}
		case *ast.Image, *east.FootnoteLink, *east.FootnoteBacklink:
		default:
			w.inlines(b, n)
		}
	}
}

func (w *mdWriter) text(b *strings.Builder, n *ast.Text) {
	value := n.Segment.Value(w.src)
	if !n.IsRaw() && n.Parent().Kind() != ast.KindCodeSpan {
		value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
	}
	b.Write(value)
	switch {
	case n.HardLineBreak():
		b.WriteByte('\n')
	case n.SoftLineBreak():
		b.WriteByte(softBreak)
	}
}

// softBreak stands for a line end that is no more than a place to break a line;
// tidy turns it into a space, or into nothing between two Han characters.
const softBreak = '\v'

// tidy joins wrapped lines, makes white space single, and takes out soft
// hyphens and other signs that are not seen but would break names apart.
func tidy(s string) string {
	var b strings.Builder
	gap, last := rune(0), rune(0) // white space not yet written; last rune written
	for _, r := range s {
		switch {
		case r == '\u00AD' || r == '\u200B' || r == '\uFEFF' || r == '\u2060' || unicode.IsControl(r) && !unicode.IsSpace(r):
			continue
		case r == '\n' || r == '\u2028':
			gap = '\n'
			continue
		case unicode.IsSpace(r):
			if gap == 0 || gap == softBreak && r != softBreak {
				gap = r
			}
			continue
		}
		if gap != 0 && last != 0 {
			writeGap(&b, gap, last, r)
		}
		b.WriteRune(r)
		gap, last = 0, r
	}
	return b.String()
}

func writeGap(b *strings.Builder, gap, last, next rune) {
	switch {
	case gap == '\n':
		b.WriteByte('\n')
	case gap == softBreak && eastAsian(last) && eastAsian(next):
	default:
		b.WriteByte(' ')
	}
}

// eastAsian reports characters that are written without spaces between them.
func eastAsian(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r < 0x3040 || r >= 0xFF00 && r < 0xFF70 || strings.ContainsRune("“”‘’…—", r)
}

// clean makes text valid UTF-8 with single line feeds.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return s
}
