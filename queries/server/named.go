package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"

	"trigraph/queries"
)

// namedAnswer is what a named question gives as JSON.
type namedAnswer struct {
	Question   string            `json:"question"`
	Columns    []string          `json:"columns"`
	Rows       []json.RawMessage `json:"rows"`
	Notes      []string          `json:"notes,omitempty"`
	Truncated  bool              `json:"truncated"`
	Generation int               `json:"generation"`
	Took       int64             `json:"took_ms"`
}

func (s *Server) listQuestions(w http.ResponseWriter, _ *http.Request) error {
	list, err := queries.Questions()
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, list)
}

// askNamed is /api/queries/{name}. Parameters come in the URL, a form or a JSON
// object; limit, language and format are the server's own. Who asked by a form
// of the web page is told on a web page what went wrong.
func (s *Server) askNamed(w http.ResponseWriter, r *http.Request) error {
	err := s.answerNamed(w, r)
	if err == nil || r.URL.Query().Get("format") != "html" {
		return err
	}
	return s.failure(w, err)
}

func (s *Server) answerNamed(w http.ResponseWriter, r *http.Request) error {
	q, err := queries.Lookup(r.PathValue("name"))
	if err != nil {
		return err
	}
	params, err := paramsOf(r)
	if err != nil {
		return err
	}
	limit, err := limitOf(params["limit"], 0)
	if err != nil {
		return err
	}
	format, err := formatOf(r, params["format"])
	if err != nil {
		return err
	}
	language := params["language"]
	for _, own := range []string{"limit", "language", "format"} {
		delete(params, own)
	}
	res, err := s.askKept(r.Context(), s.store(w), queries.Request{Question: q.Name, Params: params, Language: language, Limit: limit})
	if err != nil {
		return err
	}
	return s.writeResult(w, q, res, format)
}

func (s *Server) writeResult(w http.ResponseWriter, q queries.Question, res *queries.Result, format string) error {
	var buf bytes.Buffer
	contentType := ""
	var err error
	switch format {
	case "csv":
		contentType, err = "text/csv; charset=utf-8; header=present", res.WriteCSV(&buf)
	case "ndjson":
		contentType, err = "application/x-ndjson", res.WriteNDJSON(&buf)
	case "html":
		contentType, err = "text/html; charset=utf-8", s.page.result(&buf, q, res)
	default:
		return writeJSON(w, http.StatusOK, namedAnswer{q.Name, res.Columns, listed(res.Rows), res.Notes, res.Truncated, res.Generation, res.Took.Milliseconds()})
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", contentType)
	if res.Truncated {
		w.Header().Set("Trigraph-Truncated", "true")
	}
	_, _ = w.Write(buf.Bytes()) // a client that has gone is no error of ours
	return nil
}

// paramsOf gathers parameters. A form's empty fields are as good as left out.
func paramsOf(r *http.Request) (map[string]string, error) {
	params := map[string]string{}
	if r.Method == http.MethodPost && !isForm(r) {
		if err := jsonParams(r, params); err != nil {
			return nil, err
		}
	}
	if err := r.ParseForm(); err != nil {
		return nil, badForm(err)
	}
	for name, values := range r.Form {
		if len(values) > 1 {
			return nil, refuse(http.StatusBadRequest, "parameter %q is given %d times", name, len(values))
		}
		if values[0] != "" {
			params[name] = values[0]
		}
	}
	return params, nil
}

func badForm(err error) error {
	if status, _ := statusOf(err); status == http.StatusRequestEntityTooLarge {
		return err
	}
	return refuse(http.StatusBadRequest, "the form cannot be read: %v", err)
}

func jsonParams(r *http.Request, params map[string]string) error {
	var body bytes.Buffer
	if _, err := body.ReadFrom(r.Body); err != nil {
		return err
	}
	if len(bytes.TrimSpace(body.Bytes())) == 0 {
		return nil
	}
	var object map[string]any
	d := json.NewDecoder(&body)
	d.UseNumber()
	if err := d.Decode(&object); err != nil {
		return refuse(http.StatusBadRequest, "the body is no JSON object: %v", err)
	}
	for name, v := range object {
		switch v := v.(type) {
		case string, json.Number:
			params[name] = fmt.Sprint(v)
		case nil:
		default:
			return refuse(http.StatusBadRequest, "parameter %q is neither text nor number", name)
		}
	}
	return nil
}

func isForm(r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return kind == "application/x-www-form-urlencoded"
}

// formatOf chooses by format=, else by the first of Accept that is known.
func formatOf(r *http.Request, wanted string) (string, error) {
	known := []string{"json", "csv", "ndjson", "html"}
	if wanted != "" {
		if !slices.Contains(known, wanted) {
			return "", refuse(http.StatusBadRequest, "format %q is none of %s", wanted, strings.Join(known, ", "))
		}
		return wanted, nil
	}
	kinds := map[string]string{
		"application/json": "json", "text/csv": "csv", "text/html": "html",
		"application/x-ndjson": "ndjson", "application/ndjson": "ndjson", "application/jsonl": "ndjson",
	}
	for _, kind := range accepted(r) {
		if format := kinds[kind]; format != "" {
			return format, nil
		}
	}
	return "json", nil
}

// accepted lists the media types of Accept in their order.
func accepted(r *http.Request) []string {
	var list []string
	for _, header := range r.Header.Values("Accept") {
		for part := range strings.SplitSeq(header, ",") {
			if kind, _, err := mime.ParseMediaType(part); err == nil {
				list = append(list, kind)
			}
		}
	}
	return list
}

func accepts(r *http.Request, kind string) bool { return slices.Contains(accepted(r), kind) }
