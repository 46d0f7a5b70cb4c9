package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/peterh/liner"

	"trigraph/queries"
)

// typed is a terminal that somebody typed at.
type typed struct{ lines, history []string }

func (l *typed) AppendHistory(s string) { l.history = append(l.history, s) }

func (l *typed) Prompt(string) (string, error) {
	if len(l.lines) == 0 {
		return "", io.EOF
	}
	line := l.lines[0]
	l.lines = l.lines[1:]
	if line == "^C" {
		return "", liner.ErrPromptAborted
	}
	return line, nil
}

func TestReadScript(t *testing.T) {
	tests := []struct{ lines, want string }{
		{"g.V().all()", "g.V().all()"},
		{"g.V(\n\"(\").\n all()\nrest", "g.V(\n\"(\").\n all()"},
		{"[1,2].map(x => {\n x })", "[1,2].map(x => {\n x })"},
		{"`a\nb`", "`a\nb`"},
		{`"\"("`, `"\"("`},
		{":who (x", ":who (x"},
		{"", ""},
	}
	for _, test := range tests {
		l := &typed{lines: strings.Split(test.lines, "\n")}
		if got, err := readScript(l); got != test.want || err != nil {
			t.Errorf("%q: %q, %v", test.lines, got, err)
		}
	}
	if _, err := readScript(&typed{lines: []string{"g.V(", "^C"}}); err != liner.ErrPromptAborted {
		t.Errorf("Ctrl-C in a script: %v", err)
	}
}

func TestWordParams(t *testing.T) {
	tests := []struct {
		question, line string
		want           map[string]string
	}{
		{"who", "Jensen Huang", map[string]string{"entity": "Jensen Huang"}},
		{"who", "Apple predicate=ownedBy", map[string]string{"entity": "Apple", "predicate": "ownedBy"}},
		{"path", `"Jensen Huang" 台积电`, map[string]string{"entity": "Jensen Huang", "to": "台积电"}},
		{"path", "AMD Jensen Huang hops=2", map[string]string{"entity": "AMD", "to": "Jensen Huang", "hops": "2"}},
		{"most-named", "Law", map[string]string{"class": "Law"}},
		{"denied-or-planned", "", map[string]string{}},
	}
	for _, test := range tests {
		q, err := queries.Lookup(test.question)
		if err != nil {
			t.Fatal(err)
		}
		if got := wordParams(q, test.line); !maps.Equal(got, test.want) {
			t.Errorf("%s %s: %v", test.question, test.line, got)
		}
	}
}

// TestConverse holds that errors do not end the prompt and that commands work.
func TestConverse(t *testing.T) {
	var out, errs bytes.Buffer
	p := &program{out: &out, errs: &errs}
	r, err := queries.NewRunner(queries.Options{Command: []string{os.DevNull}})
	if err != nil {
		t.Fatal(err)
	}
	l := &typed{lines: []string{":help", "^C", ":nonsense", "", "g.V()", ":language zh", ":list", ":quit", "never"}}
	if err := p.converse(context.Background(), l, r, queryFlags{output: "table"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Type a Gizmo script", "Who is tied to X"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, &out)
		}
	}
	for _, want := range []string{`no question named "nonsense"`, "does not start"} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("no %q in %s", want, &errs)
		}
	}
	if len(l.lines) != 1 || len(l.history) != 5 {
		t.Errorf("left %q, history %q", l.lines, l.history)
	}
}

func TestTableWidths(t *testing.T) {
	res := &queries.Result{Columns: []string{"name", "name_id", "n"}}
	for _, row := range []string{`{"name":"英伟达","name_id":"nvidia","n":1}`, `{"name":"AMD","name_id":"amd","n":12.5}`, `{"name":null,"name_id":null,"n":[1]}`} {
		res.Rows = append(res.Rows, []byte(row))
	}
	var b bytes.Buffer
	if err := writeTable(&b, res, false, 0); err != nil {
		t.Fatal(err)
	}
	if want := "name    n\n英伟达  1\nAMD     12.5\n        [1]\n"; b.String() != want {
		t.Errorf("got\n%s", &b)
	}
	b.Reset()
	if err := writeTable(&b, res, true, 4); err != nil {
		t.Fatal(err)
	}
	if want := "name  nam…  n\n英…   nvi…  1\nAMD   amd   12.5\n            [1]\n"; b.String() != want {
		t.Errorf("got\n%s", &b)
	}
}
