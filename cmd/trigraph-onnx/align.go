package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// span is a stretch of a text in bytes, end exclusive.
type span struct{ start, end int }

// slack is how many code points the tokenizer may have left out between two
// tokens before they are taken to disagree with the text.
const slack = 16

// align says where the tokens of a text stand in it. The tokenizer's own
// offsets are not used: behind a letter of several bytes they are wrong for the
// pieces of a word. A token's surface is compared with case, accents and
// widths folded, since tokenizers may fold them; an unknown token is one word,
// mark or Han character. From the first token that cannot be found on, spans
// are empty.
func align(text string, tokens []string) []span {
	out := make([]span, len(tokens))
	at := 0
	for i, t := range tokens {
		at = skip(text, at)
		if at == len(text) {
			break
		}
		if isUnknown(t) {
			out[i] = span{at, at + word(text[at:])}
		} else if out[i] = find(text, at, surface(t)); out[i].end == 0 {
			break
		}
		at = max(at, out[i].end)
	}
	return out
}

// surface is a token without the marks that tell whether a word begins.
func surface(token string) string {
	if s := strings.TrimPrefix(token, "##"); s != "" {
		token = s
	}
	return fold(strings.TrimLeft(token, "▁"))
}

func isUnknown(token string) bool { return token == "[UNK]" || token == "<unk>" }

// find returns where the folded surface stands, from at on and not far behind.
func find(text string, at int, surface string) span {
	if surface == "" {
		return span{at, at}
	}
	for n := 0; n < slack && at < len(text); n++ {
		if end := match(text, at, surface); end > 0 {
			return span{at, end}
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return span{}
}

// match returns where the surface ends if it begins at a place, else 0.
func match(text string, at int, surface string) int {
	for i, r := range text[at:] {
		if surface == "" {
			return at + i
		}
		rest, ok := strings.CutPrefix(surface, fold(string(r)))
		if !ok {
			return 0
		}
		surface = rest
	}
	if surface != "" {
		return 0
	}
	return len(text)
}

// fold lowers case and takes accents, widths and control characters away.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || unicode.IsControl(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}

// skip passes what tokenizers leave out.
func skip(text string, at int) int {
	for i, r := range text[at:] {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) && r != utf8.RuneError {
			return at + i
		}
	}
	return len(text)
}

// word is the length of the word, mark or Han character that a text begins
// with, in bytes, as BERT's first tokenizer cuts them.
func word(text string) int {
	for i, r := range text {
		alone := unicode.IsPunct(r) || unicode.Is(unicode.Han, r)
		if i == 0 && alone {
			return utf8.RuneLen(r)
		}
		if alone || unicode.IsSpace(r) {
			return i
		}
	}
	return len(text)
}
