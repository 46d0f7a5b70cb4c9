package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// offered returns the known things that may be meant by a name which no list
// has as it is written, those of the nearest form that any has.
func (r *Resolver) offered(name string, c graph.Class, lang corpus.Lang) []extract.Reading {
	fits := func(rd extract.Reading) bool { return family(rd.Class) == family(c) || c == graph.Concept }
	for _, form := range r.names.lookups(name, c, lang) {
		if found := r.bearing(form, fits); len(found) > 0 {
			return inDoubt(found, form != name)
		}
	}
	initial, last, ok := initialled(name)
	if !ok || family(c) != "person" && c != graph.Concept {
		return nil
	}
	return inDoubt(r.bearing(last, func(rd extract.Reading) bool { return rd.Class == graph.Person && r.begins(rd.Entity, initial) }), true)
}

// inDoubt marks people who bear only a form of the name: others may, too, and the
// article is asked.
func inDoubt(readings []extract.Reading, form bool) []extract.Reading {
	for i := range readings {
		readings[i].Weak = readings[i].Weak || form && readings[i].Class == graph.Person
	}
	return readings
}

// bearing returns the known things of a name that fit.
func (r *Resolver) bearing(form string, fits func(extract.Reading) bool) []extract.Reading {
	var out []extract.Reading
	for _, rd := range r.known.Lookup(form) {
		if fits(rd) {
			out = append(out, rd)
		}
	}
	return out
}

// initialled splits "P. Egli" and "Ch. Metz"; false for other names.
func initialled(name string) (initial, last string, ok bool) {
	initial, last, ok = strings.Cut(name, ". ")
	return initial, last, ok && utf8.RuneCountInString(initial) <= 2 && startsUpper(initial) && startsUpper(last) && !tooShort(last)
}

func startsUpper(s string) bool { r, _ := utf8.DecodeRuneInString(s); return unicode.IsUpper(r) }

// begins reports whether a person's full name begins with an initial, or no full
// name is known.
func (r *Resolver) begins(id, initial string) bool {
	e, _ := r.known.Entity(id)
	full := false
	for _, n := range e.Names {
		if strings.Contains(n, " ") {
			full = true
			if strings.HasPrefix(n, initial) {
				return true
			}
		}
	}
	return !full
}

// lookups are the forms under which a known thing of that name may stand, the
// nearest first: without article and, one after another, legal forms and words
// for the whole group; with words written otherwise; without what declension
// adds; a person without middle names.
func (n *nameForms) lookups(name string, c graph.Class, lang corpus.Lang) []string {
	forms := []string{n.withoutArticle(name)}
	if family(c) == "org" || c == graph.Concept {
		forms = n.shortened(forms[0])
	}
	if family(c) == "person" || c == graph.Concept {
		forms = append(forms, withoutMiddle(name)...)
	}
	for _, f := range slices.Clone(forms) {
		forms = append(forms, n.rewritten(f)...)
	}
	for _, f := range slices.Clone(forms) {
		forms = append(forms, undeclined(f, lang)...)
	}
	return slices.DeleteFunc(unique(forms), func(f string) bool { return tooShort(f) && f != name })
}

// shortened is an organisation's name and what is left of it as legal forms, then
// the words for a group, are cut off its end.
func (n *nameForms) shortened(name string) []string {
	forms := []string{name}
	for _, endings := range [][]string{n.legal, n.group, n.legal} {
		for {
			rest, ok := cutLongest(name, endings)
			if !ok {
				break
			}
			name, forms = rest, append(forms, rest)
		}
	}
	return forms
}

// rewritten are the names with one word written otherwise, wherever it stands:
// "U.S." is "United States", "and" is "&".
func (n *nameForms) rewritten(name string) []string {
	var out []string
	words := strings.Fields(name)
	for _, w := range n.writings {
		if !slices.Contains(words, w[0]) {
			continue
		}
		other := slices.Clone(words)
		for i := range other {
			if other[i] == w[0] {
				other[i] = w[1]
			}
		}
		out = append(out, strings.Join(other, " "))
	}
	return out
}

// withoutMiddle is a person's first and last name, where there are others
// between or a suffix behind them.
func withoutMiddle(name string) []string {
	words := strings.Fields(name)
	if len(words) < 3 || han(name) {
		return nil
	}
	if last := strings.TrimSuffix(words[len(words)-1], "."); last == "Jr" || last == "Sr" {
		words = words[:len(words)-1]
		words[len(words)-1] = strings.TrimSuffix(words[len(words)-1], ",")
	}
	last := familyName(strings.Join(words, " "))
	if last == "" || slices.ContainsFunc(words, func(w string) bool { return strings.ContainsRune(w, ',') }) {
		return nil
	}
	return []string{words[0] + " " + last}
}

// mostDeclined is the number of words of a name up to which all their endings
// are tried.
const mostDeclined = 4

// undeclined are the forms that a declined name may be of: without an English
// possessive, and in German without the endings of each word.
func undeclined(name string, lang corpus.Lang) []string {
	for _, s := range []string{"'s", "’s", "'", "’"} {
		if rest, ok := strings.CutSuffix(name, s); ok {
			return []string{rest}
		}
	}
	words := strings.Fields(name)
	if lang != corpus.German || len(words) > mostDeclined {
		return nil
	}
	out := []string{""}
	for _, w := range words {
		var longer []string
		for _, stem := range stemsOfWord(w, len(words) > 1) {
			for _, o := range out {
				longer = append(longer, strings.TrimPrefix(o+" "+stem, " "))
			}
		}
		out = longer
	}
	return out[1:]
}

// stemsOfWord is a German word and what it may be declined from. A word alone
// loses only a genitive.
func stemsOfWord(word string, several bool) []string {
	out := []string{word}
	for _, e := range []string{"es", "s"} {
		if rest, ok := strings.CutSuffix(word, e); ok && utf8.RuneCountInString(rest) > 3 {
			out = append(out, rest)
		}
	}
	if !several {
		return out
	}
	if rest, ok := strings.CutSuffix(word, "en"); ok && utf8.RuneCountInString(rest) > 2 {
		out = append(out, rest+"e", rest+"er", rest+"es", rest)
	} else if rest, ok := strings.CutSuffix(word, "n"); ok && utf8.RuneCountInString(rest) > 3 {
		out = append(out, rest)
	} else if rest, ok := strings.CutSuffix(word, "e"); ok && utf8.RuneCountInString(rest) > 3 {
		out = append(out, rest, rest+"r", rest+"s")
	}
	return out
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
