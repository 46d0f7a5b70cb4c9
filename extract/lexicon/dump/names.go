package dump

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus/hanzi"
)

// The lengths, in code points, that a name may have. A longer one is a title or
// a sentence, which no text repeats letter by letter.
const (
	shortestName = 2
	longestName  = 80
)

// cleaned is a name as a table can hold it: white space single, nothing
// invisible; "" where it is no name: too short or long, or with a character that
// tables use for themselves.
func cleaned(name string) string {
	if strings.ContainsRune(name, utf8.RuneError) || strings.Contains(name, "|") {
		return ""
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	n := utf8.RuneCountInString(name)
	if n < shortestName || n > longestName || strings.HasPrefix(name, "?") || strings.HasPrefix(name, "=") ||
		!strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	return name
}

// unbracketed leaves out what an encyclopedia puts in brackets behind a name to
// tell it from others: "Mercury (planet)".
func unbracketed(name string) string {
	for _, b := range [][2]string{{" (", ")"}, {"（", "）"}, {" （", "）"}} {
		if i := strings.Index(name, b[0]); i > 0 && strings.HasSuffix(name, b[1]) {
			return strings.TrimSpace(name[:i])
		}
	}
	return name
}

// add appends the names that a list does not have yet.
func add(list []string, names ...string) []string {
	for _, n := range names {
		if n = cleaned(n); n != "" && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// addHan appends Chinese names that a list does not have yet in either script:
// the lexicon holds simplified and traditional for the same.
func addHan(list []string, names ...string) []string {
	for _, n := range names {
		n = cleaned(n)
		if n != "" && !slices.ContainsFunc(list, func(have string) bool { return simplified(have) == simplified(n) }) {
			list = append(list, n)
		}
	}
	return list
}

func simplified(s string) string { return strings.Map(hanzi.Simplified, s) }

// without leaves out the names that another list has.
func without(list, other []string) []string {
	return slices.DeleteFunc(list, func(n string) bool { return slices.Contains(other, n) })
}

// lowerCase reports whether a label is written as a common noun is in English:
// letters and no capital among them.
func lowerCase(label string) bool {
	letters := false
	for _, r := range label {
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			return false
		}
		letters = letters || unicode.IsLower(r)
	}
	return letters
}

// oneWord reports whether a name is a single word, as a bare family name is.
func oneWord(name string) bool { return !strings.ContainsAny(name, " -·.&") }
