package server

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"trigraph/graph"
)

// languageNames are names by language; "und" has those whose language nobody
// tells.
type languageNames map[string]map[string]bool

// namesByLanguage sorts the names of a thing by what they show: the labels by
// their language, names in Han characters as Chinese.
func namesByLanguage(e graph.Entity) languageNames {
	n := languageNames{}
	for lang, label := range e.Labels {
		n.add(lang, label)
	}
	for _, name := range e.Names {
		if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			n.add("zh", name)
		} else {
			n.add("und", name)
		}
	}
	return n
}

func (n languageNames) add(lang, name string) {
	if n[lang] == nil {
		n[lang] = map[string]bool{}
	}
	n[lang][name] = true
}

// sorted returns the names of each language; "und" has only those that no
// language has.
func (n languageNames) sorted() map[string][]string {
	for lang, names := range n {
		for name := range names {
			if lang != "und" {
				delete(n["und"], name)
			}
		}
	}
	list := map[string][]string{}
	for lang, names := range n {
		if len(names) > 0 {
			list[lang] = slices.Sorted(maps.Keys(names))
		}
	}
	return list
}

// rounded takes off digits that mean nothing.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }
