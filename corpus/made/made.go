// Package made writes articles that nobody wrote, for tests and figures of
// scale: a seed and a number go in, an article comes out, the same on every
// machine. How long they are, in which language, and how many names they hold is
// as in real ones; what they say is nonsense.
package made

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"
)

//go:embed sentences.tsv
var sentences string

//go:embed names.tsv
var names string

// Article is one line of JSONL, as a Reader takes it.
type Article struct {
	ID        string `json:"id"`
	Lang      string `json:"lang"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Published string `json:"published"`
}

// Press makes articles. It is safe for concurrent use.
type Press struct {
	seed      uint64
	known     []string            // lines of names.tsv
	sentences map[string][]string // with names, by language
	fillers   map[string][]string // without
}

// New returns the press of a seed.
func New(seed uint64) *Press {
	p := &Press{seed, rows(names), map[string][]string{}, map[string][]string{}}
	for _, row := range rows(sentences) {
		lang, pattern, _ := strings.Cut(row, "\t")
		if strings.Contains(pattern, "{") {
			p.sentences[lang] = append(p.sentences[lang], pattern)
		} else {
			p.fillers[lang] = append(p.fillers[lang], pattern)
		}
	}
	return p
}

func rows(table string) (list []string) {
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, line)
		}
	}
	return list
}

// kind is what was measured of the articles in one language.
type kind struct {
	lang    string
	upTo    float64 // share of the articles, those of the kinds before included
	lengths []float64
	named   float64 // sentences with names, of all
}

// kinds were measured on 13,754 articles (62 % Chinese, 20 % German, 18 % English;
// laws, technical and government news, short news): code points at the quantiles
// of 0, 10, 25, 50, 75, 90 and 99 %, what is longer is left out; and from 94 of
// them names for each 1000 code points: 14 in Chinese, 4 in German, 5 in English,
// about half of them unknown to the lexicon, which gives the shares of sentences.
func kinds() []kind {
	return []kind{
		{"zh", 0.62, []float64{262, 927, 1269, 1892, 3021, 5074, 11914}, 0.3},
		{"de", 0.82, []float64{16, 91, 121, 260, 954, 8386, 30000}, 0.25},
		{"en", 1, []float64{273, 1056, 1726, 3099, 4784, 7524, 27832}, 0.3},
	}
}

// length draws from the quantiles, straight between them.
func (k kind) length(u float64) int {
	at := []float64{0, 0.1, 0.25, 0.5, 0.75, 0.9, 1}
	for i := 1; i < len(at); i++ {
		if u <= at[i] {
			from, to := k.lengths[i-1], k.lengths[i]
			return int(from + (to-from)*(u-at[i-1])/(at[i]-at[i-1]))
		}
	}
	return 0
}

// Article returns the n-th article.
func (p *Press) Article(n int) Article {
	r := rand.New(rand.NewPCG(p.seed, uint64(n)))
	u := r.Float64()
	k := kinds()[0]
	for _, k = range kinds() {
		if u < k.upTo {
			break
		}
	}
	w := writer{p, r, k.lang, nil}
	title := w.sentence(p.sentences[k.lang])
	text, length := title, utf8.RuneCountInString(title)
	for want := k.length(r.Float64()); length < want; {
		list := p.fillers[k.lang]
		if r.Float64() < k.named {
			list = p.sentences[k.lang]
		}
		s := w.sentence(list)
		between := w.space()
		if r.IntN(5) == 0 || length == utf8.RuneCountInString(title) {
			between = "\n\n"
		}
		text += between + s
		length += utf8.RuneCountInString(between + s)
	}
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(3650))
	return Article{fmt.Sprintf("made/%09d", n), k.lang, strings.TrimRight(title, ".。"), text, day.Format(time.DateOnly)}
}

// Write writes the articles from one number up to another as JSONL.
func (p *Press) Write(w io.Writer, from, to int) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for n := from; n < to; n++ {
		if err := e.Encode(p.Article(n)); err != nil {
			return err
		}
	}
	return nil
}

// writer writes one article.
type writer struct {
	*Press
	*rand.Rand
	lang   string
	things []int // named before in the article
}

func (w *writer) space() string {
	if w.lang == "zh" {
		return ""
	}
	return " "
}

func (w *writer) sentence(list []string) string {
	s := list[w.IntN(len(list))]
	for _, what := range []string{"{known}", "{company}", "{person}", "{year}"} {
		for strings.Contains(s, what) {
			s = strings.Replace(s, what, w.name(what), 1)
		}
	}
	return s
}

// pool is how many unknown companies, and as many people, there are. They are
// picked by Zipf's law, or from those that the article has named.
const pool = 2_000_000

func (w *writer) name(what string) string {
	switch what {
	case "{year}":
		return fmt.Sprint(2000 + w.IntN(25))
	case "{known}":
		f := strings.Split(w.known[int(math.Pow(float64(len(w.known)), w.Float64()))-1], "\t")
		return f[map[string]int{"zh": 0, "en": 1, "de": 2}[w.lang]]
	}
	t := int(math.Pow(pool, w.Float64()))
	if len(w.things) > 0 && w.IntN(2) == 0 {
		t = w.things[w.IntN(len(w.things))]
	} else {
		w.things = append(w.things, t)
	}
	if what == "{person}" {
		return person(t, w.lang)
	}
	return company(t, w.lang)
}

// The n-th company and person have one name in each language.

func company(n int, lang string) string {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	if lang == "zh" {
		return pick(r, "东西南北中海江山华新") + pick(r, "盛泰宏达远恒瑞丰智") + pick(r, "科微芯云能光") + pick(r, "达特信创源") + "有限公司"
	}
	name := word(r) + " " + word(r)
	if lang == "de" {
		return name + []string{" GmbH", " AG"}[r.IntN(2)]
	}
	return name + []string{" Inc.", " Ltd."}[r.IntN(2)]
}

func person(n int, lang string) string {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	if lang == "zh" {
		return pick(r, "王李张刘陈杨赵黄周吴") + pick(r, "建志文晓国海明") + pick(r, "伟芳军敏强磊洋艳")
	}
	return []string{"Anna", "Peter", "Maria", "Thomas", "Julia", "Martin", "Sarah", "Daniel"}[r.IntN(8)] + " " + word(r)
}

func pick(r *rand.Rand, from string) string {
	list := []rune(from)
	return string(list[r.IntN(len(list))])
}

func word(r *rand.Rand) string {
	parts := []string{"ba", "len", "tor", "mi", "ga", "schu", "ver", "no", "kel", "ri", "dan", "ost", "hal", "pe", "wu", "ran", "fel", "co"}
	var b strings.Builder
	for range 2 + r.IntN(2) {
		b.WriteString(parts[r.IntN(len(parts))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}
