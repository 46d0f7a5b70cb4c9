package tagger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// englishKinds numbers the features of English apart from all others.
const englishKinds = 400

// stretch is a run of capitalized words around a unit, with the small words that
// names hold within (Bank of America), and what stands around it: a name's last
// word says of all its words what kind of name it is, and so does the word behind
// it. All are hashes but where the unit stands in it.
type stretch struct {
	first, last   uint32
	before, after uint32
	at, length    uint32 // counted from 1, at most manyWords
}

const manyWords = 6

// style is how a sentence is written, since capitals say little where all words
// have them.
type style uint32

const (
	plainStyle style = iota + 1
	titledStyle
	capitalStyle
	smallStyle
)

// stretches sets the stretch of each capitalized unit and returns the style.
func stretches(us []unit, text string) style {
	for i := 0; i < len(us); {
		if !capitalized(us[i].In(text)) {
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(us); j++ {
			word := us[j].In(text)
			if capitalized(word) {
				end = j + 1
			} else if j-end >= 2 || !binds(word) {
				break
			}
		}
		s := stretch{
			first: us[i].lower, last: us[end-1].lower, before: at(us, i-1).lower, after: at(us, end).lower,
			length: uint32(min(end-i, manyWords)),
		}
		for j := i; j < end; j++ {
			us[j].stretch = s
			us[j].stretch.at = uint32(min(j-i+1, manyWords))
		}
		i = end
	}
	return styleOf(us, text)
}

// styleOf counts the words of more than three letters; the first is capitalized
// in any style.
func styleOf(us []unit, text string) style {
	words, upper, full := 0, 0, 0
	for _, u := range us[min(1, len(us)):] {
		word := u.In(text)
		if r, _ := utf8.DecodeRuneInString(word); len(word) < 4 || !unicode.IsLetter(r) {
			continue
		}
		words++
		if capitalized(word) {
			upper++
		}
		if strings.ToUpper(word) == word {
			full++
		}
	}
	switch {
	case words > 2 && 10*full >= 7*words:
		return capitalStyle
	case words > 2 && 10*upper >= 8*words:
		return titledStyle
	case upper == 0 && len(us) > 0 && !capitalized(us[0].In(text)):
		return smallStyle
	}
	return plainStyle
}

// nameless reports whether a sentence shows no sign of a name: only its first
// word has a capital, and that is mostly written small. Such are four of ten
// bytes of plain English; where no word at all has a capital, names have none
// either.
func nameless(us []unit, text string) bool {
	return len(us) > 0 && us[0].usual == 2 && !slices.ContainsFunc(us[1:], func(u unit) bool {
		return strings.ContainsFunc(u.In(text), unicode.IsUpper)
	})
}

func capitalized(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// binds reports whether a word may stand between the capitals of a name.
func binds(word string) bool {
	switch word {
	case "of", "and", "for", "&", "the", "de", "la", "van", "von", "der", "den", "bin", "al", "del", "di", "da", "on", "-", "'s", "’s":
		return true
	}
	return false
}

// englishFeatures describe word i of an English sentence beyond wordFeatures.
func englishFeatures(s *sink, us []unit, i int, style style) {
	u := at(us, i)
	s.kind = englishKinds
	s.pair(u.short, uint32(style))
	s.pair(u.lower, uint32(style))
	s.pair(u.usual, step(startOf(i), step(uint32(style), u.short)))
	s.pair(u.usual, at(us, i-1).usual)
	s.pair(u.usual, at(us, i+1).usual)
	s.pair(at(us, i-3).lower, u.short)
	s.pair(at(us, i-2).lower, u.short)
	s.pair(at(us, i+2).lower, u.short)
	s.pair(at(us, i+3).lower, u.short)
	if u.stretch.length == 0 {
		return
	}
	x := u.stretch
	where := x.at<<3 | x.length
	s.pair(where, u.short)
	s.one(x.first)
	s.one(x.last)
	s.pair(x.last, where)
	s.pair(x.first, where)
	s.pair(x.before, where)
	s.pair(x.after, where)
	s.pair(x.before, x.after)
	s.pair(x.last, x.after)
	s.pair(x.before, x.last)
	s.pair(where, step(u.usual, uint32(style)))
}
