package queries

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// table turns what a script emits into rows with the question's columns in
// their order, and nodes into what they are called.
type table struct {
	columns  []column
	store    store.Graph
	ontology *graph.Ontology
	language string
	entities map[string]graph.Entity // seen before: few things stand in many rows
	articles map[string]graph.Article
}

// names returns the names of the finished columns.
func (t *table) names() []string {
	var names []string
	for _, c := range t.columns {
		names = append(names, c.Name)
		if c.hasID() {
			names = append(names, c.Name+"_id")
		}
	}
	return names
}

func (c column) hasID() bool {
	return c.Kind == "entity" || c.Kind == "article" || c.Kind == "predicate"
}

// row writes an emitted object as a JSON object. What the script left out is
// null.
func (t *table) row(emitted any) (json.RawMessage, error) {
	object, ok := emitted.(map[string]any)
	if !ok {
		return nil, errorf(BadScript, "a named question emits objects, not %T", emitted)
	}
	var w objectWriter
	for _, c := range t.columns {
		shown, id := t.cell(c, object[c.Name])
		w.add(c.Name, shown)
		if c.hasID() {
			w.add(c.Name+"_id", id)
		}
	}
	return w.finish()
}

// cell returns what a column shows and the id behind it. A list is shown in one
// cell.
func (t *table) cell(c column, v any) (shown, id any) {
	list, ok := v.([]any)
	if !ok {
		return t.value(c.Kind, v)
	}
	var labels, ids []string
	for _, v := range list {
		l, i := t.value(c.Kind, v)
		if l, ok := l.(string); ok {
			labels = append(labels, l)
		}
		if i, ok := i.(string); ok {
			ids = append(ids, i)
		}
	}
	if len(labels) == 0 {
		return nil, nil
	}
	return strings.Join(labels, ", "), strings.Join(ids, ", ")
}

func (t *table) value(kind string, v any) (shown, id any) {
	name, ok := v.(string)
	if !ok || kind == "text" || kind == "number" {
		return v, nil
	}
	_, key, ok := graph.ParseIRI(quad.IRI(strings.Trim(name, "<>")))
	if !ok {
		return name, name
	}
	switch kind {
	case "entity":
		return label(t.entity(key), t.language), key
	case "class":
		return nonEmpty(string(t.entity(key).Class)), nil
	case "predicate":
		return t.predicate(key), key
	case "article":
		return cmpOr(t.article(key).Title, key), key
	}
	if a := t.article(key); !a.Published.IsZero() {
		return a.Published.Format(time.DateOnly), nil
	}
	return nil, nil
}

func (t *table) entity(id string) graph.Entity {
	e, seen := t.entities[id]
	if seen {
		return e
	}
	e, ok := t.store.Entity(id)
	if !ok {
		e = graph.Entity{ID: id}
	}
	if t.entities == nil {
		t.entities = map[string]graph.Entity{}
	}
	t.entities[id] = e
	return e
}

// article is an article without its text.
func (t *table) article(id string) graph.Article {
	a, seen := t.articles[id]
	if seen {
		return a
	}
	a, _ = t.store.Article(id)
	a.Text = ""
	if t.articles == nil {
		t.articles = map[string]graph.Article{}
	}
	t.articles[id] = a
	return a
}

// predicate is what a predicate is called; the lexicon's are not in the
// ontology.
func (t *table) predicate(key string) string {
	if key == "within" {
		key = "partOf"
	}
	return t.ontology.Label(key, cmpOr(t.language, "en"))
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func nonEmpty(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// label is what an entity is called in a language, else in English, German or
// Chinese, else by any name.
func label(e graph.Entity, language string) string {
	for _, l := range []string{language, "en", "de", "zh"} {
		if s := e.Labels[l]; s != "" {
			return s
		}
	}
	if len(e.Names) > 0 {
		return e.Names[0]
	}
	return e.ID
}

// objectWriter writes a JSON object with its keys in the order they come.
type objectWriter struct {
	buf bytes.Buffer
	err error
}

func (w *objectWriter) add(key string, value any) {
	if w.buf.Len() == 0 {
		w.buf.WriteByte('{')
	} else {
		w.buf.WriteByte(',')
	}
	w.write(key)
	w.buf.WriteByte(':')
	w.write(value)
}

func (w *objectWriter) write(v any) {
	text, err := encode(v)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.buf.Write(text)
}

func (w *objectWriter) finish() (json.RawMessage, error) {
	if w.buf.Len() == 0 {
		w.buf.WriteByte('{')
	}
	w.buf.WriteByte('}')
	return w.buf.Bytes(), w.err
}

// encode writes JSON without the escapes that only HTML needs.
func encode(v any) (json.RawMessage, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}
