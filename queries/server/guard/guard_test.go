package guard

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newGuard(t testing.TB, o Options) *Guard {
	t.Helper()
	g, err := New(o)
	check(t, err)
	return g
}

// ask has a guard admit a request and returns what it says, the status 200 where
// it lets it in.
func ask(g *Guard, set func(*http.Request)) (Visit, int, http.Header) {
	r := httptest.NewRequest("GET", "http://127.0.0.1:8463/api/queries", nil)
	r.RemoteAddr = "127.0.0.1:5000"
	if set != nil {
		set(r)
	}
	w := httptest.NewRecorder()
	v, leave, err := g.Admit(w, r)
	leave()
	status := http.StatusOK
	if refused := (*Refusal)(nil); errors.As(err, &refused) {
		status = refused.Status
	} else if errors.Is(err, ErrAnswered) {
		status = w.Code
	}
	return v, status, w.Header()
}

func TestHosts(t *testing.T) {
	token, secret, err := NewToken("anna", Read)
	check(t, err)
	local := newGuard(t, Options{})
	named := newGuard(t, Options{Hosts: []string{"graph.example"}})
	open := newGuard(t, Options{Tokens: []Token{token}})
	both := newGuard(t, Options{Tokens: []Token{token}, Hosts: []string{"graph.example"}})
	for _, tt := range []struct {
		g      *Guard
		host   string
		status int
	}{
		{local, "127.0.0.1:8463", 200},
		{local, "127.9.9.9", 200},
		{local, "localhost:1", 200},
		{local, "[::1]:8463", 200},
		{local, "[::1]", 200},
		{local, "evil.example:8463", 403},
		{local, "localhost.evil.example", 403},
		{local, "127.0.0.1.evil.example", 403},
		{local, "0x7f000001", 403},
		{local, "2130706433", 403},
		{local, "192.0.2.1", 403},
		{local, "", 403},
		{local, "127.0.0.1:8463@evil.example", 403},
		{local, "127.0.0.1\x00.evil.example", 403},
		{named, "GRAPH.example:443", 200},
		{named, "localhost", 200},
		{named, "evil.graph.example", 403},
		{open, "anything.example", 200},
		{both, "graph.example", 200},
		{both, "anything.example", 403},
	} {
		_, status, _ := ask(tt.g, func(r *http.Request) {
			r.Host = tt.host
			r.Header.Set("Authorization", "Bearer "+secret)
			r.Header.Set("X-Forwarded-Host", "localhost") // is not believed
		})
		if status != tt.status {
			t.Errorf("host %q: %d, want %d", tt.host, status, tt.status)
		}
	}
}

func TestOpenPaths(t *testing.T) {
	token, _, err := NewToken("anna", Read)
	check(t, err)
	g := newGuard(t, Options{Tokens: []Token{token}, Open: []string{"/healthz"}})
	for path, want := range map[string]int{"/healthz": 200, "/healthz/": 401, "/healthz/../api": 401, "/Healthz": 401, "/": 401} {
		if _, status, _ := ask(g, func(r *http.Request) { r.URL.Path = path }); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
}

func TestPackedBodies(t *testing.T) {
	g := newGuard(t, Options{})
	for coding, want := range map[string]int{"": 200, "identity": 200, "gzip": 415, "GZIP": 415, "br": 415, "identity, gzip": 415} {
		if _, status, _ := ask(g, func(r *http.Request) { r.Header.Set("Content-Encoding", coding) }); status != want {
			t.Errorf("%q: %d, want %d", coding, status, want)
		}
	}
}

func TestRequestID(t *testing.T) {
	g := newGuard(t, Options{})
	for id, kept := range map[string]bool{"abc-1.2_3:4": true, "": false, "a b": false, "a\r\nX: y": false, "日": false, strings.Repeat("x", 64): true, strings.Repeat("x", 65): false} {
		v, _, h := ask(g, func(r *http.Request) { r.Header["X-Request-Id"] = []string{id} })
		if got := h.Get("X-Request-Id"); got != v.ID || (got == id) != kept || !goodID.MatchString(got) {
			t.Errorf("%q: %q, in the answer %q", id, v.ID, got)
		}
	}
}

// TestPlaces: no more requests are answered at once than may be, and a place is
// free again.
func TestPlaces(t *testing.T) {
	g := newGuard(t, Options{Requests: 2})
	r := httptest.NewRequest("GET", "http://localhost/x", nil)
	var leaves []func()
	for range 2 {
		_, leave, err := g.Admit(httptest.NewRecorder(), r)
		check(t, err)
		leaves = append(leaves, leave)
	}
	if _, status, h := ask(g, nil); status != http.StatusServiceUnavailable || h.Get("Retry-After") != "1" {
		t.Errorf("a third: %d, %v", status, h)
	}
	leaves[0]()
	if _, status, _ := ask(g, nil); status != http.StatusOK {
		t.Errorf("after one has left: %d", status)
	}
}

// TestRefusedHoldNoPlace: who is turned away takes no place.
func TestRefusedHoldNoPlace(t *testing.T) {
	token, _, err := NewToken("anna", Read)
	check(t, err)
	g := newGuard(t, Options{Requests: 1, Tokens: []Token{token}})
	for range 5 {
		if _, status, h := ask(g, nil); status != http.StatusUnauthorized || len(h.Values("WWW-Authenticate")) != 2 {
			t.Fatalf("%d %v", status, h)
		}
	}
	if len(g.places) != 0 {
		t.Errorf("%d places are taken", len(g.places))
	}
}
