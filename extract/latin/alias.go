package latin

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

const (
	aliasConfidence = 0.75
	mostWords       = 10 // of a full name
	longestPassed   = 5  // bytes of a small word that no letter stands for
)

// findAliases finds the short forms that a sentence gives beside full names: in
// brackets, after "formerly" in them, after ", or" and ", kurz". A pair whose
// one side is among the sentence's names makes the other side one of the same
// class; both are returned, the names under the given step.
func findAliases(l *line, names []extract.Mention, step string) ([]extract.Alias, []extract.Mention) {
	a := &aliases{line: l, names: names, step: step}
	for i, w := range a.line.words {
		switch {
		case w.text == "(":
			a.inBrackets(i)
		case w.text == "," && i+2 < len(a.line.words):
			a.afterComma(i)
		}
	}
	return a.found, a.more
}

// aliases is the work on one sentence.
type aliases struct {
	line  *line
	names []extract.Mention
	step  string
	found []extract.Alias
	more  []extract.Mention
}

// inBrackets looks at the words between the bracket at open and its end.
func (a *aliases) inBrackets(open int) {
	words := a.line.words
	end := open + 1
	for end < len(words) && words[end].text != ")" {
		if end++; end > open+mostWords {
			return
		}
	}
	if open == 0 || end == len(words) || end == open+1 {
		return
	}
	first := &words[open+1]
	switch {
	case a.line.lists.hold("formerly", first):
		if from, ok := a.nameFrom(open+2, end); ok {
			a.formerly(open, from, end)
		}
	case end == open+2:
		a.short(open, first)
	case fits(words[open-1].text, words[open+1:end]):
		a.add(a.spanOf(open+1, end), words[open-1].Span, "brackets")
	}
}

// short joins a short form to the full name that ends before the word at end.
func (a *aliases) short(end int, short *word) {
	if !isShort(short.text) {
		return
	}
	if full, ok := a.fullName(end, short.text); ok {
		a.add(full, short.Span, "brackets")
	}
}

// afterComma looks at ", or X" and ", kurz X".
func (a *aliases) afterComma(comma int) {
	words := a.line.words
	if !a.line.lists.hold("or-short", &words[comma+1]) || !isShort(words[comma+2].text) || comma == 0 {
		return
	}
	for from := max(0, comma-mostWords); from < comma; from++ {
		if fits(words[comma+2].text, words[from:comma]) && words[from].name {
			a.add(a.spanOf(from, comma), words[comma+2].Span, "or")
			return
		}
	}
}

// fullName returns the words before the word at end that the short form fits.
// A name that a rule found there need only begin with the same letter.
func (a *aliases) fullName(end int, short string) (corpus.Span, bool) {
	words := a.line.words
	limit := words[end-1].End
	for _, n := range a.names {
		if n.End == limit && n.Class != graph.Person && sameStart(a.textOf(n.Span), short) {
			return n.Span, true
		}
	}
	for from := max(0, end-mostWords); from < end; from++ {
		if r, _ := utf8.DecodeRuneInString(words[from].text); unicode.IsUpper(r) && fits(short, words[from:end]) {
			full := a.spanOf(from, end)
			a.nameByHead(full, words[from:end])
			return full, true
		}
	}
	return corpus.Span{}, false
}

// nameByHead makes a name of a full form whose bounds the short form has shown,
// if a word of it tells its class.
func (a *aliases) nameByHead(full corpus.Span, words []word) {
	for _, head := range []struct {
		list  string
		class graph.Class
	}{{"law-head", graph.Law}, {"agency-head", graph.GovernmentAgency}, {"org-head", graph.Organization}} {
		for i := range words {
			if a.line.lists.hold(head.list, &words[i]) {
				m := extract.Mention{Span: full, Class: head.class, Step: a.step, Confidence: aliasConfidence}
				a.names, a.more = append(slices.Clip(a.names), m), append(a.more, m)
				return
			}
		}
	}
}

func (a *aliases) formerly(open, from, end int) {
	for _, n := range a.names {
		if n.End == a.line.words[open-1].End {
			a.add(n.Span, a.spanOf(from, end), "formerly")
			return
		}
	}
	if a.line.words[open-1].name {
		a.add(a.line.words[open-1].Span, a.spanOf(from, end), "formerly")
	}
}

// nameFrom skips small words such as "known as" and reports whether only
// words of a name are left.
func (a *aliases) nameFrom(from, end int) (int, bool) {
	for from < end && a.line.is(classSmall, &a.line.words[from]) && !a.line.words[from].name {
		from++
	}
	for i := from; i < end; i++ {
		if !a.line.words[i].name {
			return 0, false
		}
	}
	return from, from < end
}

func (a *aliases) add(full, short corpus.Span, reason string) {
	a.found = append(a.found, extract.Alias{Full: full, Short: short, Reason: reason})
	for _, n := range a.names {
		other := short
		switch n.Span {
		case full:
		case short:
			other = full
		default:
			continue
		}
		a.more = append(a.more, extract.Mention{Span: other, Class: n.Class, Step: a.step, Confidence: min(n.Confidence, aliasConfidence)})
		return
	}
}

func (a *aliases) spanOf(from, to int) corpus.Span {
	return corpus.Span{Start: a.line.words[from].Start, End: a.line.words[to-1].End}
}

// textOf returns the text from the first word of a span on.
func (a *aliases) textOf(s corpus.Span) string {
	for i := range a.line.words {
		if a.line.words[i].Start == s.Start {
			return a.line.words[i].text
		}
	}
	return ""
}

// isShort reports whether a word may be a short form: at most ten code points
// with two capitals or more.
func isShort(s string) bool {
	capitals := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals >= 2 && utf8.RuneCountInString(s) <= 10 && isName(s)
}

func sameStart(a, b string) bool {
	x, _ := utf8.DecodeRuneInString(strings.ToLower(a))
	y, _ := utf8.DecodeRuneInString(strings.ToLower(b))
	return x == y && x != utf8.RuneError
}

// fits reports whether the letters of a short form begin the words in order,
// where small words may be passed over and a word may give several letters
// (BNetzA: BundesNETZAgentur). Every word with a capital gives at least one.
func fits(short string, words []word) bool {
	if !isShort(short) || len(words) == 0 || len(words) > mostWords {
		return false
	}
	var letters []rune
	for _, r := range strings.ToLower(short) {
		if unicode.IsLetter(r) {
			letters = append(letters, r)
		}
	}
	return fitLetters(letters, words)
}

func fitLetters(letters []rune, words []word) bool {
	if len(words) == 0 {
		return len(letters) == 0
	}
	w := &words[0]
	first, _ := utf8.DecodeRuneInString(w.text)
	if !unicode.IsUpper(first) && len(w.text) <= longestPassed && fitLetters(letters, words[1:]) {
		return true
	}
	if len(letters) == 0 || !sameStart(w.text, string(letters[0])) {
		return false
	}
	taken := 0
	for _, r := range w.lower {
		if taken < len(letters) && r == letters[taken] {
			if taken++; fitLetters(letters[taken:], words[1:]) {
				return true
			}
		}
	}
	return false
}
