package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"trigraph/corpus/hanzi"
	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// foldVersion is raised when Fold makes other names one than before: then
// indexes of names are written anew.
const foldVersion = 2

// Fold takes case, width, accents, spaces and punctuation off a name, and
// writes traditional characters as simplified ones. A name of nothing else only
// loses its case.
func Fold(name string) string {
	if folded, ok := foldPlain(name); ok {
		return folded
	}
	lower := cases.Fold().String(norm.NFKD.String(name))
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return hanzi.Simplified(r)
		}
		return -1
	}, lower)
	if letters == "" {
		return lower
	}
	return letters
}

// foldPlain folds a name of ASCII and common Han characters, as most are; false
// for another, and for one without letters.
func foldPlain(name string) (string, bool) {
	b := make([]byte, 0, len(name))
	for _, r := range name {
		switch {
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 0x4E00 <= r && r <= 0x9FA5:
			b = utf8.AppendRune(b, hanzi.Simplified(r))
		case r >= 0x80:
			return "", false
		}
	}
	return string(b), len(b) > 0
}

// naming is how entities are found by name.
func naming() segment.Naming {
	return segment.Naming{Nodes: graph.EntityPrefix, Name: graph.HasName, Mention: graph.Mentions, Own: entityID, Fold: Fold}
}
