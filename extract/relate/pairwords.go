package relate

import (
	"unicode"
	"unicode/utf8"
)

// pairWord is a word, mark, slot or, where a language writes no spaces, a
// character of a masked sentence.
type pairWord struct {
	hash uint32 // of a slot its class's
	stem uint32 // of its first letters, 0 where it has no more than these
	tail uint32 // of its last letters, which in a German compound say what it is
	stop bool   // ends a clause
}

// pairText is a masked sentence in words.
type pairText struct {
	words []pairWord
	slots []int // the word that each slot is
}

const (
	stemLetters = 5
	tailLetters = 5
)

// wordsOf cuts a masked sentence into words. Numbers are one word, whatever
// their value.
func (l *language) wordsOf(m *masked, t *pairText) {
	t.words, t.slots = t.words[:0], t.slots[:0]
	for at := 0; at < len(m.text); {
		r, size := utf8.DecodeRuneInString(m.text[at:])
		switch {
		case r == ' ':
		case r >= firstRune && r <= lastRune:
			t.slots = append(t.slots, len(t.words))
			t.words = append(t.words, pairWord{hash: hashText(string(r - (r-firstRune)%2))})
		case l.spaced && unicode.IsLetter(r) || r < utf8.RuneSelf && unicode.IsLetter(r):
			size = wordLength(m.text[at:], l.spaced)
			t.words = append(t.words, letters(m.text[at:at+size]))
		case unicode.IsDigit(r):
			size = digitLength(m.text[at:])
			t.words = append(t.words, pairWord{hash: hashText("0")})
		default:
			t.words = append(t.words, pairWord{hash: hashText(m.text[at : at+size]), stop: isClauseEnd(r)})
		}
		at += size
	}
}

func isClauseEnd(r rune) bool {
	return r == ',' || r == ';' || r == ':' || r == '。' || r == '!' || r == '?' || r == '–'
}

// wordLength is how many bytes of letters the text begins with.
func wordLength(text string, spaced bool) int {
	for i, r := range text {
		if r >= firstRune && r <= majorRune || !unicode.IsLetter(r) || !spaced && r >= utf8.RuneSelf {
			return i
		}
	}
	return len(text)
}

func digitLength(text string) int {
	for i, r := range text {
		if !unicode.IsDigit(r) && r != '.' && r != ',' {
			return i
		}
		if (r == '.' || r == ',') && (i+1 == len(text) || text[i+1] < '0' || text[i+1] > '9') {
			return i
		}
	}
	return len(text)
}

func letters(word string) pairWord {
	w := pairWord{hash: hashText(word)}
	n := utf8.RuneCountInString(word)
	if n <= stemLetters {
		return w
	}
	i := 0
	for at := range word {
		if i == stemLetters {
			w.stem = hashText("^" + word[:at])
		}
		if i == n-tailLetters {
			w.tail = hashText("$" + word[at:])
		}
		i++
	}
	return w
}

// hashText is the 32-bit FNV-1a hash (Fowler, Noll and Vo).
func hashText(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// blend joins two hashes; the order matters.
func blend(h, x uint32) uint32 {
	h = (h ^ x) * 0x85EBCA6B
	h ^= h >> 13
	return h*0xC2B2AE35 ^ h>>16
}
