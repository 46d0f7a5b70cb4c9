package resolve

import (
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"trigraph/graph"
)

//go:embed nameforms.tsv
var nameFormsData string

// nameForms knows which parts of a name do not tell things apart.
type nameForms struct {
	legal, descriptor, prefix, group, relation, kind []string
	acts                                             []act
	writings                                         [][2]string // a word, and what it is written as elsewhere
}

// act is what a language calls a kind of European act.
type act struct{ kind, word string }

func loadNameForms() (*nameForms, error) {
	n := &nameForms{}
	for line, f := range rows(nameFormsData) {
		if len(f) != 2 {
			return nil, fmt.Errorf("nameforms.tsv:%d: %d columns, want 2", line, len(f))
		}
		switch f[0] {
		case "legal":
			n.legal = append(n.legal, f[1])
		case "descriptor":
			n.descriptor = append(n.descriptor, f[1])
		case "group":
			n.group = append(n.group, f[1])
		case "kind":
			n.kind = append(n.kind, f[1])
		case "relation":
			n.relation = append(n.relation, f[1])
		case "writing":
			word, other, ok := strings.Cut(f[1], " = ")
			if !ok {
				return nil, fmt.Errorf("nameforms.tsv:%d: %q has no \" = \"", line, f[1])
			}
			n.writings = append(n.writings, [2]string{word, other})
		case "prefix":
			n.prefix = append(n.prefix, f[1])
		case "regulation", "directive", "decision":
			n.acts = append(n.acts, act{f[0], f[1]})
		default:
			return nil, fmt.Errorf("nameforms.tsv:%d: unknown kind %q", line, f[0])
		}
	}
	for _, list := range [][]string{n.legal, n.descriptor, n.prefix, n.group} {
		slices.SortFunc(list, func(a, b string) int { return -cmp.Compare(len(a), len(b)) })
	}
	return n, nil
}

// core returns the name without article and legal form: "Goertek Inc." and
// "Goertek" have one core.
func (n *nameForms) core(name string, c graph.Class) string {
	name = n.withoutArticle(name)
	if family(c) == "place" {
		return street.ReplaceAllString(name, "${1}traße")
	}
	if family(c) != "org" {
		return name
	}
	for {
		rest, ok := cutLongest(name, n.legal)
		if !ok {
			return name
		}
		name = rest
	}
}

// withoutArticle returns the name without an article before it.
func (n *nameForms) withoutArticle(name string) string {
	name = strings.TrimSpace(name)
	for _, p := range n.prefix {
		if rest, ok := cutWord(name, p, strings.CutPrefix); ok {
			return rest
		}
	}
	return name
}

// groupOf reports whether a name only says that the whole group is meant of the
// thing with that id: "SunGard Holding" of org/sungard. Where an article has
// both, they are the thing of the shorter name, as in articles that have no
// other.
func (n *nameForms) groupOf(name, id string) bool {
	rest, ok := cutLongest(n.core(name, graph.Company), n.group)
	return ok && id == n.newID(rest, graph.Company)
}

// cutLongest cuts the first of the endings, which are sorted longest first,
// unless what remains is too short to be a name.
func cutLongest(name string, endings []string) (string, bool) {
	for _, e := range endings {
		if rest, ok := cutWord(name, e, strings.CutSuffix); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest, true
		}
	}
	return name, false
}

// cutWord cuts a part that is a word of its own; Han is written without spaces.
func cutWord(name, part string, cut func(string, string) (string, bool)) (string, bool) {
	rest, ok := cut(name, part)
	if !ok || rest == "" {
		return name, false
	}
	if han(part) {
		return rest, true
	}
	trimmed := strings.Trim(rest, " ,\u00a0")
	return trimmed, (trimmed != rest || part[0] == '-') && trimmed != ""
}

// shorter returns the shorter forms by which the rest of an article may call
// the thing of that name.
func (n *nameForms) shorter(name string, c graph.Class) []string {
	core := n.core(name, c)
	forms := []string{}
	switch family(c) {
	case "person":
		forms = append(forms, familyName(name))
	case "org":
		forms = append(forms, core)
		if rest, ok := cutLongest(core, n.group); ok {
			core = rest
			forms = append(forms, rest)
		}
		if rest, ok := cutLongest(core, n.descriptor); ok && (han(rest) || !strings.Contains(rest, " ")) {
			forms = append(forms, rest)
		}
	case "law":
		forms = append(forms, core)
	}
	return slices.DeleteFunc(forms, func(f string) bool { return f == name || tooShort(f) })
}

// tooShort refuses forms that would be found all over: one Han character, two
// Latin letters.
func tooShort(form string) bool {
	if han(form) {
		return utf8.RuneCountInString(form) < 2
	}
	return utf8.RuneCountInString(form) < 3
}

// familyName returns the last part of a name written in several parts, with
// the particles that belong to it, or "" for one written without parts.
func familyName(name string) string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '·' || r == '・' || r == '•' })
	if len(parts) > 1 {
		return parts[len(parts)-1]
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return ""
	}
	i := len(words) - 1
	for i > 1 && unicode.IsLower([]rune(words[i-1])[0]) {
		i--
	}
	return strings.Join(words[i:], " ")
}

// slug returns a name as part of an id: compatibility characters folded
// (Unicode NFKC), small letters, anything that is neither letter nor digit a
// single hyphen. Han and umlauts stay.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKC.String(name) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// newID is the id of an entity that no lexicon knows.
func (n *nameForms) newID(name string, c graph.Class) string {
	if number := n.actNumber(name); c == graph.Law && number != "" {
		return "law/" + number
	}
	return family(c) + "/" + slug(n.core(name, c))
}

// actNumber is the official number of a European act, the same in every
// language: "eu-regulation-2016-679" for "Verordnung (EU) 2016/679", "" where
// the name holds none.
func (n *nameForms) actNumber(name string) string {
	number := euNumber.FindString(name)
	if number == "" {
		return ""
	}
	for _, a := range n.acts {
		if strings.Contains(name, a.word) {
			return "eu-" + a.kind + "-" + strings.ReplaceAll(number, "/", "-")
		}
	}
	return ""
}

// euNumber is the number of a European act, year first or last.
var euNumber = regexp.MustCompile(`\b[0-9]{1,4}/[0-9]{2,4}\b`)

// street is the short form of a German street's kind: Friedrichstr., Berliner Str.
var street = regexp.MustCompile(`(\p{L}{3}s| S)tr\.?$`)
