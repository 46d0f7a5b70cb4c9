package lexicon

import "strings"

// Common reports whether the tables mark a name as one that is also a common
// word, for any thing, or know it as a word that names nothing.
func (l *Lexicon) Common(text string) bool {
	var at cursor
	for _, c := range []byte(foldedKey(strings.TrimSpace(text))) {
		if !l.trie.step(&at, c) {
			return false
		}
	}
	if k := l.trie.key(at); k >= 0 {
		for _, n := range l.group(k) {
			if n.is&(marked|blocker) != 0 {
				return true
			}
		}
	}
	return false
}
