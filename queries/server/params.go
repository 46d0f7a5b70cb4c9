package server

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"trigraph/graph"
	"trigraph/queries/walk"
)

// params reads the parameters of a request and notes the first that is wrong.
type params struct {
	values url.Values
	known  map[string]bool
	err    error
}

func readParams(r *http.Request) *params {
	p := &params{values: r.URL.Query(), known: map[string]bool{}}
	if _, err := url.ParseQuery(r.URL.RawQuery); err != nil {
		p.wrong("the query string cannot be read: %v", err)
	}
	return p
}

func (p *params) wrong(format string, args ...any) {
	if p.err == nil {
		p.err = refuse(http.StatusBadRequest, format, args...)
	}
}

// done returns what is wrong: a parameter that nobody has asked for too.
func (p *params) done() error {
	for name := range p.values {
		if !p.known[name] {
			var names []string
			for k := range p.known {
				names = append(names, k)
			}
			slices.Sort(names)
			p.wrong("there is no parameter %q here; there are %s", name, strings.Join(names, ", "))
		}
	}
	return p.err
}

// list returns all values of a parameter that are not empty.
func (p *params) list(name string) []string {
	p.known[name] = true
	return slices.DeleteFunc(slices.Clone(p.values[name]), func(s string) bool { return s == "" })
}

// text returns the one value of a parameter.
func (p *params) text(name string) string {
	list := p.list(name)
	if len(list) > 1 {
		p.wrong("parameter %q is given %d times", name, len(list))
	}
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// number reads a whole number from least to most.
func (p *params) number(name string, missing, least, most int) int {
	text := p.text(name)
	if text == "" {
		return missing
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		p.wrong("%s %q is not a whole number", name, text)
	} else if n < least || n > most {
		p.wrong("%s %d is not from %d to %d", name, n, least, most)
	}
	return n
}

func (p *params) flag(name string) bool {
	switch text := p.text(name); text {
	case "", "false", "0":
	case "true", "1":
		return true
	default:
		p.wrong("%s %q is neither true nor false", name, text)
	}
	return false
}

// among reads values of a fixed set.
func (p *params) among(name string, known ...string) []string {
	list := p.list(name)
	for _, v := range list {
		if !slices.Contains(known, v) {
			p.wrong("%s %q is none of %s", name, v, strings.Join(known, ", "))
		}
	}
	return list
}

// one reads a value of a fixed set.
func (p *params) one(name, missing string, known ...string) string {
	p.text(name) // once at most
	if list := p.among(name, known...); len(list) > 0 {
		return list[0]
	}
	return missing
}

// language reads that of labels.
func (p *params) language() string { return p.one("language", "en", "en", "de", "zh") }

// date reads a day of the calendar, or its month or year.
func (p *params) date(name string) string {
	text := p.text(name)
	form := time.DateOnly[:min(len(text), len(time.DateOnly))]
	if _, err := time.Parse(form, text); err != nil || !slices.Contains([]int{0, 4, 7, 10}, len(text)) {
		p.wrong("%s %q is not a date such as 2021, 2021-05 or 2021-05-31", name, text)
	}
	return text
}

func (p *params) classes(o *graph.Ontology) []graph.Class {
	var known []string
	for _, c := range o.Classes() {
		known = append(known, string(c))
	}
	var list []graph.Class
	for _, c := range p.among("class", known...) {
		list = append(list, graph.Class(c))
	}
	return list
}

func (p *params) predicates(o *graph.Ontology) []graph.Predicate {
	var known []string
	for _, i := range o.Predicates() {
		known = append(known, string(i.Name))
	}
	var list []graph.Predicate
	for _, name := range p.among("predicate", known...) {
		list = append(list, graph.Predicate(name))
	}
	return list
}

// statuses reads them; "any" is all, which is what nil stands for.
func (p *params) statuses(missing ...graph.Status) []graph.Status {
	var list []graph.Status
	for _, s := range p.among("status", "stated", "planned", "reported", "questioned", "denied", "any") {
		list = append(list, graph.Status(s))
	}
	switch {
	case slices.Contains(list, "any"):
		return nil
	case len(list) == 0:
		return missing
	}
	return list
}

// filter reads the filters of edges. The names of those on time differ where
// "from" and "to" are taken.
func (p *params) filter(o *graph.Ontology, from, to string) walk.Filter {
	f := walk.Filter{
		Predicates: p.predicates(o), Classes: p.classes(o), Statuses: p.statuses(graph.Stated),
		From: p.date(from), To: p.date(to), Languages: p.among("article_language", "en", "de", "zh"),
	}
	f.MinConfidence = p.share("min_confidence")
	return f
}

// share reads a number from 0 to 1.
func (p *params) share(name string) float64 {
	text := p.text(name)
	if text == "" {
		return 0
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0 && x <= 1) { // NaN is neither
		p.wrong("%s %q is not a number from 0 to 1", name, text)
	}
	return x
}
