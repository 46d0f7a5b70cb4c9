package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus/hanzi"
)

// Names are compared folded. Folding never changes the number of code points but
// for white space and invisible ones, so that a match can be told in offsets of
// the raw text.

// char folds width, script and typography, and leaves case alone.
func char(r rune) rune {
	switch {
	case r < 0x80:
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	case r < 0x2000:
		if r == 0xA0 {
			return ' '
		}
		return r
	case r >= 0x4E00 && r <= 0x9FFF:
		return hanzi.Simplified(r)
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		return r - 0xFEE0
	}
	return mark(r)
}

// mark folds punctuation that has several shapes.
func mark(r rune) rune {
	switch r {
	case 0x3000, 0x202F, 0x2007, 0x2009, 0x200A:
		return ' '
	case '‘', '’', '‛':
		return '\''
	case '‐', '‑':
		return '-'
	case '•', '‧', '・', '･', '∙', '⋅':
		return '·'
	}
	return r
}

// lower is the case folding of names.
func lower(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

// invisible code points stand between letters without being seen.
func invisible(r rune) bool {
	return r == 0xAD || r == 0xFEFF || (r >= 0x200B && r <= 0x200D)
}

// latin holds, for U+00C0 to U+017F, the letter without its diacritic, in the
// same case; a letter that is written with two has its first here.
const latin = "AAAAAAACEEEEIIIIDNOOOOO×OUUUUYÞsaaaaaaaceeeeiiiidnooooo÷ouuuuyþy" +
	"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"

// expanded writes a code point in letters without diacritics, case as it is:
// "é" is "e", "ä" "ae", "ß" "ss". The second is 0 where there is one.
func expanded(r rune) (first, second rune) {
	if r < 0xC0 || r > 0x17F {
		return r, 0
	}
	switch r {
	case 'ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü', 'æ', 'Æ', 'œ', 'Œ':
		second = 'e'
	case 'ß':
		second = 's'
	}
	i := 0
	for _, first = range latin {
		if i == int(r-0xC0) {
			return first, second
		}
		i++
	}
	return r, 0
}

// foldedKey folds a whole name, case included.
func foldedKey(name string) string {
	var b strings.Builder
	l := letters{text: name, lower: true}
	for r := l.next(); r != 0; r = l.next() {
		b.WriteRune(r)
	}
	return b.String()
}

// wordy reports whether r is part of a word that is written with spaces around
// it: a letter, digit or combining mark that is not Han, kana or Hangul.
func wordy(r rune) bool {
	switch {
	case r < 0x80:
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	case r >= 0x2E80 && r <= 0xD7FF, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000, r == utf8.RuneError:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// foldedBefore returns the folded code point that ends at offset i, 0 at the start.
func foldedBefore(text string, i int) rune {
	if i <= 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return char(r)
}

// foldedAt returns the folded code point at offset i and its length in bytes, 0 at
// the end.
func foldedAt(text string, i int) (rune, int) {
	if i >= len(text) {
		return 0, 0
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	return char(r), n
}
