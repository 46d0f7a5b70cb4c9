//go:build unix

package lexicon

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"trigraph/corpus"
	"trigraph/extract"
)

// maker makes up things: their names are as long as names are, in three
// languages, and begin as words of real text do now and then, so that a text does
// not tell at its first letters that no name begins there.
type maker struct {
	*rand.Rand
	latin, han []string // words of real text with a capital, pairs of characters
	parts      []string // made-up words; the first ones are used most
	chars      []rune
}

func newMaker(seed uint64, texts map[corpus.Lang]string) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 40))}
	for _, word := range strings.FieldsFunc(texts["en"]+texts["de"], func(r rune) bool { return !unicode.IsLetter(r) }) {
		if unicode.IsUpper([]rune(word)[0]) {
			m.latin = append(m.latin, word)
		}
	}
	chinese := []rune(texts["zh"])
	for i := range chinese[1:] {
		if unicode.Is(unicode.Han, chinese[i]) && unicode.Is(unicode.Han, chinese[i+1]) {
			m.han = append(m.han, string(chinese[i:i+2]))
			m.chars = append(m.chars, chinese[i])
		}
	}
	for c := rune(0x4E00); c < 0x4E00+3500; c++ {
		m.chars = append(m.chars, c)
	}
	syllables := []string{"ba", "ber", "da", "den", "fel", "ga", "hal", "im", "ka", "ker", "lan", "lo", "mar", "mi", "na", "nor", "o", "pe", "ran", "ri", "sa", "schen", "ston", "ta", "ter", "ul", "ver", "wa", "ze", "ün"}
	for range 200000 {
		word := ""
		for range 2 + m.IntN(3) {
			word += syllables[m.IntN(len(syllables))]
		}
		m.parts = append(m.parts, strings.ToUpper(word[:1])+word[1:])
	}
	return m
}

// often draws an index below n, small ones more often, as words are used.
func (m *maker) often(n int) int { return int(float64(n) * m.Float64() * m.Float64() * m.Float64()) }

// latinName has one to five words, mostly two or three.
func (m *maker) latinName() string {
	var words []string
	for range 1 + m.IntN(2) + m.IntN(2) + m.IntN(2)*m.IntN(2) {
		words = append(words, m.parts[m.often(len(m.parts))])
	}
	switch {
	case len(words) == 1: // one word alone names few things
		words[0] = m.parts[m.IntN(len(m.parts))] + m.parts[m.IntN(len(m.parts))][:2]
	case m.IntN(4) == 0:
		words[0] = m.latin[m.IntN(len(m.latin))]
	}
	return strings.Join(words, " ")
}

// hanName has two to ten characters, mostly three to six.
func (m *maker) hanName() string {
	var b strings.Builder
	if m.IntN(3) == 0 {
		b.WriteString(m.han[m.IntN(len(m.han))])
	}
	b.WriteRune(m.chars[m.often(len(m.chars))])
	for range 1 + m.IntN(3) + m.IntN(3)*m.IntN(3) {
		b.WriteRune(m.chars[m.IntN(len(m.chars))])
	}
	return b.String()
}

// write writes a table of things with n names in all, and returns some names.
func (m *maker) write(w *bufio.Writer, n int) (some map[corpus.Lang][]string) {
	some = map[corpus.Lang][]string{}
	fmt.Fprintln(w, "id\tclass\ten\tde\tzh\tcountry\tpart_of\tpopularity")
	classes := []string{"Company", "Person", "Person", "City", "Organization", "Product", "Law"}
	countries := []string{"china", "germany", "united-states", "united-kingdom", "france", ""}
	for id := 1000; n > 0; id += 1 + m.IntN(20) {
		cells := map[corpus.Lang]string{}
		for range 1 + m.IntN(4) {
			lang, name := []corpus.Lang{"en", "en", "de", "zh"}[m.IntN(4)], ""
			if name = m.latinName(); lang == "zh" {
				name = m.hanName()
			}
			cells[lang] = strings.TrimPrefix(cells[lang]+"|"+name, "|")
			if n--; len(some[lang]) < 5000 || m.IntN(100) == 0 {
				some[lang] = append(some[lang], name)
			}
		}
		partOf := ""
		if m.IntN(5) == 0 {
			partOf = fmt.Sprintf("q%d", 1000+m.IntN(100000))
		}
		fmt.Fprintf(w, "q%d\t%s\t%s\t%s\t%s\t%s\t%s\t%d\n", id, classes[m.IntN(len(classes))], cells["en"], cells["de"], cells["zh"],
			countries[m.IntN(len(countries))], partOf, m.often(100))
	}
	return some
}

// sampleTexts are the program's sample articles, by language.
func sampleTexts(t testing.TB) map[corpus.Lang]string {
	t.Helper()
	texts := map[corpus.Lang]string{}
	for _, lang := range []corpus.Lang{corpus.German, corpus.English, corpus.Chinese} {
		paths, err := filepath.Glob("../../corpus/articles/*-" + string(lang) + ".*")
		if err != nil || len(paths) == 0 {
			t.Fatalf("no sample articles: %v", err)
		}
		for _, p := range paths {
			b, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			texts[lang] += string(b)
		}
	}
	return texts
}

// megabyte repeats a text up to a megabyte with a name in about every 300 bytes.
func (m *maker) megabyte(text string, names []string) string {
	var b strings.Builder
	for b.Len() < 1<<20 {
		for s := range strings.SplitAfterSeq(text, " ") {
			b.WriteString(s)
			for range len(s) / 30 {
				if m.IntN(10) == 0 {
					b.WriteString(" " + names[m.IntN(len(names))] + " ")
				}
			}
			if m.IntN(50) == 0 {
				b.WriteString(names[m.IntN(len(names))] + " ")
			}
		}
	}
	return b.String()
}

// seconds is the processor time that the process has taken, so that the figures
// stand what else the machine does.
func seconds() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // it has no way to fail
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func peakMemory() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Maxrss) / 1024 // MiB; kilobytes on Linux
}

// BenchmarkScale shows the curve from ten thousand names to ten million:
//
//	go test ./extract/lexicon -run xxx -bench Scale -benchtime 1x -timeout 2h
func BenchmarkScale(b *testing.B) {
	texts := sampleTexts(b)
	for _, n := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("names=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			m := newMaker(1, texts)
			f, err := os.Create(filepath.Join(dir, "made.tsv"))
			if err != nil {
				b.Fatal(err)
			}
			w := bufio.NewWriter(f)
			some := m.write(w, n)
			if w.Flush() != nil || f.Close() != nil {
				b.Fatal("cannot write the table")
			}
			for b.Loop() {
				b.ReportMetric(0, "ns/op")
				scaleOne(b, m, dir, texts, some)
			}
		})
	}
}

func scaleOne(b *testing.B, m *maker, dir string, texts map[corpus.Lang]string, some map[corpus.Lang][]string) {
	known, err := Load(file("none.tsv", "id\tclass\ten\nnone\tCompany\tNone\n"))
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(dir, "made.index")
	began, cpu := time.Now(), seconds()
	s, err := Build(path, known, os.DirFS(dir))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(began).Seconds(), "build-s")
	b.ReportMetric(seconds()-cpu, "build-cpu-s")
	b.ReportMetric(peakMemory(), "build-MiB")
	b.ReportMetric(float64(s.Bytes)/float64(s.Names), "bytes/name")
	began = time.Now()
	if err := known.Open(path); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "open-ms")
	for _, lang := range []corpus.Lang{corpus.English, corpus.German, corpus.Chinese} {
		text := m.megabyte(texts[lang], some[lang])
		speed, found := speedOf(known, lang, text)
		b.ReportMetric(speed, string(lang)+"-MB/cpu-s")
		b.ReportMetric(float64(found), string(lang)+"-names")
	}
}

// speedOf is how many megabytes a second of processor time are matched, the best
// of several runs, and how many names are found.
func speedOf(l *Lexicon, lang corpus.Lang, text string) (best float64, found int) {
	d := extract.New(&corpus.Article{Text: text})
	d.Sentences = []extract.Sentence{{Span: corpus.Span{End: len(text)}, Lang: lang}}
	for range 7 {
		d.Candidates = d.Candidates[:0]
		began := seconds()
		_ = l.Analyze(context.Background(), d) // only a cancelled context is an error
		best = max(best, float64(len(text))/1e6/(seconds()-began))
	}
	return best, len(d.Candidates)
}

// BenchmarkBeside matches the same names in the same text with the index, the
// double array that it replaced, and an alternation of Go's regexp.
func BenchmarkBeside(b *testing.B) {
	texts := sampleTexts(b)
	for _, n := range []int{1000, 1_000_000} {
		m := newMaker(1, texts)
		var table strings.Builder
		w := bufio.NewWriter(&table)
		some := m.write(w, n)
		_ = w.Flush() // a Builder takes everything
		l, err := Load(file("made.tsv", table.String()))
		if err != nil {
			b.Fatal(err)
		}
		var keys []string
		for _, r := range l.layers[0].from(0) {
			e, _ := r.entry(l.layers[0].dictionary)
			for _, n := range e.names {
				keys = append(keys, foldedKey(n.form))
			}
		}
		slices.Sort(keys)
		tr := newTrie(slices.Compact(keys))
		for _, lang := range []corpus.Lang{corpus.English, corpus.Chinese} {
			text := m.megabyte(texts[lang], some[lang])
			b.Run(fmt.Sprintf("names=%d/%s/index", n, lang), func(b *testing.B) { beside(b, text, func() { walkIndex(l, text) }) })
			b.Run(fmt.Sprintf("names=%d/%s/doublearray", n, lang), func(b *testing.B) { beside(b, text, func() { walkArray(tr, text) }) })
			if n <= 1000 {
				re := regexp.MustCompile("(?i)" + strings.Join(quotedAll(keys), "|"))
				b.Run(fmt.Sprintf("names=%d/%s/regexp", n, lang), func(b *testing.B) {
					beside(b, text[:1<<16], func() { re.FindAllStringIndex(text[:1<<16], -1) })
				})
			}
		}
	}
}

func quotedAll(keys []string) []string {
	var out []string
	for _, k := range keys {
		out = append(out, regexp.QuoteMeta(k))
	}
	return out
}

func beside(b *testing.B, text string, match func()) {
	best := 0.0
	for b.Loop() {
		began := seconds()
		match()
		best = max(best, float64(len(text))/1e6/(seconds()-began))
	}
	b.ReportMetric(best, "MB/cpu-s")
}

// walkIndex asks at every place where a name may begin which keys do.
func walkIndex(l *Lexicon, text string) (found int) {
	m := matcher{Lexicon: l, text: text, end: len(text)}
	for i := range starts(text) {
		m.walk(i)
		for _, h := range m.hits {
			found += min(1, len(m.bearers(h.key, text[i:h.end])))
		}
	}
	return found
}

// walkArray does the same with the double array.
func walkArray(t *trie, text string) (found int) {
	for i := range starts(text) {
		var at cursor
		for j := i; j < len(text); {
			r, n := foldedAt(text, j)
			j += n
			if !stepRune(t, &at, lower(r)) {
				break
			}
			if t.key(at) >= 0 {
				found++
			}
		}
	}
	return found
}

func stepRune(t *trie, at *cursor, r rune) bool {
	for _, c := range []byte(string(r)) {
		if !t.step(at, c) {
			return false
		}
	}
	return true
}

// starts yields the places where a name may begin.
func starts(text string) func(func(int) bool) {
	return func(yield func(int) bool) {
		inWord := false
		for i, r := range text {
			w := wordy(r)
			if r != ' ' && !(w && inWord) && !yield(i) {
				return
			}
			inWord = w
		}
	}
}
