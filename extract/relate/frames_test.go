package relate

import (
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
)

// withCues returns a Relater with those cues of a language whose rule fits.
func withCues(t testing.TB, r *Relater, lang corpus.Lang, fits func(rule string) bool) *Relater {
	l := *r.language(t, lang)
	l.cues = nil
	for _, c := range r.language(t, lang).cues {
		if fits(c.rule) {
			l.cues = append(l.cues, c)
		}
	}
	l.filter = newPrefilter(l.cues)
	return &Relater{rules: r.rules, languages: map[corpus.Lang]func() (*language, error){lang: func() (*language, error) { return &l, nil }}}
}

// TestFrameExamples: the cues that a frame makes see its example, those in the
// shape of a clause see that of the clause, all cues together see just what the
// example states, and no cue claims anything of a counter-example.
func TestFrameExamples(t *testing.T) {
	r := newRelater(t)
	for _, lang := range languages {
		frames, err := readLang("frames.tsv", 14, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range frames {
			own := withCues(t, r, lang, func(rule string) bool { return strings.HasPrefix(rule, string(lang)+":"+f.cells[1]+":"+f.cells[2]+"/") })
			checkExample(t, r, own, f, f.cells[12], f.cells[13])
		}
		clauses, err := readLang("clauses.tsv", 5, lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range clauses {
			own := withCues(t, r, lang, func(rule string) bool { return strings.HasSuffix(rule, "/"+c.cells[1]) })
			checkExample(t, r, own, c, c.cells[3], c.cells[4])
		}
	}
}

func checkExample(t *testing.T, all, own *Relater, row row, example, counter string) {
	t.Helper()
	lang := corpus.Lang(row.cells[0])
	sentence, want := expected(example)
	for _, r := range []*Relater{own, all} {
		if got := claims(t, r, lang, sentence); !slices.Equal(got, want) || want == nil {
			t.Errorf("%s:%d: %d cues: %s\n got %q\nwant %q", row.file, row.line, len(r.language(t, lang).cues), sentence, got, want)
		}
	}
	if got := claims(t, all, lang, counter); len(got) > 0 || counter == "" {
		t.Errorf("%s:%d: counter-example %s gives %q", row.file, row.line, counter, got)
	}
}

// TestShapes: which verbs take which shape.
func TestShapes(t *testing.T) {
	plain := frame{parts: map[byte]string{'a': "{S}", 'o': "{O}", 'f': "kauft", 'z': "zu kaufen"}}
	noun := frame{parts: map[byte]string{'a': "{S}", 'o': "{O}", 'f': "reicht", 'n': "klage", 'r': "gegen", 't': " ein"}}
	for _, c := range []struct {
		f            frame
		clause, want string
	}{
		{plain, "%a (%f) %o%t$", "{S} (kauft) {O}$"},
		{plain, "%a (%f) (%r) %o", ""},
		{plain, "%a hat %o (%p)", ""},
		{noun, "%a (%f) %o%t", ""},
		{noun, "%a (%f) (%r) %o%t", ""},
		{noun, "%a (%f) (%n) (%r) %o%t", "{S} (reicht) (klage) (gegen) {O} ein"},
	} {
		if got, ok := c.f.inClause(c.clause); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: got %q, want %q", c.clause, got, c.want)
		}
	}
}
