package server

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/graph"
	"trigraph/graph/store"
)

//go:embed legalforms.tsv
var legalForms string

// named returns the things that a name may mean, of some classes and those
// below them. Where nothing has the name as it is, its legal form is taken off:
// "Nvidia Corp." is Nvidia, 歌尔股份有限公司 is 歌尔.
func (s *state) named(name string, classes []graph.Class, prefix bool, limit int) []store.Match {
	q := store.SearchQuery{Name: name, Classes: s.below(classes), Prefix: prefix, Limit: limit}
	list := s.Search(q)
	if name == "" || len(list) > 0 && sure(list[0].How) {
		return list
	}
	q.Prefix = false
	for bare := withoutForm(name); bare != ""; bare = withoutForm(bare) {
		q.Name = bare
		if found := s.Search(q); len(found) > 0 && sure(found[0].How) {
			for i := range found {
				found[i].How = "folded"
			}
			return found
		}
	}
	return list
}

// sure reports whether a way to fit is that of the name itself.
func sure(how string) bool { return how == "id" || how == "exact" || how == "folded" }

// below returns classes with all that are below them.
func (s *state) below(classes []graph.Class) []graph.Class {
	var all []graph.Class
	for _, c := range s.ontology.Classes() {
		if slices.ContainsFunc(classes, func(above graph.Class) bool { return s.ontology.Is(c, above) }) {
			all = append(all, c)
		}
	}
	return all
}

// withoutForm takes the longest legal form off the end of a name; "" where there
// is none, or nothing else. One in letters is a word of its own, in Chinese it
// may stand at once behind the name.
func withoutForm(name string) string {
	lower := strings.ToLower(strings.TrimRight(name, " ,"))
	longest := ""
	for form := range strings.Lines(legalForms) {
		form = strings.ToLower(strings.TrimSpace(form))
		if strings.HasPrefix(form, "#") || len(form) <= len(longest) || !strings.HasSuffix(lower, form) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(lower, form))
		first, _ := utf8.DecodeRuneInString(form)
		if unicode.Is(unicode.Han, first) || !unicode.IsLetter(before) && !unicode.IsNumber(before) {
			longest = form
		}
	}
	if longest == "" {
		return ""
	}
	return strings.TrimRight(lower[:len(lower)-len(longest)], " ,.（(")
}
