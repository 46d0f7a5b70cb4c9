// Package queries asks the graph. In come named questions with parameters, or
// Gizmo scripts; out go rows of JSON. Scripts are hostile until shown otherwise:
// they run in a child process that is killed when it takes too long or too much
// memory, and parameters reach them as values, never as part of their text.
// Refused are unknown questions, entities that are not in the graph and
// parameters of another type, each with the nearest that would do.
package queries

import (
	"cmp"
	"embed"
	"slices"

	"github.com/agnivade/levenshtein"
)

//go:embed gizmo/*.js
var scripts embed.FS

// Question is a named query. Its file gizmo/NAME.js opens with the question in
// words and lines that declare its parameters and the columns of its rows:
//
//	// Who is tied to X, and how?
//	// param entity entity required "the company or country"
//	// param hops int =4 "the longest chain"
//	// column relation predicate
type Question struct {
	Name    string   `json:"name"`
	Words   string   `json:"question"`
	Params  []Param  `json:"params"`
	Gizmo   string   `json:"gizmo"` // the script that answers it, or gives the same rows as the answer in Go
	Columns []column `json:"columns"`
}

// Param is a parameter of a question. Its type is one of entity, string, int,
// lang, class, predicate and date.
type Param struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Default  string `json:"default,omitempty"`
	Says     string `json:"says"`
}

// Questions returns the named questions, sorted by name.
func Questions() ([]Question, error) {
	files, err := scripts.ReadDir("gizmo")
	if err != nil {
		return nil, err
	}
	var list []Question
	for _, f := range files {
		text, err := scripts.ReadFile("gizmo/" + f.Name())
		if err != nil {
			return nil, err
		}
		q, err := parseQuestion(f.Name(), string(text))
		if err != nil {
			return nil, err
		}
		list = append(list, q)
	}
	slices.SortFunc(list, func(a, b Question) int { return cmp.Compare(a.Name, b.Name) })
	return list, nil
}

// Lookup returns a question by name. The error, an *Error, names the nearest
// question where there is none of that name.
func Lookup(name string) (Question, error) {
	if text, err := scripts.ReadFile("gizmo/" + name + ".js"); err == nil {
		return parseQuestion(name+".js", string(text))
	}
	list, err := Questions()
	if err != nil {
		return Question{}, err
	}
	var names []string
	for _, q := range list {
		names = append(names, q.Name)
	}
	return Question{}, errorf(UnknownQuestion, "no question named %q%s", name, didYouMean(name, names))
}

// didYouMean names the one nearest to a word, if any is near.
func didYouMean(word string, known []string) string {
	best, distance := "", 1+len(word)/2
	for _, k := range known {
		if d := levenshtein.ComputeDistance(word, k); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
