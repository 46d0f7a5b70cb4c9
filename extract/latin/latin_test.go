package latin

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadTable(t *testing.T) {
	for content, want := range map[string]string{
		"# x\na\tb\n1\t2\n": "",
		"a\tc\n":            `t.tsv:1: header is "a\tc", want "a\tb"`,
		"a\tb\n\n1\n":       "t.tsv:3: 1 columns, want 2",
	} {
		_, err := ReadTable(fstest.MapFS{"t.tsv": {Data: []byte(content)}}, "t.tsv", "a", "b")
		if got := message(err); got != want {
			t.Errorf("%q: error %q, want %q", content, got, want)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestPatternFaults(t *testing.T) {
	lists := Lists{"x": newList()}
	for pattern, want := range map[string]string{
		"<name> {y}":     `unknown list "y"`,
		"<nom> a":        `unknown class "nom"`,
		"<name>-{y} a":   `unknown list "y"`,
		"<name>+":        "no word or list to start from",
		"a ( b | c":      "parenthesis not closed",
		"a )":            `unexpected ")"`,
		"a ( b )? {x} ]": "",
	} {
		_, err := parsePattern(pattern, lists)
		if got := message(err); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: error %q, want %q", pattern, got, want)
		}
	}
}

// TestMatch tries patterns on blank-separated words, where the name expected is
// in brackets.
func TestMatch(t *testing.T) {
	lists := Lists{"form": newList(), "not": newList()}
	for _, w := range []string{"Inc", "& Co. KG", "*gesetz"} {
		lists["form"].add(w)
	}
	lists["not"].add("Bad")
	for _, tt := range []struct{ pattern, marked string }{
		{"<name>+ {form}", "the [ Foo Bar Inc ] left"},
		{"<name>+ {form}", "the [ Foo & Co. KG ] left"},
		{"<name>+ {form}", "the Inc left"},
		{"{form}", "the [ Tiergesetz ] left"},
		{"!the [ <name>+ @{form} ]", "at [ Foo Inc ] left"},
		{"!the [ <name> @{form} ]", "the Foo Inc left"},
		{"<name>-{not} @Inc", "the Bad Inc left"},
		{"a [ <name> ( and <name> )* ] b", "a [ Foo and Bar and Baz ] b"},
		{"a ( b | c )? [ <name> ]", "a c [ Foo ] d"},
		{"a [ <name>+ ] !<name>", "a [ Foo Bar ] d"},
	} {
		p, err := parsePattern(tt.pattern, lists)
		if err != nil {
			t.Fatal(err)
		}
		l, want := markedLine(tt.marked, lists)
		if got := firstMatch(p, l); got != want {
			t.Errorf("%q on %q: got %q, want %q", tt.pattern, tt.marked, got, want)
		}
	}
}

func markedLine(marked string, lists Lists) (l *line, want string) {
	l = &line{lists: lists, one: []int{1}, none: []int{0}}
	inside := false
	for _, w := range strings.Fields(marked) {
		switch {
		case w == "[" || w == "]":
			inside = w == "["
			continue
		case inside:
			want += " " + w
		}
		l.words = append(l.words, word{text: w, lower: strings.ToLower(w), name: isName(w)})
	}
	return l, strings.TrimSpace(want)
}

func firstMatch(p *pattern, l *line) string {
	m := &machine{line: l}
	for i := range l.words {
		for _, n := range l.takeSome(&p.anchor, i, 0) {
			if from, to, ok := m.match(p, i, n); ok {
				var got []string
				for _, w := range l.words[from:to] {
					got = append(got, w.text)
				}
				return strings.Join(got, " ")
			}
		}
	}
	return ""
}

// TestMatchEnds holds that hostile patterns and words end in bounded work.
func TestMatchEnds(t *testing.T) {
	p, err := parsePattern("( <name>* <name>* )* <name>* @Inc z", nil)
	if err != nil {
		t.Fatal(err)
	}
	l, _ := markedLine(strings.Repeat("Foo ", 2000)+"Inc", nil)
	m := &machine{line: l}
	if _, _, ok := m.match(p, len(l.words)-1, 1); ok || m.steps > 2*mostSteps {
		t.Errorf("%v after %d steps", ok, m.steps)
	}
}

func TestFits(t *testing.T) {
	for _, tt := range []struct {
		short, full string
		want        bool
	}{
		{"BSI", "Bundesamt für Sicherheit in der Informationstechnik", true},
		{"VDA", "Verband der Automobilindustrie", true},
		{"BNetzA", "Bundesnetzagentur", true},
		{"USTR", "United States Trade Representative", true},
		{"CDU", "Robert Habeck", false},
		{"SA", "South America Trade", false},
		{"X", "Xylophone", false},
	} {
		l, _ := markedLine(tt.full, nil)
		if got := fits(tt.short, l.words); got != tt.want {
			t.Errorf("fits(%q, %q) = %v", tt.short, tt.full, got)
		}
	}
}

// TestNames holds that the shared lists are sorted and without doubles.
func TestNames(t *testing.T) {
	rows, err := ReadTable(names, "names.tsv", "list", "text")
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(rows); i++ {
		a, b := strings.Join(rows[i-1].Fields, "\t"), strings.Join(rows[i].Fields, "\t")
		if a >= b {
			t.Errorf("%s: %q after %q", rows[i].Place, b, a)
		}
	}
}
