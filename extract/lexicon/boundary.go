package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
)

// passes applies the rules of spelling, boundary and context to one name. It
// returns where the match ends, 0 where the name does not stand there.
func (m *matcher) passes(start, end int, n name) int {
	if !spelled(n.form, m.text[start:end], n.is&exact != 0) || !m.opens(start, n) {
		return 0
	}
	end = m.closes(end, n)
	switch {
	case end == 0:
	case n.is&short != 0 && !m.shortForm(start, end):
		return 0
	case n.is&attributive != 0 && m.lang != corpus.German:
		return 0
	case n.is&adjective != 0 && m.rules.language(m.text[:start], m.text[end:]):
		return 0
	}
	return end
}

// opens reports whether a name may begin at an offset. Nothing is asked before
// a name that begins with a character written without spaces.
func (m *matcher) opens(start int, n name) bool {
	first, _ := utf8.DecodeRuneInString(n.form)
	if !wordy(first) {
		return true
	}
	prev := foldedBefore(m.text, start)
	if wordy(prev) {
		return false
	}
	glued := wordy(foldedBefore(m.text, start-1)) && prev < utf8.RuneSelf
	switch prev {
	case '@', '_':
		return false
	case '&', '\'', '.', ',':
		// AT&T, O'Reilly, blog.example, 1.5: one word. "… end.Next" is a slip.
		return !glued || prev == '.' && unicode.IsUpper(first)
	case '-':
		return !glued || n.is&marked == 0 || m.rules.head(m.text[:start-1])
	}
	return true
}

// closes returns where a name that ends at an offset really ends, with a
// German genitive s; 0 where a longer word goes on.
func (m *matcher) closes(end int, n name) int {
	last, _ := utf8.DecodeLastRuneInString(n.form)
	if !wordy(last) {
		next, _ := foldedAt(m.text, end)
		return unless(last == '方' && next == '面', end) // 京东|方面, not 京东方|面
	}
	next, size := foldedAt(m.text, end)
	if next == 's' && m.lang == corpus.German && takesGenitive(n) {
		end += size
		next, size = foldedAt(m.text, end)
	}
	if wordy(next) {
		return 0
	}
	after, _ := foldedAt(m.text, end+size)
	switch next {
	case '_', '@', '$': // US$300
		return 0
	case '&':
		return unless(wordy(after), end)
	case '\'':
		return unless(wordy(after) && !possessive(m.text[end+size:]), end)
	case '.', ',':
		return unless(unicode.IsLower(after) && next == '.' || unicode.IsDigit(after) && unicode.IsDigit(last), end)
	case '-':
		return unless(n.is&marked != 0 && wordy(after) && !m.rules.tail(m.text[end+size:]), end)
	}
	return end
}

func unless(longer bool, end int) int {
	if longer {
		return 0
	}
	return end
}

// possessive reports whether what follows an apostrophe is an s alone.
func possessive(text string) bool {
	if text[0] != 's' && text[0] != 'S' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[1:])
	return !wordy(r)
}

// takesGenitive reports whether a German genitive may add an s to a name:
// "Chinas", "Metas", "VWs", but not to "Paris", and to no adjective.
func takesGenitive(n name) bool {
	if n.is&adjective != 0 || strings.ContainsAny(n.form[len(n.form)-1:], "sxzSXZ") || strings.HasSuffix(n.form, "ß") {
		return false
	}
	return acronym(n.form) || utf8.RuneCountInString(n.form) >= 3
}
