package server

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"trigraph/queries"
)

// wire is a server whose patience is short, for clients that are not browsers.
func wire(t *testing.T) *site {
	t.Helper()
	s := newSite(t, queries.Options{Workers: 1, Timeout: 2 * time.Second})
	h := s.Config.Handler.(*Server).listener()
	if h.ReadHeaderTimeout <= 0 || h.ReadTimeout <= 0 || h.WriteTimeout <= 0 || h.IdleTimeout <= 0 || h.MaxHeaderBytes > 64<<10 {
		t.Errorf("no end to what a client may take: %+v", h)
	}
	h.ReadHeaderTimeout, h.ReadTimeout, h.IdleTimeout = 300*time.Millisecond, 600*time.Millisecond, 600*time.Millisecond
	s.Server = httptest.NewUnstartedServer(nil)
	s.Config = h
	s.Start()
	t.Cleanup(s.Server.Close)
	return s
}

// say sends bytes and returns all that comes until the server closes.
func (s *site) say(t *testing.T, text string) string {
	t.Helper()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	check(t, err)
	defer c.Close()
	check(t, c.SetDeadline(time.Now().Add(15*time.Second)))
	go func() { _, _ = io.WriteString(c, text) }() // the server may close while this goes on
	var got bytes.Buffer
	if _, err := io.Copy(&got, c); isTimeout(err) {
		t.Errorf("%.60q: the connection stays open", text)
	}
	return got.String()
}

func isTimeout(err error) bool {
	n, ok := err.(net.Error)
	return ok && n.Timeout()
}

// statuses are those of the answers in a stream.
func statuses(t *testing.T, text string) string {
	t.Helper()
	var list []string
	for r := bufio.NewReader(strings.NewReader(text)); ; {
		res, err := http.ReadResponse(r, nil)
		if err != nil {
			return strings.Join(list, " ")
		}
		list = append(list, strconv.Itoa(res.StatusCode))
		_, _ = io.Copy(io.Discard, res.Body)
	}
}

// TestSocket: requests that no library would send. Each is refused, and none is
// taken for two.
func TestSocket(t *testing.T) {
	s := wire(t)
	host := s.Listener.Addr().String()
	const get = "GET /api/queries HTTP/1.1\r\n"
	post := func(header, body string) string {
		return "POST /api/v2/query?lang=gizmo HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + header + "\r\n" + body
	}
	smuggled := "GET /api/stats HTTP/1.1\r\nHost: " + host + "\r\n\r\n"
	for _, tt := range []struct{ name, text, want string }{
		{"length and chunks", post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"+smuggled), "400"},
		{"chunks twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"+smuggled), "501"},
		{"chunks of another kind", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"+smuggled), "501"},
		{"chunks, and identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"+smuggled), "501"},
		{"a tab before chunked", post("Transfer-Encoding:\x0bchunked\r\n", "0\r\n\r\n"+smuggled), "400"},
		{"two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"), "400"},
		{"a length below nothing", post("Content-Length: -1\r\n", ""), "400"},
		{"a length of great length", post("Content-Length: 99999999999999999999\r\n", ""), "400"},
		{"a length in hex", post("Content-Length: 0x5\r\n", "abcde"), "400"},
		{"a length with a sign", post("Content-Length: +5\r\n", "abcde"), "400"},
		{"a space before the colon", post("Content-Length : 5\r\n", "abcde"), "400"},
		{"a folded header", post("X-A: b\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"},
		{"a chunk of great size", post("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFF\r\nx"), "400"},
		{"a chunk that is none", post("Transfer-Encoding: chunked\r\n", "zz\r\nx"), "400"},
		{"chunks with endless words", post("Transfer-Encoding: chunked\r\n", "1;"+strings.Repeat("x", 1<<20)+"\r\nx\r\n0\r\n\r\n"), "400"},
		{"more promised than may be", post("Content-Length: 99999999\r\nExpect: 100-continue\r\n", ""), "413"},
		{"no host", get + "Connection: close\r\n\r\n", "400"},
		{"two hosts", get + "Host: " + host + "\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "400"},
		{"a host in the address", "GET http://evil.example/api/queries HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", "403"},
		{"slashes that would lead elsewhere", "GET //evil.example HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", "404"},
		{"slashes and dots", "GET //evil.example/..%2f HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", "404"},
		{"a proxy's method", "CONNECT evil.example:443 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", "403"},
		{"a star", "OPTIONS * HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", "200"},
		{"NUL in a header", get + "Host: " + host + "\r\nX-A: a\x00b\r\n\r\n", "400"},
		{"no version", "GET /\r\n\r\n", "400"},
		{"a version to come", "GET / HTTP/9.9\r\nHost: " + host + "\r\n\r\n", "505"},
		{"HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "403"},
		{"no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + strings.Repeat("\x00", 200) + "\r\n\r\n", "400"},
		{"a line without end", "GET /" + strings.Repeat("x", 200<<10), "431"},
		{"thousands of headers", get + "Host: " + host + "\r\n" + strings.Repeat("X-A: b\r\n", 20000) + "\r\n", "431"},
		{"nothing", "", ""},
		{"a header that never ends", get + "Host: " + host + "\r\nX-A: b\r\n", ""},
		{"a body that never comes", post("Content-Length: 100\r\n", "g.V("), "408"},
	} {
		got := s.say(t, tt.text)
		if strings.Contains(got, "Location: //") {
			t.Errorf("%s leads elsewhere: %s", tt.name, got)
		}
		if have := statuses(t, got); have != tt.want {
			t.Errorf("%s: %q, want %q: %.200s", tt.name, have, tt.want, got)
		}
	}
	if status, body, _ := s.do(t, request{"GET", "/api/queries/heads?entity=Nvidia", "", nil}); status != 200 {
		t.Errorf("afterwards: %d %s", status, body)
	}
}

// TestPatience: a client that sends byte by byte, or without end, is left.
func TestPatience(t *testing.T) {
	s := wire(t)
	host := s.Listener.Addr().String()
	for name, tt := range map[string]struct{ begin, part string }{
		"a header byte by byte": {"GET / HTTP/1.1\r\nHost: " + host + "\r\nX: ", "x"},
		"headers without end":   {"GET / HTTP/1.1\r\nHost: " + host + "\r\n", "X-A: b\r\n"},
		"a body byte by byte":   {"POST /api/v2/query?lang=gizmo HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 4000\r\n\r\n", "x"},
		"a body without end":    {"POST /api/v2/query?lang=gizmo HTTP/1.1\r\nHost: " + host + "\r\nTransfer-Encoding: chunked\r\n\r\n", "400\r\n" + strings.Repeat("/", 1024) + "\r\n"},
	} {
		c, err := net.Dial("tcp", host)
		check(t, err)
		began := time.Now()
		_, err = io.WriteString(c, tt.begin)
		for err == nil && time.Since(began) < 10*time.Second {
			time.Sleep(20 * time.Millisecond)
			_, err = io.WriteString(c, tt.part)
		}
		c.Close()
		if err == nil {
			t.Errorf("%s: taken for 10 s", name)
		}
	}
}

// TestManyAtOnce: of many requests at once some are told to come again, none
// fails, and nothing stays behind.
func TestManyAtOnce(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 1, Timeout: time.Second, Wait: 50 * time.Millisecond})
	found := make(chan int)
	for range 100 {
		go func() {
			r, err := http.Post(s.URL+"/api/v2/query?lang=gizmo", "text/plain", strings.NewReader(`while(true){}`))
			if err != nil {
				found <- 0
				return
			}
			r.Body.Close()
			found <- r.StatusCode
		}()
	}
	count := map[int]int{}
	for range 100 {
		count[<-found]++
	}
	if count[503] < 50 || count[408] < 1 || count[408]+count[503] != 100 {
		t.Errorf("answers by status: %v", count)
	}
}

// TestPipeline: a thousand requests in one breath are answered in their order.
func TestPipeline(t *testing.T) {
	s := newSite(t, queries.Options{})
	var all strings.Builder
	for i := range 1000 {
		connection := "keep-alive"
		if i == 999 {
			connection = "close"
		}
		fmt.Fprintf(&all, "GET /api/entities?name=%d HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n", i, connection)
	}
	if got := statuses(t, s.say(t, all.String())); got != strings.TrimSpace(strings.Repeat("200 ", 1000)) {
		t.Errorf("%.100s", got)
	}
}

// TestGoneClient: a question whose client has gone ends with it.
func TestGoneClient(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 1, Timeout: 30 * time.Second, Wait: 10 * time.Second})
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	check(t, err)
	_, err = io.WriteString(c, "POST /api/v2/query?lang=gizmo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 13\r\n\r\nwhile(true){}")
	check(t, err)
	time.Sleep(500 * time.Millisecond)
	c.Close()
	began := time.Now()
	status, body, _ := s.do(t, request{"GET", "/api/queries/heads?entity=Nvidia", "", nil})
	if status != 200 || time.Since(began) > 8*time.Second {
		t.Errorf("%d %s after %s", status, body, time.Since(began))
	}
}

// TestPlainToTLS: what speaks no TLS is told so, and old TLS is refused.
func TestPlainToTLS(t *testing.T) {
	s := newSite(t, queries.Options{})
	secure := httptest.NewUnstartedServer(s.Config.Handler)
	secure.Config = s.Config.Handler.(*Server).listener()
	secure.StartTLS()
	defer secure.Close()
	res, err := http.Get(strings.Replace(secure.URL, "https:", "http:", 1))
	check(t, err)
	res.Body.Close()
	if res.StatusCode != 400 {
		t.Errorf("plain HTTP: %d", res.StatusCode)
	}
	c, err := tls.Dial("tcp", secure.Listener.Addr().String(), &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11})
	if err == nil {
		c.Close()
		t.Error("TLS 1.1 is spoken")
	}
}
