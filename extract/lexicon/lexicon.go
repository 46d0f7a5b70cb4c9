// Package lexicon knows things by their names. Tables of entities with names
// in three languages come in, its own and a user's; what goes out is, for a
// document, every place where a known name stands, with the entities the name
// may mean. It finds names, it does not choose between readings: a name that is
// also a common word is proposed with low confidence. It refuses tables with
// unknown classes, rows without names and priors outside 0 to 1, by file and
// line.
package lexicon

import (
	"cmp"
	"embed"
	"io/fs"
	"slices"
	"strings"

	"trigraph/extract"
	"trigraph/graph"
)

//go:embed data/*.tsv
var data embed.FS

//go:embed rules/*.tsv
var ruleFiles embed.FS

// Lexicon is a set of entities and an automaton over all their names. It is
// safe for concurrent use and implements extract.Analyzer and
// extract.Knowledge.
type Lexicon struct {
	rules   *rules
	entries []entry
	ids     map[string]int32
	names   []name  // grouped by key
	groups  []int32 // key k owns names[groups[k]:groups[k+1]]
	trie    *trie
}

var (
	_ extract.Analyzer  = (*Lexicon)(nil)
	_ extract.Knowledge = (*Lexicon)(nil)
)

// Data returns the tables that come with the program, to be loaded together
// with others or checked.
func Data() fs.FS {
	sub, err := fs.Sub(data, "data")
	if err != nil { // the name is a constant and valid
		return data
	}
	return sub
}

// Builtin loads the tables that come with the program.
func Builtin() (*Lexicon, error) { return Load(Data()) }

// Load reads every *.tsv at the root of each file system, in order. A row with
// an id that an earlier file system has adds names to that entity and replaces
// what else it states. Errors name file and line: "companies.tsv:41: ...".
func Load(files ...fs.FS) (*Lexicon, error) {
	l := &Lexicon{ids: map[string]int32{}}
	if err := l.loadRules(); err != nil {
		return nil, err
	}
	l.names = make([]name, 0, manyNames)
	ld := loader{Lexicon: l, keyed: make([]keyedName, 0, manyNames)}
	for _, f := range files {
		if err := ld.load(f); err != nil {
			return nil, err
		}
	}
	ld.index()
	return l, nil
}

func (l *Lexicon) loadRules() error {
	var err error
	l.rules, err = loadRules(ruleFiles)
	return err
}

// Lookup returns the entities that bear a name, best first, after folding
// width, script and case; nil where none does. Adjectives are not names.
func (l *Lexicon) Lookup(text string) []extract.Reading {
	var at cursor
	for _, c := range []byte(foldedKey(strings.TrimSpace(text))) {
		if !l.trie.step(&at, c) {
			return nil
		}
	}
	var found []name
	if k := l.trie.key(at); k >= 0 {
		for _, n := range l.group(k) {
			if n.is&(blocker|adjective) == 0 {
				found = append(found, n)
			}
		}
	}
	return l.readings(found)
}

// group returns the names that fold to key k.
func (l *Lexicon) group(k int32) []name { return l.names[l.groups[k]:l.groups[k+1]] }

// readings lists each entity once, likeliest first.
func (l *Lexicon) readings(names []name) []extract.Reading {
	var out []extract.Reading
	for _, n := range names {
		e := &l.entries[n.entry]
		if !slices.ContainsFunc(out, func(r extract.Reading) bool { return r.Entity == e.id }) {
			out = append(out, extract.Reading{Entity: e.id, Class: e.class, Prior: e.prior, Popularity: e.popularity})
		}
	}
	slices.SortFunc(out, func(a, b extract.Reading) int {
		return cmp.Or(cmp.Compare(b.Prior, a.Prior), cmp.Compare(a.Entity, b.Entity))
	})
	return out
}

// Entity returns a known entity by id.
func (l *Lexicon) Entity(id string) (graph.Entity, bool) {
	i, ok := l.ids[id]
	if !ok {
		return graph.Entity{}, false
	}
	return l.entries[i].entity(), true
}

// About returns the words and phrases that the tables say go with an entity.
func (l *Lexicon) About(id string) []string {
	i, ok := l.ids[id]
	if !ok {
		return nil
	}
	return slices.Clone(l.entries[i].about)
}
