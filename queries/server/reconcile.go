package server

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"trigraph/graph"
	"trigraph/graph/store"
)

// The service of the Reconciliation API 0.2 (W3C Entity Reconciliation Community
// Group, https://reconciliation-api.github.io/specs/0.2/), as OpenRefine asks it.

// The most that one request may ask.
const (
	maxQueries    = 500
	maxCandidates = 100
	maxExtended   = 500 // things
	maxProperties = 50
)

// named is a type, a property or a thing in these answers.
type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// reconcile is /reconcile: what the service is, answers to a batch of queries, or
// columns for things that were found.
func (s *Server) reconcile(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	language := r.Form.Get("language")
	if language != "" && !slices.Contains([]string{"en", "de", "zh"}, language) {
		return refuse(http.StatusBadRequest, "language %q is none of en, de, zh", language)
	}
	ctx, cancel := s.inTime(r)
	defer cancel()
	switch {
	case r.Form.Has("queries"):
		var batch map[string]reconcileQuery
		if err := readPart(r.Form.Get("queries"), "queries", &batch); err != nil {
			return err
		}
		return st.answerBatch(ctx, w, batch, language)
	case r.Form.Has("extend"):
		var asked extension
		if err := readPart(r.Form.Get("extend"), "extend", &asked); err != nil {
			return err
		}
		return st.extend(ctx, w, asked, language)
	}
	return writeJSON(w, http.StatusOK, st.manifest(r, language))
}

// readPart reads JSON out of a form's field.
func readPart(text, field string, into any) error {
	if err := json.Unmarshal([]byte(text), into); err != nil {
		return refuse(http.StatusBadRequest, "%s is not what the Reconciliation API says: %v", field, err)
	}
	return nil
}

func (st *state) manifest(r *http.Request, language string) map[string]any {
	base := "http://" + r.Host
	if r.TLS != nil {
		base = "https://" + r.Host
	}
	service := func(path string) map[string]string {
		return map[string]string{"service_url": base, "service_path": path}
	}
	var types []named
	for _, c := range st.ontology.Classes() {
		types = append(types, st.typeNamed(c, language))
	}
	return map[string]any{
		"versions": []string{"0.1", "0.2"}, "name": "trigraph",
		"identifierSpace": graph.Namespace + "entity/", "schemaSpace": graph.Namespace,
		"defaultTypes": types,
		"view":         map[string]string{"url": base + "/#/e/{{id}}"},
		"preview":      map[string]any{"url": base + "/reconcile/preview?id={{id}}", "width": 430, "height": 260},
		"suggest": map[string]any{"entity": service("/reconcile/suggest/entity"), "type": service("/reconcile/suggest/type"),
			"property": service("/reconcile/suggest/property")},
		"extend": map[string]any{"propose_properties": service("/reconcile/properties"), "property_settings": []map[string]any{
			{"name": "limit", "label": "Limit", "type": "number", "default": 10, "help_text": "the most values for one thing"}}},
	}
}

func (st *state) typeNamed(c graph.Class, language string) named {
	if language == "" {
		language = "en"
	}
	return named{string(c), st.ontology.Label(string(c), language)}
}

// reconcileQuery is one of a batch.
type reconcileQuery struct {
	Query      string `json:"query"`
	Type       texts  `json:"type"`
	Limit      int    `json:"limit"`
	Properties []struct {
		ID    string `json:"pid"`
		Value any    `json:"v"`
	} `json:"properties"`
}

// texts is a text or a list of them.
type texts []string

// UnmarshalJSON implements json.Unmarshaler.
func (t *texts) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = texts{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(t))
}

// candidate is a thing that a query may mean.
type candidate struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Type        []named   `json:"type"`
	Score       float64   `json:"score"` // 0 to 100
	Match       bool      `json:"match"` // no other is as good
	Features    []feature `json:"features"`
}

// feature is what a score is made of.
type feature struct {
	ID    string  `json:"id"`
	Value float64 `json:"value"`
}

func (st *state) answerBatch(ctx context.Context, w http.ResponseWriter, batch map[string]reconcileQuery, language string) error {
	if len(batch) > maxQueries {
		return refuse(http.StatusRequestEntityTooLarge, "%d queries at a time, at most %d", len(batch), maxQueries)
	}
	answers := map[string]map[string][]candidate{}
	for key, q := range batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		answers[key] = map[string][]candidate{"result": st.candidates(q, language)}
	}
	return writeJSON(w, http.StatusOK, answers)
}

// candidates answers one query, best first.
func (st *state) candidates(q reconcileQuery, language string) []candidate {
	list := []candidate{}
	classes, known := st.typesOf(q.Type)
	if strings.TrimSpace(q.Query) == "" || !known {
		return list
	}
	if q.Limit <= 0 {
		q.Limit = 10
	}
	if language == "" {
		language = languageOf(q.Query)
	}
	for _, m := range st.named(q.Query, classes, false, min(q.Limit, maxCandidates)) {
		c := candidate{ID: m.Entity.ID, Name: label(m.Entity, language), Description: st.describe(m.Entity, language),
			Type: []named{st.typeNamed(m.Entity.Class, language)}, Features: []feature{{"name", nameScore(m)}}}
		c.Score = c.Features[0].Value
		for _, p := range q.Properties {
			fits := 0.0
			if st.has(m.Entity, p.ID, p.Value, language) {
				fits = 100
			}
			c.Features = append(c.Features, feature{p.ID, fits})
			c.Score += fits
		}
		c.Score = rounded(c.Score / float64(len(c.Features)))
		list = append(list, c)
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.Score, a.Score) })
	// A name that only one thing bears is that thing, where nothing that was said
	// of it beside is wrong.
	if len(list) > 0 && list[0].Score >= matching && (len(list) == 1 || list[1].Score < matching) {
		list[0].Match = true
	}
	return list
}

// matching is the least score of what bears the name, legal form and spelling
// apart.
const matching = 80

// nameScore says how well a name fits; of equal fits the better known is better.
func nameScore(m store.Match) float64 {
	known := float64(m.Articles) / float64(m.Articles+3)
	switch m.How {
	case "id":
		return 100
	case "exact":
		return 94 + 5*known
	case "folded":
		return 86 + 5*known
	case "prefix":
		return 50 + 10*known
	}
	return 30 + 10*known
}

// typesOf reads class ids; false where one is none. A schema's prefix may stand
// before.
func (st *state) typesOf(ids []string) (classes []graph.Class, known bool) {
	for _, id := range ids {
		c := graph.Class(strings.TrimPrefix(id, graph.Namespace))
		if id == "" {
			continue
		}
		if !slices.Contains(st.ontology.Classes(), c) {
			return nil, false
		}
		classes = append(classes, c)
	}
	return classes, true
}

// languageOf is that in which a query's answer is best shown.
func languageOf(query string) string {
	if strings.ContainsFunc(query, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return "zh"
	}
	return "en"
}

// describe is a thing in a few words: class, country, and other names.
func (st *state) describe(e graph.Entity, language string) string {
	parts := []string{st.ontology.Label(string(e.Class), language)}
	if e.Country != "" {
		parts = append(parts, st.label(e.Country, language))
	}
	shown := label(e, language)
	for _, name := range []string{e.Labels["en"], e.Labels["de"], e.Labels["zh"]} {
		if name != "" && name != shown && !slices.Contains(parts, name) {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, " · ")
}
