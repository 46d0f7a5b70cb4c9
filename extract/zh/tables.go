package zh

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"trigraph/corpus/hanzi"
	"trigraph/graph"
)

//go:embed data/*.tsv
var data embed.FS

// set is a set of words.
type set map[string]bool

// reading is what a word says of the name it ends, or stands beside.
type reading struct {
	kind       string
	class      graph.Class
	confidence float64
}

// tables are the word lists of the data folder.
type tables struct {
	heads    map[string]reading // words that end a name
	titles   map[string]reading // ends of titles in 《》
	quoted   map[string]reading // side + word
	listEnds map[string]reading // what a list's members are
	edges    map[string]string  // "edge" or "inner"
	generic  set                // what kind, not which one
	country  set                // before a company's name, not in it
	stems    set                // before 部
	lawStems set                // before 法
	acronyms set
	roles    map[string]string // side
	notGiven set               // characters that end no name
	surnames map[string]bool   // true: risky
	translit map[rune]bool
	cues     map[string]set // by kind
}

// loadTables reads the word lists; an error names file and line.
func loadTables() (*tables, error) {
	t := &tables{
		heads: map[string]reading{}, titles: map[string]reading{},
		quoted: map[string]reading{}, listEnds: map[string]reading{}, edges: map[string]string{}, generic: set{}, country: set{}, stems: set{},
		lawStems: set{}, acronyms: set{}, roles: map[string]string{}, notGiven: set{}, surnames: map[string]bool{},
		translit: map[rune]bool{}, cues: map[string]set{},
	}
	files := []struct {
		name    string
		columns int
		row     func(f []string) error
	}{
		{"heads", 4, func(f []string) error { return put(t.heads, f[0], f[1], f[2], f[3]) }},
		{"titles", 3, func(f []string) error { return put(t.titles, f[0], "", f[1], f[2]) }},
		{"quoted", 4, func(f []string) error { return put(t.quoted, f[1]+f[0], f[1], f[2], f[3]) }},
		{"listends", 3, func(f []string) error { return put(t.listEnds, f[0], "", f[1], f[2]) }},
		{"edges", 2, func(f []string) error { t.edges[f[0]] = f[1]; return nil }},
		{"generic", 1, into(t.generic)},
		{"countries", 1, into(t.country)},
		{"stems", 1, into(t.stems)},
		{"lawstems", 1, into(t.lawStems)},
		{"acronyms", 1, into(t.acronyms)},
		{"roles", 2, func(f []string) error { t.roles[f[0]] = f[1]; return nil }},
		{"notgiven", 1, into(t.notGiven)},
		{"surnames", 2, func(f []string) error { t.surnames[f[0]] = f[1] == "1"; return nil }},
		{"translit", 1, func(f []string) error { t.translit[first(f[0])] = true; return nil }},
		{"cues", 2, func(f []string) error {
			if t.cues[f[1]] == nil {
				t.cues[f[1]] = set{}
			}
			t.cues[f[1]][f[0]] = true
			return nil
		}},
	}
	for _, f := range files {
		if err := readTable("data/"+f.name+".tsv", f.columns, f.row); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// readTable calls row with the fields of each line after the header. Lines
// that start with # are comments.
func readTable(name string, columns int, row func([]string) error) error {
	raw, err := data.ReadFile(name)
	if err != nil {
		return fmt.Errorf("table %s: %w", name, err)
	}
	n, header := 0, true
	for line := range strings.Lines(string(raw)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != columns {
			return fmt.Errorf("%s:%d: %d columns, want %d", name, n, len(fields), columns)
		}
		if err := row(fields); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

func put(m map[string]reading, key, kind, class, confidence string) error {
	c, err := strconv.ParseFloat(confidence, 64)
	if err != nil {
		return fmt.Errorf("confidence: %w", err)
	}
	m[key] = reading{kind: kind, class: graph.Class(class), confidence: c}
	return nil
}

func into(s set) func([]string) error {
	return func(f []string) error { s[f[0]] = true; return nil }
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// simplify returns s with traditional characters in their simplified form and
// one kind of dot inside names. Every character keeps its length in bytes, so
// offsets into the result are offsets into s.
func simplify(s string) string {
	var out []byte
	for i, r := range s {
		to := hanzi.Simplified(r)
		if r == '•' || r == '‧' {
			to = '・' // the middle dot itself has two bytes
		}
		if to == r {
			continue
		}
		if out == nil {
			out = []byte(s)
		}
		utf8.EncodeRune(out[i:], to)
	}
	if out == nil {
		return s
	}
	return string(out)
}

// longestEnd returns the longest entry that s ends in, of at most max runes.
func longestEnd(m map[string]reading, s string, max int) (string, reading, bool) {
	var word string
	var found reading
	ok := false
	start := len(s)
	for range max {
		if start == 0 {
			break
		}
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
		if r, hit := m[s[start:]]; hit {
			word, found, ok = s[start:], r, true
		}
	}
	return word, found, ok
}
