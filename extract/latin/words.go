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
		for rest := span; rest.Len() > 0; {
			span, rest = firstPiece(text, rest)
			if n := len(out); n > 0 && out[n-1].End == span.Start && s.glued(text, out[n-1], span, sentence.End) {
				out[n-1].End = span.End
			} else if span.Len() > 0 {
				out = append(out, span)
			}
		}
	}
	return out
}

// firstPiece cuts a span at its first character that isBlank, which it drops;
// the annex takes some kinds of white space for parts of words.
func firstPiece(text string, span corpus.Span) (piece, rest corpus.Span) {
	s := span.In(text)
	i := strings.IndexFunc(s, isBlank)
	if i < 0 {
		return span, corpus.Span{}
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return corpus.Span{Start: span.Start, End: span.Start + i}, corpus.Span{Start: span.Start + i + size, End: span.End}
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

// isBlank reports white space and the invisible marks that carry no word: zero
// width space, byte order mark and control characters. A soft hyphen and a
// zero width joiner belong to their word.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f' || r == '\u2060'
}
