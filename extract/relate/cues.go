package relate

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"trigraph/corpus"
	"trigraph/graph"
)

//go:embed cues
var data embed.FS

// cue is one row of a language's cue file.
type cue struct {
	*pattern
	predicate  graph.Predicate
	rule       string // "en:acquired:passive"
	confidence float64
	symmetric  bool // given once, with the lesser entity id first
	dated      bool // tells an event, of which a date anywhere in the sentence may speak
}

// happens lists the predicates whose every cue but one with an office tells an
// event. Of the others only what is marked ^ or ~ does: "In 2021 Nvidia founder
// Jensen Huang said" dates the saying, not the founding.
var happens = []graph.Predicate{"acquired", "fines", "foundedBy", "sanctions", "sues"}

// language is what relate knows of one language.
type language struct {
	spaced     bool   // writes spaces between words
	genitive   string // the ending that makes a name an owner, "s" in German
	possessive string // what a pronoun like "its" stands for beside the name
	office     string // what joins a name and an office: "-" in German, " " in English
	cues       []*cue
	filter     *prefilter
	lists      lists
	statuses   []statusCue
	values     *valueFinder
	triggers   triggers
	pairs      *pairReader // nil where no model was learned
}

// row is one line of a data file.
type row struct {
	file  string
	line  int
	cells []string
}

func (r row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", r.file, r.line, fmt.Errorf(format, args...))
}

// readRows reads a tab-separated file of the given number of columns: "#" lines
// are notes, the first other line is the header.
func readRows(files embed.FS, file string, columns int) ([]row, error) {
	text, err := files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rows []row
	header := true
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		r := row{file, i + 1, strings.Split(line, "\t")}
		if len(r.cells) != columns {
			return nil, r.errorf("%d columns, want %d", len(r.cells), columns)
		}
		if !header {
			rows = append(rows, r)
		}
		header = false
	}
	return rows, nil
}

// readLang reads the rows of a file for one language, named in column one.
func readLang(file string, columns int, lang corpus.Lang) ([]row, error) {
	rows, err := readRows(data, "cues/"+file, columns)
	if err != nil {
		return nil, err
	}
	own := rows[:0]
	for _, r := range rows {
		if r.cells[0] == string(lang) {
			own = append(own, r)
		}
	}
	return own, nil
}

func loadLanguage(lang corpus.Lang, rules *graph.Ontology) (*language, error) {
	l := &language{spaced: lang != corpus.Chinese}
	switch lang {
	case corpus.German:
		l.genitive, l.possessive, l.office = "s", "s", "-"
	case corpus.English:
		l.possessive, l.office = "'s", " "
	}
	g := grammar{
		rules: rules, spaced: l.spaced, words: map[string]string{},
		parsed: map[string][][]node{}, sets: map[string]classSet{},
	}
	rows, err := readLang("words.tsv", 3, lang)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		g.words[r.cells[1]] = r.cells[2]
	}
	if l.lists, err = loadLists(lang); err != nil {
		return nil, err
	}
	g.relative, g.aside = l.lists.relative, l.lists.aside
	if l.statuses, err = loadStatuses(lang, l.spaced); err != nil {
		return nil, err
	}
	if l.values, err = loadValues(lang); err != nil {
		return nil, err
	}
	if l.cues, err = g.loadCues(lang); err != nil {
		return nil, err
	}
	l.filter = newPrefilter(l.cues)
	l.triggers = l.triggersOf(rules)
	return l, nil
}

func (g *grammar) loadCues(lang corpus.Lang) ([]*cue, error) {
	rows, err := readRows(data, "cues/"+string(lang)+".tsv", 6)
	if err != nil {
		return nil, err
	}
	framed, err := frameRows(lang)
	if err != nil {
		return nil, err
	}
	rows = append(rows, framed...)
	cues := make([]*cue, len(rows))
	for i, r := range rows {
		p := graph.Predicate(r.cells[0])
		c := cue{predicate: p, rule: fmt.Sprintf("%s:%s:%s", lang, p, r.cells[1])}
		info, ok := g.rules.Predicate(p)
		if !ok {
			return nil, r.errorf("unknown predicate %q", p)
		}
		c.symmetric = info.Symmetric
		if c.confidence, err = strconv.ParseFloat(r.cells[2], 64); err != nil {
			return nil, r.errorf("confidence: %w", err)
		}
		if c.pattern, err = g.compile(r.cells[3], p); err != nil {
			return nil, r.errorf("pattern: %w", err)
		}
		c.dated = c.event || !c.office && slices.Contains(happens, p)
		cues[i] = &c
	}
	return cues, nil
}

// lists is how a language lists names and ties them to what stands beside.
type lists struct {
	comma, conj map[string]bool
	of          map[string]bool // between an owner and what it owns: 的
	with        map[string]bool // those of conj that may also say "with"
	tail        *regexp.Regexp  // after a list: "等公司"
	owner       *regexp.Regexp  // after a name that owns the next
	governor    *regexp.Regexp  // before a name that depends on a preposition
	modifier    *regexp.Regexp  // after a name that only modifies a noun
	phrase      *regexp.Regexp  // a word that begins another phrase
	title       *regexp.Regexp  // between two people of a list: " und dem Ingenieur "
	party       *regexp.Regexp  // the name of a political party
	closing     *regexp.Regexp  // behind a name that ends an apposition: ", was"
	nearest     *regexp.Regexp  // behind a list, what describes its last name: ", which"
	both        *regexp.Regexp  // of these, what describes all: ", which are"
	office      *regexp.Regexp  // an office that a party fills and is not headed by
	relative    string          // expression for what opens a relative clause
	aside       string          // expression for what says where a thing is, behind its name
}

// loadLists reads lists.tsv, where "_" stands for a space in separators and
// {place} for the name of a place.
func loadLists(lang corpus.Lang) (l lists, err error) {
	l = lists{comma: map[string]bool{}, conj: map[string]bool{}, of: map[string]bool{}, with: map[string]bool{}}
	rows, err := readLang("lists.tsv", 3, lang)
	if err != nil {
		return l, err
	}
	sets := map[string]map[string]bool{"comma": l.comma, "conj": l.conj, "of": l.of, "with": l.with}
	expressions := map[string]**regexp.Regexp{
		"tail": &l.tail, "owner": &l.owner, "governor": &l.governor, "modifier": &l.modifier, "phrase": &l.phrase,
		"title": &l.title, "party": &l.party, "closing": &l.closing, "nearest": &l.nearest, "both": &l.both, "office": &l.office,
	}
	for _, r := range rows {
		set, re := sets[r.cells[1]], expressions[r.cells[1]]
		switch {
		case r.cells[1] == "relative":
			l.relative = r.cells[2]
			continue
		case r.cells[1] == "aside":
			l.aside = strings.ReplaceAll(r.cells[2], "{place}", "["+placeRunes()+"]")
			continue
		case set == nil && re == nil:
			return l, r.errorf("unknown kind %q", r.cells[1])
		}
		if set != nil {
			for _, s := range strings.Split(r.cells[2], "|") {
				set[strings.ReplaceAll(s, "_", " ")] = true
			}
			continue
		}
		if *re, err = regexp.Compile(r.cells[2]); err != nil {
			return l, r.errorf("%w", err)
		}
	}
	return l, nil
}
