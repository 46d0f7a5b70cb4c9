package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
)

// joinAliases makes one node of a full name and the short form that the text
// gives beside it. Two different known things stay two, unless the short form
// is made of the full name's initials: what an article spells out it means,
// whatever else bears the same letters (NPS, BIS, ICE).
func (a *article) joinAliases() {
	for _, al := range a.d.Aliases {
		full, short := a.at(al.Full), a.at(al.Short)
		if full < 0 || short < 0 {
			continue
		}
		f, s := a.nodes[full].root(), a.nodes[short].root()
		if s.known && f != s && a.spelledOut(a.mentions[full], a.mentions[short], s) {
			a.rename(a.d.Text(al.Short), f)
			a.joins.add(a, a.surface(a.mentions[short]), f, a.because(Alias, al.Reason, al.Full))
			continue
		}
		merge(f, s, a.because(Alias, al.Reason, al.Full))
	}
}

// merge lets into stand for n, or the other way round where only n is known.
// Both may have been merged before: only roots are, so that no circle arises.
func merge(into, n *node, why reason) {
	into, n = into.root(), n.root()
	switch {
	case into == n || into.known && n.known || family(into.class) != family(n.class):
	case n.known:
		into.merged, into.why = n, why
	default:
		n.merged, n.why = into, why
	}
}

// at returns the index of the mention with exactly that span, or -1.
func (a *article) at(s corpus.Span) int {
	i, ok := slices.BinarySearchFunc(a.mentions, s, func(m extract.Mention, s corpus.Span) int {
		return cmp.Compare(m.Start, s.Start)
	})
	if !ok || a.mentions[i].Span != s {
		return -1
	}
	return i
}

// spelledOut reports whether short abbreviates full by its initials while the
// known thing that usually bears the abbreviation has another full name.
func (a *article) spelledOut(full, short extract.Mention, usual *node) bool {
	name := a.surface(full)
	if family(full.Class) == "person" || !initials(a.d.Text(short.Span), name) {
		return false
	}
	e, _ := a.r.known.Entity(usual.id)
	return !slices.ContainsFunc(e.Names, func(other string) bool { return shareWords(name, other) })
}

// rename gives every mention written like that to the node.
func (a *article) rename(surface string, to *node) {
	for i, m := range a.mentions {
		if a.d.Text(m.Span) == surface {
			a.nodes[i] = to
			a.mentions[i].Readings = nil
		}
	}
}

// initials reports whether the capitals of short are the first letters of words
// of full, in order; full may have words without a letter in short.
func initials(short, full string) bool {
	want := []rune(strings.ToUpper(short))
	if len(want) < 2 || len(want) > 8 || strings.ToUpper(short) != short {
		return false
	}
	for _, w := range strings.FieldsFunc(full, func(r rune) bool { return r == ' ' || r == '-' }) {
		first, _ := utf8.DecodeRuneInString(w)
		if len(want) > 0 && unicode.ToUpper(first) == want[0] {
			want = want[1:]
		}
	}
	return len(want) == 0
}

// stem cuts what a German case may add to a longer word ("Verbands").
func stem(word string) string {
	rs := []rune(word)
	if len(rs) < 6 {
		return word
	}
	return string(rs[:len(rs)-2])
}

// shareWords reports whether at least three in four of the longer words of a name stand
// in the other; a name of one word shares nothing.
func shareWords(name, other string) bool {
	words, shared := 0, 0
	lower := strings.ToLower(other)
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		words++
		if strings.Contains(lower, stem(w)) {
			shared++
		}
	}
	return words > 0 && 4*shared >= 3*words && strings.Contains(other, " ")
}
