package latin

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"trigraph/corpus"
)

// Splitter cuts text into sentences and words. Boundaries are those of Unicode
// Standard Annex 29; a Splitter takes back the sentence ends that the annex
// sees behind abbreviations, initials and ordinals, and keeps hyphen compounds
// and abbreviations in one word. It is safe for concurrent use.
type Splitter struct {
	abbreviations map[string]bool // with its dot -> may end a sentence
	starters      map[string]bool // words that, capitalised, begin a sentence
	ordinals      bool            // a number with a dot is an ordinal
}

// NewSplitter reads a language's breaks.tsv, whose columns are kind and text.
// Kinds: "abbr" never ends a sentence, "end" may end one, "starter" is a word
// that begins a sentence when it follows an "end" with a capital, "ordinal"
// (text "yes") says that 31. is an ordinal.
func NewSplitter(fsys fs.FS, name string) (*Splitter, error) {
	rows, err := ReadTable(fsys, name, "kind", "text")
	if err != nil {
		return nil, err
	}
	s := &Splitter{abbreviations: map[string]bool{}, starters: map[string]bool{}}
	for _, row := range rows {
		kind, text := row.Fields[0], row.Fields[1]
		switch kind {
		case "abbr", "end":
			s.abbreviations[text] = kind == "end"
		case "starter":
			s.starters[text] = true
		case "ordinal":
			s.ordinals = true
		default:
			return nil, fmt.Errorf("%s: unknown kind %q", row.Place, kind)
		}
	}
	return s, nil
}

// IsStarter reports whether a word is one that often begins a sentence and is
// no name: an article, a pronoun, a preposition. Case is ignored.
func (s *Splitter) IsStarter(word string) bool {
	return s.starters[word] || s.starters[strings.ToLower(word)]
}

// Sentences cuts a block of text into sentences without the white space around
// them. A title or heading is one sentence; boilerplate has none.
func (s *Splitter) Sentences(text string, block corpus.Block) []corpus.Span {
	switch block.Kind {
	case corpus.Boilerplate:
		return nil
	case corpus.Title, corpus.Heading:
		return appendTrimmed(nil, text, block.Span)
	}
	var out []corpus.Span
	wrapped := hardWrapped(block.In(text))
	start, end := block.Start, block.Start
	parts := sentences.FromString(block.In(text))
	for parts.Next() {
		next := end + len(parts.Value())
		if end > start && !s.joins(text[start:end], text[end:next], wrapped) {
			out = appendTrimmed(out, text, corpus.Span{Start: start, End: end})
			start = end
		}
		end = next
	}
	return appendTrimmed(out, text, corpus.Span{Start: start, End: block.End})
}

func appendTrimmed(out []corpus.Span, text string, span corpus.Span) []corpus.Span {
	part := span.In(text)
	span.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	part = strings.TrimSpace(part)
	if part == "" {
		return out
	}
	return append(out, corpus.Span{Start: span.Start, End: span.Start + len(part)})
}

// hardWrapped reports whether a block's lines were broken at a fixed width, so
// that its line ends are not ends of anything.
func hardWrapped(block string) bool {
	if strings.IndexByte(block, '\n') < 0 {
		return false
	}
	lines := strings.Split(strings.TrimSpace(block), "\n")
	for _, line := range lines[:len(lines)-1] {
		if n := len(strings.TrimSpace(line)); n < 50 || n > 110 {
			return false
		}
	}
	return len(lines) > 2
}

// joins reports whether the annex's boundary between left and right is none.
func (s *Splitter) joins(left, right string, wrapped bool) bool {
	trimmed := strings.TrimRightFunc(left, unicode.IsSpace)
	next := firstWord(right)
	if space := left[len(trimmed):]; strings.ContainsAny(space, "\n\r\u2028\u2029") {
		if endsSentence(trimmed) || strings.Count(space, "\n") > 1 {
			return wrapped && s.dotJoins(trimmed, next)
		}
		return wrapped || isLower(next)
	}
	return isLower(next) && strings.HasPrefix(right, next) || s.dotJoins(trimmed, next)
}

// isLower reports whether a word begins small and is no name such as eBay.
func isLower(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r) && word == strings.ToLower(word)
}

// dotJoins reports whether the dot that ends left belongs to its last word and
// the sentence goes on, given the word after it.
func (s *Splitter) dotJoins(left, next string) bool {
	if !strings.HasSuffix(left, ".") {
		return false
	}
	word := lastField(left)
	starts := s.starters[strings.ToLower(next)] && !isLower(next)
	if may, known := s.abbreviations[word]; known {
		return !may || !starts
	}
	stem := strings.TrimSuffix(word, ".")
	switch {
	case isInitials(stem):
		before := lastField(strings.TrimRightFunc(left[:len(left)-len(word)], unicode.IsSpace))
		return !starts || len(before) == 2 && before[1] == '.' && isLower(before)
	case s.ordinals && len(stem) <= 3 && allDigits(stem):
		return next != "" && !starts
	}
	return false
}

// isInitials reports whether a word without its last dot is one letter, or
// single letters with dots between them: J, U.S, z.B.
func isInitials(stem string) bool {
	for i, part := range strings.Split(stem, ".") {
		r, size := utf8.DecodeRuneInString(part)
		if size == 0 || size != len(part) || !unicode.IsLetter(r) || i > 4 {
			return false
		}
	}
	return true
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”“’»«)]`))
	return strings.ContainsRune(".!?:…", r)
}

// lastField is the last word of s with what is opened before it cut off.
func lastField(s string) string {
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		s = s[i+size:]
	}
	return strings.TrimLeft(s, `("'„“”‚‘’«»[-–—/`)
}

// firstWord is the first run of letters and digits of s.
func firstWord(s string) string {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	i := strings.IndexFunc(s, inWord)
	if i < 0 {
		return ""
	}
	s = s[i:]
	if j := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) }); j >= 0 {
		s = s[:j]
	}
	return s
}
