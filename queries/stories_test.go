package queries

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"trigraph/graph/store"
)

var show = flag.Bool("show", false, "print what the stories' questions give")

// story is a question about the small world and the rows it gives, each with
// its cells between bars: what a table shows, without ids.
type story struct {
	Story    string
	Question string
	Params   map[string]string
	Language string
	Rows     []string
}

// direct answers in this process, as a child does.
func direct(t testing.TB, e *engine, req Request) (*Result, error) {
	t.Helper()
	if req.Limit == 0 {
		req.Limit = 1000
	}
	req.Bytes = 1 << 20
	res := &Result{}
	var failed error
	_, err := e.answer(req, func(m message) error {
		if m.Error != nil {
			failed = m.Error
		}
		if m.Row != nil {
			res.Rows = append(res.Rows, m.Row)
		}
		if m.Columns != nil {
			res.Columns = m.Columns
		}
		res.Notes = append(res.Notes, m.Notes...)
		if m.End {
			res.Truncated, res.Value = m.Truncated, m.Value
			if m.Note != "" {
				res.Notes = append(res.Notes, m.Note)
			}
		}
		return nil
	})
	check(t, err)
	return res, failed
}

func testEngine(t testing.TB) *engine {
	t.Helper()
	s, err := store.Open(testStore(t))
	check(t, err)
	e, err := newEngine(s)
	check(t, err)
	return e
}

// cells writes rows as a story has them.
func cells(t testing.TB, res *Result) []string {
	t.Helper()
	var rows []string
	for _, row := range res.Rows {
		var object map[string]any
		d := json.NewDecoder(bytes.NewReader(row))
		d.UseNumber()
		check(t, d.Decode(&object))
		var cells []string
		for _, c := range res.Columns {
			v, ok := object[c]
			if !ok {
				t.Errorf("row %s lacks column %s", row, c)
			}
			if strings.HasSuffix(c, "_id") {
				continue
			}
			if v == nil {
				v = "-"
			}
			cells = append(cells, fmt.Sprint(v))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	return rows
}

// TestStories asks every question of the small world. A question without a
// story fails.
func TestStories(t *testing.T) {
	var stories []story
	readYAML(t, "stories.yaml", &stories)
	e := testEngine(t)
	told := map[string]bool{}
	for _, s := range stories {
		t.Run(s.Question, func(t *testing.T) {
			told[s.Question] = true
			res, err := direct(t, e, Request{Question: s.Question, Params: s.Params, Language: s.Language})
			check(t, err)
			got := cells(t, res)
			if *show {
				for _, r := range got {
					fmt.Printf("    - %q\n", r)
				}
			}
			if !slices.Equal(got, s.Rows) {
				t.Errorf("%s\ngot\n  %s\nwant\n  %s", s.Story, strings.Join(got, "\n  "), strings.Join(s.Rows, "\n  "))
			}
			if len(s.Rows) == 0 {
				t.Error("a story without rows shows nothing")
			}
		})
	}
	all, err := Questions()
	check(t, err)
	if len(all) < 14 {
		t.Errorf("only %d questions", len(all))
	}
	for _, q := range all {
		if !told[q.Name] {
			t.Errorf("gizmo/%s.js has no story in testdata/stories.yaml", q.Name)
		}
	}
}

// TestNames asks by any name in any language.
func TestNames(t *testing.T) {
	e := testEngine(t)
	want, err := direct(t, e, Request{Question: "who", Params: map[string]string{"entity": "nvidia"}})
	check(t, err)
	for _, name := range []string{"Nvidia", "英伟达", "NVDA", "ＮＶＩＤＩＡ", " nVidia "} {
		got, err := direct(t, e, Request{Question: "who", Params: map[string]string{"entity": name}})
		check(t, err)
		if !slices.Equal(cells(t, got), cells(t, want)) {
			t.Errorf("%q gives %v", name, cells(t, got))
		}
	}
}

// TestParameterFaults: what is refused, and in which words.
func TestParameterFaults(t *testing.T) {
	e := testEngine(t)
	tests := []struct {
		question string
		params   map[string]string
		kind     Kind
		want     string
	}{
		{"whom", nil, UnknownQuestion, "did you mean who?"},
		{"who", nil, BadParameter, "who needs entity"},
		{"who", map[string]string{"entity": "Nvidia", "too": "x"}, BadParameter, `no parameter "too"; it has entity, predicate`},
		{"who", map[string]string{"entity": "Nvidai"}, UnknownEntity, "nearest: nvidia (Nvidia, Company"},
		{"who", map[string]string{"entity": "zzzzzzzz"}, UnknownEntity, "no entity named"},
		{"who", map[string]string{"entity": "Delta"}, Ambiguous, "delta-one (Delta, Company, 0 articles), delta-two"},
		{"who", map[string]string{"entity": "nvidia", "predicate": "ownedby "}, "", ""},
		{"who", map[string]string{"entity": "nvidia", "predicate": "ownedBx"}, BadParameter, "did you mean ownedBy?"},
		{"most-named", map[string]string{"class": "Firm"}, BadParameter, "the classes are Person"},
		{"new-since", map[string]string{"date": "2024-13"}, BadParameter, "is not a date"},
		{"path", map[string]string{"entity": "amd", "to": "arm", "hops": "-1"}, BadParameter, "whole number"},
		{"said-in", map[string]string{"entity": "amd", "lang": "\""}, BadParameter, "is not a language"},
	}
	for _, test := range tests {
		_, err := direct(t, e, Request{Question: test.question, Params: test.params})
		var own *Error
		if errors.As(err, &own); own == nil {
			if test.kind != "" {
				t.Errorf("%s %v: no error", test.question, test.params)
			}
			continue
		}
		if own.Kind != test.kind || !strings.Contains(own.Message, test.want) {
			t.Errorf("%s %v: %s: %s", test.question, test.params, own.Kind, own.Message)
		}
	}
}

// TestValuesStayValues: whatever a value is, the script sees that value and
// nothing of it runs.
func TestValuesStayValues(t *testing.T) {
	e := testEngine(t)
	for _, v := range []string{
		`"`, `'`, `\`, "`${1}`", `");g.V().all()//`, "a\nb", "\u2028\u2029", "英伟达", "</script>", `\u0022`, "\x00", "__proto__", "🙂",
	} {
		res, err := direct(t, e, Request{Script: `g.emit({v: $.v, n: Array.from($.v).length})`, Params: map[string]string{"v": v}})
		check(t, err)
		want, _ := encode(map[string]any{"v": v, "n": len([]rune(v))})
		if len(res.Rows) != 1 || string(res.Rows[0]) != string(want) {
			t.Errorf("%q came as %s", v, res.Rows)
		}
		if _, err := direct(t, e, Request{Question: "who", Params: map[string]string{"entity": v}}); v != "英伟达" && err == nil {
			t.Errorf("%q is no entity", v)
		}
	}
	res, err := direct(t, e, Request{Script: `"use strict"; try { $.v = 2 } catch (e) { g.emit("frozen") }`, Params: map[string]string{"__proto__": "x", "v": "1"}})
	check(t, err)
	if len(res.Rows) != 1 || string(res.Rows[0]) != `"frozen"` {
		t.Errorf("parameters can be changed: %s", res.Rows)
	}
}
