package en

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"trigraph/corpus"
	"trigraph/extract"
)

// tagger is the adapter to prose. The weights, which take 0.1 s to read, are read
// once, with the first sentence that needs tags. prose panics on some input and
// gives no offsets: both end here.
type tagger struct {
	once    sync.Once
	weights *perceptron
	err     error
}

func (t *tagger) load() {
	var err error
	if t.weights, err = loadPerceptron(); err != nil {
		t.err = fmt.Errorf("english tagger: %w", err)
	}
}

// caught turns a panic into an error. It is for deferring.
func caught(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("english tagger: %v", r)
	}
}

// prose chooses a word's tag by the tags of the two words before it and by the
// two words behind it, so only these are read with it.
const around = 2

// tokens splits contractions and genitives off the words of a sentence and
// gives the first tokens of the words in doubt their Penn Treebank tags.
// Where two tags score the same prose picks either. Words that prose cannot
// take stay whole, without tags.
func (t *tagger) tokens(text string, words []corpus.Span, doubtful []int) ([]extract.Token, error) {
	tokens := make([]extract.Token, 0, len(words)+len(words)/8)
	for i, word := range words {
		if cut := cutAt(word.In(text)); cut == word.Len() {
			tokens = append(tokens, extract.Token{Span: word})
		} else if cut > 0 {
			at := word.Start + cut
			tokens = append(tokens, extract.Token{Span: corpus.Span{Start: word.Start, End: at}}, extract.Token{Span: corpus.Span{Start: at, End: word.End}})
		} else {
			tokens = append(tokens, t.read(text, words[i:i+1], false)...)
		}
	}
	if len(doubtful) == 0 {
		return tokens, nil
	}
	if t.once.Do(t.load); t.err != nil {
		return nil, t.err
	}
	for _, i := range doubtful {
		t.tag(tokens, text, words[max(0, i-around):min(i+1+around, len(words))], words[i])
	}
	return tokens, nil
}

// tag sets the tag of the token that begins a word, read among those around it.
func (t *tagger) tag(tokens []extract.Token, text string, around []corpus.Span, word corpus.Span) {
	starts := func(token extract.Token) bool { return token.Start == word.Start }
	to := slices.IndexFunc(tokens, starts)
	if to < 0 {
		return
	}
	if plain := plainWords(text, around); plain != nil {
		n := slices.Index(around, word)
		if tokens[to].Span == word {
			tokens[to].Tag = t.weights.tags(plain, n+1)[n]
		}
		return
	}
	read := t.read(text, around, true)
	if from := slices.IndexFunc(read, starts); from >= 0 && read[from].Span == tokens[to].Span {
		tokens[to].Tag = read[from].Tag
	}
}

// plainWords returns words that are plain, nil where one is not.
func plainWords(text string, spans []corpus.Span) []string {
	words := make([]string, len(spans))
	for i, s := range spans {
		if words[i] = s.In(text); !isPlain(words[i]) {
			return nil
		}
	}
	return words
}

// cutAt returns where prose cuts a word in two, its length where it leaves it in
// one piece, 0 where prose is to be asked: it takes off signs of punctuation and
// what stands at an apostrophe, and dots, which align puts back.
func cutAt(word string) int {
	_, size := utf8.DecodeRuneInString(word)
	if size == len(word) || !strings.ContainsAny(word, `$([)],;:!?&"“”'‘’`) && strings.IndexFunc(word, unicode.IsSpace) < 0 {
		return len(word)
	}
	at := strings.IndexAny(word, "'’")
	if at < 1 || !isPlain(word[:at]) {
		return 0
	}
	_, size = utf8.DecodeRuneInString(word[at:])
	switch behind := strings.ToLower(word[at+size:]); {
	case behind == "s" || behind == "ll" || behind == "re" || behind == "m":
		return at
	case behind == "t" && at > 1 && word[at-1]|' ' == 'n':
		return at - 1
	}
	return 0
}

// read has prose read the words; where it cannot, they are as they were.
func (t *tagger) read(text string, words []corpus.Span, tags bool) []extract.Token {
	read, err := t.run(spaced(text, words), tags)
	if err == nil {
		if tokens := align(text, words, read); tokens != nil {
			return tokens
		}
	}
	return untagged(words)
}

func (t *tagger) run(text string, tags bool) (tokens []prose.Token, err error) {
	defer caught(&err)
	doc, err := prose.NewDocument(text, prose.WithSegmentation(false), prose.WithExtraction(false), prose.WithTagging(false))
	if err != nil {
		return nil, fmt.Errorf("english tagger: %w", err)
	}
	tokens = doc.Tokens()
	if !tags {
		return tokens, nil
	}
	words := make([]string, len(tokens))
	for i, token := range tokens {
		words[i] = token.Text
	}
	for i, tag := range t.weights.tags(words, len(words)) {
		tokens[i].Tag = tag
	}
	return tokens, nil
}

// spaced is the words with one blank between them, so that prose, which splits
// at white space first, sees our boundaries.
func spaced(text string, words []corpus.Span) string {
	var b strings.Builder
	for i, word := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word.In(text))
	}
	return b.String()
}

func untagged(words []corpus.Span) []extract.Token {
	tokens := make([]extract.Token, len(words))
	for i, word := range words {
		tokens[i].Span = word
	}
	return tokens
}

// align lays prose's tokens, whose texts in a row are the words in a row, over
// the article's text. It gives nil where they are not.
func align(text string, words []corpus.Span, tagged []prose.Token) []extract.Token {
	tokens := make([]extract.Token, 0, len(tagged))
	next := 0
	for _, word := range words {
		for pos := word.Start; pos < word.End; next++ {
			if next >= len(tagged) {
				return nil
			}
			end, ok := matchAt(text, pos, word.End, tagged[next].Text)
			if !ok {
				return nil
			}
			token := extract.Token{Span: corpus.Span{Start: pos, End: end}, Tag: tagged[next].Tag}
			if n := len(tokens) - 1; pos > word.Start && token.In(text) == "." {
				tokens[n].End = end // our abbreviation: prose split its dot off
			} else {
				tokens = append(tokens, token)
			}
			pos = end
		}
	}
	return tokens
}

// matchAt returns where the token ends if it stands at pos; prose writes curly
// quotes as straight ones.
func matchAt(text string, pos, end int, token string) (int, bool) {
	for _, want := range token {
		if pos >= end {
			return 0, false
		}
		r, size := utf8.DecodeRuneInString(text[pos:end])
		if r != want && straight(r) != want {
			return 0, false
		}
		pos += size
	}
	return pos, token != ""
}

func straight(r rune) rune {
	switch r {
	case '\u201c', '\u201d':
		return '"'
	case '\u2018', '\u2019':
		return '\''
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}
