package relate

import "strings"

// minLiteral is the length in bytes below which a literal is too common to
// say anything: one Chinese character, three Latin letters.
const minLiteral = 3

// required gives literals of which every match holds at least one, or nil where
// no such set is known. Of several such sets it takes the one whose shortest
// member is longest.
func required(nodes []node) []string {
	var choice []string
	for _, n := range nodes {
		if set := requiredOf(n); shortest(set) > shortest(choice) {
			choice = set
		}
	}
	return choice
}

func requiredOf(n node) []string {
	switch {
	case n.kind == literal:
		// values are masked only where some cue may match, so they do not count
		var longest string
		for _, s := range strings.FieldsFunc(n.text, isValue) {
			if s = strings.TrimSpace(s); len(s) > len(longest) {
				longest = s
			}
		}
		if len(longest) >= minLiteral {
			return []string{longest}
		}
	case n.kind == group && !n.free && !n.many:
		var all []string
		for _, a := range n.alts {
			set := required(a)
			if set == nil {
				return nil
			}
			all = append(all, set...)
		}
		return all
	}
	return nil
}

func shortest(set []string) int {
	n := 0
	for _, s := range set {
		if n == 0 || len(s) < n {
			n = len(s)
		}
	}
	return n
}

// mostChoices is how many literals are looked for one by one.
const mostChoices = 12

// steps gives, for the nodes of which every match holds one of a few literals,
// these literals.
func steps(nodes []node) [][]string {
	var all [][]string
	for _, n := range nodes {
		if set := requiredOf(n); len(set) > 0 && len(set) <= mostChoices {
			all = append(all, set)
		}
	}
	return all
}

// mayMatch reports whether a text holds the pattern's literals in their order.
func (p *pattern) mayMatch(text string) bool {
	for _, set := range p.steps {
		end := -1
		for _, s := range set {
			if at := strings.Index(text, s); at >= 0 && (end < 0 || at+len(s) < end) {
				end = at + len(s)
			}
		}
		if end < 0 {
			return false
		}
		text = text[end:]
	}
	return true
}

// prefilter finds in one pass which cues have one of their literals in a text.
type prefilter struct {
	byStart map[[minLiteral]byte][]needle
	always  []int // cues without a literal
}

type needle struct {
	text string
	cues []int
}

func newPrefilter(cues []*cue) *prefilter {
	f := &prefilter{byStart: map[[minLiteral]byte][]needle{}}
	for i, c := range cues {
		if len(c.literals) == 0 {
			f.always = append(f.always, i)
		}
		for _, s := range c.literals {
			f.add(s, i)
		}
	}
	return f
}

func (f *prefilter) add(s string, cue int) {
	key := [minLiteral]byte([]byte(s[:minLiteral]))
	for i, n := range f.byStart[key] {
		if n.text == s {
			f.byStart[key][i].cues = append(n.cues, cue)
			return
		}
	}
	f.byStart[key] = append(f.byStart[key], needle{s, []int{cue}})
}

// candidates marks in seen the cues that may match text.
func (f *prefilter) candidates(text string, seen []bool) {
	for _, c := range f.always {
		seen[c] = true
	}
	for i := 0; i+minLiteral <= len(text); i++ {
		for _, n := range f.byStart[[minLiteral]byte([]byte(text[i:i+minLiteral]))] {
			if strings.HasPrefix(text[i:], n.text) {
				for _, c := range n.cues {
					seen[c] = true
				}
			}
		}
	}
}
