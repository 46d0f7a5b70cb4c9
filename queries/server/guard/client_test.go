package guard

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"
)

// TestRate: a client has five seconds' worth at once, is then told when to come
// again, and does not hinder others.
func TestRate(t *testing.T) {
	anna, secret, err := NewToken("anna", Read)
	check(t, err)
	g := newGuard(t, Options{Rate: 0.5, Tokens: []Token{anna}})
	as := func(address, secret string) func(*http.Request) {
		return func(r *http.Request) {
			r.RemoteAddr = address
			if secret != "" {
				r.Header.Set("Authorization", "Bearer "+secret)
			}
		}
	}
	for i := range 3 {
		if _, status, _ := ask(g, as("192.0.2.1:1", secret)); status != 200 {
			t.Fatalf("request %d: %d", i, status)
		}
	}
	_, status, h := ask(g, as("192.0.2.2:1", secret)) // another machine, the same token
	if after, _ := strconv.Atoi(h.Get("Retry-After")); status != 429 || after < 1 || after > 2 {
		t.Errorf("%d, Retry-After %q", status, h.Get("Retry-After"))
	}
	for range 3 { // who has no token is counted by address, so that trying tokens is slow
		if _, status, _ := ask(g, as("192.0.2.1:1", "wrong")); status != 401 {
			t.Errorf("without a token: %d", status)
		}
	}
	if _, status, _ := ask(g, as("192.0.2.1:2", "")); status != 429 {
		t.Errorf("the fourth try: %d", status)
	}
	if _, status, _ := ask(g, as("192.0.2.9:1", "")); status != 401 {
		t.Errorf("another address: %d", status)
	}
}

func TestAddress(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.1:99":              "192.0.2.1",
		"[2001:db8:1:2:3:4:5:6]:99": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:99": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:99":         "fe80::/64",
		"[::1]:99":                  "::1",
		"[::ffff:192.0.2.1]:99":     "::ffff:192.0.2.1",
		"@":                         "@",
	} {
		r := &http.Request{RemoteAddr: remote, Header: http.Header{"X-Forwarded-For": {"10.0.0.1"}}}
		if got := address(r); got != want {
			t.Errorf("%s: %s, want %s", remote, got, want)
		}
	}
}

// TestManyClients: the memory for clients has a bound, and one who asks too often
// is not forgotten for the others' sake while there is room.
func TestManyClients(t *testing.T) {
	c := newClients(0.01)
	for i := range 3 * manyClients {
		c.wait(fmt.Sprint(i))
	}
	if len(c.each) > manyClients {
		t.Errorf("%d clients are kept", len(c.each))
	}
	c = newClients(0.01)
	c.wait("x")
	for i := range manyClients - 2 {
		c.wait(fmt.Sprint(i))
	}
	if c.wait("x") == 0 {
		t.Error("the client was forgotten")
	}
	for _, one := range c.each {
		one.seen = one.seen.Add(-2 * burst)
	}
	c.each["x"].seen = time.Now()
	for i := range 3 {
		c.wait(fmt.Sprint("new", i))
	}
	if len(c.each) > 4 || c.wait("x") == 0 {
		t.Errorf("%d clients; those long silent should be gone, and x not", len(c.each))
	}
}
