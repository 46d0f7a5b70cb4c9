package server

import (
	"encoding/xml"
	"strings"
	"testing"

	"trigraph/graph/export"
	"trigraph/queries"
)

func TestExport(t *testing.T) {
	s := newSite(t, queries.Options{})
	for _, test := range []struct {
		query  string
		status int
		want   string
	}{
		{"", 200, `<edge id=`},
		{"?format=csv-nodes&language=zh", 200, "英伟达"},
		{"?format=csv-edges&entity=nvidia&depth=2&status=any", 200, "headedBy"},
		{"?format=csv-nodes&class=Person", 200, "person/jensen-huang"},
		{"?format=graphml&size=degree&communities=true&layout=true", 200, "<graphml"},
		{"?format=csv-edges&predicate=supplies", 200, "Id,Source,Target"},
		{"?format=docx", 400, `format \"docx\" is none of graphml,`},
		{"?profile=gephi&multi=true", 400, "Gephi adds up edges"},
		{"?from=2022&to=2021", 400, "nothing lies between"},
		{"?entity=nobody", 404, "no entity has the id"},
		{"?formatt=x", 400, `no parameter \"formatt\"`},
	} {
		status, body, header := s.do(t, request{"GET", "/api/export" + test.query, "", nil})
		if status != test.status || !strings.Contains(body, test.want) || (status == 200) != strings.HasPrefix(header.Get("Content-Disposition"), "attachment; filename=graph.") {
			t.Errorf("%s: %d %v %s", test.query, status, header, body)
		}
	}
	_, body, _ := s.do(t, request{"GET", "/api/export?format=graphml", "", nil})
	if err := xml.Unmarshal([]byte(body), new(struct{ XMLName xml.Name })); err != nil {
		t.Error(err)
	}
	for _, f := range export.Formats() {
		status, body, header := s.do(t, request{"GET", "/api/export?format=" + f.Name, "", nil})
		if status != 200 || len(body) < 20 || header.Get("Content-Type") != f.MediaType {
			t.Errorf("%s: %d %s %.100s", f.Name, status, header.Get("Content-Type"), body)
		}
	}
}

func TestManyExports(t *testing.T) {
	s := newSite(t, queries.Options{})
	for range maxExports {
		s.Config.Handler.(*Server).exports <- struct{}{}
	}
	if status, body, header := s.do(t, request{"GET", "/api/export", "", nil}); status != 503 || header.Get("Retry-After") == "" {
		t.Errorf("%d %s", status, body)
	}
}
