package server

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"trigraph/queries"
	"trigraph/queries/server/guard"
)

// TestMetrics: what was asked is counted by route, whatever the client made of
// the path, and a script that was ended with its process.
func TestMetrics(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 1, Timeout: 500 * time.Millisecond})
	for _, path := range []string{"/api/entities/nvidia", "/api/entities/nobody", "/api/queries/heads?entity=Nvidia", "/no/1", "/no/2"} {
		s.do(t, request{"GET", path, "", nil})
	}
	s.do(t, request{"POST", "/api/v2/query?lang=gizmo", "while(true){}", nil})
	_, text, header := s.do(t, request{"GET", "/metrics", "", nil})
	if kind := header.Get("Content-Type"); kind != "text/plain; version=0.0.4; charset=utf-8" {
		t.Error(kind)
	}
	for _, want := range []string{
		`trigraph_http_requests_total{route="/api/entities/{id...}",method="GET",status="200"} 1`,
		`trigraph_http_requests_total{route="/api/entities/{id...}",method="GET",status="404"} 1`,
		`trigraph_http_requests_total{route="none",method="GET",status="404"} 2`,
		`trigraph_http_request_duration_seconds_bucket{route="/api/v2/query",le="0.25"} 0`,
		`trigraph_http_request_duration_seconds_count{route="/api/v2/query"} 1`,
		"trigraph_http_requests_in_flight 1",
		"trigraph_questions_total 2",
		"trigraph_question_rows_total 1",
		"trigraph_workers_started_total",
		"trigraph_workers_ended_total 1",
		"trigraph_store_generation 1",
		"trigraph_store_articles 1",
		"# TYPE trigraph_http_request_duration_seconds histogram",
		"go_goroutines",
	} {
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

// TestReady: a server that is told to stop is not ready, while it still answers.
func TestReady(t *testing.T) {
	s := newSite(t, queries.Options{})
	s.Config.Handler.(*Server).ending.Store(true)
	if status, body, header := s.do(t, request{"GET", "/readyz", "", nil}); status != 503 || header.Get("Retry-After") == "" || !strings.Contains(body, "stopping") {
		t.Errorf("%d %s", status, body)
	}
	if status, _, _ := s.do(t, request{"GET", "/api/queries", "", nil}); status != 200 {
		t.Errorf("a request that came nevertheless: %d", status)
	}
}

// TestGuarded has a server with all its guards on answer over a socket: a token,
// TLS, a rate, a page of another site.
func TestGuarded(t *testing.T) {
	token, secret, err := guard.NewToken("anna", guard.Read)
	check(t, err)
	s := start(t, func(o *Options) {
		o.Guard = guard.Options{Tokens: []guard.Token{token}, Rate: 1, Origins: []string{"https://notebook.example"}}
	})
	header := map[string]string{"Authorization": "Bearer " + secret, "Origin": "https://notebook.example", "X-Request-Id": "mine"}
	count := map[int]int{}
	for range 7 {
		status, body, h := s.do(t, request{"GET", "/api/entities?name=Nvidia", "", header})
		count[status]++
		if h.Get("Access-Control-Allow-Origin") != "https://notebook.example" || h.Get("X-Request-Id") != "mine" {
			t.Errorf("%v", h)
		}
		if status == 429 && (h.Get("Retry-After") == "" || !strings.Contains(body, `{"error":"too many requests`)) {
			t.Errorf("%s %v", body, h)
		}
	}
	if count[200] != 5 || count[429] != 2 {
		t.Errorf("answers by status: %v", count)
	}
	for path, want := range map[string]int{"/": 401, "/metrics": 401, "/page/main.js": 401, "/api/docs": 401, "/healthz": 200, "/readyz": 200} {
		if status, _, _ := s.do(t, request{"GET", path, "", nil}); status != want && status != 429 {
			t.Errorf("%s without a token: %d, want %d", path, status, want)
		}
	}
	if status, _, h := s.do(t, request{"OPTIONS", "/api/queries/who", "", map[string]string{"Origin": "https://notebook.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}}); status != 204 || !strings.Contains(h.Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("asked ahead: %d %v", status, h)
	}
}

// TestServeTLS: Serve speaks TLS where it has a certificate, HTTP/2 too.
func TestServeTLS(t *testing.T) {
	s := newSite(t, queries.Options{})
	borrowed := httptest.NewUnstartedServer(nil) // its certificate is good for a test
	borrowed.StartTLS()
	defer borrowed.Close()
	h := s.Config.Handler.(*Server)
	h.options.TLS, h.options.Connections = &tls.Config{Certificates: borrowed.TLS.Certificates}, 4
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- h.Serve(ctx, l) }()
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true}}
	res, err := client.Get("https://" + l.Addr().String() + "/readyz")
	check(t, err)
	res.Body.Close()
	if res.StatusCode != 200 || res.ProtoMajor != 2 {
		t.Errorf("%s %s", res.Proto, res.Status)
	}
	client.CloseIdleConnections()
	cancel()
	check(t, <-done)
}
