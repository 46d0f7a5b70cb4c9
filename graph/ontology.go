package graph

import (
	"embed"
	"slices"
)

//go:embed ontology.yaml
var files embed.FS

// ClassInfo is what the ontology says of a class.
type ClassInfo struct {
	Name   Class
	Parent Class             // "" for a class at the top
	Labels map[string]string // "en", "de", "zh"
}

// PredicateInfo is what the ontology says of a predicate.
type PredicateInfo struct {
	Name      Predicate
	From, To  []Class           // subclasses are meant too
	Inverse   string            // how the edge is called from its object; "" where symmetric
	Symmetric bool              // both directions say the same
	Labels    map[string]string // "en", "de", "zh"
	Says      string            // one line of English
}

// Ontology is the list of what may be said. It does not change after loading
// and is safe for concurrent use.
type Ontology struct {
	classes    []ClassInfo
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
func (o *Ontology) Classes() []ClassInfo { return slices.Clone(o.classes) }

// Predicates returns all predicates in the order of the file.
func (o *Ontology) Predicates() []PredicateInfo { return slices.Clone(o.predicates) }

// Class returns what is said of a class; false for an unknown one.
func (o *Ontology) Class(c Class) (ClassInfo, bool) {
	i, ok := o.class[c]
	if !ok {
		return ClassInfo{}, false
	}
	return o.classes[i], true
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
	for {
		info, ok := o.Class(c)
		if !ok {
			return false
		}
		if c == ancestor {
			return true
		}
		c = info.Parent
	}
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
	for {
		info, ok := o.Class(c)
		if !ok {
			return n
		}
		n++
		c = info.Parent
	}
}

func (o *Ontology) isAny(c Class, list []Class) bool {
	return slices.ContainsFunc(list, func(a Class) bool { return o.Is(c, a) })
}
