package server

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"trigraph/queries"
)

// inTime is how long a hostile request may take: the time of a script, the start
// of a process in place of the one it ended, and a busy machine.
const inTime = 20 * time.Second

// leaks is what no answer says: places in our code, files, a stack.
var leaks = regexp.MustCompile(`goroutine \d|\.go:\d|panic|runtime error|/tmp/|MANIFEST|trigraph/`)

// hostile is a request that should harm nobody.
type hostile struct {
	name string
	request
	want []int // any of these
}

// TestHostileRequests: each is refused or answered in time, says nothing of our
// inside, and leaves a server that answers, with its memory back.
func TestHostileRequests(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 2, Timeout: 1500 * time.Millisecond, Rows: 20, Bytes: 1 << 16})
	bodies, scripts := hostileBodies(t), hostileScripts()
	all := slices.Concat(hostilePaths(), hostileParams(), bodies, hostileHeaders(), scripts)
	if n := len(bodies) + len(scripts); n < 40 || len(all) < 200 {
		t.Errorf("%d requests, %d of them scripts and other bodies", len(all), n)
	}
	ask := func(h hostile) {
		t.Helper()
		began := time.Now()
		status, body, header := s.try(t, h.request)
		if took := time.Since(began); took > inTime {
			t.Errorf("%s: took %s", h.name, took)
		}
		if !slices.Contains(h.want, status) {
			t.Errorf("%s: %d %.200s, want %v", h.name, status, body, h.want)
		}
		if found := leaks.FindString(body); found != "" {
			t.Errorf("%s: the answer tells %q: %.300s", h.name, found, body)
		}
		if to := header.Get("Location"); strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) || strings.Contains(to, "://") {
			t.Errorf("%s: leads elsewhere: %s", h.name, to)
		}
	}
	ask(all[0])
	before := used()
	for _, h := range all {
		ask(h)
		if status, body, _ := s.do(t, request{"GET", "/api/queries/heads?entity=Nvidia", "", nil}); status != 200 {
			t.Fatalf("after %s: %d %s", h.name, status, body)
		}
	}
	http.DefaultClient.CloseIdleConnections()
	deadline := time.Now().Add(10 * time.Second)
	for now := used(); now.heap > before.heap+8<<20 || now.goroutines > before.goroutines+10; now = used() {
		if time.Now().After(deadline) {
			t.Fatalf("memory is not back: %+v before, %+v now", before, now)
		}
		time.Sleep(100 * time.Millisecond)
	}
	if c := s.Config.Handler.(*Server).options.Runner.Counts(); c.Ended < 5 || c.Started > c.Ended+2 {
		t.Errorf("processes: %+v", c)
	}
}

// usage is what this process has.
type usage struct {
	heap       uint64
	goroutines int
}

func used() usage {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return usage{m.HeapAlloc, runtime.NumGoroutine()}
}

// try is do without following where an answer leads. A connection that the
// server closed has the status 0.
func (s *site) try(t testing.TB, q request) (status int, body string, header http.Header) {
	t.Helper()
	r, err := http.NewRequest(q.method, s.URL, strings.NewReader(q.body))
	check(t, err)
	path, query, _ := strings.Cut(q.path, "?")
	r.URL.Opaque, r.URL.RawQuery = path, query // as it is
	for k, v := range q.header {
		if k == "Host" {
			r.Host = v
		}
		r.Header.Set(k, v)
	}
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return 0, "", nil
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, 10<<20))
	check(t, err)
	return res.StatusCode, string(text), res.Header
}

// odd are texts that have broken programs.
func odd() map[string]string {
	return map[string]string{
		"NUL":                "a\x00b",
		"no UTF-8":           "\xff\xfe\xc3\x28",
		"an overlong slash":  "\xc0\xaf..\xc0\xafetc",
		"a lone surrogate":   "\xed\xa0\x80",
		"line breaks":        "a\r\nSet-Cookie: x=1\r\n\r\n<script>",
		"accents in a heap":  "Nvidia" + strings.Repeat("\u0301", 1500),
		"right to left":      "\u202eaidivN\u2066",
		"many words":         strings.Repeat("a ", 1500),
		"a long word":        strings.Repeat("x", 3900),
		"a Gizmo string end": `");while(true){}//`,
		"a template":         "{{.}}${7*7}#{7*7}",
		"SQL":                "'; DROP TABLE quads; --",
		"markup":             `<img src=x onerror=alert(1)>`,
		"an expression":      "(a+)+$",
		"brackets":           strings.Repeat("(", 3000),
		"stars":              strings.Repeat("*?%_", 900),
		"Chinese":            strings.Repeat("英伟达", 400),
		"a file":             "../../../../etc/passwd",
		"nothing":            "",
	}
}

func hostilePaths() []hostile {
	var list []hostile
	for i, path := range []string{
		"/page/../../../../etc/passwd", "/page/..%2f..%2f..%2fetc%2fpasswd", "/page/%2e%2e/%2e%2e/etc/passwd", "/page/..%5c..%5cx",
		"/page/main.js%00.html", "/page/", "/page/%ff", "/%5cevil.example/", "/./////api//queries",
		"/api/entities/..%2f..%2f..%2fetc%2fpasswd", "/api/entities/%00", "/api/articles/../../etc/passwd", "/api/articles/%2e%2e%2f",
		"/api/entities/" + strings.Repeat("a/", 2000), "/api/queries/%2e%2e", "/api/queries/../../healthz", "/" + strings.Repeat("x", 8000),
		"/api/v1/query/%67izmo%00", "/debug/pprof/", "/debug/vars", "/.git/config", "/.env", "/config.yaml", "/server-status",
	} {
		list = append(list, hostile{fmt.Sprintf("path %d %.40s", i, path), request{"GET", path, "", nil}, []int{301, 307, 308, 400, 404, 405}})
	}
	return list
}

func hostileParams() []hostile {
	var list []hostile
	add := func(name, path string, want ...int) {
		list = append(list, hostile{name, request{"GET", path, "", nil}, want})
	}
	for name, text := range odd() {
		text = url.QueryEscape(text)
		add("named: "+name, "/api/queries/who?entity="+text, 200, 400, 404)
		add("search: "+name, "/api/entities?name="+text, 200, 400)
		add("begins: "+name, "/api/entities?prefix=true&name="+text, 200, 400)
		add("graph: "+name, "/api/graph?entity="+text, 200, 400, 404)
		add("claims: "+name, "/api/claims?entity="+text+"&as_of="+text, 400, 404)
	}
	for _, n := range []string{"-1", "-9223372036854775808", "9223372036854775807", "99999999999999999999", "1e309", "0x10", "NaN", "1;2", "%00", "٣", "1.5", "+1", " 1"} {
		n = strings.ReplaceAll(n, " ", "+")
		add("limit "+n, "/api/entities?name=Nvidia&limit="+n, 200, 400)
		add("rows "+n, "/api/queries/heads?entity=Nvidia&limit="+n, 200, 400)
		add("depth "+n, "/api/graph?entity=nvidia&depth="+n+"&limit="+n, 200, 400)
		add("offset "+n, "/api/articles?offset="+n+"&limit="+n, 200, 400)
		add("paths "+n, "/api/paths?from=nvidia&to=person/jensen-huang&max="+n, 200, 400)
	}
	add("thousands of parameters", "/api/queries/who?"+strings.Repeat("a=1&", 6000), 400, 413, 414, 431)
	add("thousands of names", "/api/graph?"+strings.Repeat("entity=nvidia&", 3000), 400, 431)
	add("a broken escape", "/api/queries/who?entity=%zz", 400)
	add("a semicolon", "/api/queries/who?entity=a;b=c", 400)
	add("a format of no use", "/api/queries/heads?entity=Nvidia&format=../../x", 400)
	add("a language of no use", "/api/graph?language=%00", 400)
	return list
}

func hostileBodies(t *testing.T) []hostile {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = z.Write(make([]byte, 3<<20))
	check(t, z.Close())
	var list []hostile
	add := func(name, kind, body string, want ...int) {
		list = append(list, hostile{name, request{"POST", "/api/queries/who", body, map[string]string{"Content-Type": kind}}, want})
	}
	const json, form = "application/json", "application/x-www-form-urlencoded"
	add("brackets in brackets", json, strings.Repeat("[", 4000), 400)
	add("objects in objects", json, strings.Repeat(`{"a":`, 800), 400)
	add("a number of great length", json, `{"entity":1e`+strings.Repeat("9", 3000)+`}`, 400, 404)
	add("one name twice", json, `{"entity":"x","entity":"Nvidai"}`, 404)
	add("NUL in JSON", json, `{"entity":"\u0000"}`, 400, 404)
	add("half a surrogate in JSON", json, `{"entity":"\ud800"}`, 400, 404)
	add("no UTF-8 in JSON", json, "{\"entity\":\"\xff\"}", 400, 404)
	add("__proto__", json, `{"__proto__":{"limit":9},"constructor":"x","entity":"Nvidia"}`, 400)
	add("a null", json, `null`, 400)
	add("many fields", json, "{"+strings.Repeat(`"a":"b",`, 400)+`"entity":"x"}`, 400)
	add("text behind the object", json, `{"entity":"Nvidia"} {"entity":"x"}`, 200, 400)
	add("a form of fields", form, strings.Repeat("a=1&", 1000), 400)
	add("a form that breaks off", form, "entity=%", 400)
	add("more than may be", json, `{"entity":"`+strings.Repeat("x", 1<<20)+`"}`, 413)
	list = append(list,
		hostile{"a bomb", request{"POST", "/api/queries/who", bomb.String(), map[string]string{"Content-Type": json, "Content-Encoding": "gzip"}}, []int{415}},
		hostile{"parts", request{"POST", "/api/queries/who", "--x\r\nContent-Disposition: form-data; name=entity\r\n\r\nNvidia\r\n--x--", map[string]string{"Content-Type": "multipart/form-data; boundary=x"}}, []int{400, 415}},
		hostile{"quads to write", request{"POST", "/api/v2/write", "<a> <b> <c> .", map[string]string{"Content-Type": "application/n-quads"}}, []int{403}},
		hostile{"a judgement as a form", request{"POST", "/api/judgements", "verdict=same", map[string]string{"Content-Type": form}}, []int{403}},
	)
	return list
}

func hostileHeaders() []hostile {
	var list []hostile
	add := func(name, method string, want int, header map[string]string) {
		list = append(list, hostile{name, request{method, "/api/queries", "", header}, []int{want}})
	}
	add("another host", "GET", 403, map[string]string{"Host": "evil.example"})
	add("a host that looks like ours", "GET", 403, map[string]string{"Host": "127.0.0.1.evil.example:8463"})
	add("a host and a user", "GET", 403, map[string]string{"Host": "127.0.0.1:80@evil.example"})
	add("hosts forwarded", "GET", 200, map[string]string{"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"})
	add("a method in another", "POST", 405, map[string]string{"X-HTTP-Method-Override": "GET", "X-Method-Override": "GET"})
	add("a method in another to write", "GET", 200, map[string]string{"X-HTTP-Method-Override": "DELETE"})
	add("TRACE", "TRACE", 405, nil)
	add("a method nobody knows", "BREW", 405, nil)
	add("PUT", "PUT", 405, nil)
	add("DELETE", "DELETE", 405, nil)
	add("asked ahead from a page", "OPTIONS", 403, map[string]string{"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
	add("asked ahead from a file", "OPTIONS", 403, map[string]string{"Origin": "null", "Access-Control-Request-Method": "POST"})
	add("a header of great length", "GET", 431, map[string]string{"X-Long": strings.Repeat("x", 80<<10)})
	add("a cookie of great length", "GET", 431, map[string]string{"Cookie": strings.Repeat("a=b; ", 20<<10)})
	add("an id to break the log", "GET", 200, map[string]string{"X-Request-Id": "a level=ERROR msg=fake"})
	add("thousands of types", "GET", 200, map[string]string{"Accept": strings.Repeat("a/b;q=0.1,", 3000), "Accept-Encoding": strings.Repeat("gzip;q=x,", 3000)})
	add("ranges", "GET", 200, map[string]string{"Range": "bytes=" + strings.Repeat("0-1,", 2000) + "0-"})
	add("a password without end", "GET", 200, map[string]string{"Authorization": "Basic " + strings.Repeat("A", 30<<10)})
	add("an upgrade", "GET", 200, map[string]string{"Connection": "Upgrade", "Upgrade": "websocket"})
	return list
}

func hostileScripts() []hostile {
	var list []hostile
	for script, want := range map[string][]int{
		`while(true){}`:                                      {408},
		`var s="x"; while(true) s+=s`:                        {400, 408}, // memory or time, whichever the machine has less of
		`var l=[]; for(;;) l.push("x".repeat(1e6))`:          {400, 408},
		`g.V().all(); g.V().all(); while(true){g.V().all()}`: {200, 408},
		`eval("while(1){}")`:                                 {400, 408},
		`Promise.resolve().then(function(){while(true){}})`:  {200, 400, 408},
		`g.V().out({})`:                                      {400},
		`while(true) g.emit(1)`:                              {200},
		`g.V().getLimit(-1); g.V().all()`:                    {200},
		`g.emit("x".repeat(1<<20))`:                          {200},
		`g.emit(NaN)`:                                        {400},
		`/^(a+)+$/.test("a".repeat(40)+"b")`:                 {200, 408},
		`var a=[]; while(true) a.push([a])`:                  {400, 408},
		`new Array(4294967295).join("xxxxxx")`:               {400, 408},
		`(function f(){f()})()`:                              {400, 408},
		`this.constructor.constructor("return process")()`:   {400},
		`require("fs").readFileSync("/etc/passwd")`:          {400},
		`var o={}; o.o=o; g.emit(o)`:                         {400, 408},
		`[3,2,1].sort(function(){while(true){}})`:            {408},
		`g.emit({toJSON:function(){while(true){}}})`:         {408, 200, 400},
		`g.V().forEach(function(){throw {}})`:                {200, 400},
		`throw "\u0000"`:                                     {400},
		"g.V(\"\xff\").all()":                                {200, 400},
		strings.Repeat("(", 3000):                            {400},
		`var m = g.M().out().in(); for (var i=0;i<9;i++) m = m.and(m); g.V().follow(m).all()`: {200, 400, 408},
		`g.V().followRecursive(g.M().both(), 1e9).followRecursive(g.M().both()).all()`:        {200, 400, 408},
		`var x = g.V(); for (var i=0;i<1e5;i++) x = x.tag("t"+i); x.all()`:                    {200, 400, 408},
	} {
		list = append(list, hostile{fmt.Sprintf("script %.60q", script), request{"POST", "/api/v2/query?lang=gizmo&limit=-1", script, nil}, want})
	}
	return list
}

// TestLeavesNoFile: what is asked is not written anywhere.
func TestLeavesNoFile(t *testing.T) {
	s := newSite(t, queries.Options{Workers: 1})
	list, err := os.ReadDir(s.dir)
	check(t, err)
	for _, path := range []string{"/api/queries/heads?entity=Nvidia", "/api/entities?name=x", "/page/x"} {
		s.do(t, request{"GET", path, "", nil})
	}
	after, err := os.ReadDir(s.dir)
	check(t, err)
	if len(after) != len(list) {
		t.Errorf("%d files before, %d after", len(list), len(after))
	}
}
