// Package hanzi knows which Chinese characters are one character written in two
// ways. Readers of articles and the names of the graph fold by the same table.
package hanzi

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// The Han block for which simplified forms are known.
const firstHan, lastHan = 0x4E00, 0x9FFF

//go:embed han.tsv
var table string

// simplified holds the simplified form of each code point from firstHan, 0 for
// one that has none.
var simplified = read(table)

func read(list string) *[lastHan - firstHan + 1]rune {
	out := new([lastHan - firstHan + 1]rune)
	for line := range strings.Lines(list) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if r, _ := utf8.DecodeRuneInString(from); ok && r >= firstHan && r <= lastHan {
			out[r-firstHan], _ = utf8.DecodeRuneInString(to)
		}
	}
	return out
}

// Simplified returns the simplified form of a traditional Han character, and
// every other code point as it is. Both forms are three bytes long in UTF-8, so
// that text keeps its offsets.
func Simplified(r rune) rune {
	if r < firstHan || r > lastHan {
		return r
	}
	if s := simplified[r-firstHan]; s != 0 {
		return s
	}
	return r
}
