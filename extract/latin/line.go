package latin

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
)

// word is a token with what patterns ask of it.
type word struct {
	corpus.Span
	text, lower string
	name        bool // written as names are, and not listed as what is none
	first       bool // begins its sentence
	gap         bool // more than one character of white space before it
}

// line is a sentence as patterns see it.
type line struct {
	words     []word
	lists     Lists
	one, none []int // what take gives for one word, and for what must not stand there
}

// wordClass is a class of words by form.
type wordClass string

const (
	classAny     wordClass = "any"     // every token
	classInner   wordClass = "inner"   // every token but a quotation mark
	classWord    wordClass = "word"    // begins with a letter
	classNum     wordClass = "num"     // begins with a digit
	classUpper   wordClass = "upper"   // begins with a capital
	classSmall   wordClass = "small"   // begins with a small letter
	className    wordClass = "name"    // written as names are, see isName
	classStrange wordClass = "strange" // a name, and no listed noun nor a compound of one
	classPinyin  wordClass = "pinyin"  // a capital and one to three syllables of pinyin
)

func (c wordClass) known() bool {
	switch c {
	case classAny, classInner, classWord, classNum, classUpper, classSmall, className, classStrange, classPinyin:
		return true
	}
	return false
}

// Opens are the signs behind which a capital may be there because a word is
// first.
const Opens = quotes + ":"

const quotes = `"“”„‟«»‹›‚‘`

// newLine prepares a sentence. A first word that may begin any sentence is no
// name; neither is one that the tagger takes for something else.
func newLine(text string, s extract.Sentence, lists Lists, splitter *Splitter) *line {
	l := &line{words: make([]word, len(s.Tokens)), lists: lists, one: []int{1}, none: []int{0}}
	first := true
	for i, token := range s.Tokens {
		w := &l.words[i]
		w.Span = token.Span
		w.text = token.In(text)
		w.first = i == 0
		w.gap = i > 0 && utf8.RuneCountInString(text[s.Tokens[i-1].End:token.Start]) > 1
		w.lower = strings.ToLower(w.text)
		w.name = isName(w.text) && !lists.hold("notname", w)
		if first && w.name && !hasInnerCapital(w.text) {
			w.name = !splitter.IsStarter(w.lower) && (token.Tag == "" || strings.HasPrefix(token.Tag, "NNP"))
		}
		first = first && !isLetterOrDigit(w.text) || strings.ContainsAny(w.text, Opens)
	}
	return l
}

// isName reports whether a word is written as a name is: with a capital in
// front (Goertek), inside (iPhone) or behind digits (3M). A single letter is
// none unless a dot makes it an initial.
func isName(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if size == len(s) {
		return false
	}
	return unicode.IsUpper(r) || (unicode.IsDigit(r) || unicode.IsLower(r)) && hasInnerCapital(s)
}

// hasInnerCapital reports whether a capital stands behind the first letter of
// the word or of one of its parts between hyphens.
func hasInnerCapital(s string) bool {
	start := true
	for _, r := range s {
		if unicode.IsUpper(r) && !start {
			return true
		}
		start = isHyphen(r)
	}
	return false
}

func isLetterOrDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// take returns how many words the item may take from word i on, most first;
// nil where it does not stand there.
func (l *line) take(it *item, i, step int) []int {
	lengths := l.takeSome(it, i, step)
	if !it.not {
		return lengths
	}
	if len(lengths) > 0 {
		return nil
	}
	return l.none
}

func (l *line) takeSome(it *item, i, step int) []int {
	if i < 0 || i >= len(l.words) || step > 0 && l.words[i].gap || step < 0 && i+1 < len(l.words) && l.words[i+1].gap {
		return nil
	}
	w := &l.words[i]
	if it.minus != nil && it.minus.holds(w) {
		return nil
	}
	switch it.kind {
	case isList:
		return it.list.lengthsAt(l.words, i, step)
	case isWord:
		if w.text == it.text || w.lower == it.text {
			return l.one
		}
	case isClass:
		if l.is(it.class, w) {
			return l.one
		}
	}
	return nil
}

func (l *line) is(class wordClass, w *word) bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	switch class {
	case classAny:
		return true
	case classInner:
		return !strings.ContainsAny(w.text, quotes)
	case classWord:
		return unicode.IsLetter(r)
	case classNum:
		return unicode.IsDigit(r)
	case classUpper:
		return unicode.IsUpper(r)
	case classSmall:
		return unicode.IsLower(r)
	case className:
		return w.name
	case classStrange:
		return w.name && !l.isNoun(w)
	case classPinyin:
		return w.name && l.isPinyin(strings.ReplaceAll(w.lower, "'", ""), 3)
	}
	return false
}

// isNoun reports whether a word is a listed noun or ends in one of at least
// five letters.
func (l *line) isNoun(w *word) bool {
	nouns := l.lists["noun"]
	if nouns == nil || hasInnerCapital(w.text) && !strings.ContainsFunc(w.text, isHyphen) {
		return false
	}
	if nouns.words[w.lower] {
		return true
	}
	for i := range w.lower {
		if i > 2 && len(w.lower)-i >= 5 && nouns.words[w.lower[i:]] {
			return true
		}
	}
	return false
}

// isPinyin reports whether s is made of one to most listed syllables.
func (l *line) isPinyin(s string, most int) bool {
	syllables := l.lists["syllable"]
	if s == "" || most == 0 || syllables == nil {
		return s == "" && most < 3
	}
	for n := min(6, len(s)); n > 0; n-- {
		if syllables.words[s[:n]] && l.isPinyin(s[n:], most-1) {
			return true
		}
	}
	return false
}

// hold reports whether the named list has the word; a list that is not there
// has none.
func (ls Lists) hold(name string, w *word) bool {
	l := ls[name]
	return l != nil && l.holds(w)
}

// titleCase reports whether a sentence has capitals on nearly all words but
// articles, prepositions and the like, as English headlines have, so that a
// capital tells nothing. A headline has no full stop. A language that writes
// nouns with a capital, which is one with a list of them, has no such headlines.
func (l *line) titleCase(splitter *Splitter) bool {
	if n := len(l.words); n > 0 && strings.HasSuffix(l.words[n-1].text, ".") {
		return false
	}
	small, big := 0, 0
	for i := range l.words {
		w := &l.words[i]
		switch {
		case l.is(classUpper, w):
			big++
		case len(w.text) > 2 && l.is(classSmall, w) && !splitter.IsStarter(w.text):
			small++
		}
	}
	return l.lists["noun"] == nil && big >= 3 && big >= 5*small
}

// shouted reports whether a sentence is written in capitals only.
func (l *line) shouted() bool {
	return !slices.ContainsFunc(l.words, func(w word) bool { return w.text != strings.ToUpper(w.text) })
}
