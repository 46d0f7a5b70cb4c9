package guard

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestPack(t *testing.T) {
	long := strings.Repeat("英伟达 and Goertek, ", 500)
	const json = "application/json; charset=utf-8"
	g := newGuard(t, Options{})
	for _, tt := range []struct {
		name, accept, method, kind, text string
		status                           int
		packed                           bool
	}{
		{"long text", "gzip, deflate, br", "GET", json, long, 200, true},
		{"an error too", "gzip", "GET", json, long, 404, true},
		{"GraphML", "gzip", "GET", "application/graphml+xml", long, 200, true},
		{"weighed", "br;q=1.0, gzip;q=0.5", "GET", "text/csv", long, 200, true},
		{"capitals", "GZIP", "GET", "text/csv", long, 200, true},
		{"short text", "gzip", "GET", json, "{}", 200, false},
		{"a picture", "gzip", "GET", "image/png", long, 200, false},
		{"not taken", "", "GET", json, long, 200, false},
		{"refused", "gzip;q=0, *", "GET", json, long, 200, false},
		{"another coding", "xgzip", "GET", json, long, 200, false},
		{"only the header", "gzip", "HEAD", json, long, 200, false},
	} {
		r := httptest.NewRequest(tt.method, "/", nil)
		r.Header.Set("Accept-Encoding", tt.accept)
		w := httptest.NewRecorder()
		p := g.Pack(w, r)
		p.Header().Set("Content-Type", tt.kind)
		p.Header().Set("ETag", `"x"`)
		p.WriteHeader(tt.status)
		for part := range strings.SplitAfterSeq(tt.text, ",") {
			_, err := io.WriteString(p, part)
			check(t, err)
		}
		check(t, p.Close())
		packed := w.Header().Get("Content-Encoding") == "gzip"
		if packed != tt.packed || w.Code != tt.status || (w.Header().Get("ETag") == `W/"x"`) != packed || (w.Header().Get("Vary") != "") != packed {
			t.Errorf("%s: packed %v, %d, %v", tt.name, packed, w.Code, w.Header())
		}
		if got := unpacked(t, w, packed); got != tt.text {
			t.Errorf("%s: the text came as %d bytes, was %d", tt.name, len(got), len(tt.text))
		}
	}
}

func unpacked(t *testing.T, w *httptest.ResponseRecorder, packed bool) string {
	t.Helper()
	if !packed {
		return w.Body.String()
	}
	z, err := gzip.NewReader(w.Body)
	check(t, err)
	text, err := io.ReadAll(z)
	check(t, err)
	return string(text)
}

// TestPackStream: what is flushed arrives, packed, before the end.
func TestPackStream(t *testing.T) {
	g := newGuard(t, Options{})
	go1 := make(chan bool)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := g.Pack(w, r)
		defer p.Close()
		p.Header().Set("Content-Type", "application/x-ndjson")
		_, _ = io.WriteString(p, "{}\n")
		if err := http.NewResponseController(p).Flush(); err != nil {
			t.Error(err)
		}
		<-go1
	}))
	defer s.Close()
	defer close(go1)
	r, err := http.NewRequest("GET", s.URL, nil)
	check(t, err)
	r.Header.Set("Accept-Encoding", "gzip")
	res, err := http.DefaultTransport.RoundTrip(r)
	check(t, err)
	defer res.Body.Close()
	z, err := gzip.NewReader(res.Body)
	check(t, err)
	line := make([]byte, 3)
	_, err = io.ReadFull(z, line)
	check(t, err)
	if !bytes.Equal(line, []byte("{}\n")) {
		t.Errorf("%q", line)
	}
}

// TestPackNothing: an answer without a body stays one.
func TestPackNothing(t *testing.T) {
	for _, status := range []int{http.StatusNoContent, http.StatusNotModified} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", "gzip")
		w := httptest.NewRecorder()
		p := newGuard(t, Options{}).Pack(w, r)
		p.Header().Set("Content-Type", "text/css")
		p.WriteHeader(status)
		check(t, p.Close())
		if w.Code != status || w.Body.Len() > 0 || w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%d: %d bytes, %v", w.Code, w.Body.Len(), w.Header())
		}
	}
}
