// Package lexicon knows things by their names. Tables of entities with names
// in three languages come in, its own and a user's; what goes out is, for a
// document, every place where a known name stands, with the entities the name
// may mean. It finds names, it does not choose between readings: a name that is
// also a common word is proposed with low confidence. It refuses tables with
// unknown classes, rows without names and priors outside 0 to 1, by file and
// line.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"trigraph/extract"
	"trigraph/graph"
)

// builtin is the tables under data, compiled: go test ./extract/lexicon -update
// makes it anew, and the same test holds it to them. Compiling took a third of a
// second of each start.
//
//go:embed builtin.index
var builtin string

//go:embed data/countries.tsv
var countries string

//go:embed rules/*.tsv
var ruleFiles embed.FS

// Lexicon is a set of entities and an index of all their names, in one or more
// layers. It is safe for concurrent use and implements extract.Analyzer and
// extract.Knowledge.
type Lexicon struct {
	rules    *rules
	alphabet *alphabet
	layers   []*index
}

var (
	_ extract.Analyzer  = (*Lexicon)(nil)
	_ extract.Knowledge = (*Lexicon)(nil)
)

// Countries is the table of countries that comes with the program.
func Countries() string { return countries }

// Builtin is what comes with the program. The error is nil as long as the
// program is whole.
func Builtin() (*Lexicon, error) {
	l, err := empty()
	if err != nil {
		return nil, err
	}
	return l, l.add(builtin)
}

// Load reads every *.tsv at the root of each file system, in order. A row with
// an id that an earlier file system has adds names to that entity and replaces
// what else it states. Errors name file and line: "companies.tsv:41: ..."; the
// file as the file system's method Place(name string) string says, where it has
// one.
func Load(files ...fs.FS) (*Lexicon, error) {
	l, err := empty()
	if err != nil {
		return nil, err
	}
	return l, l.Add(files...)
}

// Add reads tables as Load does, as a further layer.
func (l *Lexicon) Add(files ...fs.FS) error {
	image, err := compiled(files)
	if err != nil {
		return err
	}
	return l.add(image)
}

// compiled is the index of tables, in memory.
func compiled(files []fs.FS) (string, error) {
	c := newCompiler()
	defer c.close()
	for _, f := range files {
		if err := c.load(f); err != nil {
			return "", err
		}
	}
	return c.inMemory()
}

func empty() (*Lexicon, error) {
	rules, err := loadRules(ruleFiles)
	if err != nil {
		return nil, err
	}
	return &Lexicon{rules: rules, alphabet: newAlphabet()}, nil
}

func (l *Lexicon) add(image string) error {
	x, err := openIndex(image, false)
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	l.layers = append(l.layers, x)
	return nil
}

// Open adds an index that Build made, as a further layer: what it says of an
// entity that is known adds to that or replaces it, as a later table's row does.
// The file is looked at where a name needs it and must not be written to; a new
// one is to be renamed into its place. An error names the file: it is no index,
// damaged, or of another version.
func (l *Lexicon) Open(path string) error {
	x, err := openChecked(path, checkedWhole)
	if err != nil {
		return err
	}
	l.layers = append(l.layers, x)
	return nil
}

// Lookup returns the entities that bear a name, best first, after folding
// width, script and case; nil where none does. Adjectives are not names.
func (l *Lexicon) Lookup(text string) []extract.Reading {
	return readings(slices.DeleteFunc(l.named(text), func(n match) bool { return n.is&(blocker|adjective) != 0 }))
}

// Entity returns a known entity by id.
func (l *Lexicon) Entity(id string) (graph.Entity, bool) {
	e, ok := l.entry(id)
	if !ok {
		return graph.Entity{}, false
	}
	return e.entity(), true
}

// About returns the words and phrases that the tables say go with an entity.
func (l *Lexicon) About(id string) []string {
	e, _ := l.entry(id)
	return e.about
}

// entry is what all layers say of an id.
func (l *Lexicon) entry(id string) (all entry, ok bool) {
	if strings.HasPrefix(id, blockerClass) {
		return entry{}, false
	}
	for _, x := range l.layers {
		e, has := x.entry(id)
		switch {
		case has && ok:
			all = all.merged(e)
		case has:
			all, ok = e, true
		}
	}
	return all, ok
}
