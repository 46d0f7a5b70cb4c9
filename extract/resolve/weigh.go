package resolve

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// sure is the confidence from which a name needs no support of its own and
// supports others.
const sure = 0.7

// What the rest of the article says for a reading, in log odds. Set by hand on
// articles read for it; a test holds the direction of each.
const (
	oddsAnchor    = 3.5 // the thing is also named unmistakably
	oddsRelated   = 2.0 // something of the same thing is named: iPhone for Apple
	oddsContainer = 2.5 // the place that contains it, or its owner, is named
	oddsHome      = 0.8 // its country is named, or something else of that country
	oddsNeighbour = 2.0 // stands in a list with sure names of the same family
	oddsTopic     = 0.7 // the article names several things of the family
	oddsCapital   = 1.0 // capital inside an English sentence, or the word is none of the language
	oddsLowercase = -1.2
	oddsSettled   = 1.5  // the same name surely means the thing elsewhere in the article
	oddsCutsWord  = -2.5 // a Chinese word lies across the name's edge
	oddsNoWord    = 1.8  // fits between Chinese words and is none itself
	oddsCommon    = -0.8 // a name that is also a word is mostly the word
	oddsNoun      = -1.4 // in German, where every noun has a capital, still more so
	oddsOffice    = 2.5  // an office or form of address stands before a person's name: "Minister X"
)

// evidence is what an article's unmistakable names say.
type evidence struct {
	named    map[string]int // entity id -> mentions
	related  map[string]int // id of owner or container -> mentions of its parts
	homes    map[string]int // country id -> mentions of it and of things in it
	families map[string]int // family -> different things
	sureEnds map[int]string // byte offset where a sure name ends -> family
	sureAt   map[int]string // byte offset where one starts -> family
}

// weigh returns the candidates with confidences that regard the article, and
// with readings in the order the article supports. A name that is also a word
// keeps one sense through an article (Gale, Church and Yarowsky 1992), so one
// sure place supports the others; written in Han it must stand on its own, for
// there the word is no capital away.
func (r *Resolver) weigh(d *extract.Document) []extract.Mention {
	out := r.weighAlone(d)
	r.join(d, out)
	return out
}

// weighAlone is weigh before lexicon, rules and tagger are joined.
func (r *Resolver) weighAlone(d *extract.Document) []extract.Mention {
	ev := r.gather(d)
	out := r.peel(d, r.splitAddresses(d))
	for i, m := range out {
		if len(m.Readings) > 0 && !oneHan(d.Text(m.Span)) && partOfWords(d, m) {
			out[i].Confidence = 0
		}
	}
	r.read(d, ev, out)
	settled := map[string]bool{} // things that a doubtful name surely means somewhere
	for i, m := range out {
		out[i].Confidence = r.weighKnown(d, ev, m)
		if len(m.Readings) > 0 && out[i].Confidence >= sure && !m.Adjective {
			settled[m.Readings[0].Entity] = true
		}
	}
	for i, m := range out {
		if len(m.Readings) > 0 && m.Confidence > 0 && m.Confidence < sure && settled[m.Readings[0].Entity] && !han(d.Text(m.Span)) {
			out[i].Confidence = logistic(logit(m.Confidence) + oddsSettled)
		}
	}
	dropSums(d, out)
	r.dropCommonplaces(d, out)
	return out
}

// splitAddresses returns the candidates with each place that is written with
// what contains it ("Taylor, Texas") as two: the comma tells which Taylor is
// meant, but names two things.
func (r *Resolver) splitAddresses(d *extract.Document) []extract.Mention {
	var out []extract.Mention
	for _, m := range d.Candidates {
		town, rest, ok := strings.Cut(d.Text(m.Span), ", ")
		around := r.known.Lookup(rest)
		if !ok || family(m.Class) != "place" || len(around) == 0 || family(around[0].Class) != "place" {
			out = append(out, m)
			continue
		}
		second := m
		second.Start, second.Readings, second.Class = m.End-len(rest), around, around[0].Class
		m.End = m.Start + len(town)
		out = append(out, m, second)
	}
	return out
}

func (r *Resolver) gather(d *extract.Document) evidence {
	ev := evidence{
		named: map[string]int{}, related: map[string]int{}, homes: map[string]int{},
		families: map[string]int{}, sureEnds: map[int]string{}, sureAt: map[int]string{},
	}
	for _, m := range d.Candidates {
		if m.Confidence < sure {
			continue
		}
		ev.sureEnds[m.End], ev.sureAt[m.Start] = family(m.Class), family(m.Class)
		if len(m.Readings) != 1 {
			continue
		}
		id := m.Readings[0].Entity
		e, _ := r.known.Entity(id)
		ev.homes[id]++
		if e.Country != "" {
			ev.homes[e.Country]++
		}
		if e.PartOf != "" {
			ev.related[e.PartOf]++
		}
		if ev.named[id]++; ev.named[id] == 1 {
			ev.families[family(m.Class)]++
		}
	}
	return ev
}

// weighKnown is how sure it is that a name of the lexicon is a name there. What
// is also a common word needs support for what it means, or most likely would.
func (r *Resolver) weighKnown(d *extract.Document, ev evidence, m extract.Mention) float64 {
	readings := m.Readings
	if len(readings) == 0 {
		readings = m.Candidates
	}
	if len(readings) == 0 || m.Confidence <= 0 || m.Confidence >= sure || oneHan(d.Text(m.Span)) {
		return m.Confidence // the lexicon proposes single characters only beside words that show them
	}
	odds := r.readingOdds(ev, readings[0]) + r.placeOdds(d, ev, m) + r.support.around(d, m)
	if readings[0].Class == graph.Person && r.office(langOf(d, m.Span), lastWord(d.Article.Text[:m.Start])) {
		odds += oddsOffice
	}
	return logistic(logit(m.Confidence) + odds)
}

// lastWord is the word that a text ends with, on its last line.
func lastWord(text string) string {
	text = text[max(0, len(text)-nearBytes):]
	text = strings.TrimRight(text[strings.LastIndexByte(text, '\n')+1:], " \u00a0")
	return text[strings.LastIndexAny(text, " \u00a0(")+1:]
}

// oneHan reports whether a name is a single Han character.
func oneHan(name string) bool {
	return han(name) && utf8.RuneCountInString(name) == 1
}

func withClass(m extract.Mention, c graph.Class) extract.Mention {
	m.Class = c
	return m
}

// readingOdds is what the other names of the article say for one reading.
func (r *Resolver) readingOdds(ev evidence, rd extract.Reading) float64 {
	odds := 0.0
	if ev.named[rd.Entity] > 0 {
		odds += oddsAnchor
	}
	if ev.related[rd.Entity] > 0 {
		odds += oddsRelated
	}
	e, _ := r.known.Entity(rd.Entity)
	if e.PartOf != "" && ev.named[e.PartOf] > 0 {
		odds += oddsContainer
	}
	if e.Country != "" && ev.homes[e.Country] > 0 {
		odds += oddsHome
	}
	if ev.families[family(rd.Class)] >= 3 {
		odds += oddsTopic
	}
	return odds
}

// placeOdds is what the place of the name in its sentence says.
func (r *Resolver) placeOdds(d *extract.Document, ev evidence, m extract.Mention) float64 {
	odds := oddsCommon
	if neighbour(d.Article.Text, ev, m) {
		odds += oddsNeighbour
	}
	i := sentenceAt(d.Sentences, m.Start)
	if i < 0 {
		return odds
	}
	sent := d.Sentences[i]
	name := d.Text(m.Span)
	switch {
	case sent.Lang == corpus.English && sent.Kind == corpus.Paragraph:
		if m.Start > sent.Start && inLowerCase(sent.In(d.Article.Text)) {
			odds += oddsCapital
		}
		if low := strings.ToLower(name); low != name && holdsWord(d.Article.Text, cue{word: low}) {
			odds += oddsLowercase
		}
	case sent.Lang == corpus.German && r.support.nouns[strings.TrimSuffix(name, "s")]:
		odds += oddsNoun - oddsCommon
	case len(name) > 3 && (sent.Lang == corpus.German || sent.Lang == corpus.Chinese && !han(name)):
		odds += oddsCapital
	case sent.Lang == corpus.Chinese && cutsWord(sent, m.Span):
		odds += oddsCutsWord
	case sent.Lang == corpus.Chinese && len(sent.Tokens) > 0 && !commonWord(sent, m.Span):
		odds += oddsNoWord
	}
	return odds
}

// neighbour reports whether a sure name of the same family stands directly
// before or after the mention, with only a list separator between.
func neighbour(text string, ev evidence, m extract.Mention) bool {
	for _, sep := range []string{", ", "、", " and ", " und ", "和", "与", "及", " or ", " oder ", ", and ", "/"} {
		if strings.HasSuffix(text[:m.Start], sep) && ev.sureEnds[m.Start-len(sep)] == family(m.Class) {
			return true
		}
		if strings.HasPrefix(text[m.End:], sep) && ev.sureAt[m.End+len(sep)] == family(m.Class) {
			return true
		}
	}
	return false
}

// inLowerCase reports whether a sentence is written with most words small, so
// that a capital means something in it.
func inLowerCase(s string) bool {
	small, big := 0, 0
	for w := range strings.FieldsSeq(s) {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsLower(r):
			small++
		case unicode.IsUpper(r):
			big++
		}
	}
	return small > big
}

// partOfWords reports whether a Chinese name is an accident of the words around
// it: words lie across both its edges (最新|未来|城市 is not 新未来城), one lies
// across an edge of a place's name of two characters, or it stands inside an idiom or, as a
// place, within another word (包罗万象).
// One word across one edge refuses no company: dictionaries do not know new
// names and cut them anywhere (和歌|尔).
func partOfWords(d *extract.Document, m extract.Mention) bool {
	i := sentenceAt(d.Sentences, m.Start)
	if i < 0 || d.Sentences[i].Lang != corpus.Chinese || !han(d.Text(m.Span)) {
		return false
	}
	left, right := false, false
	for _, t := range d.Sentences[i].Tokens {
		if t.Start >= m.End {
			break
		}
		if t.Contains(m.Span) && t.Len() > m.Len() && (t.Tag == "i" || t.Tag == "l" || t.Start < m.Start && t.Tag != "ns" && family(m.Class) == "place") {
			return true
		}
		left = left || t.Start < m.Start && t.End > m.Start && t.End < m.End
		right = right || t.Start > m.Start && t.Start < m.End && t.End > m.End
	}
	return left && right || (left || right) && family(m.Class) == "place" && utf8.RuneCountInString(d.Text(m.Span)) == 2
}

// commonWord reports whether the span is one token whose tag is not that of a
// name (ICTCLAS: nr, ns, nt, nz and x for what the dictionary does not know).
func commonWord(sent extract.Sentence, s corpus.Span) bool {
	i, ok := slices.BinarySearchFunc(sent.Tokens, s.Start, func(t extract.Token, start int) int { return cmp.Compare(t.Start, start) })
	if !ok || sent.Tokens[i].Span != s {
		return false
	}
	switch sent.Tokens[i].Tag {
	case "nr", "ns", "nt", "nz", "x":
		return false
	}
	return true
}

// cutsWord reports whether a token of at least two code points lies across an
// edge of the span.
func cutsWord(sent extract.Sentence, s corpus.Span) bool {
	for _, t := range sent.Tokens {
		if t.Start >= s.End {
			break
		}
		if t.Overlaps(s) && !s.Contains(t.Span) && !t.Contains(s) {
			return true
		}
	}
	return false
}

func logit(p float64) float64 {
	p = min(max(p, 0.01), 0.99)
	return math.Log(p / (1 - p))
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
