package graph

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

func load(t *testing.T) *Ontology {
	t.Helper()
	o, err := LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// The constants of type Class in graph.go are exactly the classes of the file.
func TestConstantsAreTheOntology(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "graph.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := map[Class]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := spec.Type.(*ast.Ident); ok && id.Name == "Class" {
			s, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			constants[Class(s)] = true
		}
		return true
	})
	o := load(t)
	for c := range constants {
		if !o.known(c) {
			t.Errorf("constant %q is not in ontology.yaml", c)
		}
	}
	for _, c := range o.Classes() {
		if !constants[c] {
			t.Errorf("class %q has no constant in graph.go", c)
		}
	}
}

func TestIs(t *testing.T) {
	o := load(t)
	tests := []struct {
		c, ancestor Class
		want        bool
		depth       int
	}{
		{Company, Organization, true, 2},
		{Company, Company, true, 2},
		{Organization, Company, false, 1},
		{City, Place, true, 2},
		{City, Country, false, 2},
		{"Firm", "Firm", false, 0},
		{"", "", false, 0},
	}
	for _, test := range tests {
		if got := o.Is(test.c, test.ancestor); got != test.want {
			t.Errorf("Is(%q, %q) = %v", test.c, test.ancestor, got)
		}
		if got := o.Specificity(test.c); got != test.depth {
			t.Errorf("Specificity(%q) = %d, want %d", test.c, got, test.depth)
		}
	}
}

func TestAllows(t *testing.T) {
	o := load(t)
	tests := []struct {
		p       Predicate
		s, o    Class
		allowed bool
	}{
		{"ownedBy", Product, Company, true},
		{"ownedBy", Company, GovernmentAgency, true},
		{"ownedBy", Person, Company, false},
		{"jurisdiction", Law, Country, true},
		{"jurisdiction", Law, City, false},
		{"fines", Country, Company, true},
		{"headedBy", Company, Person, true},
		{"headedBy", Person, Company, false},
		{"bought", Company, Company, false},
	}
	for _, test := range tests {
		if got := o.Allows(test.p, test.s, test.o); got != test.allowed {
			t.Errorf("Allows(%s, %s, %s) = %v", test.p, test.s, test.o, got)
		}
	}
}

func TestLabel(t *testing.T) {
	o := load(t)
	tests := []struct{ name, lang, want string }{
		{"Company", "zh", "公司"},
		{"ownedBy", "de", "gehört zu"},
		{"ownedBy", "fr", "ownedBy"},
		{"Firm", "en", "Firm"},
	}
	for _, test := range tests {
		if got := o.Label(test.name, test.lang); got != test.want {
			t.Errorf("Label(%q, %q) = %q, want %q", test.name, test.lang, got, test.want)
		}
	}
}

// An inverse must not be mistaken for a predicate or for another's inverse.
func TestInversesAreNamesOfTheirOwn(t *testing.T) {
	o := load(t)
	seen := map[string]Predicate{}
	for _, p := range o.Predicates() {
		if _, ok := o.Predicate(Predicate(p.Inverse)); ok {
			t.Errorf("%s: inverse %q is a predicate", p.Name, p.Inverse)
		}
		if other, ok := seen[p.Inverse]; ok && p.Inverse != "" {
			t.Errorf("%s and %s share the inverse %q", p.Name, other, p.Inverse)
		}
		seen[p.Inverse] = p.Name
	}
}

// Two predicates that are called the same would be one edge in some exports.
func TestLabelsDiffer(t *testing.T) {
	o := load(t)
	seen := map[string]string{}
	for _, lang := range languages() {
		for _, p := range o.Predicates() {
			key := lang + ":" + p.Labels[lang]
			if seen[key] != "" {
				t.Errorf("%s and %s are both %s", seen[key], p.Name, key)
			}
			seen[key] = string(p.Name)
		}
	}
}

func TestParseFaults(t *testing.T) {
	const labels = "en: a, de: b, zh: c"
	classes := "classes:\n  Company: {" + labels + "}\n"
	predicate := func(from, to, more string) string {
		return classes + "predicates:\n  acquired: {from: [" + from + "], to: [" + to +
			"], says: x, " + more + labels + "}\n"
	}
	tests := []struct{ name, in, want string }{
		{"range", predicate("Company", "Compani", "inverse: y, "),
			`o.yaml:4: predicate "acquired": unknown range "Compani"; did you mean "Company"?`},
		{"range far from all", predicate("Company", "Firm", "inverse: y, "),
			`o.yaml:4: predicate "acquired": unknown range "Firm"`},
		{"domain", predicate("Firm", "Company", "inverse: y, "), `o.yaml:4: predicate "acquired": unknown domain "Firm"`},
		{"no inverse", predicate("Company", "Company", ""), `o.yaml:4: predicate "acquired": inverse ""`},
		{"both", predicate("Company", "Company", "inverse: y, symmetric: true, "), `a symmetric predicate has no inverse`},
		{"key", predicate("Company", "Company", "invers: y, "), `unknown key "invers"; did you mean "inverse"?`},
		{"section", strings.Replace(predicate("Company", "Company", "inverse: y, "), "predicates", "predicats", 1),
			`o.yaml:3: ontology: unknown key "predicats"; did you mean "predicates"?`},
		{"parent", "classes:\n  A: {parent: B, " + labels + "}\n", `o.yaml:2: class "A": unknown parent "B"`},
		{"circle", "classes:\n  A: {parent: B, " + labels + "}\n  B: {parent: A, " + labels + "}\n",
			`o.yaml:2: class "A": its parents form a circle`},
		{"label", "classes:\n  A: {en: a, de: b}\n", `o.yaml:2: class "A": no label in "zh"`},
		{"twice", classes + "  Company: {" + labels + "}\n", `o.yaml:3: class: "Company" is already given in line 2`},
		{"name", "classes:\n  公司: {" + labels + "}\n", `a name is ASCII letters`},
		{"empty", "", "o.yaml: empty ontology"},
		{"no mapping", "- a\n", "o.yaml:1: ontology: a mapping is wanted"},
		{"yaml", "classes: [", "o.yaml: yaml:"},
		{"no classes", "predicates: {}\n", "o.yaml:1: no classes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseOntology("o.yaml", []byte(test.in))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %s", err, test.want)
			}
		})
	}
}

func FuzzParseOntology(f *testing.F) {
	own, err := files.ReadFile("ontology.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(own)
	f.Add([]byte("classes: {A: {parent: A}}"))
	f.Add([]byte("a: &a [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := ParseOntology("o.yaml", data)
		if (o == nil) == (err == nil) {
			t.Fatalf("ontology %v, error %v", o, err)
		}
		if err == nil {
			for _, c := range o.Classes() {
				o.Specificity(c) // must end
			}
		}
	})
}
