package server

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"trigraph/graph/judgement"
	"trigraph/graph/store"
	"trigraph/queries/server/guard"
)

// bench is a Reviewer that keeps what it is given.
type bench struct{ kept []judgement.Judgement }

func (b *bench) Doubts() ([]judgement.Doubt, error) {
	return []judgement.Doubt{{Kind: "acronym", A: "nvidia", B: "org/nv"}, {Kind: "one name", A: "nvidia", B: "product/nvidia"}}, nil
}

func (b *bench) Judgements() (*judgement.List, error) { return judgement.NewList(b.kept), nil }

func (b *bench) Judge(j judgement.Judgement) (int, error) {
	switch j.A {
	case "refused":
		return 0, &Refused{"that contradicts judgement 1"}
	case "broken":
		return 0, errors.New("/secret/path: no space left")
	}
	j.Number = len(b.kept) + 1
	b.kept = append(b.kept, j)
	return j.Number, nil
}

func TestReview(t *testing.T) {
	const good = `{"verdict":"same","a":"Nvidia","b":"NV","author":"anna"}`
	for _, tt := range []struct {
		name   string
		header map[string]string
		role   guard.Role // of the token that the server asks for
		body   string
		status int
		want   string
	}{
		{"taken", nil, "", good, 201, `{"number":1}`},
		{"from its own page", map[string]string{"Origin": "http://HOST", "Sec-Fetch-Site": "same-origin"}, "", good, 201, `"number"`},
		{"a form of another site", map[string]string{"Content-Type": "text/plain"}, "", good, 415, "application/json"},
		{"without a type", map[string]string{"Content-Type": ""}, "", good, 415, "application/json"},
		{"another origin", map[string]string{"Origin": "https://evil.example"}, "", good, 403, "not taken from https://evil.example"},
		{"a file", map[string]string{"Origin": "null"}, "", good, 403, "not taken from null"},
		{"cross site", map[string]string{"Sec-Fetch-Site": "cross-site"}, "", good, 403, "other sites"},
		{"without the token", nil, "write", good, 401, "asks for a token"},
		{"a wrong token", map[string]string{"Authorization": "Bearer t0kem"}, "write", good, 401, "does not know the token"},
		{"a reader's token", map[string]string{"Authorization": "Bearer SECRET"}, "read", good, 403, "needs a token with the role write"},
		{"a writer's token", map[string]string{"Authorization": "Bearer SECRET"}, "write", good, 201, `"number"`},
		{"as a browser's password", map[string]string{"Authorization": "Basic BASIC"}, "write", good, 201, `"number"`},
		{"nonsense", nil, "", `{"verdict":`, 400, "no judgement"},
		{"an unknown field", nil, "", `{"verdikt":"same"}`, 400, "unknown field"},
		{"refused", nil, "", `{"verdict":"same","a":"refused","b":"x"}`, 409, "that contradicts judgement 1"},
		{"a fault inside", nil, "", `{"verdict":"same","a":"broken","b":"x"}`, 500, "internal error"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &bench{}
			var tokens []guard.Token
			token, secret, err := guard.NewToken("anna", tt.role)
			if tt.role != "" {
				check(t, err)
				tokens = append(tokens, token)
			}
			s := start(t, func(o *Options) { o.Review, o.Guard.Tokens = b, tokens })
			req, err := http.NewRequest("POST", s.URL+"/api/judgements", strings.NewReader(tt.body))
			check(t, err)
			req.Header.Set("Content-Type", "application/json; charset=utf-8")
			for k, v := range tt.header {
				basic := base64.StdEncoding.EncodeToString([]byte("anna:" + secret))
				req.Header.Set(k, strings.NewReplacer("HOST", req.URL.Host, "SECRET", secret, "BASIC", basic).Replace(v))
			}
			res, err := http.DefaultClient.Do(req)
			check(t, err)
			defer res.Body.Close()
			text, err := io.ReadAll(res.Body)
			check(t, err)
			if res.StatusCode != tt.status || !strings.Contains(string(text), tt.want) || strings.Contains(string(text), "secret") {
				t.Errorf("%d %s, want %d %s", res.StatusCode, text, tt.status, tt.want)
			}
			if kept := len(b.kept) > 0; kept != (tt.status == 201) {
				t.Errorf("kept: %v", b.kept)
			}
		})
	}
}

func TestReviewLists(t *testing.T) {
	b := &bench{kept: []judgement.Judgement{{Number: 1, Verdict: judgement.Same, A: "nvidia", B: "org/nv"}, {Number: 2, Verdict: judgement.Undo, Of: 1}}}
	s := start(t, func(o *Options) { o.Review = b })
	closed := start(t, nil)
	for _, tt := range []struct {
		site   *site
		path   string
		status int
		want   string
	}{
		{s, "/api/review", 200, `"kind":"acronym"`},
		{s, "/api/review?kind=one+name", 200, `[{"kind":"one name","a":"nvidia","b":"product/nvidia"`},
		{s, "/api/review?limit=x", 400, "limit"},
		{s, "/api/judgements", 200, `[{"number":1,"holds":false,`},
		{closed, "/api/review", 403, "serve.review: true"},
		{closed, "/api/judgements", 403, "serve.review: true"},
	} {
		res, err := http.Get(tt.site.URL + tt.path)
		check(t, err)
		text, err := io.ReadAll(res.Body)
		res.Body.Close()
		check(t, err)
		if res.StatusCode != tt.status || !strings.Contains(string(text), tt.want) {
			t.Errorf("%s: %d %s, want %d %s", tt.path, res.StatusCode, text, tt.status, tt.want)
		}
	}
	res, err := http.Post(closed.URL+"/api/judgements", "application/json", strings.NewReader(`{}`))
	check(t, err)
	res.Body.Close()
	if res.StatusCode != 403 {
		t.Errorf("a server that takes no judgements answers %d", res.StatusCode)
	}
}

// start is a server over a small graph that answers no questions.
func start(t *testing.T, set func(*Options)) *site {
	t.Helper()
	s := &site{dir: t.TempDir() + "/store"}
	build(t, s.dir)
	st, err := store.Open(s.dir)
	check(t, err)
	o := Options{Store: st, MaxBody: 4096}
	if set != nil {
		set(&o)
	}
	h, err := New(o)
	check(t, err)
	s.Server = httptest.NewServer(h)
	t.Cleanup(s.Server.Close)
	return s
}
