package server

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"trigraph/queries"
)

// TestEveryRouteIsDescribed, and every route that is described is there.
func TestEveryRouteIsDescribed(t *testing.T) {
	s := newSite(t, queries.Options{})
	var d apiDocument
	check(t, json.Unmarshal(openAPI, &d))
	var described, routed []string
	for path, operations := range d.Paths {
		for method := range operations {
			described = append(described, strings.ToUpper(method)+" "+path)
		}
	}
	for _, pattern := range s.Config.Handler.(*Server).patterns {
		routed = append(routed, strings.NewReplacer("...}", "}", "{$}", "").Replace(pattern))
	}
	slices.Sort(described)
	slices.Sort(routed)
	for _, r := range routed {
		if !slices.Contains(described, r) {
			t.Errorf("openapi.json does not describe %s", r)
		}
	}
	for _, r := range described {
		if !slices.Contains(routed, r) {
			t.Errorf("%s is described, and there is no such route", r)
		}
	}
}

// TestDescribedParameters: each parameter that is described is taken, and those
// that are taken are described: what a route says it knows, when it is asked for
// something unknown, is what the description has.
func TestDescribedParameters(t *testing.T) {
	s := newSite(t, queries.Options{})
	var d apiDocument
	check(t, json.Unmarshal(openAPI, &d))
	strict := 0
	for path, operations := range d.Paths {
		o, ok := operations["get"]
		if !ok {
			continue
		}
		_, body, _ := s.do(t, request{"GET", strings.NewReplacer("{id}", "nvidia", "{name}", "who", "{file}", "plain.css").Replace(path) + "?unheardof=1", "", nil})
		_, list, refused := strings.Cut(body, `no parameter \"unheardof\" here; there are `)
		if !refused {
			continue
		}
		strict++
		var described []string
		for _, p := range o.Parameters {
			if p.In == "query" {
				described = append(described, p.Name)
			}
		}
		slices.Sort(described)
		if taken := strings.Split(strings.TrimSuffix(strings.TrimSpace(list), `"}`), ", "); len(described)+len(taken[0]) > 0 && !slices.Equal(taken, described) {
			t.Errorf("%s takes %v, described are %v", path, taken, described)
		}
	}
	if strict < 10 {
		t.Errorf("only %d routes refuse what they do not know", strict)
	}
}

// TestAPIPage: it can be read without a script, names every path, and all its
// links within the page lead somewhere.
func TestAPIPage(t *testing.T) {
	s := newSite(t, queries.Options{})
	status, body, _ := s.do(t, request{"GET", "/api/docs", "", nil})
	if status != http.StatusOK || strings.Contains(body, "<script") || strings.Contains(body, "style=") {
		t.Errorf("%d %.300s", status, body)
	}
	for _, pattern := range s.Config.Handler.(*Server).patterns {
		if want := strings.NewReplacer("...}", "}", "{$}", "").Replace(pattern); !strings.Contains(body, want+"<") {
			t.Errorf("the page does not show %s", want)
		}
	}
	for _, link := range regexp.MustCompile(`href="#schema-([A-Z]\w+)"`).FindAllStringSubmatch(body, -1) {
		if !strings.Contains(body, `id="schema-`+link[1]+`"`) {
			t.Errorf("a link to %s leads nowhere", link[1])
		}
	}
}
