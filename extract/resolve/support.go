package resolve

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

//go:embed support.tsv
var supportData string

//go:embed germanwords.tsv
var germanWordsData string

// nearBytes is how far from a name, in bytes of the same sentence, a word of
// side "near" still counts.
const nearBytes = 80

// maxNear bounds what all words of side "near" add up to, in log odds.
const maxNear = 1.5

// cue is a word that speaks for a class, with its weight in log odds.
type cue struct {
	word   string
	stem   bool // matches any ending
	weight float64
}

// support holds cues by class, language and side, and the names that are also
// German nouns.
type support struct {
	cues  map[supportKey][]cue
	nouns map[string]bool
}

type supportKey struct {
	class graph.Class
	lang  corpus.Lang
	side  string
}

func loadSupport() (*support, error) {
	s := &support{cues: map[supportKey][]cue{}, nouns: map[string]bool{}}
	for _, f := range rows(germanWordsData) {
		s.nouns[f[0]] = true
	}
	for n, f := range rows(supportData) {
		if len(f) != 5 {
			return nil, fmt.Errorf("support.tsv:%d: %d columns, want 5", n, len(f))
		}
		w, err := strconv.ParseFloat(f[4], 64)
		if err != nil {
			return nil, fmt.Errorf("support.tsv:%d: weight: %w", n, err)
		}
		word, stem := strings.CutSuffix(f[3], "*")
		k := supportKey{graph.Class(f[0]), corpus.Lang(f[1]), f[2]}
		s.cues[k] = append(s.cues[k], cue{word, stem, w})
	}
	return s, nil
}

// rows yields the fields of each data row of a tab-separated table with its
// line number; comments and the header are left out.
func rows(table string) func(yield func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		header := true
		n := 0
		for line := range strings.Lines(table) {
			n++
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if header {
				header = false
				continue
			}
			if !yield(n, strings.Split(line, "\t")) {
				return
			}
		}
	}
}

// supportClass is the class whose cues speak for c.
func supportClass(c graph.Class) graph.Class {
	switch family(c) {
	case "org":
		return graph.Company
	case "place":
		return graph.Place
	}
	return c
}

// around returns the log odds that the words around the span add to class c.
func (s *support) around(d *extract.Document, m extract.Mention) float64 {
	i := sentenceAt(d.Sentences, m.Start)
	if i < 0 {
		return 0
	}
	sent, text := d.Sentences[i], d.Article.Text
	left, right := text[sent.Start:m.Start], text[m.End:max(m.End, sent.End)]
	key := supportKey{supportClass(m.Class), sent.Lang, "before"}
	total := best(s.cues[key], func(c cue) bool { return endsInWord(left, c.word) })
	key.side = "after"
	total += best(s.cues[key], func(c cue) bool { return startsWithWord(right, c.word) })
	key.side = "near"
	near := cutLeft(left) + "\x00" + cutRight(right)
	sum := 0.0
	for _, c := range s.cues[key] {
		if holdsWord(near, c) {
			sum += c.weight
		}
	}
	return total + min(sum, maxNear)
}

func best(cues []cue, fits func(cue) bool) float64 {
	w := 0.0
	for _, c := range cues {
		if c.weight > w && fits(c) {
			w = c.weight
		}
	}
	return w
}

func endsInWord(left, word string) bool {
	left = strings.TrimRight(left, " -–\u00a0")
	if !strings.HasSuffix(left, word) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(left[:len(left)-len(word)])
	first, _ := utf8.DecodeRuneInString(word)
	return !latin(r) || !latin(first) || word[0] == '-'
}

func startsWithWord(right, word string) bool {
	right = strings.TrimLeft(strings.ReplaceAll(right[:min(len(right), 40)], "’", "'"), " \u00a0")
	rest, ok := strings.CutPrefix(right, word)
	r, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(word)
	return ok && (!latin(r) || !latin(last))
}

func holdsWord(text string, c cue) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], c.word)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(c.word):])
		if !latin(before) && (c.stem || !latin(after)) || han(c.word) {
			return true
		}
		from = i + len(c.word)
	}
}

func cutLeft(s string) string {
	if len(s) <= nearBytes {
		return s
	}
	i := len(s) - nearBytes
	for !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

func cutRight(s string) string {
	if len(s) <= nearBytes {
		return s
	}
	i := nearBytes
	for !utf8.RuneStart(s[i]) {
		i--
	}
	return s[:i]
}

// latin reports whether r is a letter or digit of a script written with spaces
// between words.
func latin(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

func han(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r)
}
