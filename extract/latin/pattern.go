package latin

import (
	"fmt"
	"slices"
	"strings"
)

// A pattern is written in items with a blank between them:
//
//	word          that word; in small letters it also matches with capitals
//	{list}        an entry of a word list, one or more words
//	<class>       a word of a class: name, strange, upper, word, num, ...
//	<class>-{list} {list}-{list}  without the words of the second
//	!{list} !<class>  no such word stands next to what was matched; takes none
//	( a | b )     one of them
//	? * +         after an item or a closing parenthesis: optional, repeated
//	[ ]           where the name begins and ends, if not at the pattern's ends
//	\( \[ ...     a mark that has a meaning above
//
// A pattern is tried only where its anchor stands: the item marked with @, else
// the first item of the outermost sequence that is a word or a list and must be
// there. From there the items before it are matched backwards and those after
// it forwards, each as long as possible, with backtracking.
type pattern struct {
	anchor          item
	forward, before []inst
}

type itemKind int

const (
	isWord itemKind = iota
	isList
	isClass
	isOpen
	isClose
	isSeq
	isAlt
)

type item struct {
	kind     itemKind
	text     string
	list     *list
	class    wordClass
	not      bool   // must not stand there
	minus    *list  // words that are not of the class
	anchor   bool   // marked with @
	parts    []item // of isSeq and isAlt
	min, max int    // repetitions; max 0 is without end
}

// parser reads the items of one pattern.
type parser struct {
	tokens []string
	lists  Lists
}

func parsePattern(text string, lists Lists) (*pattern, error) {
	p := &parser{tokens: strings.Fields(text), lists: lists}
	items, err := p.sequence()
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", text, err)
	}
	if len(p.tokens) > 0 {
		return nil, fmt.Errorf("pattern %q: unexpected %q", text, p.tokens[0])
	}
	if !slices.ContainsFunc(items, func(it item) bool { return it.kind == isOpen }) {
		items = append(append([]item{mark(isOpen)}, items...), mark(isClose))
	}
	at := anchorOf(items)
	if at < 0 {
		return nil, fmt.Errorf("pattern %q: no word or list to start from", text)
	}
	return &pattern{
		anchor:  items[at],
		forward: compile(items[at+1:], 1),
		before:  compile(items[:at], -1),
	}, nil
}

// anchorOf returns the index of the item to start from, or -1.
func anchorOf(items []item) int {
	if i := slices.IndexFunc(items, func(it item) bool { return it.anchor }); i >= 0 {
		return i
	}
	return slices.IndexFunc(items, func(it item) bool {
		return (it.kind == isWord || it.kind == isList) && !it.not && it.min == 1 && it.max == 1
	})
}

func mark(kind itemKind) item { return item{kind: kind, min: 1, max: 1} }

func (p *parser) sequence() ([]item, error) {
	var items []item
	for len(p.tokens) > 0 && p.tokens[0] != "|" && !isGroupEnd(p.tokens[0]) {
		it, err := p.item()
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

func isGroupEnd(token string) bool {
	return token == ")" || token == ")?" || token == ")*" || token == ")+"
}

func (p *parser) item() (item, error) {
	token := p.tokens[0]
	p.tokens = p.tokens[1:]
	switch token {
	case "(":
		return p.group()
	case "[":
		return mark(isOpen), nil
	case "]":
		return mark(isClose), nil
	}
	it := mark(isWord)
	if len(token) > 1 {
		token, it.min, it.max = quantified(token)
	}
	if rest, ok := strings.CutPrefix(token, "@"); ok && rest != "" {
		it.anchor, token = true, rest
	}
	if rest, ok := strings.CutPrefix(token, "!"); ok && rest != "" {
		it.not, token = true, rest
	}
	err := p.leaf(&it, token)
	return it, err
}

func (p *parser) leaf(it *item, token string) (err error) {
	it.text = strings.TrimPrefix(token, `\`)
	if base, minus, found := strings.Cut(token, "-{"); found {
		token = base
		if it.minus, err = p.listNamed("{" + minus); err != nil {
			return err
		}
	}
	switch {
	case strings.HasPrefix(token, "{"):
		it.kind = isList
		it.list, err = p.listNamed(token)
	case strings.HasPrefix(token, "<") && len(token) > 1:
		it.kind, it.class = isClass, wordClass(strings.Trim(token, "<>"))
		if !it.class.known() {
			err = fmt.Errorf("unknown class %q", it.class)
		}
	}
	return err
}

func (p *parser) listNamed(token string) (*list, error) {
	name := strings.Trim(token, "{}")
	if l := p.lists[name]; l != nil {
		return l, nil
	}
	return nil, fmt.Errorf("unknown list %q", name)
}

func (p *parser) group() (item, error) {
	alt := item{kind: isAlt}
	for {
		items, err := p.sequence()
		if err != nil {
			return alt, err
		}
		alt.parts = append(alt.parts, item{kind: isSeq, parts: items, min: 1, max: 1})
		if len(p.tokens) == 0 {
			return alt, fmt.Errorf("parenthesis not closed")
		}
		token := p.tokens[0]
		p.tokens = p.tokens[1:]
		if token != "|" {
			_, alt.min, alt.max = quantified(token)
			return alt, nil
		}
	}
}

func quantified(token string) (rest string, least, most int) {
	last := len(token) - 1
	if strings.HasPrefix(token, `\`) {
		return token, 1, 1
	}
	switch token[last] {
	case '?':
		return token[:last], 0, 1
	case '*':
		return token[:last], 0, 0
	case '+':
		return token[:last], 1, 0
	}
	return token, 1, 1
}
