package relate

import (
	"unicode"
	"unicode/utf8"

	"trigraph/corpus/hanzi"
)

// fold gives the rune that stands for r in patterns and masked sentences: lower
// case, simplified characters, one form of each mark of punctuation and one kind
// of space. Mask runes that a hostile text may hold become spaces.
func fold(r rune) rune {
	if f, ok := marks[r]; ok {
		return f
	}
	if r >= firstRune && r <= majorRune || unicode.IsSpace(r) {
		return ' '
	}
	if h := hanzi.Simplified(r); h != r {
		return h
	}
	if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
		return l
	}
	return r
}

// marks folds punctuation. The middle dot and 、 stay: they join names.
var marks = map[rune]rune{
	'，': ',', '；': ';', '：': ':', '！': '!', '？': '?', '（': '(', '）': ')',
	'“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '「': '"', '」': '"', '『': '"', '』': '"',
	'《': '"', '》': '"', '〈': '"', '〉': '"', '‘': '\'', '’': '\'', '‚': '\'', '`': '\'',
	'—': '–', '―': '–', '‐': '-', '‑': '-', '−': '-', '\u00A0': ' ', '\u3000': ' ', '\u202F': ' ',
}

func isQuote(r rune) bool { return r != '\'' && marks[r] == '"' || r == '"' }
