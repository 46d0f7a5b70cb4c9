package relate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The pattern language, in which cues are written:
//
//	{S} {O}        a mention or list of mentions: the claim's subject, object
//	{SO}           one list whose members are paired with each other
//	{X:Person}     some other mention; {S:Company,=Organization} narrows a slot,
//	               {O:Country,adj} asks for an adjective ("Chinese")
//	…              what may stand before a noun: no clause end, no word that
//	               starts another phrase, no mention but of a concept or place
//	<gap:40>       any words up to 40 bytes, within the clause
//	<far:60>       the same, also over mentions that the next slot does not take
//	<wide:80>      the same, also over commas
//	<date> <money> <share>   a value; <major> one of half or more, <minor> of less
//	<post>         a word list of cues/words.tsv; <pre*> any number of its words
//	(a|b) [a]      alternatives; an optional part
//	^ at the start the first slot is not the object of a preposition, and the
//	               words around the match bear on the claim's status
//	~ at the start only the words around bear on the status
//	= at the start only the first slot is held so: what is said is taken as known
//	               ("will not buy its rival X" denies no rivalry)
//	$ at the end   the last slot is not a mere modifier ("Google's", "百度的")
//	*word          any compound that ends with the word
//	\x             x itself
type node struct {
	kind nodeKind
	text string   // literal; slot role; gap kind; list name
	spec string   // slot classes
	max  int      // gap length in bytes
	alts [][]node // group
	many bool     // group: any number of times, each with the word separator
	free bool     // group: may be absent
}

type nodeKind int

const (
	literal nodeKind = iota
	slotNode
	gapNode
	stemNode
	group
)

// parser turns one pattern into nodes.
type parser struct {
	*grammar
	rest  string
	depth int
}

const maxDepth = 8 // of word lists inside word lists

func (p *parser) sequence(stop string) ([]node, error) {
	var nodes []node
	for p.rest != "" && !strings.ContainsRune(stop, rune(p.rest[0])) {
		n, err := p.node()
		if err != nil {
			return nil, err
		}
		if last := len(nodes) - 1; n.kind == literal && last >= 0 && nodes[last].kind == literal {
			nodes[last].text += n.text
			continue
		}
		nodes = append(nodes, n)
	}
	return nodes, nil
}

func (p *parser) node() (node, error) {
	r, size := utf8.DecodeRuneInString(p.rest)
	switch r {
	case '{', '<':
		return p.named(r)
	case '(', '[':
		return p.group(r)
	case '…':
		p.rest = p.rest[size:]
		return node{kind: gapNode, text: "np", max: reach}, nil
	case '*':
		p.rest = p.rest[size:]
		return node{kind: stemNode}, nil
	case '}', '>', ')', ']', '|':
		return node{}, fmt.Errorf("unexpected %q", r)
	case '\\':
		p.rest = p.rest[size:]
		if r, size = utf8.DecodeRuneInString(p.rest); size == 0 {
			return node{}, fmt.Errorf("nothing after \\")
		}
	}
	p.rest = p.rest[size:]
	return node{kind: literal, text: string(fold(r))}, nil
}

// reach is how far a noun may stand from its verb, in bytes.
const reach = 60

// named reads {slot} and <gap, value or word list>.
func (p *parser) named(open rune) (node, error) {
	end := strings.IndexByte(p.rest, map[rune]byte{'{': '}', '<': '>'}[open])
	if end < 0 {
		return node{}, fmt.Errorf("%q is not closed", open)
	}
	name, spec, _ := strings.Cut(p.rest[1:end], ":")
	p.rest = p.rest[end+1:]
	if open == '{' {
		if !strings.Contains(" S O SO X ", " "+name+" ") {
			return node{}, fmt.Errorf("unknown slot {%s}", name)
		}
		return node{kind: slotNode, text: name, spec: spec}, nil
	}
	switch name {
	case "gap", "far", "wide", "np":
		n, err := strconv.Atoi(spec)
		if err != nil {
			return node{}, fmt.Errorf("<%s> needs a length", name)
		}
		return node{kind: gapNode, text: name, max: n}, nil
	case "date":
		return node{kind: literal, text: string(dateRune)}, nil
	case "money":
		return node{kind: literal, text: string(amountRune)}, nil
	case "share":
		return node{kind: group, alts: [][]node{
			{{kind: literal, text: string(shareRune)}}, {{kind: literal, text: string(majorRune)}},
		}}, nil
	case "minor":
		return node{kind: literal, text: string(shareRune)}, nil
	case "major":
		return node{kind: literal, text: string(majorRune)}, nil
	}
	return p.wordList(name)
}

func (p *parser) wordList(name string) (node, error) {
	base := strings.TrimSuffix(name, "*")
	if alts, ok := p.parsed[name]; ok {
		return node{kind: group, text: base, alts: alts, many: base != name}, nil
	}
	list, ok := p.words[base]
	if !ok || p.depth >= maxDepth {
		return node{}, fmt.Errorf("unknown word list <%s>", base)
	}
	inner := parser{grammar: p.grammar, rest: list, depth: p.depth + 1}
	alts, err := inner.alternatives("")
	if err != nil {
		return node{}, fmt.Errorf("word list <%s>: %w", base, err)
	}
	for _, a := range alts {
		if last := len(a) - 1; last >= 0 && a[last].kind == gapNode && base != name {
			a[last].spec = lastOfWord
		}
	}
	p.parsed[name] = alts
	return node{kind: group, text: base, alts: alts, many: base != name}, nil
}

// lastOfWord marks a gap that ends a word of a repeated list: the space behind
// it is the list's.
const lastOfWord = "last"

func (p *parser) group(open rune) (node, error) {
	stop := map[rune]string{'(': ")", '[': "]"}[open]
	p.rest = p.rest[1:]
	alts, err := p.alternatives(stop)
	if err != nil {
		return node{}, err
	}
	if p.rest == "" {
		return node{}, fmt.Errorf("%q is not closed", open)
	}
	p.rest = p.rest[1:]
	return node{kind: group, alts: alts, free: open == '['}, nil
}

func (p *parser) alternatives(stop string) ([][]node, error) {
	var alts [][]node
	for {
		seq, err := p.sequence(stop + "|")
		if err != nil {
			return nil, err
		}
		alts = append(alts, seq)
		if p.rest == "" || p.rest[0] != '|' {
			slices.SortStableFunc(alts, func(a, b []node) int { return opening(b) - opening(a) })
			return alts, nil
		}
		p.rest = p.rest[1:]
	}
}

// opening gives the length of the words that an alternative begins with. The
// longest is tried first: the rest of a word must not be left to a gap.
func opening(alternative []node) int {
	if len(alternative) == 0 || alternative[0].kind != literal {
		return 0
	}
	return len(alternative[0].text)
}
