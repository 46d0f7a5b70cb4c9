package tagger

import (
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/corpus/hanzi"
	"trigraph/extract"
)

// unit is what gets a label: a word of English or German, a Han character or a
// run of Latin letters and digits in Chinese. All but the span are hashes.
type unit struct {
	corpus.Span
	of           *spelt // how it is spelled, where that is kept
	word, lower  uint32
	shape, short uint32 // letters by kind; the same with repetitions removed
	pre, suf     [4]uint32
	known, rule  uint32    // the lexicon's and the rules' proposal that covers it
	token, tag   uint32    // Chinese: the segmenter's word around it; its tag
	lists        uint64    // which part of a name it is in each of the model's lists, 3 bits a list
	usual        uint32    // how often a capitalized word is written small, by the model's list: 1 rarely, 2 often
	stretch      stretch   // English: the capitalized words around it
	exact        uint32    // the word as written, but for digits
	cluster      clustered // the word's classes; Chinese: those of the segmenter's word
	sign         clustered // Chinese: the character's own
	edge         uint32    // Chinese: where in that word it stands
}

// words appends the tokens of a sentence as units.
func words(out []unit, known *speller, text string, s extract.Sentence) []unit {
	for _, t := range s.Tokens {
		u := known.unit(t.In(text))
		u.Span = t.Span
		out = append(out, u)
	}
	return out
}

// describe hashes a word as written, in lower case, its shape and its affixes
// of one to four code points. Digits are one digit in all but the word.
func (u *unit) describe(word string) {
	u.word, u.exact, u.lower, u.shape, u.short = seed, seed, seed, seed, seed
	var before uint32
	n := 0
	for _, r := range word {
		r = plainForm(r)
		low, kind := fold(r), kindOf(r)
		u.word = step(u.word, uint32(r))
		u.lower = step(u.lower, low)
		if low == '0' {
			u.exact = step(u.exact, low)
		} else {
			u.exact = step(u.exact, uint32(r))
		}
		u.shape = step(u.shape, kind)
		if kind != before {
			u.short = step(u.short, kind)
		}
		before = kind
		if n < len(u.pre) {
			u.pre[n] = u.lower
		}
		n++
	}
	h := uint32(seed)
	for k, rest := 0, word; k < len(u.suf) && rest != ""; k++ {
		r, size := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-size]
		h = step(h, fold(r))
		u.suf[k] = h
	}
}

// fold makes letters small, digits one digit and Han characters simplified.
func fold(r rune) uint32 {
	r = plainForm(r)
	switch {
	case r >= '0' && r <= '9':
		return '0'
	case r >= 'A' && r <= 'Z':
		return uint32(r + 'a' - 'A')
	case r < utf8.RuneSelf:
		return uint32(r)
	case r >= 0x2E80:
		return uint32(hanzi.Simplified(r))
	}
	return uint32(unicode.ToLower(r))
}

// plainForm gives ASCII for wide letters and digits.
func plainForm(r rune) rune {
	if r >= 0xFF10 && r <= 0xFF5A && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return r - 0xFEE0
	}
	return r
}

// kindOf sorts code points for shapes.
func kindOf(r rune) uint32 {
	switch {
	case r >= 'a' && r <= 'z':
		return 'a'
	case r >= 'A' && r <= 'Z':
		return 'A'
	case r >= '0' && r <= '9':
		return '0'
	case r < utf8.RuneSelf:
		return uint32(r)
	case unicode.Is(unicode.Han, r):
		return 'H'
	case unicode.IsUpper(r):
		return 'A'
	case unicode.IsLetter(r):
		return 'a'
	}
	return '-'
}

// characters appends the Han characters, Latin runs and marks of a Chinese
// sentence as units; white space is none. Each knows the segmenter's word.
func characters(out []unit, known *speller, text string, s extract.Sentence) []unit {
	k := 0
	for at := s.Start; at < s.End; {
		r, size := utf8.DecodeRuneInString(text[at:s.End])
		end := at + size
		if unicode.IsSpace(r) {
			at = end
			continue
		}
		if latin(r) {
			end += latinRun(text[end:s.End])
		}
		u := known.unit(text[at:end])
		u.Span = corpus.Span{Start: at, End: end}
		for k < len(s.Tokens) && s.Tokens[k].End <= at {
			k++
		}
		if k < len(s.Tokens) && s.Tokens[k].Start < end {
			u.within(s.Tokens[k], text)
		}
		out = append(out, u)
		at = end
	}
	return out
}

func (u *unit) within(t extract.Token, text string) {
	u.token, u.tag = hashSimplified(t.In(text)), hashString(t.Tag)
	switch {
	case u.Start <= t.Start && u.End >= t.End:
		u.edge = single
	case u.Start <= t.Start:
		u.edge = first
	case u.End >= t.End:
		u.edge = last
	default:
		u.edge = inner
	}
}

func latin(r rune) bool {
	r = plainForm(r)
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// latinRun returns how many bytes the run that has begun goes on.
func latinRun(rest string) int {
	for i, r := range rest {
		if !latin(r) {
			return i
		}
	}
	return len(rest)
}

const seed = 2166136261

// step is one step of FNV-1a over 32-bit values.
func step(h, v uint32) uint32 { return (h ^ v) * 16777619 }

func hashString(s string) uint32 {
	if s == "" {
		return 0
	}
	h := uint32(seed)
	for i := range len(s) {
		h = step(h, uint32(s[i]))
	}
	return h
}

// hashSimplified is the hash of a word's simplified form.
func hashSimplified(word string) uint32 {
	if word == "" {
		return 0
	}
	h := uint32(seed)
	for at := 0; at < len(word); {
		r, size := utf8.DecodeRuneInString(word[at:])
		letter := word[at : at+size]
		if s := hanzi.Simplified(r); s != r {
			letter = string(s)
		}
		for k := range len(letter) {
			h = step(h, uint32(letter[k]))
		}
		at += size
	}
	return h
}
