// Package server answers questions over HTTP: named ones as JSON, CSV, NDJSON
// or a web page, Gizmo scripts in the shapes of Cayley's own API, and entities
// by name. Requests come in, rows go out; what is
// written is judgements, and these only where the server was started to take
// them. What a request may take of time, rows, memory and body is fixed here and in the
// queries.Runner, and nothing in a request can lift it. Who may ask at all is
// what package guard says.
package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/net/netutil"

	"trigraph/graph"
	"trigraph/graph/store"
	"trigraph/queries"
	"trigraph/queries/server/guard"
)

// Options say what a Server serves.
type Options struct {
	Store   store.Graph
	Open    queries.Opener // asked when Store is no longer the newest state
	Runner  *queries.Runner
	MaxBody int64 // bytes of a request; 0 means 1 MiB
	// Timeout bounds what a request that walks through the graph takes; 0 means
	// 30 seconds. Scripts have the Runner's.
	Timeout time.Duration
	// Guard says who may ask, and how often. Which paths are open to all is the
	// server's own.
	Guard guard.Options
	// Connections is how many are open at once; more wait. 0 means any number.
	Connections int
	// TLS has Serve speak it; nil means that it does not.
	TLS *tls.Config
	// Review takes people's judgements; nil refuses them.
	Review Reviewer
	// Log is told of every request, after the answer; nil means nobody is.
	Log func(Entry)
}

// Entry is a request that was answered.
type Entry struct {
	ID           string // as the client named its request, or as it was told
	Client       string // the name of its token, or else its address
	Method, Path string
	Status       int
	Bytes        int64
	Took         time.Duration
	Err          error // what the client was not told
}

// Server answers requests.
type Server struct {
	options  Options
	graph    *current
	mux      *http.ServeMux
	patterns []string // of mux
	page     *pages
	guard    *guard.Guard
	counts   *telemetry
	ending   atomic.Bool   // told to stop
	exports  chan struct{} // one for each that is being written
}

// New returns a server for a store.
func New(o Options) (*Server, error) {
	if o.MaxBody <= 0 {
		o.MaxBody = 1 << 20
	}
	if o.Log == nil {
		o.Log = func(Entry) {}
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	ontology, err := graph.LoadOntology()
	if err != nil {
		return nil, err
	}
	p, err := newPages()
	if err != nil {
		return nil, err
	}
	o.Guard.Open = []string{"/healthz", "/health", "/readyz"}
	g, err := guard.New(o.Guard)
	if err != nil {
		return nil, err
	}
	s := &Server{options: o, graph: &current{open: o.Open, ontology: ontology, state: newState(o.Store, ontology)}, mux: http.NewServeMux(), page: p, guard: g, exports: make(chan struct{}, maxExports)}
	s.counts = newTelemetry(s)
	s.routes()
	return s, nil
}

func (s *Server) routes() {
	routes := map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                 s.home,
		"GET /page/{file}":         s.pageFile,
		"GET /healthz":             s.health,
		"GET /health":              s.health,
		"GET /readyz":              s.ready,
		"GET /metrics":             s.metrics,
		"GET /api/queries":         s.listQuestions,
		"GET /api/queries/{name}":  s.askNamed,
		"POST /api/queries/{name}": s.askNamed,
		"GET /api/review":          s.review,
		"GET /api/judgements":      s.listJudgements,
		"POST /api/judgements":     s.judge,
	}
	maps.Copy(routes, s.dataRoutes())
	for pattern, answer := range routes {
		s.patterns = append(s.patterns, pattern)
		s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := answer(w, r); err != nil {
				writeError(w, err)
			}
		})
	}
}

// listener is what reads requests, with the time and space they have.
func (s *Server) listener() *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      s.options.Runner.Patience() + 2*time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		TLSConfig:         s.options.TLS,
	}
}

// Serve answers on l until ctx is done; then it lets requests that are being
// answered finish for a few seconds.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := s.listener()
	if n := s.options.Connections; n > 0 {
		l = netutil.LimitListener(l, n)
	}
	serve := h.Serve
	if h.TLSConfig != nil {
		serve = func(l net.Listener) error { return h.ServeTLS(l, "", "") }
	}
	go s.warm(ctx)
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		s.ending.Store(true)
		last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		err := h.Shutdown(last)
		if errors.Is(err, context.DeadlineExceeded) {
			err = h.Close()
		}
		stopped <- err
	}()
	if err := serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// Listen opens a TCP address such as "127.0.0.1:8463". One that other machines
// can reach is refused unless the server asks for tokens: whoever reaches it could
// ask it anything.
func Listen(address string, tokens bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("address %q: want HOST:PORT", address)
	}
	if !tokens && !guard.IsLoopback(host) {
		return nil, fmt.Errorf("address %q can be reached from other machines; make a token for each who may ask (trigraph serve token), or use 127.0.0.1", address)
	}
	return net.Listen("tcp", address)
}
