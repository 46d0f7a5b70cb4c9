package server

import (
	"context"
	"net/http"
	"time"

	"trigraph/graph"
	"trigraph/queries/walk"
)

// dataRoutes are those that answer about the graph itself.
func (s *Server) dataRoutes() map[string]func(http.ResponseWriter, *http.Request) error {
	return map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /api/entities":         s.findEntities,
		"GET /api/entities/{id...}": s.entity,
		"GET /api/claims":           s.claims,
		"GET /api/articles":         s.listArticles,
		"GET /api/articles/{id...}": s.article,
		"GET /api/graph":            s.neighbourhood,
		"GET /api/paths":            s.paths,
		"GET /api/export":           s.exportGraph,
		"GET /api/stats":            s.stats,
		"GET /api/ontology":         s.ontologyOf,
		"GET /openapi.json":         s.openAPIFile,
		"GET /api/docs":             s.apiPage,

		// OpenRefine's.
		"GET /reconcile":                  s.reconcile,
		"POST /reconcile":                 s.reconcile,
		"GET /reconcile/suggest/entity":   s.suggestEntity,
		"GET /reconcile/suggest/type":     s.suggestType,
		"GET /reconcile/suggest/property": s.suggestProperty,
		"GET /reconcile/properties":       s.proposeProperties,
		"GET /reconcile/preview":          s.preview,

		// Cayley's.
		"POST /api/v1/query/{lang}":   s.cayleyV1,
		"POST /api/v1/shape/{lang}":   s.cayleyShape,
		"GET /api/v2/query":           s.cayleyV2,
		"POST /api/v2/query":          s.cayleyV2,
		"GET /api/v2/read":            s.cayleyRead,
		"POST /api/v2/read":           s.cayleyRead,
		"GET /api/v2/formats":         s.cayleyFormats,
		"GET /gephi/gs":               s.gephiStream,
		"POST /api/v1/write":          readOnly,
		"POST /api/v1/delete":         readOnly,
		"POST /api/v1/write/file/{f}": readOnly,
		"POST /api/v2/write":          readOnly,
		"POST /api/v2/delete":         readOnly,
		"POST /api/v2/node/delete":    readOnly,
	}
}

// inTime bounds what a request that walks through the graph may take.
func (s *Server) inTime(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(r.Context(), s.options.Timeout)
}

const defaultTimeout = 30 * time.Second

// forLong lets an answer that is streamed take its time.
func (s *Server) forLong(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longest)) // where that is not possible, the usual time holds
}

// longest is how long a stream may last.
const longest = time.Hour

// warm makes the overview that the page opens with, before somebody waits for it.
func (s *Server) warm(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	st, _ := s.graph.get() // who asks will see why not
	k := st.walker(walk.Filter{Statuses: []graph.Status{graph.Stated}}, firstView)
	_, _ = st.walked(ctx, k, nil, 0) // likewise
}

// firstView is the number of things that the page opens with.
const firstView = 150
