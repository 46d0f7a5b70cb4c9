package queries

import (
	"fmt"
	"slices"
	"strings"
)

// paramTypes are the types a parameter may have.
const paramTypes = "entity string int lang class predicate date"

// column is one column of a question's rows. The kind says what the script puts
// there: "text" and "number" are values; "entity", "article" and "predicate"
// are nodes, shown by their label with the id in a column of its own; "class"
// and "published" are nodes too, an entity of which the class is shown and an
// article of which the date is shown.
type column struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

const columnKinds = "text number entity article predicate class published"

// parseQuestion reads the head of a script: comment lines up to the first line
// that is none.
func parseQuestion(file, text string) (Question, error) {
	q := Question{Name: strings.TrimSuffix(file, ".js"), Gizmo: text}
	for i, line := range strings.Split(text, "\n") {
		comment, ok := strings.CutPrefix(line, "// ")
		if !ok {
			break
		}
		var err error
		switch word, rest, _ := strings.Cut(comment, " "); {
		case i == 0:
			q.Words = comment
		case word == "param":
			err = q.addParam(rest)
		case word == "column":
			err = q.addColumn(strings.Fields(rest))
		}
		if err != nil {
			return q, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	if q.Words == "" || len(q.Columns) == 0 {
		return q, fmt.Errorf("%s: a question opens with its words and declares columns", file)
	}
	return q, nil
}

func (q *Question) addParam(line string) error {
	head, says, _ := strings.Cut(line, `"`)
	f := strings.Fields(head)
	if len(f) != 3 || !strings.HasSuffix(says, `"`) {
		return fmt.Errorf(`want: param NAME TYPE required|optional|=DEFAULT "words"`)
	}
	p := Param{Name: f[0], Type: f[1], Required: f[2] == "required", Says: strings.TrimSuffix(says, `"`)}
	if !slices.Contains(strings.Fields(paramTypes), p.Type) {
		return fmt.Errorf("parameter %q: unknown type %q", p.Name, p.Type)
	}
	if !p.Required && f[2] != "optional" {
		var ok bool
		if p.Default, ok = strings.CutPrefix(f[2], "="); !ok {
			return fmt.Errorf("parameter %q: %q is none of required, optional, =DEFAULT", p.Name, f[2])
		}
	}
	q.Params = append(q.Params, p)
	return nil
}

func (q *Question) addColumn(f []string) error {
	if len(f) != 2 || !slices.Contains(strings.Fields(columnKinds), f[1]) {
		return fmt.Errorf("want: column NAME KIND, the kinds are %s", columnKinds)
	}
	q.Columns = append(q.Columns, column{f[0], f[1]})
	return nil
}
