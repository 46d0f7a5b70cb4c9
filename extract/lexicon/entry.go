package lexicon

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/graph"
)

// entry is one row of the tables: a thing and its names as written there.
type entry struct {
	id, country, partOf string
	class               graph.Class
	prior               float64
	popularity          int      // 0 where unknown
	en, de, zh          []string // with marks
	about               []string
	wikidata, lei       string
	isin, ticker        []string // ticker as EXCHANGE:SYMBOL
	website             string
}

// name is one spelling of one entity.
type name struct {
	entry int32
	is    trait
	form  string // as written, without mark
}

// trait says how a name is to be matched.
type trait uint8

const (
	marked    trait = 1 << iota // "?": also a common word
	exact                       // case as written only
	adjective                   // stands for the country
	short                       // one Han character
	blocker                     // names nothing
)

// germanEndings are what declension adds to a stem of an adjective.
func germanEndings() []string { return []string{"e", "en", "er", "es", "em"} }

const defaultPrior = 0.9

// manyNames is about how many the built-in tables hold.
const manyNames = 1 << 15

// loader gathers names before they are sorted into the trie.
type loader struct {
	*Lexicon
	keyed []keyedName
}

// keyedName is a folded name and its place in the order of reading.
type keyedName struct {
	key  string
	name int32
}

func (l *loader) load(files fs.FS) error {
	paths, err := fs.Glob(files, "*.tsv")
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	for _, path := range paths {
		t, err := readTable(files, path)
		if err == nil {
			err = l.table(t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) table(t *table) error {
	if t.has("text") && !t.has("id") {
		for r := range t.rows() {
			l.add(name{entry: -1, is: blocker, form: r.get("text")})
		}
		return nil
	}
	for _, need := range []string{"id", "class"} {
		if !t.has(need) {
			return fmt.Errorf("%s: no column %q", t.file, need)
		}
	}
	for r := range t.rows() {
		if err := l.row(r); err != nil {
			return err
		}
	}
	return nil
}

// row adds an entry, or more names to one that is known.
func (l *loader) row(r *row) error {
	e, err := parse(r)
	if err != nil {
		return err
	}
	if e.class == "-" {
		for _, n := range slices.Concat(e.en, e.de, e.zh) {
			l.add(name{entry: -1, is: blocker, form: n})
		}
		return nil
	}
	i, known := l.ids[e.id]
	if known {
		l.entries[i] = l.entries[i].merged(e)
	} else {
		i = int32(len(l.entries))
		l.ids[e.id] = i
		l.entries = append(l.entries, e)
	}
	for _, list := range [][]string{e.en, e.de, e.zh} {
		for _, n := range list {
			l.add(newName(i, n))
		}
	}
	l.adjectives(i, r)
	return nil
}

func (l *loader) adjectives(i int32, r *row) {
	for _, word := range list(r.get("adj_en")) {
		n := newName(i, word)
		n.is |= adjective
		l.add(n)
	}
	for _, stem := range list(r.get("adj_de")) {
		n := newName(i, stem)
		n.is |= adjective
		for _, ending := range germanEndings() {
			l.add(name{i, n.is, n.form + ending})
		}
		n.is |= exact // "Deutsch" alone is the language
		l.add(n)
	}
}

func (l *loader) add(n name) {
	if n.form != "" {
		l.keyed = append(l.keyed, keyedName{foldedKey(n.form), int32(len(l.names))})
		l.names = append(l.names, n)
	}
}

// index sorts the names and builds the trie.
func (l *loader) index() {
	slices.SortFunc(l.keyed, func(a, b keyedName) int {
		if c := strings.Compare(a.key, b.key); c != 0 {
			return c
		}
		return int(a.name - b.name)
	})
	names := make([]name, len(l.names))
	keys := make([]string, 0, len(l.names))
	for i, k := range l.keyed {
		names[i] = l.names[k.name]
		if i == 0 || k.key != keys[len(keys)-1] {
			keys = append(keys, k.key)
			l.groups = append(l.groups, int32(i))
		}
	}
	l.names, l.groups = names, append(l.groups, int32(len(names)))
	l.trie = newTrie(keys)
}

// newName reads the mark before a name and sees how it must be matched.
func newName(entry int32, text string) name {
	n := name{entry: entry, form: text}
	switch {
	case strings.HasPrefix(text, "?"):
		n.is, n.form = marked, text[1:]
	case strings.HasPrefix(text, "="):
		n.is, n.form = exact, text[1:]
	}
	if acronym(n.form) {
		n.is |= exact
	}
	if r, size := utf8.DecodeRuneInString(n.form); size == len(n.form) && unicode.Is(unicode.Han, r) {
		n.is |= short
	}
	return n
}

// acronym reports whether a name has one to five letters, all capitals.
func acronym(form string) bool {
	letters := 0
	for _, r := range form {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return 1 <= letters && letters <= 5
}

func parse(r *row) (entry, error) {
	e := entry{id: r.get("id"), class: graph.Class(r.get("class")), country: r.get("country"), partOf: r.get("part_of"),
		wikidata: r.get("wikidata"), lei: r.get("lei"), isin: list(r.get("isin")), ticker: list(r.get("ticker")),
		website: r.get("website"), about: list(r.get("about")),
		en: list(r.get("en")), de: list(r.get("de")), zh: list(r.get("zh")), prior: defaultPrior}
	switch {
	case !slug(e.id):
		return e, r.errorf("id %q is not of a-z, 0-9 and hyphens", e.id)
	case !known(e.class):
		return e, r.errorf("%s: unknown class %q", e.id, e.class)
	case len(e.en)+len(e.de)+len(e.zh) == 0:
		return e, r.errorf("%s: no name", e.id)
	}
	if p := r.get("prior"); p != "" {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil || !(v >= 0 && v <= 1) {
			return e, r.errorf("%s: prior %q is not a number from 0 to 1", e.id, p)
		}
		e.prior = v
	}
	if p := r.get("popularity"); p != "" {
		v, err := strconv.ParseInt(p, 10, 32)
		if err != nil || v < 0 {
			return e, r.errorf("%s: popularity %q is not a whole number from 0", e.id, p)
		}
		e.popularity = int(v)
	}
	return e, nil
}

func slug(id string) bool {
	for i := 0; i < len(id); i++ {
		if c := id[i]; c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return id != ""
}

func known(c graph.Class) bool {
	switch c {
	case graph.Person, graph.Organization, graph.Company, graph.GovernmentAgency, graph.Place,
		graph.Country, graph.Region, graph.City, graph.Law, graph.DocumentClass, graph.Product,
		graph.Event, graph.Concept, "-":
		return true
	}
	return false
}

// list splits a cell at "|" and drops what is empty.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	parts := strings.Split(cell, "|")
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}
