package lexicon

import (
	"context"
	"slices"

	"trigraph/corpus"
	"trigraph/extract"
)

// markedConfidence is what a name marked as a common word gets with prior 0,
// and markedSlope what its prior adds.
const (
	markedConfidence = 0.3
	markedSlope      = 0.1
	shortConfidence  = 0.6 // one Han character, seen in a context that supports it
	// A town's adjective: long names it begins ("Kölner Polizei") are preferred, and
	// without a noun behind it, it needs another step that finds it, too.
	attributiveConfidence = 0.7
	aloneConfidence       = 0.35
)

// Analyze adds a candidate (Step "lexicon") for every known name in every
// sentence outside boilerplate: at each place where a name may begin the
// longest one that passes the rules of spelling and boundaries. A name that
// begins within an earlier one is proposed only where it goes on beyond it and
// is longer, so that 上海地铁 holds no 海地, and 中国移动互联网 both its readings. The
// text is read once; the cost of a byte does not depend on the number of names.
func (l *Lexicon) Analyze(ctx context.Context, d *extract.Document) error {
	m := matcher{Lexicon: l, text: d.Article.Text, hits: make([]hit, 0, 16)}
	for _, s := range d.Sentences {
		if err := ctx.Err(); err != nil {
			return err
		}
		if s.Kind == corpus.Boilerplate || s.Start < 0 || s.End > len(m.text) || s.Start >= s.End {
			continue
		}
		m.lang, m.end, m.named = s.Lang, s.End, s.Start
		m.scan(s.Start)
	}
	d.Candidates = append(d.Candidates, m.found...)
	return nil
}

// matcher finds the names of one text, sentence by sentence.
type matcher struct {
	*Lexicon
	text  string
	lang  corpus.Lang
	end   int // of the sentence
	named int // end of the last match of more than one character
	hits  []hit
	names []match
	found []extract.Mention
	known bearers
}

// hit is a place where a name may end.
type hit struct {
	end int
	key uint64
}

func (m *matcher) scan(start int) {
	var last corpus.Span // the match that reaches furthest
	inWord := wordy(foldedBefore(m.text, start))
	for i := start; i < m.end; {
		_, class, n := m.alphabet.at(m.text, i)
		at := i
		if i += n; class&(isSpace|isInvisible) != 0 {
			inWord = inWord && class&isSpace == 0
			continue
		}
		if class&isWordy == 0 || !inWord {
			s := corpus.Span{Start: at, End: m.longest(at)}
			if s.End > last.End && (s.Start >= last.End || s.Len() > last.Len()) {
				last = s
				if s.Len() > n {
					m.named = s.End
				}
				if len(m.names) > 0 {
					m.found = append(m.found, m.mention(s))
				}
			}
		}
		inWord = class&isWordy != 0
	}
}

// longest returns the end of the longest match that starts at an offset, 0
// where there is none, and leaves its names in m.names: none for a blocker.
func (m *matcher) longest(start int) int {
	m.walk(start)
	for i := len(m.hits) - 1; i >= 0; i-- {
		if end := m.accept(start, m.hits[i]); end > 0 {
			return end
		}
	}
	return 0
}

// walk follows the text from an offset as long as some name goes on that way,
// and notes every place where one may end.
func (m *matcher) walk(start int) {
	m.hits = m.hits[:0]
	t := stretch{alphabet: m.alphabet, text: m.text, next: start, end: m.end}
	if !t.advance() {
		return
	}
	alive := uint(1)<<len(m.layers) - 1
	any := t.class&isSmall == 0
	for {
		switch {
		case t.class&t.following&isWordy != 0:
			m.within(&t, any)
		case t.class&isSpace != 0:
		case t.count == 1 && t.class&isWordy == 0:
			m.single(&t)
		default:
			alive = m.ask(&t, alive, any)
		}
		if t.count == openingLength && t.word {
			alive = m.open(&t, alive, any)
		}
		if alive == 0 || !t.advance() {
			return
		}
	}
}

// ask asks all layers that may still have a name for the one that ends here, and
// returns those that may have a longer one.
func (m *matcher) ask(t *stretch, alive uint, any bool) uint {
	key := t.hash.key()
	whole := false
	for i, x := range m.layers {
		if alive&(1<<i) == 0 {
			continue
		}
		name, more := x.filter.ask(key, any)
		if whole = whole || name; !more {
			alive &^= 1 << i
		}
	}
	if whole {
		m.hits = append(m.hits, hit{t.next, key})
	}
	return alive
}

// open returns the layers of alive that have a name whose first word begins like
// the stretch.
func (m *matcher) open(t *stretch, alive uint, any bool) uint {
	for i, x := range m.layers {
		if !hasMark(x.openings[small], t.hash.stem()) && !(any && hasMark(x.openings[capital], t.hash.stem())) {
			alive &^= 1 << i
		}
	}
	return alive
}

// within looks, inside a word, for a blocker, which may end there, and for a
// name before a German genitive s.
func (m *matcher) within(t *stretch, any bool) {
	if t.rest != 0 {
		return
	}
	genitive := m.lang == corpus.German && t.genitive()
	for _, x := range m.layers {
		if genitive && x.filter.name(t.hash.key(), any) || hasMark(x.stems, t.hash.stem()) {
			m.hits = append(m.hits, hit{t.next, t.hash.key()})
			return
		}
	}
}

// single looks for a name of one character.
func (m *matcher) single(t *stretch) {
	for _, x := range m.layers {
		if hasMark(x.singles, t.hash.stem()) {
			m.hits = append(m.hits, hit{t.next, t.hash.key()})
			return
		}
	}
}

// accept leaves in m.names the names of a hit that pass all rules and returns
// where the match ends, 0 where none passes. Where only a
// blocker passes it leaves none.
func (m *matcher) accept(start int, h hit) int {
	m.names = m.names[:0]
	best, blocked := 0, false
	for _, n := range m.bearers(h.key, m.text[start:h.end]) {
		if n.is&blocker != 0 {
			blocked = blocked || m.opens(start, n.name)
			continue
		}
		if end := m.passes(start, h.end, n.name); end > 0 {
			m.names, best = append(m.names, n), max(best, end)
		}
	}
	if slices.ContainsFunc(m.names, func(n match) bool { return n.is&adjective == 0 }) {
		m.names = slices.DeleteFunc(m.names, func(n match) bool { return n.is&adjective != 0 })
	}
	if best == 0 && blocked {
		return h.end
	}
	return best
}

// mention describes the match of m.names.
func (m *matcher) mention(span corpus.Span) extract.Mention {
	readings := readings(m.names)
	return extract.Mention{
		Span: span, Class: readings[0].Class, Readings: readings, Step: "lexicon",
		Adjective: m.names[0].is&adjective != 0, Confidence: m.confidence(span.End),
	}
}

// confidence is the prior of the likeliest entity whose name is no common
// word, else something low.
func (m *matcher) confidence(end int) float64 {
	c := 0.0
	for _, n := range m.names {
		prior := n.of.Prior
		switch {
		case n.is&short != 0:
			prior = shortConfidence
		case n.is&attributive != 0:
			prior = attributiveConfidence
			if !beforeNoun(m.text, end) { // "die Berliner", "ein Hamburger"
				prior = aloneConfidence
			}
		case n.is&marked != 0:
			prior = markedConfidence + markedSlope*prior
		}
		c = max(c, prior)
	}
	return c
}
