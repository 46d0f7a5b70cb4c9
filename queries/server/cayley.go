package server

import (
	"encoding/json"
	"io"
	"net/http"
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

// cayleyV1 is POST /api/v1/query/gizmo?limit=N with the script as the body: 100
// rows where nothing is said, all for -1.
func (s *Server) cayleyV1(w http.ResponseWriter, r *http.Request) error {
	limit, err := limitOf(r.URL.Query().Get("limit"), 100)
	if err != nil {
		return err
	}
	script, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	return s.gizmo(w, r, r.PathValue("lang"), string(script), limit)
}

// cayleyV2 is /api/v2/query?lang=gizmo: the script is the body, or qu of a GET.
func (s *Server) cayleyV2(w http.ResponseWriter, r *http.Request) error {
	limit, err := limitOf(r.URL.Query().Get("limit"), 0)
	if err != nil {
		return err
	}
	script := r.URL.Query().Get("qu")
	if r.Method == http.MethodPost {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		script = string(body)
	}
	return s.gizmo(w, r, r.URL.Query().Get("lang"), script, limit)
}

func (s *Server) gizmo(w http.ResponseWriter, r *http.Request, lang, script string, limit int) error {
	if lang != "gizmo" {
		return refuse(http.StatusBadRequest, "query language %q is not known here; use gizmo", lang)
	}
	if strings.TrimSpace(script) == "" {
		return refuse(http.StatusBadRequest, "the query is empty")
	}
	res, err := s.options.Runner.Run(r.Context(), queries.Request{
		Script: script, Limit: limit, LinkedData: accepts(r, "application/ld+json"),
	})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, cayleyAnswer{res.Rows, res.Truncated, res.Took.Milliseconds()})
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
