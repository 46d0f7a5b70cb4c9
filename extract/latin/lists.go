package latin

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

// list is a set of words and of word sequences. An entry in small letters also
// matches with capitals, after a = only where its sentence begins; an entry with
// a capital matches as written. An entry that begins with * matches every longer
// word that ends so.
type list struct {
	small    map[string]bool // the entries after a =, by first word
	words    map[string]bool
	phrases  map[string][][]string // first word -> whole sequences, longest first
	last     map[string][][]string // last word -> the same, for reading backwards
	suffixes map[string]bool
	lengths  []int // of the suffixes, in bytes
}

func newList() *list {
	return &list{small: map[string]bool{}, words: map[string]bool{}, phrases: map[string][][]string{}, last: map[string][][]string{}, suffixes: map[string]bool{}}
}

func (l *list) add(entry string) {
	if suffix, ok := strings.CutPrefix(entry, "*"); ok {
		l.suffixes[suffix] = true
		if !slices.Contains(l.lengths, len(suffix)) {
			l.lengths = append(l.lengths, len(suffix))
		}
		return
	}
	entry, small := strings.CutPrefix(entry, "=")
	words := strings.Fields(entry)
	if small && len(words) > 0 {
		l.small[words[0]] = true
	}
	if len(words) == 1 {
		l.words[entry] = true
		return
	}
	if len(words) == 0 {
		return
	}
	first, last := words[0], words[len(words)-1]
	l.phrases[first] = longestFirst(append(l.phrases[first], words))
	l.last[last] = longestFirst(append(l.last[last], words))
}

func longestFirst(phrases [][]string) [][]string {
	slices.SortStableFunc(phrases, func(a, b []string) int { return len(b) - len(a) })
	return phrases
}

// holds reports whether the list has the single word.
func (l *list) holds(w *word) bool {
	if l.words[w.text] || l.words[w.lower] && l.takesCapital(w) {
		return true
	}
	for _, n := range l.lengths {
		if n < len(w.lower) && l.suffixes[w.lower[len(w.lower)-n:]] {
			return true
		}
	}
	return false
}

// lengthsAt gives the numbers of words that the list's entries take from word i
// on, longest first, reading backwards where step is negative.
func (l *list) lengthsAt(words []word, i, step int) []int {
	var out []int
	w := &words[i]
	from := l.phrases
	if step < 0 {
		from = l.last
	}
	for _, key := range []string{w.text, w.lower} {
		if key != w.text && !l.takesCapital(w) {
			break
		}
		for _, phrase := range from[key] {
			start := i
			if step < 0 {
				start = i - len(phrase) + 1
			}
			if phraseAt(words, start, phrase) {
				out = append(out, len(phrase))
			}
		}
		if w.text == w.lower {
			break
		}
	}
	if l.holds(w) {
		out = append(out, 1)
	}
	return out
}

// takesCapital reports whether a word with a capital may stand for an entry
// that begins with the same word in small letters.
func (l *list) takesCapital(w *word) bool { return w.first || !l.small[w.lower] }

func phraseAt(words []word, i int, phrase []string) bool {
	if i < 0 || i+len(phrase) > len(words) {
		return false
	}
	for j, p := range phrase {
		if words[i+j].text != p && words[i+j].lower != p {
			return false
		}
	}
	return true
}

// Lists are the named word lists of a language.
type Lists map[string]*list

//go:embed names.tsv
var names embed.FS

// ReadLists reads tables with the columns list and text into one set of lists,
// together with the lists that no language owns: first names ("first"), Chinese
// family names in pinyin ("surname-zh") and pinyin's syllables ("syllable").
func ReadLists(fsys fs.FS, tables ...string) (Lists, error) {
	lists := Lists{}
	if err := lists.read(names, "names.tsv"); err != nil {
		return nil, err
	}
	for _, table := range tables {
		if err := lists.read(fsys, table); err != nil {
			return nil, err
		}
	}
	return lists, nil
}

func (ls Lists) read(fsys fs.FS, table string) error {
	rows, err := ReadTable(fsys, table, "list", "text")
	if err != nil {
		return err
	}
	for _, row := range rows {
		l, ok := ls[row.Fields[0]]
		if !ok {
			l = newList()
			ls[row.Fields[0]] = l
		}
		l.add(row.Fields[1])
	}
	return nil
}
