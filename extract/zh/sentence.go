package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
)

const (
	enders  = "。！？!?…｡"
	closers = "”’』」）)》〉】\"'"
	openers = "（(《〈【"
	closing = "）)》〉】"
)

// sentences splits a block. A title or heading is one sentence; a paragraph
// ends one at 。！？… and at each line end. A semicolon stays inside: the
// clauses beside it share their subject.
func sentences(text string, b corpus.Block) []corpus.Span {
	if b.Kind == corpus.Title || b.Kind == corpus.Heading {
		return appendTrimmed(nil, text, b.Span)
	}
	var out []corpus.Span
	start, depth := b.Start, 0
	for i := b.Start; i < b.End; {
		r, size := utf8.DecodeRuneInString(text[i:b.End])
		i += size
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			depth = 0
		case strings.ContainsRune(openers, r):
			depth++
			continue
		case strings.ContainsRune(closing, r):
			depth = max(0, depth-1)
			continue
		case depth > 0 || !ends(text[start:b.End], i-start, r):
			continue
		default:
			i += tail(text[i:b.End])
		}
		out = appendTrimmed(out, text, corpus.Span{Start: start, End: i})
		start = i
	}
	return appendTrimmed(out, text, corpus.Span{Start: start, End: b.End})
}

// ends reports whether the rune r that ends at s[:i] ends a sentence. An ASCII
// full stop does so only after a Han character: 3.5 and Inc. are no ends.
func ends(s string, i int, r rune) bool {
	if r != '.' {
		return strings.ContainsRune(enders, r)
	}
	last, _ := utf8.DecodeLastRuneInString(s[:i-1])
	next, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.Is(unicode.Han, last) && !unicode.IsDigit(next) && next < utf8.RuneSelf
}

// tail returns how many bytes of further end marks and closing quotes follow.
func tail(s string) int {
	rest := strings.TrimLeft(s, enders)
	rest = strings.TrimLeft(rest, closers)
	return len(s) - len(rest)
}

func appendTrimmed(out []corpus.Span, text string, s corpus.Span) []corpus.Span {
	part := s.In(text)
	left := len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	part = strings.TrimSpace(part)
	if part == "" {
		return out
	}
	start := s.Start + left
	return append(out, corpus.Span{Start: start, End: start + len(part)})
}
