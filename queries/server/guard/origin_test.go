package guard

import (
	"net/http"
	"strings"
	"testing"
)

func TestOrigins(t *testing.T) {
	const listed = "https://notebook.example"
	token, _, err := NewToken("anna", Read)
	check(t, err)
	g := newGuard(t, Options{Origins: []string{listed, "http://127.0.0.1:3333"}})
	closed := newGuard(t, Options{})
	locked := newGuard(t, Options{Origins: []string{listed}, Tokens: []Token{token}})
	for _, tt := range []struct {
		name   string
		g      *Guard
		method string
		origin string
		asks   string
		status int
		allow  string
	}{
		{"listed", g, "GET", listed, "", 200, listed},
		{"listed, with a port", g, "GET", "http://127.0.0.1:3333", "", 200, "http://127.0.0.1:3333"},
		{"another port", g, "GET", "http://127.0.0.1:3334", "", 200, ""},
		{"another scheme", g, "GET", "http://notebook.example", "", 200, ""},
		{"a name that begins so", g, "GET", listed + ".evil.example", "", 200, ""},
		{"a name that ends so", g, "GET", "https://evil-notebook.example", "", 200, ""},
		{"a file", g, "GET", "null", "", 200, ""},
		{"a star", g, "GET", "*", "", 200, ""},
		{"none", g, "GET", "", "", 200, ""},
		{"asked ahead", g, "OPTIONS", listed, "POST", 204, listed},
		{"asked ahead by another", g, "OPTIONS", "https://evil.example", "POST", 403, ""},
		{"asked ahead by a file", g, "OPTIONS", "null", "GET", 403, ""},
		{"no list", closed, "GET", listed, "", 200, ""},
		{"no list, asked ahead", closed, "OPTIONS", listed, "GET", 403, ""},
		{"asked ahead without the token, which browsers keep for the request", locked, "OPTIONS", listed, "GET", 204, listed},
		{"then without one", locked, "GET", listed, "", 401, listed},
	} {
		_, status, h := ask(tt.g, func(r *http.Request) {
			r.Method = tt.method
			if tt.origin != "" {
				r.Header.Set("Origin", tt.origin)
			}
			if tt.asks != "" {
				r.Header.Set("Access-Control-Request-Method", tt.asks)
			}
		})
		if status != tt.status || h.Get("Access-Control-Allow-Origin") != tt.allow || h.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: %d, allowed %q; want %d, %q", tt.name, status, h.Get("Access-Control-Allow-Origin"), tt.status, tt.allow)
		}
		if len(tt.g.options.Origins) > 0 && !strings.Contains(strings.Join(h.Values("Vary"), ","), "Origin") {
			t.Errorf("%s: a cache could give the answer to another page", tt.name)
		}
	}
}

func TestBadOrigins(t *testing.T) {
	for _, origin := range []string{"*", "null", "", "notebook.example", "https://notebook.example/", "https://notebook.example/x", "ftp://x", "https://", "https://user@x.example", "https://x.example?y"} {
		if _, err := New(Options{Origins: []string{origin}}); err == nil {
			t.Errorf("%q is taken as an origin", origin)
		}
	}
}

func TestAllowFrames(t *testing.T) {
	h := http.Header{}
	newGuard(t, Options{Origins: []string{"http://127.0.0.1:3333"}}).AllowFrames(h)
	if p := h.Get("Content-Security-Policy"); !strings.HasSuffix(p, "frame-ancestors 'self' http://127.0.0.1:3333") {
		t.Error(p)
	}
}
