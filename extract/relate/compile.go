package relate

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"trigraph/graph"
)

// pattern is a cue's pattern, ready to run. The regular expression is compiled
// when a sentence first passes the pattern's literals: most never do.
type pattern struct {
	regexp   func() (*regexp.Regexp, error)
	words    string   // all its words
	literals []string // a sentence without any of them cannot match
	gaps     []node   // gap i is captured as gapI
	subject  classSet
	object   classSet
	pairs    bool       // {SO}
	start    *classSet  // where the pattern begins with a slot, its classes
	end      *classSet  // and those of the end that comes behind it
	steps    [][]string // what every match holds, one of each, in this order
	free     bool       // ^: the first slot depends on no preposition
	event    bool       // ^ or ~: the words around bear on the status
	head     bool       // $: the last slot is no modifier
	office   bool       // names an office: "founder", "chief executive"
}

// grammar is what the patterns of one language share.
type grammar struct {
	rules    *graph.Ontology
	spaced   bool                // the language writes spaces between words
	relative string              // expression for what opens a relative clause
	aside    string              // expression for what says where a thing is, behind its name
	words    map[string]string   // word lists by name
	parsed   map[string][][]node // those already read
	sets     map[string]classSet // classes of slots already looked up
}

// compiler turns the nodes of one pattern into a regular expression.
type compiler struct {
	*grammar
	out       pattern
	predicate graph.Predicate
	named     int // groups named so far: a name may stand only once in an expression
}

// capture names a group for its role.
func (c *compiler) capture(role, expr string) string {
	c.named++
	return fmt.Sprintf("(?P<%s_%d>%s)", role, c.named, expr)
}

// clauseEnd are the marks that no gap crosses but <wide>; masking folds the
// marks of all languages into these.
const clauseEnd = `,;:!?()–。`

func (g *grammar) compile(source string, p graph.Predicate) (*pattern, error) {
	c := compiler{grammar: g, predicate: p}
	body, free := strings.CutPrefix(source, "^")
	body, known := strings.CutPrefix(body, "=")
	body, event := strings.CutPrefix(body, "~")
	body, head := strings.CutSuffix(body, "$")
	parse := parser{grammar: g, rest: body}
	nodes, err := parse.sequence("")
	if err != nil {
		return nil, err
	}
	if parse.rest != "" {
		return nil, fmt.Errorf("unexpected %q", parse.rest)
	}
	c.out.free, c.out.head, c.out.event = free || known, head, free || event
	expr, err := c.sequence(nodes, nil)
	if err != nil {
		return nil, err
	}
	if len(nodes) > 0 && nodes[0].kind == slotNode {
		if c.out.start, err = c.nextSlot(nodes, nil); err != nil {
			return nil, err
		}
		switch nodes[0].text {
		case "S":
			c.out.end = &c.out.object
		case "O":
			c.out.end = &c.out.subject
		}
	}
	expr = c.edges(nodes, expr)
	c.out.literals, c.out.steps = required(nodes), steps(nodes)
	c.out.words = spelled(nodes)
	c.out.regexp = sync.OnceValues(func() (*regexp.Regexp, error) { return regexp.Compile(expr) })
	return &c.out, nil
}

// edges keeps a pattern that starts or ends with a word from matching inside
// a longer one.
func (c *compiler) edges(nodes []node, expr string) string {
	switch {
	case c.out.start != nil:
		expr = "^" + expr // tried at each fitting slot: much faster than a search
	case c.spaced:
		expr = `(?:^|[ "(,])` + expr
	}
	if !c.spaced {
		return expr
	}
	if last := nodes[len(nodes)-1]; last.kind == literal || last.kind == group {
		expr += `(?:$|[^\pL])`
	}
	return expr
}

func (c *compiler) sequence(nodes []node, next *classSet) (string, error) {
	var b strings.Builder
	for i := range nodes {
		after, err := c.nextSlot(nodes[i+1:], next)
		if err != nil {
			return "", err
		}
		n := nodes[i]
		if n.kind == gapNode && c.spaced && i+1 < len(nodes) && nodes[i+1].kind == literal {
			// whole words: the gap ends with the space that the pattern has after it
			nodes[i+1].text = strings.TrimPrefix(nodes[i+1].text, " ")
		}
		part, err := c.node(n, after)
		if err != nil {
			return "", err
		}
		b.WriteString(part)
		if i == 0 && c.out.free && next == nil && n.kind == slotNode && c.spaced && i+1 < len(nodes) {
			b.WriteString(c.capture("app", c.apposition())) // Google, the search company, …
			if c.relative != "" {
				b.WriteString(c.capture("rel", "(?:"+c.relative+")?")) // Google, which …
			}
		}
	}
	return b.String(), nil
}

// apposition is what may stand between a subject and its verb: ", the search
// company," and " from the Netherlands", or the comma behind a subject that is
// an apposition itself: "its chip arm, HiSilicon, designed".
func (c *compiler) apposition() string {
	if c.aside == "" {
		return `(?:, [^;:!?]+?,|` + closing + `)??`
	}
	return `(?:, [^;:!?]+?,|` + c.aside + `|` + closing + `)??`
}

// closing is the comma behind an apposition.
const closing = ","

// nextSlot gives the classes of the first slot among nodes.
func (c *compiler) nextSlot(nodes []node, outer *classSet) (*classSet, error) {
	for _, n := range nodes {
		if n.kind == slotNode {
			set, err := c.slotSet(n)
			return &set, err
		}
	}
	return outer, nil
}

func (c *compiler) node(n node, next *classSet) (string, error) {
	switch n.kind {
	case literal:
		return regexp.QuoteMeta(n.text), nil
	case slotNode:
		return c.slot(n)
	case gapNode:
		return c.gap(n, next), nil
	case stemNode:
		return `[\pL-]*`, nil
	}
	alts := make([]string, len(n.alts))
	for i, a := range n.alts {
		part, err := c.sequence(a, next)
		if err != nil {
			return "", err
		}
		alts[i] = part
	}
	c.out.office = c.out.office || n.text == "founder"
	expr := "(?:" + strings.Join(alts, "|") + ")"
	switch {
	case n.many && c.spaced:
		return "(?:" + expr + " )*", nil
	case n.many:
		return expr + "*", nil
	case n.free:
		return expr + "?", nil
	case n.text == "post" || n.text == "job":
		c.out.office = true
		return c.capture("role", expr), nil
	case n.text == "goods" || n.text == "parts":
		return c.capture("goods", expr), nil
	}
	return expr, nil
}

func (c *compiler) slot(n node) (string, error) {
	set, err := c.slotSet(n)
	if err != nil {
		return "", err
	}
	switch n.text {
	case "S":
		c.out.subject = set
	case "O":
		c.out.object = set
	case "SO":
		c.out.subject, c.out.object, c.out.pairs = set, set, true
	case "X":
		return "[" + set.runes.String() + "]", nil
	}
	return c.capture(n.text, "["+set.runes.String()+"]"), nil
}

func (c *compiler) slotSet(n node) (classSet, error) {
	key := string(c.predicate) + n.text + ":" + n.spec
	if set, ok := c.sets[key]; ok {
		return set, nil
	}
	set, unknown := slotClasses(n.spec, c.rules, func(k graph.Class) bool {
		if n.text == "X" {
			return true
		}
		for _, other := range classes {
			if strings.Contains(n.text, "S") && c.rules.Allows(c.predicate, k, other) ||
				n.text == "O" && c.rules.Allows(c.predicate, other, k) {
				return true
			}
		}
		return false
	})
	if unknown != "" {
		return set, fmt.Errorf("slot {%s}: unknown class %q", n.text, unknown)
	}
	c.sets[key] = set
	return set, nil
}

// gap gives a lazy run of characters; its length and its words are checked
// after the match, because counting in the expression makes it slow.
func (c *compiler) gap(n node, next *classSet) string {
	marks := clauseEnd
	if n.text == "wide" {
		marks = ";!?。"
	}
	barred := regexp.QuoteMeta(marks) + string(mixedRune) + string(otherRune)
	for i, k := range classes {
		if !c.crosses(n.text, k) || next != nil && next.in[i] && !next.adjective {
			barred += string(slotRune(k, false))
		}
		if next != nil && next.in[i] && next.adjective {
			barred += string(slotRune(k, true))
		}
	}
	name := fmt.Sprintf("gap%d", len(c.out.gaps))
	c.out.gaps = append(c.out.gaps, n)
	if c.spaced && n.spec == lastOfWord {
		return c.capture(name, "[^"+barred+"]+?")
	}
	if c.spaced {
		return c.capture(name, "(?:[^"+barred+"]+? )??")
	}
	return c.capture(name, "[^"+barred+"]*?")
}

// crosses reports whether a gap of a kind may run over a mention of class k.
// None runs over an organization or a person: they may be the true end.
func (c *compiler) crosses(kind string, k graph.Class) bool {
	if c.rules.Is(k, graph.Organization) || k == graph.Person {
		return false
	}
	return kind == "far" || kind == "wide" ||
		k == graph.Concept || k == graph.Event || c.rules.Is(k, graph.Place)
}

// spelled gives the words of a pattern, those of alternatives and word lists
// included, between spaces.
func spelled(nodes []node) string {
	var b strings.Builder
	for _, n := range nodes {
		switch {
		case n.kind == literal:
			b.WriteString(n.text)
		case n.kind == group && !n.many:
			b.WriteByte(' ')
			for _, a := range n.alts {
				b.WriteString(spelled(a) + " ")
			}
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}
