package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"trigraph/queries"
	"trigraph/queries/server/guard"
)

// ServeHTTP implements http.Handler: what all requests have in common.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	packed := s.guard.Pack(w, r)
	a := &answer{ResponseWriter: packed}
	visit, leave, err := s.guard.Admit(a, r)
	r = r.WithContext(guard.WithVisit(r.Context(), visit))
	s.counts.begin()
	defer func() {
		if p := recover(); p != nil {
			a.err = fmt.Errorf("panic: %v", p)
			if a.status == 0 {
				writeError(a, a.err)
			}
		}
		_ = packed.Close() // a client that has gone is no error of ours
		leave()
		s.note(a, r, time.Since(began))
	}()
	switch {
	case err == nil:
		s.serve(a, r)
	case !errors.Is(err, guard.ErrAnswered):
		writeError(a, err)
	}
}

// serve answers a request that was let in.
func (s *Server) serve(a *answer, r *http.Request) {
	if r.ContentLength > s.options.MaxBody {
		writeError(a, &http.MaxBytesError{Limit: s.options.MaxBody})
		return
	}
	r.Body = body{http.MaxBytesReader(a, r.Body, s.options.MaxBody)}
	s.route(a, r)
}

// body is a request's body whose faults are the client's.
type body struct{ io.ReadCloser }

func (b body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	var large *http.MaxBytesError
	switch {
	case err == nil, err == io.EOF, errors.As(err, &large):
		return n, err
	case errors.Is(err, os.ErrDeadlineExceeded):
		return n, refuse(http.StatusRequestTimeout, "the body did not come in time")
	}
	return n, refuse(http.StatusBadRequest, "the body cannot be read: %v", err)
}

// note tells log and metrics of an answer.
func (s *Server) note(a *answer, r *http.Request, took time.Duration) {
	s.counts.end(a, r.Method, took)
	v := guard.VisitOf(r.Context())
	s.options.Log(Entry{v.ID, v.Client, r.Method, r.URL.Path, a.status, a.bytes, took, a.err})
}

// route gives the request to its handler. What the mux itself refuses is told
// in our shape.
func (s *Server) route(a *answer, r *http.Request) {
	h, pattern := s.mux.Handler(r)
	a.route = pattern
	if pattern != "" {
		s.mux.ServeHTTP(a, r)
		return
	}
	refusal := &answer{ResponseWriter: discard{a.Header()}}
	h.ServeHTTP(refusal, r)
	switch refusal.status {
	case http.StatusMethodNotAllowed:
		writeError(a, refuse(refusal.status, "%s is not for %s; allowed: %s", r.Method, r.URL.Path, a.Header().Get("Allow")))
	default:
		writeError(a, refuse(http.StatusNotFound, "there is nothing at %s", r.URL.Path))
	}
}

// discard takes headers and drops the text.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(b []byte) (int, error) { return len(b), nil }
func (d discard) WriteHeader(int)             {}

// answer notes what was answered.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
	route  string // its pattern, such as "GET /api/queries/{name}"
	err    error
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets http.MaxBytesReader close the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// refusal is an error with its status.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string { return r.message }

func refuse(status int, format string, args ...any) error {
	return &refusal{status, fmt.Sprintf(format, args...)}
}

func readOnly(http.ResponseWriter, *http.Request) error {
	return refuse(http.StatusForbidden, "the graph is read-only here; trigraph build changes it")
}

// statusOf says how an error is told; false for one whose words are not for the
// client.
func statusOf(err error) (status int, tell bool) {
	var refused *refusal
	var turned *guard.Refusal
	var large *http.MaxBytesError
	var asked *queries.Error
	switch {
	case errors.As(err, &refused):
		return refused.status, true
	case errors.As(err, &turned):
		return turned.Status, true
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, true
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusRequestTimeout, true
	case errors.Is(err, context.Canceled):
		return 499, true // the client has gone; nobody reads this
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusRequestTimeout, true
	case !errors.As(err, &asked):
		return http.StatusInternalServerError, false
	}
	switch asked.Kind {
	case queries.UnknownQuestion, queries.UnknownEntity:
		return http.StatusNotFound, true
	case queries.Timeout:
		return http.StatusRequestTimeout, true
	case queries.Busy, queries.NoStore:
		return http.StatusServiceUnavailable, true
	}
	return http.StatusBadRequest, true
}

// writeError answers {"error": …} with the kind and the place in the script
// where there are such.
func writeError(w http.ResponseWriter, err error) {
	status, tell := statusOf(err)
	if a, ok := w.(*answer); ok {
		a.err = err
	}
	body := map[string]any{"error": "internal error"}
	var large *http.MaxBytesError
	var asked *queries.Error
	switch {
	case errors.As(err, &large):
		body["error"] = fmt.Sprintf("the request is longer than %d bytes", large.Limit)
	case errors.Is(err, context.DeadlineExceeded):
		body["error"] = "stopped: it took too long"
	case tell:
		body["error"] = err.Error()
	}
	if errors.As(err, &asked) {
		body["kind"] = asked.Kind
		if asked.Line > 0 {
			body["line"], body["column"] = asked.Line, asked.Column
		}
	}
	if status == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
		w.Header().Set("Retry-After", "2")
	}
	_ = writeJSON(w, status, body) // the client has gone; the log has the error
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	if status >= 400 || w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.WriteHeader(status)
	_, _ = io.Copy(w, &buf) // a client that has gone is no error of ours
	return nil
}
