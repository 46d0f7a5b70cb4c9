package dump

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus/hanzi"
)

// mostWords is how many words of one description go with a thing.
const mostWords = 8

// latinWords appends the words of a description in English or German that tell
// something: no function word, no year, at least three letters.
func latinWords(words []string, description string) []string {
	n := 0
	for w := range strings.FieldsFuncSeq(description, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		w = strings.Trim(w, "-")
		if utf8.RuneCountInString(w) < 3 || functionWord(strings.ToLower(w)) || slices.Contains(words, w) {
			continue
		}
		if words, n = append(words, w), n+1; n == mostWords {
			break
		}
	}
	return words
}

// longestHan is the length from which a piece of a Chinese description is a
// sentence rather than a word.
const longestHan = 6

// hanWords appends the pieces of a Chinese description between particles and
// punctuation.
func hanWords(words []string, description string) []string {
	n := 0
	for w := range strings.FieldsFuncSeq(description, func(r rune) bool {
		return !unicode.Is(unicode.Han, r) || strings.ContainsRune("的和与與及之是在由于於", r)
	}) {
		if length := utf8.RuneCountInString(w); length < 2 || length > longestHan || slices.Contains(words, w) {
			continue
		}
		if words, n = append(words, w), n+1; n == mostWords {
			break
		}
	}
	return words
}

// functionWord reports whether a word in lower case says nothing of what it
// describes.
func functionWord(w string) bool {
	switch w {
	case "and", "are", "based", "been", "being", "best", "both", "but", "called", "for", "from", "had", "has", "his", "her", "into",
		"its", "known", "located", "not", "one", "other", "over", "several", "since", "some", "such", "than", "that", "the", "their",
		"them", "they", "this", "type", "was", "were", "which", "who", "whose", "with", "within", "part",
		"als", "am", "auf", "aus", "bei", "beim", "bis", "das", "dem", "den", "der", "des", "die", "durch", "ein", "eine", "einem",
		"einen", "einer", "eines", "für", "gegen", "im", "ist", "mit", "nach", "oder", "seit", "sich", "sind", "sowie", "teil", "und",
		"vom", "von", "vor", "war", "waren", "wird", "wurde", "zu", "zum", "zur", "über", "unter":
		return true
	}
	return false
}

// hash is a name in lower case and simplified as a number, the same in every run
// of the program: FNV-1a.
func hash(name string) uint64 {
	h := uint64(fnvOffset)
	var buf [utf8.UTFMax]byte
	for _, r := range name {
		for _, c := range utf8.AppendRune(buf[:0], unicode.ToLower(hanzi.Simplified(r))) {
			h = (h ^ uint64(c)) * fnvPrime
		}
	}
	return h
}

// exactHash is a hash of a string as it is.
func exactHash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// Source: Fowler, Noll and Vo, FNV-1a with 64 bits.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)
