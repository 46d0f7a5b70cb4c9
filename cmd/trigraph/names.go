package main

import (
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

// quoted writes a word so that a shell takes it as one.
func quoted(s string) string {
	if strings.ContainsAny(s, " '\"$&|;()<>*?!`\\") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
