package relate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/extract"
	"trigraph/graph"
)

// hit is one match of a cue's pattern.
type hit struct {
	start, end      int // in the masked text
	subject, object slot
	role, goods     [2]int   // in the masked text; empty where there is none
	aside           [][2]int // appositions and wide gaps, which say nothing of the claim
}

// candidates gives the cues that may match: the sentence holds their literals,
// and mentions for both ends.
func (l *language) candidates(m *masked) []*cue {
	if m == nil {
		return nil
	}
	seen := make([]bool, len(l.cues))
	l.filter.candidates(m.text, seen)
	var cues []*cue
	for i, c := range l.cues {
		if seen[i] && fits(c, m) && c.mayMatch(m.text) {
			cues = append(cues, c)
		}
	}
	return cues
}

// match runs cues over a masked sentence.
func (l *language) match(cues []*cue, m *masked, rules *graph.Ontology) []finding {
	var all []finding
	for _, c := range cues {
		for _, h := range l.hits(c, m) {
			all = append(all, l.findings(c, m, h, rules)...)
		}
	}
	return all
}

// fits reports whether some slot can be the cue's subject and some its object.
func fits(c *cue, m *masked) bool {
	s, o := false, false
	for _, slot := range m.slots {
		s = s || c.subject.matches(slot)
		o = o || c.object.matches(slot)
	}
	return s && o
}

// hits finds all matches. Each slot, or else each match, is a new start, so that
// in "A bought B, which bought C" B can be both an object and a subject.
func (l *language) hits(c *cue, m *masked) []hit {
	var hits []hit
	try := func(from int) (next int, found bool) {
		if !c.mayMatch(m.text[from:]) {
			return 0, false
		}
		re, err := c.regexp()
		if err != nil {
			return 0, false
		}
		at := re.FindStringSubmatchIndex(m.text[from:])
		if at == nil {
			return 0, false
		}
		if h, ok := l.check(c, m, from, at, re.SubexpNames()); ok {
			hits = append(hits, h)
		}
		_, size := utf8.DecodeRuneInString(m.text[from+at[0]:])
		return from + at[0] + size, true
	}
	if c.start != nil {
		for i, s := range m.slots {
			if c.start.matches(s) && (c.end == nil || slices.ContainsFunc(m.slots[i+1:], c.end.matches)) {
				try(s.offset)
			}
		}
		return hits
	}
	for from, found := 0, true; found && from < len(m.text); {
		from, found = try(from)
	}
	return hits
}

// check reads the groups of a match and refuses it where a gap is too long or
// runs into another phrase, or where an end is not what the cue asks.
func (l *language) check(c *cue, m *masked, from int, at []int, names []string) (hit, bool) {
	h := hit{start: from + at[0], end: from + at[1]}
	first, last := len(m.text), 0
	relative := false // "of Google, which bought …": the preposition does not matter
	for i, name := range names {
		if at[2*i] < 0 || name == "" {
			continue
		}
		a, b := from+at[2*i], from+at[2*i+1]
		role, _, _ := strings.Cut(name, "_")
		switch role {
		case "S", "O", "SO":
			first, last = min(first, a), max(last, b)
			s := m.slotAt(a)
			if role != "O" {
				h.subject = s
			}
			if role != "S" {
				h.object = s
			}
		case "rel":
			relative = b > a
		case "role":
			h.role = [2]int{a, b}
		case "goods":
			h.goods = [2]int{a, b}
		case "app":
			h.aside = append(h.aside, [2]int{a, b})
			if b-a > maxApposition || m.text[a:b] == closing && !opensApposition(m.text[:first]) {
				return h, false
			}
		default: // gap
			gap := c.gaps[gapIndex(role)]
			if !l.gapHolds(gap, m.text[a:b]) {
				return h, false
			}
			if gap.text == "wide" {
				h.aside = append(h.aside, [2]int{a, b})
			}
		}
	}
	l.nearest(m, &h, first)
	if first < len(m.text) && !opensApposition(m.text[:first]) && l.closes(m.text[first:]) {
		return h, false
	}
	if c.free && !relative && l.lists.governor.MatchString(m.text[:first]) ||
		c.head && (m.slotAt(last-len(string(otherRune))).compound || l.lists.modifier.MatchString(m.text[last:])) {
		return h, false
	}
	one := !c.subject.single || len(h.subject.members) == 1
	return h, one && (!c.object.single || len(h.object.members) == 1)
}

// nearest keeps of a list that begins the match only the last name, where what
// follows says something of that one alone: "Amazon and Lumus, an Israeli firm".
func (l *language) nearest(m *masked, h *hit, first int) {
	if l.lists.nearest == nil || first == len(m.text) {
		return
	}
	end := first + len(string(otherRune))
	for _, a := range h.aside {
		if a[0] == end {
			return // the match goes on behind what describes the name
		}
	}
	if !l.lists.nearest.MatchString(m.text[end:]) || l.lists.both.MatchString(m.text[end:]) {
		return
	}
	for _, s := range []*slot{&h.subject, &h.object} {
		if s.offset == first && len(s.members) > 1 {
			s.members, s.near = s.members[len(s.members)-1:], 1
		}
	}
}

const maxApposition = 90 // bytes

// closes reports whether the name that begins the text is followed as one that
// ends an apposition: "a refiner part-owned by Rosneft, was sanctioned".
func (l *language) closes(text string) bool {
	return l.lists.closing != nil && l.lists.closing.MatchString(text[len(string(otherRune)):])
}

// opensApposition reports whether a comma stands before what follows the text,
// with or without an article.
func opensApposition(before string) bool {
	before = strings.TrimRight(before, " ")
	for _, article := range []string{" the", " der", " die", " das"} {
		before = strings.TrimSuffix(before, article)
	}
	return strings.HasSuffix(before, ",")
}

func gapIndex(role string) int {
	n := 0
	for _, r := range role[len("gap"):] {
		n = n*10 + int(r-'0')
	}
	return n
}

func (l *language) gapHolds(gap node, text string) bool {
	return len(text) <= gap.max && (gap.text != "np" || !l.lists.phrase.MatchString(text))
}

func (m *masked) slotAt(offset int) slot {
	i, _ := slices.BinarySearchFunc(m.slots, offset, func(s slot, o int) int { return s.offset - o })
	return m.slots[i]
}

const (
	maxPairs       = 24  // claims from one match
	pluralDiscount = 0.8 // lists at both ends: who does what to whom is less sure
)

// findings pairs the members of a hit's two ends.
func (l *language) findings(c *cue, m *masked, h hit, rules *graph.Ontology) []finding {
	status, ok := l.status(c, m, h)
	if !ok {
		return nil
	}
	base := finding{cue: c, predicate: c.predicate, status: status, confidence: c.confidence}
	base.particulars, base.time = m.particulars(c, h)
	if !c.pairs && len(h.subject.members) > 1 && len(h.object.members) > 1 {
		base.confidence *= pluralDiscount
	}
	var all []finding
	for i, s := range c.subject.meant(h.subject) {
		objects := c.object.meant(h.object)
		if c.pairs {
			objects = objects[i+1:]
		}
		for _, o := range objects {
			if len(all) == maxPairs || !c.holds(s, o, rules) {
				continue
			}
			f := base
			f.subject, f.object = s, o
			if c.symmetric && o.Entity < s.Entity {
				f.subject, f.object = o, s
			}
			all = append(all, m.belongs(f, h, l.lists.office))
		}
	}
	return all
}

// meant gives the members of a list that a slot stands for.
func (s *classSet) meant(list slot) []*extract.Mention {
	switch {
	case s.first:
		return list.members[:1]
	case s.near:
		return list.members[:list.near]
	}
	return list.members
}

func (c *cue) holds(s, o *extract.Mention, rules *graph.Ontology) bool {
	return s.Entity != o.Entity && c.subject.has(s.Class) && c.object.has(o.Class) &&
		rules.Allows(c.predicate, s.Class, o.Class)
}

// particulars gives what a claim carries beside its ends, with places in bytes
// of the sentence, and its time.
func (m *masked) particulars(c *cue, h hit) (all []graph.Particular, time string) {
	p := c.predicate
	if v, ok := m.valueFor("date", c, h); ok {
		time = v.normal
		all = append(all, v.particular())
	}
	if p == "headedBy" || p == "worksFor" {
		all = append(all, m.words("role", h.role)...)
	}
	if p == "supplies" {
		all = append(all, m.words("product", h.goods)...)
	}
	for _, kind := range []string{"amount", "share"} {
		if v, ok := m.valueFor(kind, c, h); ok && (p == "acquired" || p == "investsIn" || p == "fines" || p == "ownedBy" && kind == "share") {
			all = append(all, v.particular())
		}
	}
	return all, time
}

func (v value) particular() graph.Particular {
	return graph.Particular{Name: v.kind, Value: v.text, Normal: v.normal, Start: v.from, End: v.to}
}

// words gives what stands in the sentence where the masked text has a span,
// none where the span is empty.
func (m *masked) words(name string, span [2]int) []graph.Particular {
	if span[0] >= span[1] {
		return nil
	}
	from, to := m.source(span[0]), m.source(span[1])
	if from >= to {
		return nil
	}
	text := m.sentence[from:to]
	from += len(text) - len(strings.TrimLeft(text, " "))
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return []graph.Particular{{Name: name, Value: text, Start: from, End: from + len(text)}}
}
