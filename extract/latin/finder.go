package latin

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Finder finds names by patterns over the tokens of sentences. It is safe for
// concurrent use.
type Finder struct {
	lists    Lists
	splitter *Splitter
	rules    []rule
	words    map[string][]int // word that an anchor begins with -> rules
	suffixes map[string][]int
	lengths  []int
	lang     corpus.Lang // opens the names of the steps that have no rule
}

// rule says that what a pattern matches is a name.
type rule struct {
	step       string
	class      graph.Class
	confidence float64
	pattern    *pattern
}

// NewFinder reads a table of rules with the columns step, class, confidence,
// pattern and example; the example is for readers and tests. Patterns name the
// lists given. An error names file and line.
func NewFinder(fsys fs.FS, name string, lang corpus.Lang, lists Lists, splitter *Splitter) (*Finder, error) {
	rows, err := ReadTable(fsys, name, "step", "class", "confidence", "pattern", "example")
	if err != nil {
		return nil, err
	}
	f := &Finder{lang: lang, lists: lists, splitter: splitter, words: map[string][]int{}, suffixes: map[string][]int{}}
	for _, row := range rows {
		confidence, err := strconv.ParseFloat(row.Fields[2], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: confidence: %w", row.Place, err)
		}
		p, err := parsePattern(row.Fields[3], lists)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", row.Place, err)
		}
		f.add(rule{row.Fields[0], graph.Class(row.Fields[1]), confidence, p})
	}
	return f, nil
}

// add enters a rule under every word that its anchor can begin with.
func (f *Finder) add(r rule) {
	n := len(f.rules)
	f.rules = append(f.rules, r)
	a := r.pattern.anchor
	if a.kind == isWord {
		f.words[a.text] = append(f.words[a.text], n)
		return
	}
	for w := range a.list.words {
		f.words[w] = append(f.words[w], n)
	}
	for w := range a.list.phrases {
		if !a.list.words[w] {
			f.words[w] = append(f.words[w], n)
		}
	}
	for s := range a.list.suffixes {
		if f.suffixes[s] == nil {
			f.addLength(len(s))
		}
		f.suffixes[s] = append(f.suffixes[s], n)
	}
}

func (f *Finder) addLength(n int) {
	if !slices.Contains(f.lengths, n) {
		f.lengths = append(f.lengths, n)
	}
}

// Mark adds to d the names of one of its sentences as candidates, and the
// aliases. A headline with capitals on every word has none.
func (f *Finder) Mark(d *extract.Document, s extract.Sentence) {
	l := newLine(d.Article.Text, s, f.lists, f.splitter)
	if l.titleCase(f.splitter) || l.shouted() {
		return
	}
	names := f.names(l)
	found, more := findAliases(l, names, string(f.lang)+":alias")
	d.Candidates = append(append(d.Candidates, names...), more...)
	d.Aliases = append(d.Aliases, found...)
}

// names returns the names in a line, in no particular order.
func (f *Finder) names(l *line) []extract.Mention {
	m := &machine{line: l}
	var out []extract.Mention
	for i := range l.words {
		w := &l.words[i]
		if c, ok := l.compound(w, string(f.lang)+":compound"); ok {
			out = append(out, c)
		}
		out = f.try(out, m, f.words[w.text], i)
		if w.lower != w.text {
			out = f.try(out, m, f.words[w.lower], i)
		}
		for _, n := range f.lengths {
			if n < len(w.lower) {
				out = f.try(out, m, f.suffixes[w.lower[len(w.lower)-n:]], i)
			}
		}
	}
	return out
}

func (f *Finder) try(out []extract.Mention, m *machine, rules []int, i int) []extract.Mention {
	for _, n := range rules {
		r := &f.rules[n]
		for _, taken := range m.line.takeSome(&r.pattern.anchor, i, 0) {
			if from, to, ok := m.match(r.pattern, i, taken); ok {
				from = f.behindForm(m.line.words, from, to)
				out = addBest(out, r, corpus.Span{Start: m.line.words[from].Start, End: m.line.words[to-1].End})
				break
			}
		}
	}
	return out
}

// behindForm gives where the last name begins of those that words from..to hold:
// behind a legal form that ends with a point, after which a sentence was not
// seen to end ("… International Corp. ASML, a supplier").
func (f *Finder) behindForm(words []word, from, to int) int {
	forms := f.lists["company-form"]
	for i := to - 2; forms != nil && i > from; i-- {
		if w := words[i].text; w[len(w)-1] == '.' && forms.words[w] && words[i+1].name && !forms.words[words[i+1].text] {
			return i + 1
		}
	}
	return from
}

// nearby is how many of the last candidates addBest looks at: matches come in
// the order of their anchors, so that those of one place are close together.
const nearby = 32

// addBest adds a candidate unless one of the same class that is as sure holds
// it; it drops those that it makes needless in the same way.
func addBest(out []extract.Mention, r *rule, span corpus.Span) []extract.Mention {
	c := extract.Mention{Span: span, Class: r.class, Step: r.step, Confidence: r.confidence}
	far := max(0, len(out)-nearby)
	near := out[far:]
	if slices.ContainsFunc(near, func(o extract.Mention) bool { return outdoes(o, c) }) {
		return out
	}
	near = slices.DeleteFunc(near, func(o extract.Mention) bool { return outdoes(c, o) })
	return append(out[:far+len(near)], c)
}

func outdoes(a, b extract.Mention) bool {
	return a.Class == b.Class && a.Contains(b.Span) && a.Confidence >= b.Confidence
}
