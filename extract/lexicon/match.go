package lexicon

import (
	"context"
	"slices"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
)

// markedConfidence is what a name marked as a common word gets with prior 0,
// and markedSlope what its prior adds.
const (
	markedConfidence = 0.3
	markedSlope      = 0.1
	shortConfidence  = 0.6 // one Han character, seen in a context that supports it
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
	names []name
	found []extract.Mention
}

// hit is a key that ends at a byte offset.
type hit struct {
	end int
	key int32
}

func (m *matcher) scan(start int) {
	var last corpus.Span // the match that reaches furthest
	inWord := wordy(foldedBefore(m.text, start))
	for i := start; i < m.end; {
		r, n := foldedAt(m.text, i)
		if i += n; r == ' ' || invisible(r) {
			inWord = inWord && r != ' '
			continue
		}
		w := wordy(r)
		if !w || !inWord {
			mention, end := m.longest(i - n)
			if s := (corpus.Span{Start: i - n, End: end}); end > last.End && (s.Start >= last.End || s.Len() > last.Len()) {
				last = s
				if s.Len() > n {
					m.named = end
				}
				if mention.Class != "" {
					m.found = append(m.found, mention)
				}
			}
		}
		inWord = w
	}
}

// longest returns the longest match that starts at an offset and its end, 0
// where there is none. A blocker gives an end and an empty mention.
func (m *matcher) longest(start int) (extract.Mention, int) {
	m.walk(start)
	for i := len(m.hits) - 1; i >= 0; i-- {
		h := m.hits[i]
		end := m.accept(start, h)
		if end == 0 {
			continue
		}
		if len(m.names) == 0 {
			return extract.Mention{}, end
		}
		return m.mention(corpus.Span{Start: start, End: end}), end
	}
	return extract.Mention{}, 0
}

// walk follows the text from an offset through the trie and notes every key
// that ends on the way.
func (m *matcher) walk(start int) {
	m.hits = m.hits[:0]
	var at cursor
	var buf [utf8.UTFMax]byte
	space := false
	for i := start; i < m.end; {
		r, n := foldedAt(m.text, i)
		i += n
		if invisible(r) || (space && r == ' ') {
			continue
		}
		space = r == ' '
		for _, c := range utf8.AppendRune(buf[:0], lower(r)) {
			if !m.trie.step(&at, c) {
				return
			}
		}
		if k := m.trie.key(at); k >= 0 && i <= m.end {
			m.hits = append(m.hits, hit{i, k})
		}
	}
}

// accept leaves in m.names the names of a hit that pass all rules and returns
// where the match ends, 0 where none passes. Where only a
// blocker passes it leaves none.
func (m *matcher) accept(start int, h hit) int {
	m.names = m.names[:0]
	best, blocked := 0, false
	for _, n := range m.group(h.key) {
		if n.is&blocker != 0 {
			blocked = blocked || m.opens(start, n)
			continue
		}
		if end := m.passes(start, h.end, n); end > 0 {
			m.names, best = append(m.names, n), max(best, end)
		}
	}
	if slices.ContainsFunc(m.names, func(n name) bool { return n.is&adjective == 0 }) {
		m.names = slices.DeleteFunc(m.names, func(n name) bool { return n.is&adjective != 0 })
	}
	if best == 0 && blocked {
		return h.end
	}
	return best
}

// mention describes the match of m.names.
func (m *matcher) mention(span corpus.Span) extract.Mention {
	readings := m.readings(m.names)
	return extract.Mention{
		Span: span, Class: readings[0].Class, Readings: readings, Step: "lexicon",
		Adjective: m.names[0].is&adjective != 0, Confidence: m.confidence(),
	}
}

// confidence is the prior of the likeliest entity whose name is no common
// word, else something low.
func (m *matcher) confidence() float64 {
	c := 0.0
	for _, n := range m.names {
		prior := m.entries[n.entry].prior
		switch {
		case n.is&short != 0:
			prior = shortConfidence
		case n.is&marked != 0:
			prior = markedConfidence + markedSlope*prior
		}
		c = max(c, prior)
	}
	return c
}
