package zh

import (
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// word is a token with its offsets into the sentence.
type word struct {
	start, end int
	text, tag  string
}

// view is one sentence as the rules see it: in simplified characters, cut into
// words. Offsets count bytes from the start of the sentence.
type view struct {
	*tables
	doc   *extract.Document
	text  string
	base  int // where the sentence starts in the article
	words []word
	from  int // candidates of earlier sentences

	inTitles []corpus.Span // what stands in 《》
}

func (t *tables) view(d *extract.Document, s corpus.Span, text string, tokens []extract.Token) *view {
	v := &view{tables: t, doc: d, text: text, base: s.Start, words: make([]word, len(tokens)), from: len(d.Candidates)}
	for i, k := range tokens {
		from, to := k.Start-s.Start, k.End-s.Start
		v.words[i] = word{from, to, text[from:to], k.Tag}
	}
	return v
}

// add proposes the mention text[start:end].
func (v *view) add(step string, class graph.Class, start, end int, confidence float64) {
	if start >= end {
		return
	}
	v.doc.Candidates = append(v.doc.Candidates, extract.Mention{
		Span:  corpus.Span{Start: v.base + start, End: v.base + end},
		Class: class, Step: "zh:" + step, Confidence: confidence,
	})
}

// joined reports whether words i and i+1 may belong to one name: nothing, or
// one space beside a Latin word, lies between them.
func (v *view) joined(i int) bool {
	if i < 0 || i+1 >= len(v.words) {
		return false
	}
	a, b := v.words[i], v.words[i+1]
	switch b.start - a.end {
	case 0:
		return true
	case 1:
		return v.text[a.end] == ' ' && (isLatin(a.text) || isLatin(b.text))
	}
	return false
}

// before returns the index of the last word that ends at or before offset, or
// -1; after the first that starts at or after it.
func (v *view) before(offset int) int { return v.after(offset+1, true) - 1 }

func (v *view) after(offset int, byEnd bool) int {
	lo, hi := 0, len(v.words)
	for lo < hi {
		mid := (lo + hi) / 2
		at := v.words[mid].start
		if byEnd {
			at = v.words[mid].end
		}
		if at < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// next returns the word that starts at offset, or an empty one.
func (v *view) next(offset int) word {
	if i := v.after(offset, false); i < len(v.words) && v.words[i].start == offset {
		return v.words[i]
	}
	return word{}
}

func (w word) is(tag byte) bool { return w.tag != "" && w.tag[0] == tag }

func (w word) place() bool { return w.tag == "ns" }

// single reports whether w is one Han character: a cut-up unknown word, mostly.
func (w word) single() bool { return len(w.text) == 3 && isHan(w.text) }

// isHan reports whether s starts with a Han character, isLatin with a letter
// of an alphabet or a digit.
func isHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, r)
}

func isLatin(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// isName reports whether s starts with a capital Latin letter.
func isName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r < 0x250 && unicode.IsUpper(r)
}

func runes(s string) int { return utf8.RuneCountInString(s) }
