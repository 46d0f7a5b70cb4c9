package server

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"trigraph/graph/store"
	"trigraph/queries"
	"trigraph/queries/server/metrics"
)

// telemetry is what /metrics tells.
type telemetry struct {
	set      *metrics.Set
	requests *metrics.Counter
	took     *metrics.Histogram
	bytes    *metrics.Counter
	flying   atomic.Int64
}

func newTelemetry(s *Server) *telemetry {
	set := &metrics.Set{}
	t := &telemetry{
		set:      set,
		requests: set.Counter("trigraph_http_requests_total", "Requests that were answered.", "route", "method", "status"),
		took: set.Histogram("trigraph_http_request_duration_seconds", "Time from a request's header to the end of its answer.",
			[]float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}, "route"),
		bytes: set.Counter("trigraph_http_response_bytes_total", "Bytes of answers before they are packed."),
	}
	set.Value("trigraph_http_requests_in_flight", "gauge", "Requests that are being answered.", func() float64 { return float64(t.flying.Load()) })
	if s.options.Runner != nil {
		t.questions(s.options.Runner)
	}
	t.graph(s.graph)
	set.Process()
	return t
}

// questions adds what the processes for scripts do.
func (t *telemetry) questions(r *queries.Runner) {
	for _, m := range []struct {
		name, help string
		of         func(queries.Counts) int64
	}{
		{"trigraph_questions_total", "Named questions and scripts that were answered or failed.", func(c queries.Counts) int64 { return c.Questions }},
		{"trigraph_questions_refused_total", "Questions for which no process was free in time.", func(c queries.Counts) int64 { return c.Refused }},
		{"trigraph_question_rows_total", "Rows given to questions.", func(c queries.Counts) int64 { return c.Rows }},
		{"trigraph_workers_started_total", "Processes for scripts that were started.", func(c queries.Counts) int64 { return c.Started }},
		{"trigraph_workers_ended_total", "Processes that a script ended, or that were killed for it.", func(c queries.Counts) int64 { return c.Ended }},
	} {
		t.set.Value(m.name, "counter", m.help, func() float64 { return float64(m.of(r.Counts())) })
	}
}

// graph adds what is served.
func (t *telemetry) graph(c *current) {
	for _, m := range []struct {
		name, help string
		of         func(store.Stats) int
	}{
		{"trigraph_store_generation", "Number of the build that is served.", func(s store.Stats) int { return s.Generation }},
		{"trigraph_store_quads", "Quads in it.", func(s store.Stats) int { return int(s.Quads) }},
		{"trigraph_store_articles", "Articles in it.", func(s store.Stats) int { return s.Articles }},
	} {
		t.set.Value(m.name, "gauge", m.help, func() float64 {
			st, _ := c.get() // the state before is counted where there is none newer
			return float64(m.of(st.Stats()))
		})
	}
}

func (t *telemetry) begin() { t.flying.Add(1) }

// end counts an answer. What a client invents, paths and methods, is put together.
func (t *telemetry) end(a *answer, method string, took time.Duration) {
	t.flying.Add(-1)
	if !slices.Contains([]string{"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}, method) {
		method = "other"
	}
	_, route, _ := strings.Cut(a.route, " ")
	if route == "" {
		route = "none"
	}
	t.requests.Add(1, route, method, strconv.Itoa(a.status))
	t.took.Observe(took.Seconds(), route)
	t.bytes.Add(float64(a.bytes))
}

// metrics is GET /metrics, for Prometheus.
func (s *Server) metrics(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = s.counts.set.WriteTo(w) // a client that has gone is no error of ours
	return nil
}

// ready is GET /readyz: whether requests should be sent here.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) error {
	if s.ending.Load() {
		return refuse(http.StatusServiceUnavailable, "the server is stopping")
	}
	st, err := s.graph.get()
	if err != nil {
		if a, ok := w.(*answer); ok {
			a.err = err
		}
		return refuse(http.StatusServiceUnavailable, "the graph cannot be read")
	}
	return writeJSON(w, http.StatusOK, map[string]any{"status": "ready", "generation": st.Stats().Generation})
}
