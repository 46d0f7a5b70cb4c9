package queries

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestParseQuestion(t *testing.T) {
	q, err := parseQuestion("x.js", "// What is X?\n// param a entity required \"the thing\"\n// param n int =4 \"how many\"\n// param c class optional \"which\"\n// column b number\n// a word more\nlet $x;\n// param late int optional \"not in the head\"\n")
	check(t, err)
	want := []Param{
		{Name: "a", Type: "entity", Required: true, Says: "the thing"},
		{Name: "n", Type: "int", Default: "4", Says: "how many"},
		{Name: "c", Type: "class", Says: "which"},
	}
	if q.Name != "x" || q.Words != "What is X?" || !slices.Equal(q.Params, want) || !slices.Equal(q.Columns, []column{{"b", "number"}}) {
		t.Errorf("got %+v", q)
	}
	faults := []struct{ text, want string }{
		{"g.V()", "x.js: a question opens with its words"},
		{"// Q?", "declares columns"},
		{"// Q?\n// param a", "x.js:2: want: param NAME TYPE"},
		{"// Q?\n// param a thing required \"x\"", `x.js:2: parameter "a": unknown type "thing"`},
		{"// Q?\n// param a int maybe \"x\"", `"maybe" is none of required`},
		{"// Q?\n// column a", "x.js:2: want: column NAME KIND"},
		{"// Q?\n// column a picture", "the kinds are text"},
	}
	for _, f := range faults {
		if _, err := parseQuestion("x.js", f.text); err == nil || !strings.Contains(err.Error(), f.want) {
			t.Errorf("%q: error %v, want %s", f.text, err, f.want)
		}
	}
}

// FuzzValues: a value reaches the script as it is, whatever it is.
func FuzzValues(f *testing.F) {
	for _, s := range []string{`");g.V().all()//`, "\u2028", "英伟达", "\xff", "\\u0022", "</script>"} {
		f.Add(s, s)
	}
	e := testEngine(f)
	f.Fuzz(func(t *testing.T, name, value string) {
		res, err := direct(t, e, Request{Script: `g.emit(Object.keys($).map(k => [k, $[k]]))`, Params: map[string]string{name: value}})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Rows) != 1 {
			t.Fatalf("%d rows", len(res.Rows))
		}
		var got [][2]string
		check(t, json.Unmarshal(res.Rows[0], &got))
		want := [][2]string{{asJSON(t, name), asJSON(t, value)}}
		if !slices.Equal(got, want) {
			t.Fatalf("%q = %q came as %q", name, value, got)
		}
	})
}

// asJSON is what JSON makes of bytes that are not UTF-8.
func asJSON(t *testing.T, s string) (back string) {
	t.Helper()
	text, err := json.Marshal(s)
	check(t, err)
	check(t, json.Unmarshal(text, &back))
	return back
}
