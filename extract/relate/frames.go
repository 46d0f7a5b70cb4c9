package relate

import (
	"strings"

	"trigraph/corpus"
)

// A frame is a verb with what it governs; a clause is one shape that a sentence
// may give to any verb: the main clause, the perfect, "…, weil A B gekauft hat",
// the passive, the participle before a noun. cues/frames.tsv has the verbs,
// cues/clauses.tsv the shapes, and each verb in each shape that it can take is
// a cue. What only one verb can say stays in the language's own cue file.
//
// In a clause stand for what the frame says: %a the slot of who acts, %o the
// slot of whom it is done to, %r the preposition before %o, %n the noun that
// goes with the verb ("verhängt ein Bußgeld gegen"), %f its finite forms, %v
// the same at the end of a clause, %p the participle, %i the infinitive, %z the
// infinitive with "zu", %t what is split off and stands last ("rüstet … aus").
// A frame has the shape if it has all that the shape names, and neither a
// preposition nor a noun that the shape does not name; %t may be empty.
type frame struct {
	predicate, id, confidence string
	parts                     map[byte]string
}

func readFrames(lang corpus.Lang) ([]frame, error) {
	rows, err := readLang("frames.tsv", 14, lang)
	if err != nil {
		return nil, err
	}
	all := make([]frame, len(rows))
	for i, r := range rows {
		c := r.cells
		f := frame{predicate: c[1], id: c[2], confidence: c[3], parts: map[byte]string{
			'a': c[4], 'o': c[5], 'r': c[6], 'n': c[7], 'f': c[8], 'p': c[9], 'i': c[10],
		}}
		tail := c[11]
		f.parts['v'] = atEnd(tail, c[8])
		f.parts['z'] = withZu(tail, c[10])
		if tail != "" {
			f.parts['t'] = " <pre*>[<gap:60>](" + tail + ")"
		}
		all[i] = f
	}
	return all, nil
}

// atEnd gives the finite forms as they stand at the end of a clause, with what is
// split off before them: "ausrüstet", "auf den Markt bringt".
func atEnd(tails, forms string) string {
	var all []string
	for tail := range strings.SplitSeq(tails, "|") {
		for form := range strings.SplitSeq(forms, "|") {
			all = append(all, tail+gap(tail)+form)
		}
	}
	return strings.Join(all, "|")
}

// withZu gives the infinitives with "zu": "zu kaufen", "auszurüsten", "auf den
// Markt zu bringen".
func withZu(tails, infinitives string) string {
	var all []string
	for i := range strings.SplitSeq(infinitives, "|") {
		with := "zu " + i
		for tail := range strings.SplitSeq(tails, "|") {
			if verb, ok := strings.CutPrefix(i, tail); ok && tail != "" {
				with = tail + gap(tail) + "zu" + gap(tail) + strings.TrimSpace(verb)
			}
		}
		all = append(all, with)
	}
	return strings.Join(all, "|")
}

// gap is what stands behind a tail: some words are apart from the verb.
func gap(tail string) string {
	if strings.Contains(tail, " ") {
		return " "
	}
	return ""
}

// inClause gives the frame's pattern for a clause, if it can take that shape.
func (f frame) inClause(clause string) (pattern string, ok bool) {
	if f.parts['r'] != "" && !strings.Contains(clause, "%r") || f.parts['n'] != "" && !strings.Contains(clause, "%n") {
		return "", false
	}
	var b strings.Builder
	for {
		text, rest, more := strings.Cut(clause, "%")
		b.WriteString(text)
		if !more || rest == "" {
			return b.String(), true
		}
		part := f.parts[rest[0]]
		if part == "" && rest[0] != 't' {
			return "", false
		}
		b.WriteString(part)
		clause = rest[1:]
	}
}

// frameRows gives the cues that the frames of a language make, as rows like
// those of its own cue file.
func frameRows(lang corpus.Lang) ([]row, error) {
	frames, err := readFrames(lang)
	if err != nil {
		return nil, err
	}
	clauses, err := readLang("clauses.tsv", 5, lang)
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, f := range frames {
		for _, c := range clauses {
			if pattern, ok := f.inClause(c.cells[2]); ok {
				c.cells = []string{f.predicate, f.id + "/" + c.cells[1], f.confidence, pattern, "", ""}
				rows = append(rows, c)
			}
		}
	}
	return rows, nil
}
