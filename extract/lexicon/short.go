package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortForm reports whether the one Han character at [start, end) stands for a
// country: beside a word that says so (韩方, 访美), or in a row of its kind
// (中美, 美、日、韩) that no neighbour turns into another word.
func (m *matcher) shortForm(start, end int) bool {
	r, _ := foldedAt(m.text, start)
	rule, ok := m.rules.shorts[r]
	if !ok {
		return false
	}
	before, after := m.text[:start], m.text[end:]
	next, _ := foldedAt(m.text, end)
	if !contains(rule.notBefore, foldedBefore(m.text, start)) && !contains(rule.notAfter, next) {
		if endsWithOne(before, rule.before) {
			return true
		}
		for _, w := range rule.after {
			if strings.HasPrefix(after, w) {
				return true
			}
		}
	}
	return rule.pairs && m.inRow(start, end)
}

// longestRow is the number of neighbours looked at on either side.
const longestRow = 6

// inRow reports whether the character stands in a row of at least two of its
// kind, and the row's neighbours make no word with its ends.
func (m *matcher) inRow(start, end int) bool {
	members := 1
	for range longestRow {
		if start <= m.named { // what is left of it belongs to another name
			break
		}
		left := strings.TrimSuffix(m.text[:start], "、")
		r, n := utf8.DecodeLastRuneInString(left)
		if first, _ := foldedAt(m.text, start); !m.rules.shorts[char(r)].pairs || char(r) == first {
			break
		}
		start = len(left) - n
		members++
	}
	for range longestRow {
		right := strings.TrimPrefix(m.text[end:], "、")
		r, n := utf8.DecodeRuneInString(right)
		if !m.rules.shorts[char(r)].pairs || char(r) == foldedBefore(m.text, end) {
			break
		}
		end = len(m.text) - len(right) + n
		members++
	}
	if members < 2 {
		return false
	}
	first, _ := foldedAt(m.text, start)
	last := foldedBefore(m.text, end)
	next, _ := foldedAt(m.text, end)
	if contains(m.rules.shorts[last].notAfter, next) {
		return false
	}
	if start == m.named { // another name stands before
		return true
	}
	prev := foldedBefore(m.text, start)
	return prev != '、' && !contains(m.rules.shorts[first].notBefore, prev) && // 智、德、美
		(!unicode.Is(unicode.Han, prev) || endsWithOne(m.text[:start], m.rules.shorts['*'].before))
}

func endsWithOne(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(text, w) })
}

func contains(set string, r rune) bool { return r != 0 && strings.ContainsRune(set, r) }
