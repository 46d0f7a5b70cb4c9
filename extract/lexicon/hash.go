package lexicon

import (
	"math/bits"
	"unicode"
)

// A name is known by the hash of its folded code points. The hash is taken one
// code point after another, so that a text has at every point the hash of what
// began at a given place.
//
// Points are the places of a name at which it may end or be asked whether it
// goes on: the ends of words, and every other character but a space. Names with
// the same beginning share its points' hashes, and a text from which no name
// starts is left at its first point, mostly.

// running is the hash of the code points so far.
type running uint64

// with adds a folded code point.
// Source: the hash of Firefox and the Rust compiler, "FxHash".
func (h running) with(r rune) running {
	return (running(bits.RotateLeft64(uint64(h), 5)) ^ running(r)) * 0x517cc1b727220a95
}

// key is the hash spread over all bits.
// Source: the finalizer of MurmurHash3, A. Appleby, public domain.
func (h running) key() uint64 {
	k := uint64(h)
	k ^= k >> 33
	k *= 0xff51afd7ed558ccd
	k ^= k >> 33
	k *= 0xc4ceb9fe1a85ec53
	return k ^ k>>33
}

// stem is the hash in sixteen bits, for a look at every letter of a text.
func (h running) stem() uint16 { return uint16(h >> 48) }

// openingLength is the number of code points of a first word by which most
// places in a text are seen to begin no name.
const openingLength = 4

// walker is told the hashes that must be known to find a name.
type walker struct {
	opening func(running) // of the first code points of its first word
	prefix  func(running) // of each other beginning
}

// walk tells w of a name and returns the hash of the whole.
func (w walker) walk(form string) running {
	var h running
	l := letters{text: form, lower: true}
	word := true
	r, next := l.next(), l.next()
	for count := 1; r != 0; count++ {
		h = h.with(r)
		word = word && wordy(r)
		if word && count == openingLength {
			w.opening(h)
		}
		if next != 0 && r != ' ' && !(wordy(r) && wordy(next)) && !(count == 1 && !wordy(r)) {
			w.prefix(h)
		}
		r, next = next, l.next()
	}
	return h
}

// hashOf is the hash of a whole name.
func hashOf(form string) running {
	var h running
	l := letters{text: form, lower: true}
	for r := l.next(); r != 0; r = l.next() {
		h = h.with(r)
	}
	return h
}

// begin is the kind of a name by its first letter: a text where it stands in
// small letters can only be a name that begins with one.
type begin uint8

const (
	small   begin = iota // or no letter at all
	capital              // a capital, or a letter of title case
)

// begins tells the kind of a name. A blocker stands in any case.
func (n name) begins() begin {
	first := (&letters{text: n.form}).next()
	if n.is&blocker != 0 || !unicode.IsUpper(first) {
		return small
	}
	return capital
}
