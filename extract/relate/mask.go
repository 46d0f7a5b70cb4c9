package relate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// masked is a sentence in which each slot is one rune, and punctuation, case
// and spaces are folded.
type masked struct {
	text     string
	slots    []slot
	values   []value
	sentence string
	origin   []int // of each byte of text, where in the sentence it comes from

	parties map[*extract.Mention]bool // the mentions that name political parties
}

// source gives the byte of the sentence from which a byte of the text comes.
func (m *masked) source(at int) int {
	if at >= len(m.origin) {
		return len(m.sentence)
	}
	return m.origin[at]
}

// slot is a mention or a list of mentions ("A, B and C", "A、B等公司").
type slot struct {
	members  []*extract.Mention
	near     int  // members before a word that may say "with"
	mask     rune // that stands for it
	offset   int  // of the rune in the masked text
	compound bool // a noun follows: "Facebook shares"
}

// class is the class of all members, or "" where they differ.
func (s slot) class() graph.Class {
	for _, m := range s.members {
		if m.Class != s.members[0].Class {
			return ""
		}
	}
	return s.members[0].Class
}

func (s slot) rune() rune {
	if c := s.class(); c != "" {
		return slotRune(c, s.members[0].Adjective)
	}
	return mixedRune
}

// piece is a stretch of the sentence that the mask replaces: from and to are
// bytes of the sentence, quotes and brackets around the name included.
type piece struct {
	from, to int
	mention  *extract.Mention // or
	value    *value
}

// mask replaces mentions, lists and values. It gives nil where no two different
// things are left to relate.
func (l *language) mask(text string, s extract.Sentence, mentions []extract.Mention, values []value) *masked {
	pieces := mergeValues(l.pieces(text, s.Start, mentions), values)
	w := writer{lang: l, source: text, start: s.Start}
	at := 0
	for i := 0; i < len(pieces); {
		p := pieces[i]
		w.text(at, p.from)
		if p.value != nil {
			w.value(p.value)
			at, i = p.to, i+1
			continue
		}
		n := l.listLength(text, pieces[i:])
		w.slot(pieces[i : i+n])
		at, i = pieces[i+n-1].to, i+n
		if dated := i < len(pieces) && pieces[i].value != nil && pieces[i].from == at+1; !dated {
			w.modifies(nounAt(s.Tokens, s.Start+at+1))
		}
		next := len(text)
		if i < len(pieces) {
			next = pieces[i].from
		}
		at += l.tailLength(text[at:next]) // a tail ends before the next name
	}
	w.text(at, len(text))
	if !w.related() {
		return nil
	}
	w.out.text, w.out.sentence = w.b.String(), text
	return &w.out
}

// nounAt reports whether a noun begins at the offset, as far as the language's
// tokens tell.
func nounAt(tokens []extract.Token, offset int) bool {
	i, ok := slices.BinarySearchFunc(tokens, offset, func(t extract.Token, o int) int { return t.Start - o })
	return ok && strings.HasPrefix(tokens[i].Tag, "NN")
}

// pieces lists mentions in text order, without overlap. A name in
// brackets for the thing before it is taken into that piece.
func (l *language) pieces(text string, start int, mentions []extract.Mention) []piece {
	var all []piece
	for i := range mentions {
		m := &mentions[i]
		p := piece{from: m.Start - start, to: m.End - start, mention: m}
		least := 0 // where the piece before it ends
		if len(all) > 0 {
			least = all[len(all)-1].to
		}
		if m.Entity == "" || p.from < least {
			continue
		}
		all = append(all, unquote(text, p, least))
		last := &all[len(all)-1]
		last.to = afterBrackets(text, start, last.to, mentions[i:])
	}
	return all
}

// unquote widens a piece over quotation marks that stand on both its sides, from
// the offset least on: the mark may belong to what is quoted before it.
func unquote(text string, p piece, least int) piece {
	open, n := utf8.DecodeLastRuneInString(text[:p.from])
	close, m := utf8.DecodeRuneInString(text[p.to:])
	if isQuote(open) && isQuote(close) && p.from-n >= least {
		p.from, p.to = p.from-n, p.to+m
	}
	return p
}

const maxBrackets = 60 // bytes

// afterBrackets gives the end of brackets at text[to:] that hold no mention of
// another thing than the first of mentions, else to.
func afterBrackets(text string, start, to int, mentions []extract.Mention) int {
	rest := strings.TrimLeft(text[to:], " ")
	r, size := utf8.DecodeRuneInString(rest)
	if r != '(' && r != '（' {
		return to
	}
	end := strings.IndexAny(rest, ")）")
	if end < 0 || end > maxBrackets {
		return to
	}
	_, last := utf8.DecodeRuneInString(rest[end:])
	from := len(text) - len(rest) + size
	span := corpus.Span{Start: start + from, End: start + len(text) - len(rest) + end}
	for _, m := range mentions {
		if m.Start >= span.End {
			break
		}
		if m.Overlaps(span) && m.Entity != mentions[0].Entity {
			return to
		}
	}
	return span.End - start + last
}

func mergeValues(pieces []piece, values []value) []piece {
	var out []piece
	for _, p := range pieces {
		for len(values) > 0 && values[0].from < p.from {
			if v := values[0]; v.to <= p.from && (len(out) == 0 || out[len(out)-1].to <= v.from) {
				out = append(out, piece{from: v.from, to: v.to, value: &v})
			}
			values = values[1:]
		}
		out = append(out, p)
	}
	for _, v := range values {
		if len(out) == 0 || out[len(out)-1].to <= v.from {
			out = append(out, piece{from: v.from, to: v.to, value: &v})
		}
	}
	return out
}

// writer writes the masked sentence.
type writer struct {
	b    strings.Builder
	out  masked
	lang *language

	source string // the sentence
	start  int    // where it stands in the article
	at     int    // the byte of the sentence that is written
	last   rune
}

func (w *writer) rune(r rune) {
	for range utf8.RuneLen(r) {
		w.out.origin = append(w.out.origin, w.at)
	}
	w.b.WriteRune(r)
	w.last = r
}

// text writes what lies between pieces. Spaces become one; where the language
// writes none they stay only between Latin letters or digits. A hyphen between
// spaces is a dash, and before a comma is no space.
func (w *writer) text(from, to int) {
	pending := false
	for i, r := range w.source[from:to] {
		rest := w.source[from+i : to]
		w.at = from + i
		if r = fold(r); r == ' ' {
			pending = !strings.HasPrefix(rest, " ,")
			continue
		}
		if pending && r == '-' && strings.HasPrefix(rest, "- ") {
			r = '–'
		}
		if pending && w.last != ' ' && (w.lang.spaced || latin(w.last) && latin(r)) {
			w.rune(' ')
		}
		pending = false
		w.rune(r)
	}
	w.at = to
	if pending && w.lang.spaced && w.last != ' ' {
		w.rune(' ')
	}
}

// add writes what the sentence leaves out.
func (w *writer) add(s string) {
	for _, r := range s {
		w.rune(r)
	}
}

func latin(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func (w *writer) slot(pieces []piece) {
	s := slot{offset: w.b.Len()}
	for i, p := range pieces {
		if i > 0 && s.near == 0 && w.lang.lists.with[w.source[pieces[i-1].to:p.from]] {
			s.near = i
		}
		s.members = append(s.members, p.mention)
		w.party(p.mention)
	}
	s.near = cmp.Or(s.near, len(s.members))
	s.mask = s.rune()
	w.out.slots = append(w.out.slots, s)
	w.at = pieces[0].from
	w.rune(s.mask)
	w.at = pieces[len(pieces)-1].to
	last := pieces[len(pieces)-1].mention
	if last.Len() == 0 { // a thing left out before its office
		w.add(w.lang.office)
		return
	}
	if last.Step == extract.OwnerStep {
		w.add(w.lang.possessive)
		return
	}
	if w.lang.inGenitive(w.source[last.Start-w.start:last.End-w.start], last.Name) {
		w.add(w.lang.genitive) // the mention is the name and the ending
	}
}

// party notes a mention that names a political party.
func (w *writer) party(m *extract.Mention) {
	if m.Class != graph.Organization || w.lang.lists.party == nil {
		return
	}
	name := strings.Map(fold, w.source[m.Start-w.start:m.End-w.start])
	if w.lang.lists.party.MatchString(name) {
		if w.out.parties == nil {
			w.out.parties = map[*extract.Mention]bool{}
		}
		w.out.parties[m] = true
	}
}

// inGenitive reports whether a mention is a name with the ending that makes it
// an owner: "Chinas" for China, "VWs" for Volkswagen; not "Niederlanden".
func (l *language) inGenitive(surface, name string) bool {
	base, ok := strings.CutSuffix(surface, l.genitive)
	return ok && l.genitive != "" && (base == name || len(base) > 1 && strings.ToUpper(base) == base)
}

// modifies notes that the last slot only modifies the noun behind it. Of a
// product a noun may say what it is ("the Vision Pro headset"), but not after an
// indefinite article ("an iOS version").
func (w *writer) modifies(noun bool) {
	s := &w.out.slots[len(w.out.slots)-1]
	before := w.b.String()[:s.offset]
	indefinite := strings.HasSuffix(before, " a ") || strings.HasSuffix(before, " an ")
	s.compound = noun && (s.class() != graph.Product || indefinite)
}

func (w *writer) value(v *value) {
	v.offset = w.b.Len()
	w.out.values = append(w.out.values, *v)
	w.at = v.from
	w.rune(v.rune())
}

// related reports whether the slots name at least two things.
func (w *writer) related() bool {
	first := ""
	for _, s := range w.out.slots {
		for _, m := range s.members {
			if first == "" {
				first = m.Entity
			}
			if m.Entity != first {
				return true
			}
		}
	}
	return false
}
