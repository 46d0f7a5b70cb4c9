package server

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"trigraph/queries"
)

// cayleyAnswer is Cayley's shape of a result, null where there is none, and
// what it leaves unsaid.
type cayleyAnswer struct {
	Result    []json.RawMessage `json:"result"`
	Truncated bool              `json:"truncated"`
	Took      int64             `json:"took_ms"`
}

// cayleyV1 is POST /api/v1/query/{lang}?limit=N with the query as the body: 100
// rows where nothing is said, all for -1.
func (s *Server) cayleyV1(w http.ResponseWriter, r *http.Request) error {
	limit, err := limitOf(r.URL.Query().Get("limit"), 100)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	return s.cayleyQuery(w, r, queries.Request{Lang: languageV1(r), Script: string(text), Limit: limit})
}

// languageV1 is the language of a query; what old clients call gremlin is Gizmo
// since Cayley 0.7.
func languageV1(r *http.Request) string {
	if lang := r.PathValue("lang"); lang != "gremlin" {
		return lang
	}
	return "gizmo"
}

// cayleyShape is POST /api/v1/shape/{lang}: how Cayley's own page draws a query.
func (s *Server) cayleyShape(w http.ResponseWriter, r *http.Request) error {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	res, err := s.options.Runner.Run(r.Context(), queries.Request{Lang: languageV1(r), Script: string(text), Shape: true})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, res.Rows[0])
}

// cayleyV2 is /api/v2/query?lang=gizmo: the query is the body, or qu of a GET.
func (s *Server) cayleyV2(w http.ResponseWriter, r *http.Request) error {
	limit, err := limitOf(r.URL.Query().Get("limit"), 0)
	if err != nil {
		return err
	}
	text := r.URL.Query().Get("qu")
	if r.Method == http.MethodPost {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		text = string(body)
	}
	return s.cayleyQuery(w, r, queries.Request{Lang: r.URL.Query().Get("lang"), Script: text, Limit: limit})
}

func (s *Server) cayleyQuery(w http.ResponseWriter, r *http.Request, q queries.Request) error {
	if !slices.Contains(queries.Languages(), q.Lang) {
		return refuse(http.StatusBadRequest, "query language %q is not known here; use %s", q.Lang, strings.Join(queries.Languages(), ", "))
	}
	if strings.TrimSpace(q.Script) == "" {
		return refuse(http.StatusBadRequest, "the query is empty")
	}
	q.LinkedData = q.Lang == "gizmo" && accepts(r, "application/ld+json")
	res, err := s.options.Runner.Run(r.Context(), q)
	if q.Lang == "graphql" {
		return graphQLAnswer(w, res, err)
	}
	if err != nil {
		return err
	}
	if q.LinkedData {
		w.Header().Set("Content-Type", "application/ld+json")
	}
	return writeJSON(w, http.StatusOK, cayleyAnswer{res.Rows, res.Truncated, res.Took.Milliseconds()})
}

type graphQLPlace struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type graphQLFault struct {
	Message   string         `json:"message"`
	Locations []graphQLPlace `json:"locations,omitempty"`
}

// graphQLAnswer is that of GraphQL: a query that is wrong is answered well, with
// what is wrong. Where a limit ended it, it is no answer.
func graphQLAnswer(w http.ResponseWriter, res *queries.Result, err error) error {
	answer := struct {
		Data   json.RawMessage `json:"data"`
		Errors []graphQLFault  `json:"errors,omitempty"`
	}{}
	var own *queries.Error
	switch {
	case errors.As(err, &own) && own.Kind == queries.BadScript:
		fault := graphQLFault{Message: own.Message}
		if own.Line > 0 {
			fault.Locations = []graphQLPlace{{own.Line, own.Column}}
		}
		answer.Errors = []graphQLFault{fault}
	case err != nil:
		return err
	default:
		answer.Data = res.Rows[0]
	}
	return writeJSON(w, http.StatusOK, answer)
}

// limitOf reads a limit. What is negative is 0, all that the server gives.
func limitOf(text string, missing int) (int, error) {
	if text == "" {
		return missing, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, refuse(http.StatusBadRequest, "limit %q is not a whole number", text)
	}
	return max(n, 0), nil
}
