package relate

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// digit stands among the needs of a value for any of 0 to 9.
const digit = "0"

// mayBeIn reports whether a lower-case text has what the row's values need.
func (r valueRow) mayBeIn(lower string) bool {
	return !slices.ContainsFunc(r.needs, func(set []string) bool {
		return !slices.ContainsFunc(set, func(need string) bool {
			return need == digit && strings.ContainsAny(lower, "0123456789") || need != digit && strings.Contains(lower, need)
		})
	})
}

// allNeeds gives the needs of each part of an expression that is a sequence.
func allNeeds(re *syntax.Regexp) [][]string {
	parts := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		parts = re.Sub
	}
	var all [][]string
	for _, part := range parts {
		if set := needs(part); set != nil {
			all = append(all, set)
		}
	}
	return all
}

// needs gives strings of which every match of an expression holds one, nil where
// no such set is known; like required, for Go's own expressions.
func needs(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if s := strings.ToLower(string(re.Rune)); len(s) > 1 {
			return []string{s}
		}
	case syntax.OpCharClass:
		if len(re.Rune) == 2 && re.Rune[0] == '0' && re.Rune[1] == '9' {
			return []string{digit}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpConcat:
		var choice []string
		for _, sub := range re.Sub {
			if set := needs(sub); shortest(set) > shortest(choice) {
				choice = set
			}
		}
		return choice
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			set := needs(sub)
			if set == nil {
				return nil
			}
			all = append(all, set...)
		}
		return all
	}
	return nil
}
