package latin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"trigraph/corpus"
)

// Words cuts a sentence into words, numbers and marks of punctuation, without
// white space. Words joined by a hyphen or an ampersand without space are one
// (US-Handelsministerium, AT&T), an abbreviation, an initial or an ordinal
// keeps its dot.
func (s *Splitter) Words(text string, sentence corpus.Span) []corpus.Span {
	out := make([]corpus.Span, 0, sentence.Len()/6+1)
	pos := sentence.Start
	parts := words.FromString(sentence.In(text))
	for parts.Next() {
		span := corpus.Span{Start: pos, End: pos + len(parts.Value())}
		pos = span.End
		if isSpace(span.In(text)) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].End == span.Start && s.glued(text, out[n-1], span, sentence.End) {
			out[n-1].End = span.End
			continue
		}
		out = append(out, span)
	}
	return out
}

// glued reports whether span continues the word before it, which it touches.
func (s *Splitter) glued(text string, before, span corpus.Span, end int) bool {
	word, part := before.In(text), span.In(text)
	last, _ := utf8.DecodeLastRuneInString(word)
	first, _ := utf8.DecodeRuneInString(part)
	switch {
	case isHyphen(first) || part == "&":
		return isWordRune(last) && (part != "&" || followed(text, span.End, end)) || last == '.' && isHyphen(first) && len(word) > 1
	case isHyphen(last) || last == '&':
		return isWordRune(first) && len(word) > 1
	case part == ".":
		return s.keepsDot(word, span.End == end)
	}
	return false
}

func (s *Splitter) keepsDot(word string, atEnd bool) bool {
	if _, known := s.abbreviations[word+"."]; known {
		return true
	}
	if isInitials(word) {
		return !atEnd || strings.Contains(word, ".")
	}
	return s.ordinals && !atEnd && len(word) <= 3 && allDigits(word)
}

func followed(text string, pos, end int) bool {
	if pos >= end {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[pos:end])
	return isWordRune(r)
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// isSpace also takes the invisible marks that carry no word: zero width space,
// byte order mark, soft hyphens on their own and control characters.
func isSpace(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return true
}
