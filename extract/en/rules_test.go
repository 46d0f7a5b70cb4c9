package en

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/extract/latin"
)

// unmark takes the brackets out of a sentence and returns what they hold.
func unmark(marked string) (text string, names []string) {
	for {
		before, rest, found := strings.Cut(marked, "[")
		text += before
		if !found {
			return text, names
		}
		name, after, _ := strings.Cut(rest, "]")
		text, names, marked = text+name, append(names, name), after
	}
}

// TestRuleExamples holds that each rule finds what its example marks.
func TestRuleExamples(t *testing.T) {
	rows, err := latin.ReadTable(data, "rules.tsv", "step", "class", "confidence", "pattern", "example")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		text, names := unmark(row.Fields[4])
		d := analyze(t, text, corpus.Paragraph)
		found := false
		for _, c := range d.Candidates {
			found = found || c.Step == row.Fields[0] && slices.Contains(names, d.Text(c.Span))
		}
		if !found || len(names) != 1 {
			t.Errorf("%s: %s not found in %q: %+v", row.Place, row.Fields[0], row.Fields[4], d.Candidates)
		}
	}
}

// TestNoNames holds that sentences that name nothing new yield nothing.
func TestNoNames(t *testing.T) {
	f, err := os.Open("testdata/nothing.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if d := analyze(t, lines.Text(), corpus.Paragraph); len(d.Candidates) > 0 {
			t.Errorf("%q: %s %q", lines.Text(), d.Candidates[0].Step, d.Text(d.Candidates[0].Span))
		}
	}
}

// TestTables holds that the word lists are sorted and without doubles.
func TestTables(t *testing.T) {
	for name, columns := range map[string][]string{"breaks.tsv": {"kind", "text"}, "lists.tsv": {"list", "text"}} {
		rows, err := latin.ReadTable(data, name, columns...)
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
}

// TestBehindForm: a name does not begin in the sentence before it, which the
// point of a legal form did not seem to end.
func TestBehindForm(t *testing.T) {
	d := analyze(t, "They listed Zorbex International Corp. Foosoft, the Dutch maker of chips, fell.", corpus.Paragraph)
	for _, c := range d.Candidates {
		if strings.Contains(d.Text(c.Span), "Corp. Foosoft") {
			t.Errorf("%s: %s", c.Step, d.Text(c.Span))
		}
	}
	if !slices.ContainsFunc(d.Candidates, func(c extract.Mention) bool { return d.Text(c.Span) == "Foosoft" }) {
		t.Error("Foosoft is not found")
	}
}
