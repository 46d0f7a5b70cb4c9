package queries

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestNoFormula: what an article says is text in a table program too.
func TestNoFormula(t *testing.T) {
	for cell, want := range map[string]string{
		`=HYPERLINK("http://evil.example","x")`: `'=HYPERLINK("http://evil.example","x")`,
		"=1+1":                                  "'=1+1",
		"+49 30 1234":                           "'+49 30 1234",
		"-2+3+cmd|' /C'":                        "'-2+3+cmd|' /C'",
		"@SUM(A1)":                              "'@SUM(A1)",
		"\t=1":                                  "'\t=1",
		"\r=1":                                  "'\r=1",
		"＝1+1":                                  "'＝1+1",
		"-5":                                    "-5",
		"+1.5e3":                                "+1.5e3",
		"Nvidia":                                "Nvidia",
		"英伟达":                                   "英伟达",
		"3=3":                                   "3=3",
		"":                                      "",
		"\xff=":                                 "\xff=",
	} {
		if got := noFormula(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
	r := Result{Columns: []string{"name", "n"}, Rows: []json.RawMessage{json.RawMessage(`{"name":"=A1","n":-4}`)}}
	var b strings.Builder
	if err := r.WriteCSV(&b); err != nil || b.String() != "name,n\n'=A1,-4\n" {
		t.Errorf("%q %v", b.String(), err)
	}
}
