package export

import (
	"fmt"
	"slices"
	"strings"

	"trigraph/graph"
)

// The profiles of GraphML.
const (
	Generic = "generic" // NetworkX, igraph, Cytoscape
	Gephi   = "gephi"   // the predicate also as the edge's type
	YEd     = "yed"     // with shapes, labels and places to be seen at once
)

// Any is a status that stands for all.
const Any graph.Status = "any"

// Options say what to write and how. The zero value of each is its default.
type Options struct {
	Format  string // a name of Formats
	Profile string // of GraphML; "" is Generic
	Lang    string // of labels: "en", "de" or "zh"; "" is "en"
	Multi   bool   // an edge for each claim; else one for all that say the same, their number its weight
	Filter  Filter
	// Connected leaves out things to which no edge leads. A filter on edges does
	// so by itself.
	Connected bool

	Size        string // of nodes in the picture: "degree" or "pagerank"; "" for none
	Communities bool   // number the groups of things that are tied closely
	Layout      bool   // give nodes a place
	Times       string // of GEXF: "timestamps" (days of the articles) or "intervals" (what the sentences say); "" is timestamps
	BOM         bool   // tables in CSV begin with a byte order mark, by which Excel knows UTF-8

	Temp string // folder for temporary files; "" is the system's
}

// Filter says which claims and things are wanted. The zero value keeps what is
// stated.
type Filter struct {
	Predicates    []graph.Predicate // none for all
	Classes       []graph.Class     // of things; classes below are meant too; none for all
	Statuses      []graph.Status    // none for Stated, in RDF for Any, which stands for all
	From, To      string            // "2021", "2021-05" or "2021-05-31"; "" for no bound
	MinConfidence float64           // 0 to 1
	Languages     []string          // of the articles: "en", "de", "zh"; none for all
	Entities      []string          // ids: only these and what is around them, whatever their class
	Depth         int               // edges that lead away from Entities; 0 is 1
}

// onEdges reports whether the filter leaves out claims for what they say.
func (f Filter) onEdges() bool {
	return len(f.Predicates) > 0 || f.From != "" || f.To != "" || f.MinConfidence > 0 || len(f.Languages) > 0
}

// onNodes reports whether it leaves out things for what they are.
func (f Filter) onNodes() bool { return len(f.Classes) > 0 || len(f.Entities) > 0 }

func (o Options) isRDF() bool { return !o.format().nodes && !o.format().edges }

func (o Options) format() Format {
	i := slices.IndexFunc(Formats(), func(f Format) bool { return f.Name == o.Format })
	if i < 0 {
		return Format{}
	}
	return Formats()[i]
}

// complete fills in defaults and refuses what is unknown.
func (o Options) complete(ontology *graph.Ontology) (Options, error) {
	setDefault(&o.Profile, Generic)
	setDefault(&o.Lang, "en")
	setDefault(&o.Times, "timestamps")
	var formats []string
	for _, f := range Formats() {
		formats = append(formats, f.Name)
	}
	languages := []string{"en", "de", "zh"}
	checks := []error{
		oneOf("format", o.Format, formats),
		oneOf("profile", o.Profile, []string{Generic, Gephi, YEd}),
		oneOf("language", o.Lang, languages),
		oneOf("size", o.Size, []string{"", "degree", "pagerank"}),
		oneOf("kind of time", o.Times, []string{"timestamps", "intervals"}),
		eachOneOf("language of articles", o.Filter.Languages, languages),
		o.Filter.check(ontology),
	}
	for _, err := range checks {
		if err != nil {
			return o, err
		}
	}
	if o.Filter.Depth == 0 {
		o.Filter.Depth = 1
	}
	if len(o.Filter.Statuses) == 0 {
		o.Filter.Statuses = []graph.Status{graph.Stated}
		if o.isRDF() { // where a claim is a node that says so itself
			o.Filter.Statuses = []graph.Status{Any}
		}
	}
	if o.Profile == Gephi && o.Multi {
		return o, fmt.Errorf("export: Gephi adds up edges of one kind between the same two nodes; " +
			"use the generic profile to keep each claim apart")
	}
	return o, nil
}

func (f Filter) check(ontology *graph.Ontology) error {
	var predicates []graph.Predicate
	for _, p := range ontology.Predicates() {
		predicates = append(predicates, p.Name)
	}
	statuses := []graph.Status{graph.Stated, graph.Planned, graph.Reported, graph.Questioned, graph.Denied, Any}
	for _, err := range []error{
		eachOneOf("predicate", f.Predicates, predicates),
		eachOneOf("class", f.Classes, ontology.Classes()),
		eachOneOf("status", f.Statuses, statuses),
		checkDate(f.From), checkDate(f.To),
	} {
		if err != nil {
			return err
		}
	}
	switch {
	case f.MinConfidence < 0 || f.MinConfidence > 1:
		return fmt.Errorf("export: confidence %v is not between 0 and 1", f.MinConfidence)
	case f.Depth < 0:
		return fmt.Errorf("export: depth %d is less than 0", f.Depth)
	case f.From != "" && f.To != "" && firstDay(f.From) > lastDay(f.To):
		return fmt.Errorf("export: nothing lies between %s and %s", f.From, f.To)
	}
	return nil
}

func setDefault(s *string, value string) {
	if *s == "" {
		*s = value
	}
}

func oneOf[T ~string](what string, got T, known []T) error {
	if slices.Contains(known, got) {
		return nil
	}
	var names []string
	for _, k := range known {
		if k != "" {
			names = append(names, string(k))
		}
	}
	return fmt.Errorf("export: unknown %s %q; known are %s", what, got, strings.Join(names, ", "))
}

func eachOneOf[T ~string](what string, got, known []T) error {
	for _, g := range got {
		if err := oneOf(what, g, known); err != nil {
			return err
		}
	}
	return nil
}
