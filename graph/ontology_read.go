package graph

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// languages are those in which every class and predicate has a label.
func languages() []string { return []string{"en", "de", "zh"} }

func (p *ontologyParser) readClass(key, value *yaml.Node) {
	info := classInfo{name: Class(key.Value), labels: map[string]string{}}
	place := "class \"" + key.Value + "\""
	readers := p.labelReaders(place, info.labels)
	readers["parent"] = func(n *yaml.Node) {
		info.parent = Class(p.text(n, place+": parent"))
		p.checks = append(p.checks, func() { p.checkParent(n, info.name) })
	}
	p.fields(value, place, readers)
	p.wantLabels(key, place, info.labels)
	p.o.class[info.name] = len(p.o.classes)
	p.o.classes = append(p.o.classes, info)
}

func (p *ontologyParser) readPredicate(key, value *yaml.Node) {
	info := PredicateInfo{Name: Predicate(key.Value), Labels: map[string]string{}}
	place := "predicate \"" + key.Value + "\""
	readers := p.labelReaders(place, info.Labels)
	readers["says"] = func(n *yaml.Node) { info.Says = p.text(n, place+": says") }
	readers["from"] = func(n *yaml.Node) { info.From = p.classList(n, place, "domain") }
	readers["to"] = func(n *yaml.Node) { info.To = p.classList(n, place, "range") }
	readers["inverse"] = func(n *yaml.Node) { info.Inverse = p.text(n, place+": inverse") }
	for key, flag := range map[string]*bool{"symmetric": &info.Symmetric, "single": &info.Single} {
		readers[key] = func(n *yaml.Node) {
			if n.Decode(flag) != nil {
				p.fail(n, "%s: %s is true or false, not %q", place, key, n.Value)
			}
		}
	}
	p.fields(value, place, readers)
	p.wantLabels(key, place, info.Labels)
	p.checkPredicate(key, place, info)
	p.o.predicate[info.Name] = len(p.o.predicates)
	p.o.predicates = append(p.o.predicates, info)
}

func (p *ontologyParser) labelReaders(place string, into map[string]string) map[string]func(*yaml.Node) {
	readers := map[string]func(*yaml.Node){}
	for _, lang := range languages() {
		readers[lang] = func(n *yaml.Node) { into[lang] = p.text(n, place+": "+lang) }
	}
	return readers
}

func (p *ontologyParser) wantLabels(key *yaml.Node, place string, labels map[string]string) {
	for _, lang := range languages() {
		if labels[lang] == "" {
			p.fail(key, "%s: no label in %q", place, lang)
		}
	}
}

// text returns a scalar that stands where a word or a sentence is wanted.
func (p *ontologyParser) text(n *yaml.Node, place string) string {
	if n.Kind != yaml.ScalarNode {
		p.fail(n, "%s: a text is wanted", place)
		return ""
	}
	return n.Value
}

// classList reads the domain or range of a predicate.
func (p *ontologyParser) classList(n *yaml.Node, place, end string) []Class {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		p.fail(n, "%s: %s: a list of classes is wanted", place, end)
		return nil
	}
	var list []Class
	for _, item := range n.Content {
		list = append(list, Class(item.Value))
		p.checks = append(p.checks, func() { p.checkClass(item, place+": unknown "+end) })
	}
	return list
}

func (p *ontologyParser) checkClass(n *yaml.Node, fault string) bool {
	if p.o.known(Class(n.Value)) {
		return true
	}
	var known []string
	for _, c := range p.o.Classes() {
		known = append(known, string(c))
	}
	p.fail(n, "%s %q%s", fault, n.Value, suggest(n.Value, known))
	return false
}

// checkParent refuses an unknown parent and a circle, in which Is would not
// end.
func (p *ontologyParser) checkParent(n *yaml.Node, c Class) {
	place := "class \"" + string(c) + "\""
	if !p.checkClass(n, place+": unknown parent") {
		return
	}
	path := []Class{c}
	for up := p.o.Parent(c); up != ""; up = p.o.Parent(up) {
		if slices.Contains(path, up) {
			p.fail(n, "%s: its parents form a circle", place)
			return
		}
		path = append(path, up)
	}
}

func (p *ontologyParser) checkPredicate(key *yaml.Node, place string, info PredicateInfo) {
	switch {
	case info.Says == "":
		p.fail(key, "%s: says nothing", place)
	case info.From == nil || info.To == nil:
		p.fail(key, "%s: from and to are wanted", place)
	case info.Symmetric && info.Inverse != "":
		p.fail(key, "%s: a symmetric predicate has no inverse", place)
	case !info.Symmetric && !isName(info.Inverse):
		p.fail(key, "%s: inverse %q: a name is ASCII letters and digits", place, info.Inverse)
	}
}
