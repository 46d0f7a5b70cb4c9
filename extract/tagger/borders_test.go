package tagger

import (
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/graph"
)

// TestBorders gives a name as decoded, in units by "|", and what is left of it.
func TestBorders(t *testing.T) {
	for _, test := range []struct {
		lang       corpus.Lang
		name, want string
	}{
		{"en", "Zorbex|International|Corp.|ASML", "Zorbex International Corp."},
		{"en", "Zorbex|Inc.|Group", "Zorbex Inc. Group"},
		{"en", "Zorbex|Inc.", "Zorbex Inc."},
		{"de", "Zorbex|GmbH|&|Co.|KG", "Zorbex GmbH & Co. KG"},
		{"de", "Zorbex|AG|Chef", "Zorbex AG"},
		{"zh", "佐贝|总部", "佐贝"},
		{"zh", "总部", "总部"},
	} {
		text := strings.ReplaceAll(test.name, "|", " ")
		if test.lang == corpus.Chinese {
			text = strings.ReplaceAll(test.name, "|", "")
		}
		var units []unit
		at := 0
		for _, w := range strings.Split(test.name, "|") {
			at += strings.Index(text[at:], w)
			units = append(units, unit{Span: corpus.Span{Start: at, End: at + len(w)}})
			at += len(w)
		}
		e := readBorders(test.lang)
		left := e.cut(text, units)
		span := e.trim(text, corpus.Span{End: left[len(left)-1].End})
		if got := span.In(text); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestBorderClass(t *testing.T) {
	e := readBorders(corpus.English)
	for name, want := range map[string]graph.Class{"Zorbex Holdings": graph.Organization, "Anna Zorbex": graph.Person, "Holdings": graph.Person} {
		if got := e.class(name, graph.Person); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestBorderWords: three columns, known kinds, sorted.
func TestBorderWords(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(borderWords), "\n")
	rows := lines[slices.Index(lines, "lang\tkind\tword")+1:]
	if !slices.IsSorted(rows) {
		t.Error("borders.tsv is not sorted")
	}
	for _, row := range rows {
		if f := strings.Split(row, "\t"); len(f) != 3 || !slices.Contains([]string{"body", "end", "form"}, f[1]) {
			t.Errorf("borders.tsv: %q", row)
		}
	}
}
