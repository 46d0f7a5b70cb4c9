package server

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"trigraph/graph"
	"trigraph/graph/store"
)

// suggestion is what somebody may be typing.
type suggestion struct {
	ID          string  `json:"id"`
	Name        string  `json:"name"`
	Description string  `json:"description"`
	Notable     []named `json:"notable,omitempty"`
}

// maxSuggested is how many are shown at a time.
const maxSuggested = 20

// suggestEntity is /reconcile/suggest/entity?prefix=…
func (s *Server) suggestEntity(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	prefix, cursor, language := p.text("prefix"), p.number("cursor", 0, 0, 1000), p.text("language")
	classes, known := st.typesOf(p.list("type"))
	if err := p.done(); err != nil {
		return err
	}
	if language == "" {
		language = languageOf(prefix)
	}
	list := []suggestion{}
	if prefix == "" || !known {
		return suggested(w, list, 0)
	}
	for _, m := range st.named(prefix, classes, true, cursor+maxSuggested) {
		list = append(list, suggestion{m.Entity.ID, label(m.Entity, language), st.describe(m.Entity, language), []named{st.typeNamed(m.Entity.Class, language)}})
	}
	return suggested(w, list, cursor)
}

func suggested(w http.ResponseWriter, list []suggestion, cursor int) error {
	list = list[min(cursor, len(list)):]
	return writeJSON(w, http.StatusOK, map[string]any{"result": list[:min(maxSuggested, len(list))]})
}

// suggestType is /reconcile/suggest/type?prefix=…
func (s *Server) suggestType(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	prefix, cursor, language := p.text("prefix"), p.number("cursor", 0, 0, 1000), p.language()
	if err := p.done(); err != nil {
		return err
	}
	list := []suggestion{}
	for _, c := range st.ontology.Classes() {
		if begins(prefix, append(st.wordsFor(string(c)), string(c))) {
			list = append(list, suggestion{ID: string(c), Name: st.typeNamed(c, language).Name, Description: string(st.ontology.Parent(c))})
		}
	}
	return suggested(w, list, cursor)
}

// suggestProperty is /reconcile/suggest/property?prefix=…
func (s *Server) suggestProperty(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	prefix, cursor, language := p.text("prefix"), p.number("cursor", 0, 0, 1000), p.language()
	if err := p.done(); err != nil {
		return err
	}
	list := []suggestion{}
	for _, x := range st.properties(language) {
		if begins(prefix, append(st.wordsFor(x.ID), x.ID, x.Name)) {
			list = append(list, suggestion{ID: x.ID, Name: x.Name, Description: x.says})
		}
	}
	return suggested(w, list, cursor)
}

// wordsFor is what a class or predicate is called in all languages.
func (st *state) wordsFor(id string) []string {
	return []string{st.ontology.Label(id, "en"), st.ontology.Label(id, "de"), st.ontology.Label(id, "zh")}
}

func begins(prefix string, names []string) bool {
	folded := store.Fold(prefix)
	return prefix == "" || slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(store.Fold(n), folded) })
}

// proposeProperties is /reconcile/properties?type=Company: columns that things of
// a type may have.
func (s *Server) proposeProperties(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	kind, limit, language := p.text("type"), p.number("limit", maxProperties, 1, 1000), p.language()
	if err := p.done(); err != nil {
		return err
	}
	classes, known := st.typesOf([]string{kind})
	list := []named{}
	for _, x := range st.properties(language) {
		fits := len(x.from) == 0 || len(classes) == 0 || slices.ContainsFunc(x.from, func(c graph.Class) bool {
			return st.ontology.Is(classes[0], c) || st.ontology.Is(c, classes[0])
		})
		if fits && known && len(list) < limit {
			list = append(list, x.named)
		}
	}
	return writeJSON(w, http.StatusOK, map[string]any{"type": kind, "limit": limit, "properties": list})
}

// preview is /reconcile/preview?id=…: a thing in a small page for a frame.
func (s *Server) preview(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	asked, language := p.text("id"), p.language()
	if err := p.done(); err != nil {
		return err
	}
	id, err := st.now(asked)
	if err != nil {
		return err
	}
	e, _ := st.Entity(id)
	var buf bytes.Buffer
	values := map[string]any{"Name": label(e, language), "Says": st.describe(e, language), "ID": id, "Names": e.Names,
		"Articles": st.Articles(id), "Said": st.saidOf(id, language, 4)}
	if err := s.page.templates.ExecuteTemplate(&buf, "preview.html", values); err != nil {
		return err
	}
	s.guard.AllowFrames(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(buf.Bytes()) // a client that has gone is no error of ours
	return nil
}

// saidOf are the first things that are stated of one, in words.
func (st *state) saidOf(id, language string, limit int) []string {
	var list []string
	for c := range st.Briefs(graph.ClaimQuery{Entity: id, Statuses: []graph.Status{graph.Stated}}) {
		line := st.label(c.Subject, language) + " — " + st.ontology.Label(string(c.Predicate), language) + " — " + st.label(c.Object, language)
		if c.Subject == id && !slices.Contains(list, line) {
			if list = append(list, line); len(list) == limit {
				break
			}
		}
	}
	return list
}
