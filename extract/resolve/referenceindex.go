package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/extract"
)

// referenceIndex finds the references of one language in a sentence without
// looking for each in turn: by the word, or the character of a script without
// spaces, that they begin with.
type referenceIndex struct {
	all       []reference
	byStart   map[string][]int // first word -> places in all
	governors []string
	topics    []string // what follows a name that opens a sentence and is what it is about
}

// place is where in a sentence the words of a reference stand, in bytes.
type place struct{ reference, start, end int }

func newReferenceIndex(all []reference) referenceIndex {
	x := referenceIndex{all: all, byStart: map[string][]int{}}
	for i, ref := range all {
		switch ref.where {
		case "governor":
			x.governors = append(x.governors, ref.words)
			continue
		case "topic":
			x.topics = append(x.topics, ref.words)
			continue
		}
		word := firstWord(ref.words)
		x.byStart[word] = append(x.byStart[word], i)
	}
	return x
}

// find lists where references stand in a sentence in small letters, in the
// order of the table; two places of one reference do not overlap.
func (x referenceIndex) find(text string) []place {
	var found []place
	for at := 0; at < len(text); {
		word := firstWord(text[at:])
		for _, i := range x.byStart[word] {
			ref := &x.all[i]
			if n := ref.length(text[at:]); n > 0 && strings.HasPrefix(text[at+n:], ref.after) {
				found = append(found, place{i, at, at + n})
			}
		}
		at += len(word)
	}
	slices.SortFunc(found, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.reference, b.reference), cmp.Compare(a.start, b.start))
	})
	return found
}

// length is how much of the beginning of a text is the reference, 0 for nothing.
func (ref *reference) length(text string) int {
	rest, ok := strings.CutPrefix(text, ref.words)
	if !ok {
		return 0
	}
	if ref.head == "" {
		return len(ref.words)
	}
	word := firstWord(rest)
	for after := rest[len(word):]; strings.HasPrefix(after, "-"); after = rest[len(word):] {
		word += "-" + firstWord(after[1:]) // "Tech-Konzern"
	}
	if !strings.HasSuffix(word, ref.head) {
		return 0
	}
	return len(ref.words) + len(word)
}

// isNoun reports whether words in small letters are the noun of a reference.
func (x referenceIndex) isNoun(words string) bool {
	return slices.ContainsFunc(x.all, func(ref reference) bool {
		_, noun, ok := strings.Cut(ref.words, " ")
		noun = strings.TrimSpace(noun)
		behind := reference{words: noun, head: ref.head}
		return ok && ref.where == "any" && behind.length(words) == len(words)
	})
}

// withAdjective lists the nouns of references that a mention which is an adjective
// stands before, "the Norwegian company", or a place that says the seat, "the
// Oslo-based company". Both stay mentions: they say where the company is. start is
// where the sentence begins in the document.
func (x referenceIndex) withAdjective(d *extract.Document, text string, start int) []place {
	var found []place
	for _, m := range d.Mentions[startIndex(d.Mentions, start):] {
		if m.End > start+len(text) {
			break
		}
		from, to := m.Start-start, m.End-start
		seat := seatIn(text[to:])
		if !m.Adjective && seat == 0 {
			continue
		}
		to += seat
		for i, ref := range x.all {
			article, noun, ok := strings.Cut(ref.words, " ")
			behind := reference{words: " " + noun, head: ref.head}
			if n := behind.length(text[to:]); ok && n > 0 && ref.where == "any" && strings.HasSuffix(text[:from], article+" ") {
				found = append(found, place{i, to + 1, to + n})
			}
		}
	}
	return found
}

// seatIn gives the length of what makes the name of a place before the text
// somebody's seat, 0 where nothing does.
func seatIn(text string) int {
	for _, words := range []string{"-based", "-headquartered"} {
		if strings.HasPrefix(text, words) {
			return len(words)
		}
	}
	return 0
}

// firstWord is the run of letters that a text begins with, or else its first
// character.
func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !latin(r) })
	switch end {
	case -1:
		return text
	case 0:
		_, end = utf8.DecodeRuneInString(text)
	}
	return text[:end]
}
