package server

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"trigraph/queries"
)

func TestReconcile(t *testing.T) {
	s := newSite(t, queries.Options{})
	form := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	ask := func(field, text string) string { return field + "=" + url.QueryEscape(text) }
	for _, test := range []struct {
		request
		status int
		want   string
	}{
		{request{"GET", "/reconcile", "", nil}, 200, `"versions":["0.1","0.2"]`},
		{request{"GET", "/reconcile", "", nil}, 200, `"identifierSpace":"urn:trigraph:entity/"`},
		{request{"GET", "/reconcile", "", nil}, 200, `"view":{"url":"` + s.URL + `/#/e/{{id}}"}`},
		{request{"GET", "/reconcile?" + ask("queries", `{"q0":{"query":"英伟达"}}`), "", nil}, 200, `{"q0":{"result":[{"id":"nvidia","name":"英伟达","description":"公司 · Nvidia","type":[{"id":"Company","name":"公司"}],"score":95.25,"match":true,"features":[{"id":"name","value":95.25}]}]}}`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"Nvidia Corp.","type":"Company","limit":3},"b":{"query":"zzzz"}}`), form}, 200, `"a":{"result":[{"id":"nvidia","name":"Nvidia"`},
		{request{"POST", "/reconcile", ask("queries", `{"b":{"query":"zzzz"}}`), form}, 200, `{"b":{"result":[]}}`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"Nvidia","type":["Person","urn:trigraph:Law"]}}`), form}, 200, `{"a":{"result":[]}}`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"Nvidia","type":"Q5"}}`), form}, 200, `{"a":{"result":[]}}`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"Nvidia","properties":[{"pid":"headedBy","v":"jensen <b>HUANG</b>"}]}}`), form}, 200, `"match":true,"features":[{"id":"name","value":95.25},{"id":"headedBy","value":100}]`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"Nvidia","properties":[{"pid":"headedBy","v":{"id":"person/tim-cook"}}]}}`), form}, 200, `"match":false,"features":[{"id":"name","value":95.25},{"id":"headedBy","value":0}]`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"Nvidi"}}`), form}, 200, `"match":false`},
		{request{"POST", "/reconcile", ask("queries", `[]`), form}, 400, `queries is not what the Reconciliation API says`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"x","type":5}}`), form}, 400, `queries is not`},
		{request{"POST", "/reconcile", ask("queries", `{"a":{"query":"英伟达"}}`) + "&language=de", form}, 200, `"name":"Nvidia","description":"Unternehmen · 英伟达"`},
		{request{"GET", "/reconcile?language=fr", "", nil}, 400, "none of en, de, zh"},

		{request{"POST", "/reconcile", ask("extend", `{"ids":["nvidia","nobody"],"properties":[{"id":"headedBy"},{"id":"name","settings":{"limit":"1"}},{"id":"name_zh"}]}`), form}, 200,
			`{"meta":[{"id":"headedBy","name":"headed by"},{"id":"name","name":"every name"},{"id":"name_zh","name":"Chinese name"}],"rows":{"nobody":{"headedBy":[],"name":[],"name_zh":[]},"nvidia":{"headedBy":[{"id":"person/jensen-huang","name":"Jensen <b>Huang</b>"}],"name":[{"str":"Nvidia"}],"name_zh":[{"str":"英伟达"}]}}}`},
		{request{"POST", "/reconcile", ask("extend", `{"ids":["nvidia"],"properties":[{"id":"colour"}]}`), form}, 400, `no property \"colour\"`},
		{request{"POST", "/reconcile", ask("extend", `{"ids":"nvidia"}`), form}, 400, "extend is not"},

		{request{"GET", "/reconcile/suggest/entity?prefix=nvi", "", nil}, 200, `{"result":[{"id":"nvidia","name":"Nvidia","description":"company · 英伟达","notable":[{"id":"Company","name":"company"}]}]}`},
		{request{"GET", "/reconcile/suggest/entity?prefix=nvi&cursor=1", "", nil}, 200, `{"result":[]}`},
		{request{"GET", "/reconcile/suggest/entity", "", nil}, 200, `{"result":[]}`},
		{request{"GET", "/reconcile/suggest/type?prefix=unter", "", nil}, 200, `{"result":[{"id":"Company","name":"company","description":"Organization"}]}`},
		{request{"GET", "/reconcile/suggest/property?prefix=head", "", nil}, 200, `"id":"headedBy","name":"headed by"`},
		{request{"GET", "/reconcile/properties?type=Person", "", nil}, 200, `{"id":"name","name":"every name"}`},
		{request{"GET", "/reconcile/properties?type=Law&limit=2", "", nil}, 200, `{"limit":2,"properties":[{"id":"country","name":"country"},{"id":"within","name":"within"}],"type":"Law"}`},
		{request{"GET", "/reconcile/preview?id=nvidia", "", nil}, 200, `Nvidia — headed by — Jensen &lt;b&gt;Huang&lt;/b&gt;`},
		{request{"GET", "/reconcile/preview?id=nobody", "", nil}, 404, "no entity has the id"},
	} {
		status, body, header := s.do(t, test.request)
		if status != test.status || !strings.Contains(body, test.want) {
			t.Errorf("%s %s %s: %d %s\nwant %d … %s", test.method, test.path, test.body, status, body, test.status, test.want)
		}
		if framed := !strings.Contains(header.Get("Content-Security-Policy"), "frame-ancestors 'none'"); framed != (strings.Contains(test.path, "preview") && status == 200) {
			t.Errorf("%s: %s", test.path, header.Get("Content-Security-Policy"))
		}
	}
	many := map[string]any{}
	for i := range maxQueries + 1 {
		many[strings.Repeat("q", i)] = map[string]string{"query": ""}
	}
	text, _ := json.Marshal(many)
	s.Config.Handler.(*Server).options.MaxBody = 1 << 20
	if status, body, _ := s.do(t, request{"POST", "/reconcile", ask("queries", string(text)), form}); status != 413 {
		t.Errorf("%d %s", status, body)
	}
}
