package server

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"trigraph/queries"
)

// TestReconciliationSchema holds what the service answers to the Reconciliation
// API's own words.
func TestReconciliationSchema(t *testing.T) {
	file, err := os.Open("testdata/reconciliation.json")
	check(t, err)
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	check(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	check(t, c.AddResource("reconciliation.json", doc))
	s := newSite(t, queries.Options{})
	form := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	post := func(field, text string) request {
		return request{"POST", "/reconcile", field + "=" + url.QueryEscape(text), form}
	}
	for _, test := range []struct {
		part string
		request
	}{
		{"manifest", request{"GET", "/reconcile", "", nil}},
		{"manifest", request{"GET", "/reconcile?language=zh", "", nil}},
		{"results", post("queries", `{"q0":{"query":"英伟达"},"q1":{"query":"Nvidi","type":"Company","limit":3},"q2":{"query":"zzzz"},"q3":{"query":"Nvidia","properties":[{"pid":"headedBy","v":"x"},{"pid":"name","v":["Nvidia",1]}]}}`)},
		{"extension", post("extend", `{"ids":["nvidia","person/jensen-huang","nobody"],"properties":[{"id":"headedBy"},{"id":"heads"},{"id":"class"},{"id":"name"},{"id":"name_zh"},{"id":"country"},{"id":"within"},{"id":"same_as"}]}`)},
		{"suggestions", request{"GET", "/reconcile/suggest/entity?prefix=n", "", nil}},
		{"suggestions", request{"GET", "/reconcile/suggest/type?prefix=", "", nil}},
		{"suggestions", request{"GET", "/reconcile/suggest/property?prefix=", "", nil}},
		{"proposals", request{"GET", "/reconcile/properties?type=Company", "", nil}},
	} {
		schema, err := c.Compile("reconciliation.json#/$defs/" + test.part)
		check(t, err)
		status, body, _ := s.do(t, test.request)
		answer, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
		if status != 200 || err != nil {
			t.Errorf("%s %s: %d %s", test.path, test.body, status, body)
			continue
		}
		if err := schema.Validate(answer); err != nil {
			t.Errorf("%s %s: %v\n%s", test.path, test.body, err, body)
		}
	}
}
