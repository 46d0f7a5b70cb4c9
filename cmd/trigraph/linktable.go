package main

import (
	"cmp"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"trigraph/graph"
)

// fromTable adds what a table says of things: title, class, names, country,
// popularity, about. A title that the sets know adds to that thing, another is
// a thing of its own.
func (t *linkedThings) fromTable(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return eachRow(file, f, func(get func(string) string) {
		title, class := get("title"), graph.Class(get("class"))
		var x *linkedThing
		for _, other := range t.byTitle[strings.ToLower(title)] {
			if class == "" || sameKind(other.class, class) {
				x = other
			}
		}
		if x == nil && (class == "" || t.doubles(untitled(title), class)) {
			return
		}
		if x == nil {
			n, _ := strconv.Atoi(get("popularity"))
			x = &linkedThing{qid: "x-" + slugOf(title), class: class, en: []string{untitled(title)}, popularity: n}
			t.byID[x.qid] = x
		}
		x.country = cmp.Or(x.country, get("country"))
		x.about = append(x.about, listOf(get("about"))...)
		x.en = append(x.en, listOf(get("names"))...)
		for _, n := range x.en {
			if sameKind(x.class, graph.Place) {
				t.places[strings.ToLower(n)] = true
			}
		}
	})
}

// doubles reports whether the sets have a thing of that name and kind: which of
// the two it is, its id does not tell.
func (t *linkedThings) doubles(name string, c graph.Class) bool {
	return slices.ContainsFunc(t.byTitle[strings.ToLower(name)], func(x *linkedThing) bool { return sameKind(x.class, c) })
}

func listOf(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

func slugOf(s string) string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(s), "-"), "-")
}
