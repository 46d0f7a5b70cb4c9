package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/graph"
)

// addGermanAdjectives adds the adjectives of a row. A stem is declined ("deutsch",
// all end so); any other word stands as it is: the adjective of a town
// ("Pariser"), or those who live in a country ("Franzosen"). A town where German
// is spoken has the first kind without being told.
func (e *entry) addGermanAdjectives(words []string) {
	for _, word := range words {
		if !strings.HasSuffix(word, "sch") {
			e.addInvariable(word)
			continue
		}
		n := newName(word)
		n.is |= adjective
		for _, ending := range []string{"e", "en", "er", "es", "em"} {
			e.addName(name{n.is, n.form + ending})
		}
		n.is |= exact // "Deutsch" alone is the language
		e.addName(n)
	}
	if e.class != graph.City || len(words) > 0 {
		return
	}
	switch e.country {
	case "germany", "austria", "switzerland":
		for _, word := range townAdjectives(e.germanName()) {
			e.addInvariable(word)
		}
	}
}

func (e *entry) addInvariable(word string) {
	is := adjective | exact
	if e.class != graph.Country {
		is |= attributive
	}
	e.addName(name{is, word})
}

// germanName is the label in German, else the one in English.
func (e *entry) germanName() string {
	for _, label := range []trait{labelDE, labelEN} {
		for _, n := range e.names {
			if n.is&label != 0 && n.is&marked == 0 {
				return n.form
			}
		}
	}
	return ""
}

// townAdjectives returns the adjectives in -er of a town's name, none where the
// name does not show what they are: Dresdner and Dresdener, Göttinger, Karlsruher.
func townAdjectives(town string) []string {
	if utf8.RuneCountInString(town) < 4 || strings.ContainsAny(town, " ()/.") {
		return nil
	}
	switch stem, en := strings.CutSuffix(town, "en"); {
	case strings.HasSuffix(town, "ingen"), strings.HasSuffix(town, "ungen"):
		return []string{stem + "er"}
	case en && strings.ContainsAny(stem[len(stem)-1:], "dh"):
		return []string{stem + "ner", stem + "ener"}
	case en:
		return []string{stem + "ener"}
	case strings.HasSuffix(town, "e"):
		return []string{town + "r"}
	case strings.HasSuffix(town, "er"), strings.HasSuffix(town, "o"), strings.HasSuffix(town, "a"):
		return nil
	}
	return []string{town + "er"}
}

// beforeNoun reports whether a German noun follows: a word with a capital.
func beforeNoun(text string, end int) bool {
	rest := strings.TrimPrefix(text[end:], " ")
	first, _ := utf8.DecodeRuneInString(rest)
	return len(rest) < len(text)-end && unicode.IsUpper(first)
}
