package graph

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"
)

// ParseOntology reads an ontology in the form of ontology.yaml. name stands in
// front of errors, followed by the line: `ontology.yaml:41: predicate
// "acquired": unknown range "Firm"`. All faults of the file are joined.
func ParseOntology(name string, data []byte) (*Ontology, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := &ontologyParser{file: name, o: &Ontology{
		class:     map[Class]int{},
		predicate: map[Predicate]int{},
	}}
	if len(root.Content) == 0 {
		return nil, fmt.Errorf("%s: empty ontology", name)
	}
	p.fields(root.Content[0], "ontology", map[string]func(*yaml.Node){
		"classes":    func(n *yaml.Node) { p.entries(n, "class", p.readClass) },
		"predicates": func(n *yaml.Node) { p.entries(n, "predicate", p.readPredicate) },
	})
	for _, check := range p.checks {
		check()
	}
	if len(p.errs) == 0 && len(p.o.classes) == 0 {
		p.fail(root.Content[0], "no classes")
	}
	if err := errors.Join(p.errs...); err != nil {
		return nil, err
	}
	return p.o, nil
}

// ontologyParser collects faults with their lines. Names are checked after
// everything is read, so that the order of the file does not matter.
type ontologyParser struct {
	file   string
	o      *Ontology
	checks []func()
	errs   []error
}

func (p *ontologyParser) fail(n *yaml.Node, format string, args ...any) {
	at := fmt.Sprintf("%s:%d: ", p.file, n.Line)
	p.errs = append(p.errs, errors.New(at+fmt.Sprintf(format, args...)))
}

// fields hands each value of a mapping to the reader named by its key.
func (p *ontologyParser) fields(n *yaml.Node, place string, readers map[string]func(*yaml.Node)) {
	known := make([]string, 0, len(readers))
	for k := range readers {
		known = append(known, k)
	}
	p.each(n, place, func(key, value *yaml.Node) {
		read, ok := readers[key.Value]
		if !ok {
			p.fail(key, "%s: unknown key %q%s", place, key.Value, suggest(key.Value, known))
			return
		}
		read(value)
	})
}

// entries reads a mapping from names to descriptions and refuses a name given
// twice.
func (p *ontologyParser) entries(n *yaml.Node, kind string, read func(key, value *yaml.Node)) {
	p.each(n, kind, func(key, value *yaml.Node) {
		if !isName(key.Value) {
			p.fail(key, "%s %q: a name is ASCII letters and digits", kind, key.Value)
			return
		}
		read(key, value)
	})
}

func (p *ontologyParser) each(n *yaml.Node, place string, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fail(n, "%s: a mapping is wanted", place)
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if line, twice := seen[key.Value]; twice {
			p.fail(key, "%s: %q is already given in line %d", place, key.Value, line)
			continue
		}
		seen[key.Value] = key.Line
		f(key, n.Content[i+1])
	}
}

func isName(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
			letters++
		case r >= '0' && r <= '9' && letters > 0:
		default:
			return false
		}
	}
	return letters > 0
}

// suggest names the known word nearest to a wrong one, or nothing where none
// is near.
func suggest(wrong string, known []string) string {
	slices.Sort(known)
	best, near := "", utf8.RuneCountInString(wrong)/3+2
	for _, k := range known {
		if d := levenshtein.ComputeDistance(wrong, k); d < near {
			best, near = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
