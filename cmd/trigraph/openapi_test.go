package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// described is /openapi.json, as much as a test needs to ask what it shows.
type described struct {
	Paths map[string]map[string]struct {
		Parameters []struct {
			Name, In string
			Example  any
		}
		RequestBody struct {
			Content map[string]struct{ Example any }
		}
		Responses map[string]struct {
			Content map[string]any
		}
	}
}

// TestOpenAPI asks each route what /openapi.json shows as an example of it, on
// the sample graph, and holds the answers, and those that docs/http.md shows, to
// the schemas.
func TestOpenAPI(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	base := served(t, t.TempDir())
	_, text := get(t, base+"/openapi.json")
	var d described
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	held := 0
	for path, operations := range d.Paths {
		for method, o := range operations {
			if _, answers := o.Responses["200"]; !answers || strings.HasPrefix(path, "/api/review") || strings.HasPrefix(path, "/api/judgements") {
				continue // the server takes no judgements
			}
			address := path
			query := url.Values{}
			for _, p := range o.Parameters {
				switch {
				case p.In == "path":
					address = strings.ReplaceAll(address, "{"+p.Name+"}", fmt.Sprint(p.Example))
				case p.Example != nil:
					query.Set(p.Name, strings.Trim(fmt.Sprint(p.Example), "[]"))
				}
			}
			kind, body := "", ""
			for k, content := range o.RequestBody.Content {
				kind, body = k, bodyOf(t, k, content.Example)
			}
			got, answer := ask(t, strings.ToUpper(method), base+address+"?"+query.Encode(), kind, body)
			if _, json := o.Responses["200"].Content["application/json"]; got == "application/json" != json {
				t.Errorf("%s %s answers %s", method, path, got)
			} else if json {
				held++
				holdTo(t, c, path, method, answer)
			}
		}
	}
	for _, x := range httpExamples(t) {
		path, _, _ := strings.Cut(x.path, "?")
		for _, kind := range []string{"entities", "articles"} {
			if strings.HasPrefix(path, "/api/"+kind+"/") {
				path = "/api/" + kind + "/{id}"
			}
		}
		if x.answer != "" {
			held++
			holdTo(t, c, path, "get", x.answer)
		}
	}
	if held < 35 {
		t.Errorf("only %d answers were held to a schema", held)
	}
}

// bodyOf writes an example as a request's body.
func bodyOf(t *testing.T, kind string, example any) string {
	t.Helper()
	if kind == "application/x-www-form-urlencoded" {
		form := url.Values{}
		for k, v := range example.(map[string]any) {
			form.Set(k, fmt.Sprint(v))
		}
		return form.Encode()
	}
	if text, ok := example.(string); ok {
		return text
	}
	text, err := json.Marshal(example)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// ask wants an answer, and returns its kind and text.
func ask(t *testing.T, method, address, kind, body string) (got, text string) {
	t.Helper()
	r, err := http.NewRequest(method, address, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || len(answer) < 5 {
		t.Errorf("%s %s: %d %v %s", method, address, res.StatusCode, err, answer)
	}
	got, _, _ = mime.ParseMediaType(res.Header.Get("Content-Type"))
	return got, string(answer)
}

// holdTo holds an answer to the schema of a route.
func holdTo(t *testing.T, c *jsonschema.Compiler, path, method, answer string) {
	t.Helper()
	at := strings.NewReplacer("~", "~0", "/", "~1").Replace(path)
	s, err := c.Compile("openapi.json#/paths/" + url.PathEscape(at) + "/" + method + "/responses/200/content/application~1json/schema")
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(answer))
	if err == nil {
		err = s.Validate(v)
	}
	if err != nil {
		t.Errorf("%s %s: %v\n%.600s", method, path, err, answer)
	}
}
