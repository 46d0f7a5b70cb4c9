package main

import (
	"fmt"
	"slices"
	"strings"

	"trigraph/graph"
)

// names is an entity's label in each language that has one, without repeats.
func names(e graph.Entity) string {
	var all []string
	for _, l := range []string{"en", "de", "zh"} {
		if s := e.Labels[l]; s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return e.ID
	}
	return strings.Join(all, " · ")
}

// anyLabel is one label of the entity, English before German before Chinese.
func anyLabel(e graph.Entity) string {
	first, _, _ := strings.Cut(names(e), " · ")
	return first
}

// counted writes a number of things: "1 article", "2 articles".
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// quoted writes a word so that a shell takes it as one.
func quoted(s string) string {
	if strings.ContainsAny(s, " '\"$&|;()<>*?!`\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
