package resolve

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

//go:embed references.tsv
var referencesData string

// referenceConfidence is what a reference is worth beside a name.
const referenceConfidence = 0.7

// reference is a word that stands for a thing named before: "the company", "it".
type reference struct {
	words string // in small letters
	head  string // what the word behind them ends with: "der *hersteller"
	after string // what must follow
	class graph.Class
	where string // see references.tsv
}

// places are where a reference may stand; references.tsv tells what they mean.
var places = []string{"any", "start", "role", "subject", "owner", "latter", "governor", "topic"}

func loadReferences() (map[corpus.Lang]referenceIndex, error) {
	all := map[corpus.Lang][]reference{}
	for n, f := range rows(referencesData) {
		if len(f) != 4 || !slices.Contains(places, f[2]) {
			return nil, fmt.Errorf("references.tsv:%d: want language, class, one of %v, words", n, places)
		}
		lang := corpus.Lang(f[0])
		words, after, _ := strings.Cut(strings.ToLower(f[3]), "|")
		words, head, _ := strings.Cut(words, "*")
		all[lang] = append(all[lang], reference{words, head, after, graph.Class(f[1]), f[2]})
	}
	indexes := map[corpus.Lang]referenceIndex{}
	for lang, refs := range all {
		indexes[lang] = newReferenceIndex(refs)
	}
	return indexes, nil
}

// References finds the references of the document and what they stand for, by
// its sentences and mentions. One that could stand for two things is left out.
func (r *Resolver) References(d *extract.Document) []extract.Mention {
	var out []extract.Mention
	for i, sent := range d.Sentences {
		if sent.Kind != corpus.Paragraph {
			continue
		}
		text := strings.ToLower(sent.In(d.Article.Text))
		if len(text) != sent.Len() {
			continue // a letter whose small form has another length: offsets would not fit
		}
		nouns, pronouns := r.inSentence(d, i, text)
		out = append(out, nouns...)
		for _, p := range pronouns {
			// "Der Konzern hat seinen Sitz …": the noun says whose
			if !slices.ContainsFunc(nouns, func(m extract.Mention) bool { return m.Start < p.Start }) {
				out = append(out, p)
			}
		}
	}
	return out
}

// inSentence finds the references of sentence i; text is the sentence in small
// letters.
func (r *Resolver) inSentence(d *extract.Document, i int, text string) (nouns, pronouns []extract.Mention) {
	known, start := r.references[d.Sentences[i].Lang], d.Sentences[i].Start
	for _, p := range slices.Concat(known.find(text), known.withAdjective(d, text, start)) {
		ref := known.all[p.reference]
		s := corpus.Span{Start: start + p.start, End: start + p.end}
		m, ok := r.stand(d, i, text, s, ref)
		switch {
		case !ok:
		case ref.where == "subject" || ref.where == "owner":
			pronouns = append(pronouns, m)
		default:
			nouns = append(nouns, m)
		}
	}
	return nouns, pronouns
}

// stand gives the mention for a reference's words at s in sentence i, if they
// stand alone, where they may, and for one thing.
func (r *Resolver) stand(d *extract.Document, i int, text string, s corpus.Span, ref reference) (extract.Mention, bool) {
	from := s.Start - d.Sentences[i].Start
	if !standsAlone(text, from, from+s.Len(), ref) || ref.where == "any" && d.Sentences[i].Lang == corpus.German && notAlone(d, i, s) || mentionFrom(d, s.End, s.End+1) != (ref.where == "role") && ref.where != "owner" {
		return extract.Mention{}, false
	}
	step := "resolve:reference"
	var m extract.Mention
	var ok bool
	switch ref.where {
	case "subject":
		m, ok = r.pronoun(d, i, s, ref.class)
	case "owner":
		step = extract.OwnerStep
		m, ok = r.pronoun(d, i, s, ref.class)
		if !ok && ref.after != "" {
			m, ok = r.antecedent(d, i, s, ref.class)
		}
	case "latter":
		m, ok = latter(d, d.Sentences[i].Start, s.Start, ref.class)
	case "role":
		s.End = s.Start
		m, ok = r.antecedent(d, i, s, ref.class)
	default:
		m, ok = r.antecedent(d, i, s, ref.class)
		ok = ok && (!described(d, s.Start) || onlyOne(d, i, s, m))
	}
	m.Span, m.Step, m.Confidence, m.Readings, m.Adjective = s, step, referenceConfidence, nil, false
	return m, ok
}

// opening is how far from the beginning of its sentence a pronoun may stand, in
// bytes; behind it the sentence has mostly a subject of its own.
const opening = 40

// pronoun is what a pronoun stands for: the subject of the sentence before, in
// the same paragraph, where nothing is named before the pronoun.
// The subject is the first thing that the sentence names, near its beginning
// and governed by no preposition; a person must be the only one.
func (r *Resolver) pronoun(d *extract.Document, i int, s corpus.Span, class graph.Class) (extract.Mention, bool) {
	sent := d.Sentences[i]
	if i == 0 || s.Start-sent.Start > opening || !sameParagraph(d, d.Sentences[i-1], sent) {
		return extract.Mention{}, false
	}
	for _, kind := range []graph.Class{graph.Person, graph.Company} {
		if _, n := things(d, corpus.Span{Start: sent.Start, End: s.Start}, kind); n > 0 {
			return extract.Mention{}, false
		}
	}
	before := d.Sentences[i-1]
	m, n := things(d, before.Span, class)
	if n == 0 || m.Class != class {
		return extract.Mention{}, false
	}
	head := strings.ToLower(d.Article.Text[before.Start:m.Start])
	subject := len(head) <= before.Len()/4 && !r.governed(head, before.Lang)
	if class == graph.Person {
		return m, n == 1 // of two, only a name's gender would tell which
	}
	return m, subject
}

// sameParagraph reports whether two sentences stand in one block of running text.
func sameParagraph(d *extract.Document, a, b extract.Sentence) bool {
	return a.Kind == corpus.Paragraph && (len(d.Article.Blocks) == 0 || slices.ContainsFunc(d.Article.Blocks, func(x corpus.Block) bool {
		return x.Start <= a.Start && b.End <= x.End
	}))
}

// governed reports whether a preposition stands among the words before a name.
func (r *Resolver) governed(head string, lang corpus.Lang) bool {
	return slices.ContainsFunc(r.references[lang].governors, func(word string) bool { return governs(head, word) })
}

// object reports whether the word right before a name is a preposition.
func (r *Resolver) object(head string, lang corpus.Lang) bool {
	head = strings.ToLower(strings.TrimRight(head, " "))
	return slices.ContainsFunc(r.references[lang].governors, func(word string) bool {
		_, ok := cutWord(head, word, strings.CutSuffix)
		return ok
	})
}

// governs reports whether a preposition stands among words.
func governs(words, preposition string) bool {
	for rest := words; ; {
		at := strings.Index(rest, preposition)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:at])
		rest = rest[at+len(preposition):]
		after, _ := utf8.DecodeRuneInString(rest)
		if !latin(before) && !latin(after) {
			return true
		}
	}
}

// things returns the first mention in the span that a pronoun for the class
// could stand for, and how many such things the span names: people for a
// person, anything but people, events and ideas for what is none.
func things(d *extract.Document, s corpus.Span, class graph.Class) (first extract.Mention, n int) {
	seen := map[string]bool{}
	for _, m := range d.Mentions[startIndex(d.Mentions, s.Start):] {
		if m.End > s.End {
			break
		}
		if m.Adjective || (m.Class == graph.Person) != (class == graph.Person) ||
			m.Class == graph.Event || m.Class == graph.Concept || seen[m.Entity] {
			continue
		}
		if len(seen) == 0 {
			first = m
		}
		seen[m.Entity] = true
	}
	return first, len(seen)
}

// latter returns the last mention of the class between two offsets, if another
// thing of the class is named before it.
func latter(d *extract.Document, from, to int, class graph.Class) (last extract.Mention, ok bool) {
	for _, m := range d.Mentions[startIndex(d.Mentions, from):] {
		if m.End > to {
			break
		}
		if m.Class == class && !m.Adjective {
			ok = ok || last.Entity != "" && last.Entity != m.Entity
			last = m
		}
	}
	return last, ok
}

// standsAlone reports whether the words are words of their own, at the place
// where the reference may stand.
func standsAlone(text string, from, to int, ref reference) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	if latin(before) || latin(after) {
		return false
	}
	if ref.where != "start" && ref.where != "role" || from == 0 {
		return true
	}
	head := strings.TrimRight(text[:from], " ")
	for _, article := range []string{"the", "its", "der", "die", "ihr", "sein", "auch", "und", "and"} {
		if rest, ok := cutWord(head, article, strings.CutSuffix); ok && ref.where == "role" {
			head = rest
		}
	}
	if head == "" {
		return true
	}
	before, _ = utf8.DecodeLastRuneInString(head)
	return unicode.IsPunct(before) && !strings.ContainsRune("、“《-–", before)
}

// notAlone reports whether the German words at s in sentence i say something
// else than what was named: they are an apposition to a name that nobody found
// ("der Hersteller Zorbex"), or many in the genitive ("der Verband der Hersteller").
func notAlone(d *extract.Document, i int, s corpus.Span) bool {
	sent := d.Sentences[i]
	next := strings.TrimPrefix(d.Article.Text[s.End:sent.End], " ")
	word := firstWord(next)
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) && next != d.Article.Text[s.End:sent.End] && !slices.Contains(partsOfTime, word) {
		return true
	}
	words, before := d.Article.Text[s.Start:s.End], strings.TrimRight(d.Article.Text[sent.Start:s.Start], " ")
	r, _ := utf8.DecodeRuneInString(before[strings.LastIndexByte(before, ' ')+1:])
	return strings.HasPrefix(words, "der ") && strings.HasSuffix(words, "er") && unicode.IsUpper(r) && !strings.HasSuffix(before, ",")
}

// described reports whether an adjective of a place ends right before the offset:
// "the Norwegian company" is as often another than the one just named.
func described(d *extract.Document, at int) bool {
	i := startIndex(d.Mentions, at)
	return i > 0 && d.Mentions[i-1].Adjective && d.Mentions[i-1].End == at-1
}

// onlyOne reports whether m, for which the words at s near the beginning of
// sentence i stand, is the only thing of its class in an earlier sentence.
func onlyOne(d *extract.Document, i int, s corpus.Span, m extract.Mention) bool {
	j := sentenceAt(d.Sentences, m.Start)
	if j < 0 || j == i || s.Start-d.Sentences[i].Start > opening {
		return false
	}
	_, n := firstOf(d, d.Sentences[j].Span, m.Class)
	return n == 1
}

// partsOfTime are nouns that stand behind another without an article.
var partsOfTime = []string{"Anfang", "Mitte", "Ende"}

// antecedent is what a reference in sentence i stands for: the one thing of its
// class named before it in the sentence, or else the first of the nearest of
// the two sentences before that names one.
func (r *Resolver) antecedent(d *extract.Document, i int, s corpus.Span, class graph.Class) (extract.Mention, bool) {
	m, n := firstOf(d, corpus.Span{Start: d.Sentences[i].Start, End: s.Start}, class)
	for back := 1; n == 0 && back <= 2 && i >= back && d.Sentences[i-back].Kind == corpus.Paragraph; back++ {
		b := d.Sentences[i-back]
		if class == graph.Company && opensWithProduct(d, d.Sentences[i-back+1]) {
			return extract.Mention{}, false // "TikTok grew. The company …" is not the company named before
		}
		m, n = firstOf(d, b.Span, class)
		if rest := d.Article.Text[m.End:b.End]; n > 1 && strings.HasPrefix(rest, "-") { // "Tesla-Rivale BYD" is BYD
			m, n = firstOf(d, corpus.Span{Start: m.End, End: b.End}, class)
		}
		far := m.Start-b.Start > b.Len()/4
		if n > 1 && far || n == 1 && far && r.object(d.Article.Text[b.Start:m.Start], b.Lang) {
			return extract.Mention{}, false
		}
	}
	if n == 0 || n > 1 && m.Start >= d.Sentences[i].Start && !r.topic(d, i, m) {
		return extract.Mention{}, false
	}
	return m, true
}

// opensWithProduct reports whether a sentence begins with a product or service,
// which is its subject.
func opensWithProduct(d *extract.Document, s extract.Sentence) bool {
	i := startIndex(d.Mentions, s.Start)
	return i < len(d.Mentions) && d.Mentions[i].Class == graph.Product && d.Mentions[i].Start <= s.Start+len("the ")
}

// topic reports whether sentence i begins with the mention and says what it is:
// a possessive later in it is the mention's, whoever else is named between.
func (r *Resolver) topic(d *extract.Document, i int, m extract.Mention) bool {
	s := d.Sentences[i]
	return m.Start == s.Start && slices.ContainsFunc(r.references[s.Lang].topics, func(word string) bool {
		return strings.HasPrefix(d.Article.Text[m.End:s.End], word)
	})
}

// firstOf returns the first mention of the class within the span, and how many
// different things of the class the span names.
func firstOf(d *extract.Document, s corpus.Span, class graph.Class) (first extract.Mention, things int) {
	seen := map[string]bool{}
	for _, m := range d.Mentions[startIndex(d.Mentions, s.Start):] {
		if m.End > s.End {
			break
		}
		if m.Class != class || m.Adjective || seen[m.Entity] {
			continue
		}
		if len(seen) == 0 {
			first = m
		}
		seen[m.Entity] = true
	}
	return first, len(seen)
}

// mentionFrom reports whether a mention starts at one of the offsets from..to.
func mentionFrom(d *extract.Document, from, to int) bool {
	i := startIndex(d.Mentions, from)
	return i < len(d.Mentions) && d.Mentions[i].Start <= to
}
