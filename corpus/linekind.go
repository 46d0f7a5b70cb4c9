package corpus

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// linePattern is an expression for a whole line, with what is asked before it
// is tried: nearly every line of a text is none of what it looks for.
type linePattern struct {
	re     *regexp.Regexp
	ascii  [utf8.RuneSelf]bool // which of these may open a match
	opens  []*syntax.Inst      // what takes the first character; nil where a match may be empty
	needed []string            // in small letters; every match holds one of them, nil for not known
}

// newLinePattern compiles an expression that ignores case and fits whole lines.
func newLinePattern(pattern string) linePattern {
	pattern = `(?i)^(?:` + pattern + `)$`
	p := linePattern{re: regexp.MustCompile(pattern)}
	if tree, err := syntax.Parse(pattern, syntax.Perl); err == nil {
		tree = tree.Simplify()
		p.needed = neededBy(tree)
		if prog, err := syntax.Compile(tree); err == nil {
			p.opens = openings(prog)
		}
	}
	for r := range rune(len(p.ascii)) {
		p.ascii[r] = p.opensWith(r)
	}
	return p
}

// matches takes a line, and the line in small letters.
func (p *linePattern) matches(line, lower string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	if r < utf8.RuneSelf && !p.ascii[r] || r >= utf8.RuneSelf && !p.opensWith(r) {
		return false
	}
	if p.needed != nil && !slices.ContainsFunc(p.needed, func(s string) bool { return strings.Contains(lower, s) }) {
		return false
	}
	return p.re.MatchString(line)
}

func (p *linePattern) opensWith(r rune) bool {
	return p.opens == nil || slices.ContainsFunc(p.opens, func(i *syntax.Inst) bool { return i.MatchRune(r) })
}

// openings are the instructions that may take the first character; nil where a
// program may end without one.
func openings(prog *syntax.Prog) []*syntax.Inst {
	var out []*syntax.Inst
	seen := make([]bool, len(prog.Inst))
	for queue := []uint32{uint32(prog.Start)}; len(queue) > 0; {
		pc := queue[0]
		queue = queue[1:]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			queue = append(queue, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			queue = append(queue, in.Out)
		case syntax.InstMatch:
			return nil
		case syntax.InstFail:
		default:
			out = append(out, in)
		}
	}
	return out
}

// neededBy gives strings of which every match holds one; of several such sets
// that whose shortest member is longest.
func neededBy(re *syntax.Regexp) []string {
	var best []string
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return neededBy(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if set := neededBy(sub); shortest(set) > shortest(best) {
				best = set
			}
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			set := neededBy(sub)
			if set == nil {
				return nil
			}
			best = append(best, set...)
		}
	}
	return best
}

// shortest is the length of the shortest string, 0 where there is none.
func shortest(set []string) int {
	if len(set) == 0 {
		return 0
	}
	return len(slices.MinFunc(set, func(a, b string) int { return len(a) - len(b) }))
}
