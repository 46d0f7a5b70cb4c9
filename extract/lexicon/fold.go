package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/extract"
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
		return extract.Simplified(r)
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

// foldedKey folds a whole name, case included.
func foldedKey(name string) string {
	if plain(name) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name))
	space := false
	for _, r := range name {
		if invisible(r) {
			continue
		}
		r = lower(char(r))
		if r == ' ' && space {
			continue
		}
		space = r == ' '
		b.WriteRune(r)
	}
	return b.String()
}

// plain reports whether folding leaves a name as it is.
func plain(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= 0x80 || c < ' ' || 'A' <= c && c <= 'Z' || c == ' ' && i > 0 && name[i-1] == ' ' {
			return false
		}
	}
	return true
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
