package lexicon

// stretch is a text read from a place where a name may begin.
type stretch struct {
	*alphabet
	text      string
	next, end int // offset behind the code point read; none is read beyond end
	count     int // code points read
	hash      running
	class     letterClass // of the code point read
	following letterClass // of the visible one behind it; 0 at the end
	word      bool        // all that was read is one word
	rest      rune        // the second letter of one that is written with two, not read yet
}

// advance reads the next code point that a name would have; false at the end.
func (t *stretch) advance() bool {
	if t.rest != 0 {
		t.count++
		t.hash = t.hash.with(t.rest)
		t.rest, t.class, t.following = 0, isWordy|isSmall, t.visible(t.next)
		return true
	}
	for t.next < t.end {
		r, class, n := t.at(t.text, t.next)
		if t.next+n > t.end || r == 0 {
			return false
		}
		t.next += n
		if class&isInvisible != 0 || class&t.class&isSpace != 0 {
			continue
		}
		t.word = class&isWordy != 0 && (t.word || t.count == 0)
		t.count++
		t.hash = t.hash.with(r)
		t.class, t.following = class, t.visible(t.next)
		if class&isDouble != 0 {
			c, _ := foldedAt(t.text, t.next-n)
			_, t.rest = expanded(c)
			t.following = isWordy | isSmall
		}
		return true
	}
	return false
}

// visible is the class of the first code point from an offset on that is not
// invisible.
func (t *stretch) visible(i int) letterClass {
	for i < len(t.text) {
		_, class, n := t.at(t.text, i)
		if class&isInvisible == 0 {
			return class
		}
		i += n
	}
	return 0
}

// genitive reports whether an s is all that is left of the word.
func (t *stretch) genitive() bool {
	if t.next >= len(t.text) || t.text[t.next] != 's' && t.text[t.next] < 0x80 {
		return false
	}
	s, n := foldedAt(t.text, t.next)
	r, _ := foldedAt(t.text, t.next+n)
	return s == 's' && !wordy(r)
}
