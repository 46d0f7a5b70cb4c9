package queries

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"trigraph/graph"
	"trigraph/graph/store"
)

// binder turns the words a user gives for parameters into values of their
// types: nodes for entities, classes and predicates.
type binder struct {
	store    store.Graph
	ontology *graph.Ontology
	language string
	notes    []string // what the user should know of a choice made
}

// question binds the parameters of a named question.
func (b *binder) question(q Question, given map[string]string) (map[string]any, error) {
	var names []string
	for _, p := range q.Params {
		names = append(names, p.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(names, name) {
			return nil, errorf(BadParameter, "%s has no parameter %q; it has %s", q.Name, name, strings.Join(names, ", "))
		}
	}
	values := map[string]any{}
	for _, p := range q.Params {
		word := strings.TrimSpace(given[p.Name])
		if word == "" {
			word = p.Default
		}
		if word == "" {
			if p.Required {
				return nil, errorf(BadParameter, "%s needs %s: %s", q.Name, p.Name, p.Says)
			}
			values[p.Name] = nil
			continue
		}
		v, err := b.value(p, word)
		if err != nil {
			return nil, err
		}
		values[p.Name] = v
	}
	return values, nil
}

var (
	languageTag = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$`)
	datePart    = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
)

func (b *binder) value(p Param, word string) (any, error) {
	switch p.Type {
	case "entity":
		return b.entity(p, word)
	case "class":
		return b.classes(p, word)
	case "predicate":
		return b.predicate(p, word)
	case "int":
		n, err := strconv.Atoi(word)
		if err != nil || n < 0 {
			return nil, errorf(BadParameter, "%s: %q is not a whole number", p.Name, word)
		}
		return n, nil
	case "lang":
		if !languageTag.MatchString(word) {
			return nil, errorf(BadParameter, "%s: %q is not a language such as zh, en or de", p.Name, word)
		}
		return strings.ToLower(word), nil
	case "date":
		if !isDate(word) {
			return nil, errorf(BadParameter, "%s: %q is not a date such as 2024-03-18, 2024-03 or 2024", p.Name, word)
		}
		return word, nil
	}
	return word, nil
}

// isDate reports whether s is an ISO 8601 date, or a year or month of one.
func isDate(s string) bool {
	if !datePart.MatchString(s) {
		return false
	}
	_, err := time.Parse(time.DateOnly, s+"0000-01-01"[len(s):])
	return err == nil
}

// classes returns the nodes of a class and those below it.
func (b *binder) classes(p Param, word string) ([]string, error) {
	all := b.ontology.Classes()
	var nodes, names []string
	for _, wanted := range all {
		names = append(names, string(wanted))
		if !strings.EqualFold(string(wanted), word) {
			continue
		}
		for _, c := range all {
			if b.ontology.Is(c, wanted) {
				nodes = append(nodes, node(c.IRI()))
			}
		}
	}
	if nodes == nil {
		return nil, errorf(BadParameter, "%s: no class %q; the classes are %s", p.Name, word, strings.Join(names, ", "))
	}
	return nodes, nil
}

func (b *binder) predicate(p Param, word string) (string, error) {
	var names []string
	for _, info := range b.ontology.Predicates() {
		if strings.EqualFold(string(info.Name), word) {
			return node(info.Name.IRI()), nil
		}
		names = append(names, string(info.Name))
	}
	return "", errorf(BadParameter, "%s: no predicate %q%s", p.Name, word, didYouMean(word, names))
}

// entity returns the node of what a name means. Where several things bear it,
// the one named in at least twice as many articles as any other is taken, and
// a note says so.
func (b *binder) entity(p Param, word string) (string, error) {
	found := b.store.Find(word, 20)
	if len(found) == 0 {
		return "", errorf(UnknownEntity, "no entity named %q", word)
	}
	if found[0].How == "prefix" || found[0].How == "similar" {
		return "", errorf(UnknownEntity, "no entity named %q; nearest: %s", word, b.list(found[:min(3, len(found))]))
	}
	same := slices.DeleteFunc(slices.Clone(found), func(m store.Match) bool { return m.How != found[0].How })
	if len(same) > 1 && same[0].Articles < 2*max(same[1].Articles, 1) {
		return "", errorf(Ambiguous, "%s: %q may be %s; give the id", p.Name, word, b.list(same))
	}
	if len(same) > 1 {
		b.notes = append(b.notes, fmt.Sprintf("%q is taken as %s, named in most articles; it may also be %s", word, b.list(same[:1]), b.list(same[1:])))
	}
	return node(same[0].Entity.IRI()), nil
}

func (b *binder) list(matches []store.Match) string {
	var words []string
	for _, m := range matches {
		words = append(words, fmt.Sprintf("%s (%s, %s, %d articles)", m.Entity.ID, label(m.Entity, b.language), m.Entity.Class, m.Articles))
	}
	return strings.Join(words, ", ")
}

// node writes an IRI as Gizmo has it.
func node[T ~string](iri T) string { return "<" + string(iri) + ">" }

// prelude is a script of nothing but data: it sets $ to the values, frozen. The
// JSON is itself written as a JSON string, in which encoding/json escapes what
// ends a line or a literal in JavaScript, and parsed by JSON.parse, for which
// __proto__ is a key like any other.
func prelude(values map[string]any) (string, error) {
	data, err := json.Marshal(values)
	if err != nil {
		return "", err
	}
	literal, err := json.Marshal(string(data))
	if err != nil {
		return "", err
	}
	return "const $ = Object.freeze(JSON.parse(" + string(literal) + ", (k, v) => Object.freeze(v)));", nil
}
