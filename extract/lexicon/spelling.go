package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// letters reads a string code point by code point, folded: but for case unless
// lower is set.
type letters struct {
	text  string
	lower bool
	space bool
	rest  rune // the second letter of one that is written with two
	free  bool // the letter read last was such a one, in no case of its own
}

// next returns the next code point, 0 at the end.
func (l *letters) next() rune {
	if l.free = l.rest != 0; l.free {
		r := l.rest
		l.rest = 0
		return r
	}
	for l.text != "" {
		r, n := utf8.DecodeRuneInString(l.text)
		l.text = l.text[n:]
		r = char(r)
		if invisible(r) || (l.space && r == ' ') {
			continue
		}
		l.space = r == ' '
		r, l.rest = expanded(r)
		if l.lower {
			r = lower(r)
		}
		return r
	}
	return 0
}

// sameName reports whether two spellings fold to the same key.
func sameName(form, surface string) bool {
	a, b := letters{text: form, lower: true}, letters{text: surface, lower: true}
	for {
		x, y := a.next(), b.next()
		if x != y {
			return false
		}
		if x == 0 {
			return true
		}
	}
}

// spelled reports whether a surface is a right spelling of a form that has the
// same key: as written, or unless the name is exact in Title Case (a capital
// may begin each word, other letters may be small) or in capitals.
func spelled(form, surface string, only bool) bool {
	if form == surface {
		return true
	}
	a, b := letters{text: form}, letters{text: surface}
	same, title, caps, begins := true, true, true, true
	capital := false // the surface has one
	for {
		want, got := a.next(), b.next()
		if want == 0 || got == 0 {
			break
		}
		if a.free || b.free {
			continue
		}
		if want != got {
			same = false
			title = title && unicode.IsUpper(got) == begins
		}
		caps = caps && !unicode.IsLower(got)
		capital = capital || unicode.IsUpper(got)
		begins = !wordy(want) && want != '\''
	}
	return same || (!only && capital && (title || caps))
}
