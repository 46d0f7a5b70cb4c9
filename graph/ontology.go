package graph

import (
	"embed"
	"slices"
)

//go:embed ontology.yaml
var files embed.FS

// classInfo is what the ontology says of a class.
type classInfo struct {
	name   Class
	parent Class             // "" for a class at the top
	labels map[string]string // "en", "de", "zh"
}

// PredicateInfo is what the ontology says of a predicate.
type PredicateInfo struct {
	Name      Predicate
	From, To  []Class           // subclasses are meant too
	Inverse   string            // how the edge is called from its object; "" where symmetric
	Symmetric bool              // both directions say the same
	Single    bool              // leads to one object at a time
	Labels    map[string]string // "en", "de", "zh"
	Says      string            // one line of English
}

// Ontology is the list of what may be said. It does not change after loading
// and is safe for concurrent use.
type Ontology struct {
	classes    []classInfo
	predicates []PredicateInfo
	class      map[Class]int
	predicate  map[Predicate]int
}

// LoadOntology returns the ontology that is part of the program.
func LoadOntology() (*Ontology, error) {
	data, err := files.ReadFile("ontology.yaml")
	if err != nil {
		return nil, err
	}
	return ParseOntology("ontology.yaml", data)
}

// Classes returns all classes in the order of the file.
func (o *Ontology) Classes() []Class {
	names := make([]Class, len(o.classes))
	for i, c := range o.classes {
		names[i] = c.name
	}
	return names
}

// Predicates returns all predicates in the order of the file.
func (o *Ontology) Predicates() []PredicateInfo { return slices.Clone(o.predicates) }

// Parent returns the class above c, "" for one at the top or unknown.
func (o *Ontology) Parent(c Class) Class {
	if i, ok := o.class[c]; ok {
		return o.classes[i].parent
	}
	return ""
}

// Label returns what a class or predicate is called in a language: "en", "de"
// or "zh". In another language, and for an unknown name, it returns the name.
func (o *Ontology) Label(name, lang string) string {
	var labels map[string]string
	if i, ok := o.class[Class(name)]; ok {
		labels = o.classes[i].labels
	} else if i, ok := o.predicate[Predicate(name)]; ok {
		labels = o.predicates[i].Labels
	}
	if label := labels[lang]; label != "" {
		return label
	}
	return name
}

// Predicate returns what is said of a predicate; false for an unknown one.
func (o *Ontology) Predicate(p Predicate) (PredicateInfo, bool) {
	i, ok := o.predicate[p]
	if !ok {
		return PredicateInfo{}, false
	}
	return o.predicates[i], true
}

// Is reports whether c is ancestor or a class below it. An unknown class is
// nothing, not even itself.
func (o *Ontology) Is(c, ancestor Class) bool {
	for o.known(c) {
		if c == ancestor {
			return true
		}
		c = o.Parent(c)
	}
	return false
}

// Allows reports whether p may lead from a subject to an object of these
// classes.
func (o *Ontology) Allows(p Predicate, subject, object Class) bool {
	info, ok := o.Predicate(p)
	return ok && o.isAny(subject, info.From) && o.isAny(object, info.To)
}

// Specificity returns the number of classes from c up to the top, c included:
// 2 for Company, 1 for Organization, 0 for an unknown class.
func (o *Ontology) Specificity(c Class) int {
	n := 0
	for o.known(c) {
		n++
		c = o.Parent(c)
	}
	return n
}

func (o *Ontology) known(c Class) bool {
	_, ok := o.class[c]
	return ok
}

func (o *Ontology) isAny(c Class, list []Class) bool {
	return slices.ContainsFunc(list, func(a Class) bool { return o.Is(c, a) })
}
