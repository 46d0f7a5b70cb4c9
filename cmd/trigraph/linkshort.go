package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"trigraph/graph"
)

var (
	romanNumber = regexp.MustCompile(`^(?:[IVX]+|Jr\.?|Sr\.?|[0-9]+)$`)
	legalForm   = regexp.MustCompile(`,? (?:Inc\.?|Incorporated|Corporation|Corp\.?|Company|Co\.?|& Co\.?|Ltd\.?|Limited|LLC|plc|AG|SE|S\.A\.|Group|Holdings?|F\.C\.|FC)$`)
)

// generic words begin many names, so that nobody is called by them alone.
const generic = " United National American British German French Federal International Royal Bank New First General Central Great " +
	"University Department Ministry Board Office State World The Saint San Los Las El La Le North South East West Northern Southern Eastern Western Big Old House Air Association Group Union Council Commission Church Society Bureau Ministerium Committee National Party Republican Democratic Grace "

// shorten adds the short forms of a thing's names, by rule: a person's family
// and given name, a company's name without legal form, what a body's name begins
// with, its initials. All but the second are marked as weak.
func (x *linkedThing) shorten(place func(string) bool) {
	for _, names := range []*[]string{&x.en, &x.de} {
		for _, n := range slices.Clone(*names) {
			*names = append(*names, slices.DeleteFunc(shortForms(n, x.class), func(f string) bool {
				f, weak := strings.CutPrefix(f, "?")
				return weak && (names == &x.de && x.class != graph.Person || place(f) && !actingPlace.MatchString(n))
			})...)
		}
		*names = compact(*names)
	}
}

func compact(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.ContainsFunc(out, func(o string) bool { return strings.TrimPrefix(o, "?") == strings.TrimPrefix(n, "?") }) {
			out = append(out, n)
		}
	}
	return out
}

func shortForms(name string, c graph.Class) []string {
	if strings.HasPrefix(name, "?") {
		return nil
	}
	out := spellings(name)
	if plain := untitled(name); plain != name {
		out, name = append(out, plain), plain
	}
	if plain := strings.TrimPrefix(name, "The "); plain != name {
		out, name = append(out, plain), plain
	}
	words := strings.Fields(name)
	switch {
	case len(words) < 2:
	case c == graph.Person:
		out = append(out, personForms(words)...)
	case c == graph.Organization, c == graph.Company, c == graph.GovernmentAgency:
		if plain := legalForm.ReplaceAllString(name, ""); plain != name {
			out, words = append(out, plain), strings.Fields(plain)
		}
		out = append(append(out, beginnings(words)...), initialsOf(words)...)
	case c == graph.Place || c == graph.Event || c == graph.Product:
		out = append(append(out, beginnings(words)...), initialsOf(words)...)
	}
	return out
}

// spellings are other ways to write a name: without accents, with spaces for
// hyphens, "and" for "&".
func spellings(name string) []string {
	var out []string
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune("äöüÄÖÜ", r) {
			return r
		}
		if d := []rune(norm.NFD.String(string(r))); len(d) > 1 {
			return d[0]
		}
		return r
	}, name)
	for _, n := range []string{plain, strings.NewReplacer("-", " ", "–", " ").Replace(plain), strings.ReplaceAll(plain, "–", "-"), strings.ReplaceAll(plain, " & ", " and ")} {
		if n != name {
			out = append(out, n)
		}
	}
	return out
}

func personForms(words []string) []string {
	for len(words) > 1 && romanNumber.MatchString(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	i := len(words) - 1
	for i > 1 && unicode.IsLower(firstRune(words[i-1])) {
		i--
	}
	out := []string{"?" + words[0]}
	if i > 0 {
		out = append(out, "?"+strings.Join(words[i:], " "))
	}
	if len(words) > 2 && i == len(words)-1 { // middle names are left out
		out = append(out, words[0]+" "+words[i])
	}
	return slices.DeleteFunc(out, func(n string) bool { return utf8.RuneCountInString(n) < 4 })
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// beginnings are the first words of a name, as far as they tell something.
func beginnings(words []string) []string {
	var out []string
	for n := 1; n < len(words); n++ {
		last := words[n-1]
		if unicode.IsUpper(firstRune(last)) && utf8.RuneCountInString(last) > 3 && !strings.Contains(generic, " "+last+" ") && unicode.IsUpper(firstRune(words[0])) {
			out = append(out, "?"+strings.Join(words[:n], " "))
		}
	}
	if len(words) == 3 && words[1] == "of" {
		out = append(out, "?"+words[2])
	}
	return out
}

func initialsOf(words []string) []string {
	var b strings.Builder
	for _, w := range words {
		if r := firstRune(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	if b.Len() < 2 {
		return nil
	}
	return []string{b.String()}
}

// eachRow calls row with a reader of the columns of each row of a table with a
// header; lines that begin with # are comments.
func eachRow(file string, r io.Reader, row func(get func(string) string)) error {
	var columns []string
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if columns == nil {
			columns = cells
			continue
		}
		row(func(column string) string {
			if i := slices.Index(columns, column); i >= 0 && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		})
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
