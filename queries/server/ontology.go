package server

import (
	"net/http"

	"trigraph/graph"
)

type classAnswer struct {
	ID     graph.Class       `json:"id"`
	Parent graph.Class       `json:"parent"`
	Labels map[string]string `json:"labels"`
}

type predicateAnswer struct {
	ID        graph.Predicate   `json:"id"`
	Labels    map[string]string `json:"labels"`
	From      []graph.Class     `json:"from"`
	To        []graph.Class     `json:"to"`
	Symmetric bool              `json:"symmetric"`
	Inverse   string            `json:"inverse"`
	Says      string            `json:"says"`
}

// ontologyOf is /api/ontology.
func (s *Server) ontologyOf(w http.ResponseWriter, r *http.Request) error {
	if err := readParams(r).done(); err != nil {
		return err
	}
	o := s.graph.ontology
	classes, predicates := []classAnswer{}, []predicateAnswer{}
	for _, c := range o.Classes() {
		labels := map[string]string{}
		for _, lang := range []string{"de", "en", "zh"} {
			labels[lang] = o.Label(string(c), lang)
		}
		classes = append(classes, classAnswer{c, o.Parent(c), labels})
	}
	for _, p := range o.Predicates() {
		predicates = append(predicates, predicateAnswer{p.Name, p.Labels, p.From, p.To, p.Symmetric, p.Inverse, p.Says})
	}
	return writeJSON(w, http.StatusOK, map[string]any{"classes": classes, "predicates": predicates})
}
