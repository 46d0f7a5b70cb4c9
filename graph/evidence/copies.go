package evidence

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"trigraph/graph"
)

// Two texts of which at least half the stretches of eight characters are the
// same are one text: a report of an agency, cut and given another headline,
// keeps most of them, and two reports of one event do not (Broder 1997, with
// characters for words since Chinese writes no borders).
const (
	shingle = 8
	alike   = 0.5
)

// texts answers whether articles have the same words. Sketches are made when
// first asked for.
type texts struct {
	articles map[string]graph.Article
	sketches map[string]map[uint32]bool
	text     func(article string) string
}

func newTexts(records []graph.Record, text func(string) string) *texts {
	t := &texts{map[string]graph.Article{}, map[string]map[uint32]bool{}, text}
	for _, r := range records {
		t.articles[r.Article.ID] = r.Article
	}
	return t
}

// count sorts the witnesses and tells copies from texts of their own: an article
// with the same words as an earlier one, or a sentence that repeats an earlier
// one's to the letter, is no second witness. An article counts once however
// often it says the thing.
func (f *Finding) count(t *texts) {
	slices.SortStableFunc(f.Witnesses, func(a, b Witness) int {
		return cmp.Or(cmp.Compare(dated(a), dated(b)), strings.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start))
	})
	if len(f.Witnesses) == 1 {
		f.Independent = 1
		return
	}
	var own []*Witness
	said := make([]string, 0, len(f.Witnesses)) // by those
	for i := range f.Witnesses {
		w := &f.Witnesses[i]
		quote := letters(w.Quote)
		for k, o := range own {
			if w.Article == o.Article {
				break
			}
			if quote == said[k] || t.same(w.Article, o.Article) {
				w.CopyOf = o.Article
				break
			}
		}
		if w.CopyOf == "" {
			if !slices.ContainsFunc(own, func(o *Witness) bool { return o.Article == w.Article }) {
				f.Independent++
			}
			own, said = append(own, w), append(said, quote)
		}
	}
}

// dated puts articles without a date behind the others.
func dated(w Witness) string { return cmp.Or(w.Published, "9999") }

func (t *texts) same(a, b string) bool {
	x, y := t.articles[a], t.articles[b]
	if x.Hash != "" && x.Hash == y.Hash {
		return true
	}
	s, l := t.sketch(x), t.sketch(y)
	if len(s) > len(l) {
		s, l = l, s
	}
	shared := 0
	for h := range s {
		if l[h] {
			shared++
		}
	}
	return shared > 0 && float64(shared) >= alike*float64(len(s))
}

// sketch is a sample of one in eight of a text's stretches, the same ones in
// every text that has them.
func (t *texts) sketch(a graph.Article) map[uint32]bool {
	if s, ok := t.sketches[a.ID]; ok {
		return s
	}
	text := a.Text
	if t.text != nil {
		text = t.text(a.ID)
	}
	s := stretches(letters(text))
	t.sketches[a.ID] = s
	return s
}

// stretches samples one in eight of a text's stretches, by their hashes (FNV-1a).
func stretches(text string) map[uint32]bool {
	s := map[uint32]bool{}
	var begins []int
	for i := range text {
		begins = append(begins, i)
	}
	begins = append(begins, len(text))
	for i := 0; i+shingle < len(begins); i++ {
		hash := uint32(2166136261)
		for _, b := range []byte(text[begins[i]:begins[i+shingle]]) {
			hash = (hash ^ uint32(b)) * 16777619
		}
		if hash%8 == 0 {
			s[hash] = true
		}
	}
	return s
}

// letters is a text without case, spaces and marks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
