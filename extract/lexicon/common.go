package lexicon

import (
	"slices"
	"strings"
)

// Common reports whether the tables mark a name as one that is also a common
// word, for any thing, or know it as a word that names nothing.
func (l *Lexicon) Common(text string) bool {
	return slices.ContainsFunc(l.named(text), func(n match) bool { return n.is&(marked|blocker) != 0 })
}

// named lists the names that are spelled like a text.
func (l *Lexicon) named(text string) []match {
	text = strings.TrimSpace(text)
	m := matcher{Lexicon: l}
	return m.read(hashOf(text).key(), text)
}
