package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// alphabet knows of every code point below 2^16 how it is folded and what it is,
// so that a text is read with two looks into tables for each.
type alphabet struct {
	folded [1 << 16]uint16 // case included
	class  [1 << 16]letterClass
}

// letterClass says what a folded code point is.
type letterClass uint8

const (
	isWordy letterClass = 1 << iota
	isSmall             // a small letter
	isSpace
	isInvisible
	isDouble // written with two letters
)

func newAlphabet() *alphabet {
	a := &alphabet{}
	for r := range rune(len(a.folded)) {
		c := char(r)
		first, _ := expanded(c)
		a.folded[r], a.class[r] = uint16(lower(first)), classOf(c)
	}
	return a
}

func classOf(c rune) letterClass {
	var class letterClass
	if wordy(c) {
		class |= isWordy
	}
	if unicode.IsLower(c) {
		class |= isSmall
	}
	if c == ' ' {
		class |= isSpace
	}
	if _, second := expanded(c); second != 0 {
		class |= isDouble
	}
	if invisible(c) {
		class |= isInvisible
	}
	return class
}

// at reads the code point at an offset of a text: folded, its class, and its
// length in bytes.
func (a *alphabet) at(text string, i int) (rune, letterClass, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(a.folded[c]), a.class[c], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if int(r) < len(a.folded) {
		return rune(a.folded[r]), a.class[r], n
	}
	return lower(char(r)), classOf(char(r)), n
}
