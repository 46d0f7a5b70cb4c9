package server

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"trigraph/graph"
	"trigraph/graph/store"
)

// foundEntity is an entity in an answer.
type foundEntity struct {
	ID       string            `json:"id"`
	Class    graph.Class       `json:"class"`
	Labels   map[string]string `json:"labels"`
	Names    []string          `json:"names"`
	Country  string            `json:"country"`
	Within   string            `json:"within"`
	SameAs   []string          `json:"same_as"`
	Articles int               `json:"articles"`
	Match    string            `json:"match"` // how the name fits: id, exact, folded, prefix or similar
	Name     string            `json:"name"`  // the one that fits
}

func asFound(m store.Match) foundEntity {
	e := m.Entity
	return foundEntity{e.ID, e.Class, orNone(e.Labels), listed(e.Names), e.Country, e.PartOf, listed(e.SameAs), m.Articles, m.How, m.Name}
}

// listed is a list that JSON shows as [] where there is none.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func orNone[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

// findEntities is /api/entities?name=N.
func (s *Server) findEntities(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	name, prefix, limit, classes := p.text("name"), p.flag("prefix"), p.number("limit", 20, 1, 1000), p.classes(st.ontology)
	if name == "" && len(classes) == 0 {
		p.wrong("say which: /api/entities?name=…")
	}
	if err := p.done(); err != nil {
		return err
	}
	list := []foundEntity{}
	for _, m := range st.named(name, classes, prefix, limit) {
		list = append(list, asFound(m))
	}
	return writeJSON(w, http.StatusOK, list)
}

// card is all that is known of one thing.
type card struct {
	foundEntity
	NamesByLanguage map[string][]string `json:"names_by_language"`
	Mentions        int                 `json:"mentions"`
	Claims          int                 `json:"claims"`
	Degree          int                 `json:"degree"`
	Joins           []joinAnswer        `json:"joins"`
	measured
}

// joinAnswer is why a name or an id is the thing.
type joinAnswer struct {
	From       string  `json:"from"`
	To         string  `json:"to"`
	In         string  `json:"in"`
	Surface    string  `json:"surface"`
	Reason     string  `json:"reason"`
	Article    string  `json:"article"`
	Quote      string  `json:"quote"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Confidence float64 `json:"confidence"`
	Rule       string  `json:"rule"`
}

// measured is what every answer that is an object says of itself.
type measured struct {
	Truncated bool  `json:"truncated"`
	Took      int64 `json:"took_ms"`
}

func measure(began time.Time, truncated bool) measured {
	return measured{truncated, time.Since(began).Milliseconds()}
}

// entity is /api/entities/{id}.
func (s *Server) entity(w http.ResponseWriter, r *http.Request) error {
	began := time.Now()
	if err := readParams(r).done(); err != nil {
		return err
	}
	st := s.store(w)
	id, err := st.now(r.PathValue("id"))
	if err != nil {
		return err
	}
	c, cut := st.card(id)
	c.measured = measure(began, cut)
	return writeJSON(w, http.StatusOK, c)
}

// now is the id that a thing has today.
func (st *state) now(id string) (string, error) {
	now, ok := st.Resolve(id)
	if !ok {
		return "", refuse(http.StatusNotFound, "no entity has the id %q; /api/entities?name=… finds one by name", id)
	}
	return now, nil
}

// maxRecords bounds the articles whose texts are read for one answer.
const maxRecords = 200

func (st *state) card(id string) (c card, cut bool) {
	e, _ := st.Entity(id)
	e.ID = id
	c = card{foundEntity: asFound(store.Match{Entity: e, Name: id, How: "id", Articles: st.Articles(id)}), Degree: st.Degree(id), Claims: st.size(id).claims, Joins: []joinAnswer{}}
	names := namesByLanguage(e)
	for in := range st.ArticlesOf(id) {
		c.Mentions += in.Mentions
	}
	for lang, name := range st.Surfaces(id, maxRecords) {
		names.add(lang, strings.Join(strings.Fields(name), " "))
	}
	c.addJoins(st.JoinsOf(id))
	c.NamesByLanguage = names.sorted()
	return c, c.Articles > maxRecords
}

// addJoins adds joins. A sentence that is the reason in several articles is told
// once.
func (c *card) addJoins(list []graph.Join) {
	for _, j := range list {
		a := joinAnswer{j.From, j.To, j.In, j.Name, j.Reason, j.Article, j.Quote, j.Start, j.End, rounded(j.Confidence), strings.TrimPrefix(j.Rule, "resolve:")}
		if !slices.Contains(c.Joins, a) {
			c.Joins = append(c.Joins, a)
		}
	}
	slices.SortFunc(c.Joins, func(a, b joinAnswer) int {
		return cmp.Or(strings.Compare(a.Reason, b.Reason), strings.Compare(a.From, b.From), strings.Compare(a.Article, b.Article), a.Start-b.Start, strings.Compare(a.In, b.In))
	})
}
