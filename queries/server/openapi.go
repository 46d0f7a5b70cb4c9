package server

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// openAPI describes all routes in OpenAPI 3.1. Tests hold it to the routes, and
// the answers to it.
//
//go:embed openapi.json
var openAPI []byte

// apiDocument is the part of the description that the page shows.
type apiDocument struct {
	Info struct{ Title, Summary, Description string }
	Tags []struct{ Name string }
	// Paths are operations by path and method.
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]json.RawMessage }
}

type operation struct {
	Tags                 []string
	Summary, Description string
	Parameters           []parameter
	RequestBody          *struct{ Content map[string]media }
	Responses            map[string]struct {
		Ref         string `json:"$ref"`
		Description string
		Content     map[string]media
	}
}

type parameter struct {
	Name, In, Description string
	Required              bool
	Schema                apiSchema
	Example               any
}

type media struct {
	Schema  apiSchema
	Example any
}

// apiSchema is as much of a schema as a line of the page can say.
type apiSchema struct {
	Ref     string `json:"$ref"`
	Type    any
	Enum    []string
	Default any
	Items   *apiSchema
	OneOf   []apiSchema
}

// String is the kind of a value in a word or two.
func (s apiSchema) String() string {
	switch {
	case s.Ref != "":
		return s.Ref[strings.LastIndex(s.Ref, "/")+1:]
	case len(s.Enum) > 0:
		return strings.Join(s.Enum, ", ")
	case s.Items != nil:
		return "list of " + s.Items.String()
	case len(s.OneOf) > 0:
		var names []string
		for _, one := range s.OneOf {
			names = append(names, one.String())
		}
		return strings.Join(names, " or ")
	}
	name, _ := s.Type.(string)
	return name
}

// apiGroup is a heading of the page with its routes.
type apiGroup struct {
	Name   string
	Routes []apiRoute
}

type apiRoute struct {
	Method, Path string
	operation
}

// openAPIFile is /openapi.json.
func (s *Server) openAPIFile(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(openAPI) // a client that has gone is no error of ours
	return nil
}

// apiPage is /api/docs: the description to be read.
func (s *Server) apiPage(w http.ResponseWriter, _ *http.Request) error {
	var d apiDocument
	if err := json.Unmarshal(openAPI, &d); err != nil {
		return err
	}
	schemas := map[string]string{}
	for name, text := range d.Components.Schemas {
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, text, "", "  "); err != nil {
			return err
		}
		schemas[name] = pretty.String()
	}
	var buf bytes.Buffer
	if err := s.page.templates.ExecuteTemplate(&buf, "api.html", map[string]any{"Info": d.Info, "Groups": d.groups(), "Schemas": schemas}); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(buf.Bytes()) // a client that has gone is no error of ours
	return nil
}

// groups sorts the routes under their tags.
func (d apiDocument) groups() []apiGroup {
	var list []apiGroup
	for _, tag := range d.Tags {
		g := apiGroup{Name: tag.Name}
		for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
			for method, o := range d.Paths[path] {
				if slices.Contains(o.Tags, tag.Name) {
					g.Routes = append(g.Routes, apiRoute{strings.ToUpper(method), path, o})
				}
			}
		}
		slices.SortFunc(g.Routes, func(a, b apiRoute) int {
			return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Method, b.Method))
		})
		list = append(list, g)
	}
	return list
}
