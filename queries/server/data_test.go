package server

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"trigraph/queries"
)

// TestDataRoutes asks each route of the graph that build makes.
func TestDataRoutes(t *testing.T) {
	s := newSite(t, queries.Options{})
	const (
		nvidia  = `{"id":"nvidia","class":"Company","label":"Nvidia","labels":{"en":"Nvidia","zh":"英伟达"},"country":"","articles":1,"degree":1}`
		huang   = `{"id":"person/jensen-huang","class":"Person","label":"Jensen <b>Huang</b>","labels":{"en":"Jensen <b>Huang</b>"},"country":"","articles":1,"degree":1}`
		edge    = `{"id":"nvidia headedBy person/jensen-huang","source":"nvidia","target":"person/jensen-huang","predicate":"headedBy","label":"headed by","weight":1,"confidence":0.9,"status":"stated","time":"","first":"2024-03-18","last":"2024-03-18","quote":"Nvidia is led by Jensen Huang.","article":"a","published":"2024-03-18","languages":["en"],"months":{"2024-03":1}}`
		full    = `{"nodes":[` + nvidia + `,` + huang + `],"edges":[` + edge + `],"left_out":{"nodes":0,"edges":0},"truncated":false,"took_ms":0}`
		finding = `{"findings":[{"subject":"nvidia","predicate":"headedBy","object":"person/jensen-huang","subject_label":"Nvidia","object_label":"Jensen <b>Huang</b>","predicate_label":"headed by","status":"stated","independent":1,"conflicts":[],` +
			`"witnesses":[{"article":"a","title":"One","lang":"en","published":"2024-03-18","quote":"Nvidia is led by Jensen Huang.","start":0,"end":30,"status":"stated","time":"","particulars":[],"confidence":0.9,"rule":"test","copy_of":""}]}],"total":1,"truncated":false,"took_ms":0}`
		noFinding = `{"findings":[],"total":0,"truncated":false,"took_ms":0}`
		listed    = `{"articles":[{"id":"a","title":"One","lang":"en","published":"2024-03-18","source":"","keywords":[],"mentions":2}],"total":1,"truncated":false,"took_ms":0}`
		unlisted  = `{"articles":[],"total":0,"truncated":false,"took_ms":0}`
	)
	for _, test := range []struct {
		path   string
		status int
		want   string // the whole answer; of an error a part
	}{
		{"/api/graph?entity=nvidia", 200, full},
		{"/api/graph?entity=nvidia&entity=nvidia&depth=3", 200, full},
		{"/api/graph", 200, full},
		{"/api/graph?entity=nvidia&class=Country", 200, `{"nodes":[` + nvidia + `],"edges":[],"left_out":{"nodes":0,"edges":0},"truncated":false,"took_ms":0}`},
		{"/api/graph?status=planned", 200, `{"nodes":[],"edges":[],"left_out":{"nodes":2,"edges":0},"truncated":true,"took_ms":0}`},
		{"/api/graph?class=Person", 200, `{"nodes":[` + huang + `],"edges":[],"left_out":{"nodes":0,"edges":0},"truncated":false,"took_ms":0}`},
		{"/api/graph?entity=nvidia&from=2024-03&to=2024-03-18&min_confidence=0.9&predicate=headedBy&status=any&article_language=en", 200, full},
		{"/api/graph?entity=nvidia&to=2023", 200, `{"nodes":[` + nvidia + `],"edges":[],"left_out":{"nodes":0,"edges":0},"truncated":false,"took_ms":0}`},
		{"/api/graph?entity=person%2Fjensen-huang&language=zh", 200, strings.NewReplacer(nvidia+","+huang, huang+","+strings.Replace(nvidia, `"label":"Nvidia"`, `"label":"英伟达"`, 1), "headed by", "负责人").Replace(full)},
		{"/api/graph?limit=1", 200, `{"nodes":[` + nvidia + `],"edges":[],"left_out":{"nodes":1,"edges":0},"truncated":true,"took_ms":0}`},
		{"/api/graph?entity=nobody", 404, "no entity has the id"},
		{"/api/graph?entity=nvidia&depth=4", 400, "depth 4 is not from 1 to 3"},
		{"/api/graph?limit=0", 400, "limit 0 is not from 1 to 5000"},
		{"/api/graph?limit=many", 400, `\"many\" is not a whole number`},
		{"/api/graph?class=Firm", 400, `class \"Firm\" is none of Person, Organization`},
		{"/api/graph?predicate=owns", 400, `predicate \"owns\" is none of ownedBy`},
		{"/api/graph?status=true", 400, `none of stated, planned`},
		{"/api/graph?from=yesterday", 400, "not a date"},
		{"/api/graph?from=2024-99", 400, "not a date"},
		{"/api/graph?to=2023-02-29", 400, "not a date"},
		{"/api/graph?from=2024-02-29&to=2024", 200, full},
		{"/api/graph?from=2024-0", 400, "not a date"},
		{"/api/paths?from=nvidia&to=person/jensen-huang&since=2024-13", 400, "not a date"},
		{"/api/paths?from=nvidia&to=person/jensen-huang&until=2024-00", 400, "not a date"},
		{"/api/claims?entity=nvidia&as_of=2024-06-31", 400, "not a date"},
		{"/api/claims?entity=nvidia&from=0000-99", 400, "not a date"},
		{"/api/articles?to=2024-1-1", 400, "not a date"},
		{"/api/export?from=20240", 400, "not a date"},
		{"/gephi/gs?to=2024-32", 400, "not a date"},
		{"/api/queries/evidence?entity=nvidia&as_of=2024-99", 400, "not a date"},
		{"/api/graph?min_confidence=NaN", 400, "not a number from 0 to 1"},
		{"/api/graph?language=fr", 400, `none of en, de, zh`},
		{"/api/graph?language=en&language=de", 400, "given 2 times"},
		{"/api/graph?entitty=nvidia", 400, `no parameter \"entitty\" here; there are article_language, class,`},
		{"/api/graph?%zz", 400, "cannot be read"},
		{"/api/graph?entity=" + strings.Repeat("nvidia&entity=", 101) + "nvidia", 400, "at most 100"},

		{"/api/paths?from=nvidia&to=person/jensen-huang", 200, `{"paths":[["nvidia","person/jensen-huang"]],"nodes":[` + nvidia + `,` + huang + `],"edges":[` + strings.Replace(edge, `"published"`, `"title":"One","published"`, 1) + `],"truncated":false,"took_ms":0}`},
		{"/api/paths?from=nvidia&to=person/jensen-huang&predicate=supplies", 200, `{"paths":[],"nodes":[],"edges":[],"truncated":false,"took_ms":0}`},
		{"/api/paths?from=nvidia&to=person/jensen-huang&since=2025", 200, `{"paths":[],"nodes":[],"edges":[],"truncated":false,"took_ms":0}`},
		{"/api/paths?from=nvidia", 400, "say between which"},
		{"/api/paths?from=nvidia&to=nvidia", 400, "one thing"},
		{"/api/paths?from=nvidia&to=nobody", 404, "no entity has the id"},
		{"/api/paths?from=nvidia&to=person/jensen-huang&max=7", 400, "max 7 is not from 1 to 6"},

		{"/api/claims?entity=nvidia", 200, finding},
		{"/api/claims?article=a", 200, finding},
		{"/api/claims?entity=nvidia&other=person/jensen-huang&predicate=headedBy&status=stated&as_of=2024&from=2024&article_language=en&min_confidence=0.5", 200, finding},
		{"/api/claims?entity=nvidia&language=de", 200, strings.Replace(finding, "headed by", "geleitet von", 1)},
		{"/api/claims?entity=nvidia&conflicts=true", 200, noFinding},
		{"/api/claims?entity=nvidia&as_of=2023", 200, noFinding},
		{"/api/claims?entity=nvidia&article=b", 200, noFinding},
		{"/api/claims?article=b", 200, noFinding},
		{"/api/claims?entity=nvidia&offset=1", 200, strings.Replace(noFinding, `"total":0`, `"total":1`, 1)},
		{"/api/claims", 400, "say of what"},
		{"/api/claims?article=a&other=nvidia", 400, "other needs entity"},
		{"/api/claims?entity=nvidia&as_of=2024-1", 400, "not a date"},
		{"/api/claims?entity=nvidia&conflicts=perhaps", 400, "neither true nor false"},

		{"/api/articles", 200, listed},
		{"/api/articles?entity=nvidia&from=2024-03&to=2024-03&language=en", 200, strings.Replace(listed, `"mentions":2`, `"mentions":1`, 1)},
		{"/api/articles?language=zh", 200, unlisted},
		{"/api/articles?from=2024-03-19", 200, unlisted},
		{"/api/articles?to=2024-02", 200, unlisted},
		{"/api/articles?entity=nobody", 404, "no entity has the id"},
		{"/api/articles/a?language=zh", 200, `{"id":"a","title":"One","lang":"en","published":"2024-03-18","source":"","keywords":[],"text":"Nvidia is led by Jensen Huang.",` +
			`"mentions":[{"start":0,"end":6,"surface":"Nvidia","entity":"nvidia","class":"Company","label":"英伟达"},{"start":17,"end":29,"surface":"Jensen Huang","entity":"person/jensen-huang","class":"Person","label":"Jensen <b>Huang</b>"}],` +
			`"claims":[{"subject":"nvidia","predicate":"headedBy","object":"person/jensen-huang","subject_label":"英伟达","object_label":"Jensen <b>Huang</b>","predicate_label":"负责人","quote":"Nvidia is led by Jensen Huang.","start":0,"end":30,"status":"stated","time":"","particulars":[],"confidence":0.9,"rule":"test"}],"truncated":false,"took_ms":0}`},
		{"/api/articles/b", 404, "no article has the id"},

		{"/api/entities?class=Organization", 200, `[{"id":"nvidia","class":"Company","labels":{"en":"Nvidia","zh":"英伟达"},"names":["Nvidia","英伟达"],"country":"","within":"","same_as":[],"articles":1,"match":"","name":"nvidia"}]`},
		{"/api/entities?name=nvidia&class=Person", 200, `[]`},
		{"/api/entities/nvidia", 200, `{"id":"nvidia","class":"Company","labels":{"en":"Nvidia","zh":"英伟达"},"names":["Nvidia","英伟达"],"country":"","within":"","same_as":[],"articles":1,"match":"id","name":"nvidia",` +
			`"names_by_language":{"en":["Nvidia"],"zh":["英伟达"]},"mentions":1,"claims":1,"degree":1,"joins":[],"truncated":false,"took_ms":0}`},
		{"/api/stats", 200, `{"articles":1,"entities":2,"claims":1,"quads":QUADS,"mentions":2,"classes":{"Company":1,"Person":1},"predicates":{"headedBy":1},"languages":{"en":1},"first":"2024-03-18","last":"2024-03-18","generation":1,"truncated":false,"took_ms":0}`},
	} {
		status, body, _ := s.do(t, request{"GET", test.path, "", nil})
		body = regexp.MustCompile(`"took_ms":\d+`).ReplaceAllString(body, `"took_ms":0`)
		body = regexp.MustCompile(`"quads":\d+`).ReplaceAllString(body, `"quads":QUADS`)
		if status != test.status || test.status == 200 && strings.TrimSpace(body) != test.want || !strings.Contains(body, test.want) {
			t.Errorf("%s: %d\n%s\nwant %d\n%s", test.path, status, body, test.status, test.want)
		}
	}
}

// TestSlowWalk: what takes too long is told so, and no more is said.
func TestSlowWalk(t *testing.T) {
	s := newSite(t, queries.Options{})
	s.Config.Handler.(*Server).options.Timeout = time.Nanosecond
	for _, path := range []string{"/api/graph?entity=nvidia", "/api/paths?from=nvidia&to=person/jensen-huang"} {
		status, body, _ := s.do(t, request{"GET", path, "", nil})
		if status != http.StatusRequestTimeout || body != `{"error":"stopped: it took too long"}`+"\n" {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
}

// FuzzQuery: no parameters bring a route down; what it refuses it says in words.
func FuzzQuery(f *testing.F) {
	s := newSite(f, queries.Options{})
	paths := []string{"/api/graph", "/api/paths", "/api/claims", "/api/articles", "/api/entities", "/api/stats"}
	for _, q := range []string{"entity=nvidia&depth=2", "from=nvidia&to=person/jensen-huang", "name=英&prefix=true&limit=9", "from=2024&to=2023&min_confidence=1e-1", "%00=&&;=", "limit=-9223372036854775808"} {
		f.Add(byte(0), q)
	}
	f.Fuzz(func(t *testing.T, route byte, query string) {
		r, err := http.NewRequest("GET", s.URL+paths[int(route)%len(paths)], nil)
		check(t, err)
		r.URL.RawQuery = strings.Map(func(r rune) rune {
			if r <= ' ' || r == 0x7f {
				return '+'
			}
			return r
		}, query)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Skip("the client does not send it")
		}
		defer res.Body.Close()
		var answer any
		if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || res.StatusCode >= 500 {
			t.Errorf("%s?%s: %d %v %v", r.URL.Path, query, res.StatusCode, answer, err)
		}
	})
}
