package lexicon

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// rules is what decides on names that need a context, from files under rules/.
type rules struct {
	heads, tails []string // lower case: parts of hyphen compounds that go with names
	languages    []languageContext
	shorts       map[rune]shortRule
}

// languageContext is a pair of words around an adjective that make it the name of a
// language. An empty word asks for nothing; "." stands for the end of a clause.
type languageContext struct{ before, after string }

// shortRule says where one Han character stands for a country.
type shortRule struct {
	before, after       []string // words next to it that make it a name
	notBefore, notAfter string   // characters next to it that make another word
	pairs               bool     // may stand in a row of its kind: 中美
}

func loadRules(files fs.FS) (*rules, error) {
	r := &rules{shorts: map[rune]shortRule{}}
	for name, read := range map[string]func(*row){
		"rules/compounds.tsv": r.compound,
		"rules/languages.tsv": func(row *row) {
			r.languages = append(r.languages, languageContext{row.get("before"), row.get("after")})
		},
		"rules/shorts.tsv": func(row *row) {
			first, _ := utf8.DecodeRuneInString(row.get("name"))
			r.shorts[first] = shortRule{list(row.get("before")), list(row.get("after")),
				row.get("not_before"), row.get("not_after"), row.get("pairs") == "yes"}
		},
	} {
		t, err := openTable(files, name)
		if err != nil {
			return nil, err
		}
		for row, err := range t.rows() {
			if err != nil {
				return nil, err
			}
			read(row)
		}
	}
	return r, nil
}

func (r *rules) compound(row *row) {
	part := strings.ToLower(row.get("part"))
	if row.get("side") == "head" {
		r.heads = append(r.heads, part)
	} else {
		r.tails = append(r.tails, part)
	}
}

// head reports whether the word that ends the text may stand before a hyphen
// and a name: "Ex-Apple-Manager".
func (r *rules) head(text string) bool {
	word := strings.ToLower(lastWord(text))
	for _, h := range r.heads {
		if word == h {
			return true
		}
	}
	return false
}

// longestTail is the number of bytes after a hyphen that are looked at, so that
// a chain of compounds costs no more than its length.
const longestTail = 80

// tail reports whether the hyphen compound that begins the text goes with a
// name: a part of it begins or ends like "Chef", "Konzern", "owned".
func (r *rules) tail(text string) bool {
	text = text[:min(len(text), longestTail)]
	if end := strings.IndexFunc(text, func(c rune) bool { return !wordy(c) && c != '-' }); end >= 0 {
		text = text[:end]
	}
	for part := range strings.SplitSeq(strings.ToLower(text), "-") {
		for _, t := range r.tails {
			if part == t || len(t) > 3 && (strings.HasPrefix(part, t) || strings.HasSuffix(part, t)) {
				return true
			}
		}
	}
	return false
}

// language reports whether an adjective between two stretches of text names a
// language: "in English.", "auf Deutsch", "German-language".
func (r *rules) language(before, after string) bool {
	before = strings.TrimRight(before, " \u00a0")
	for _, c := range r.languages {
		if endsWithWord(before, c.before) && beginsWithWord(after, c.after) {
			return true
		}
	}
	return false
}

func endsWithWord(text, word string) bool {
	n := len(text) - len(word)
	if word == "" {
		return true
	}
	if n < 0 || !strings.EqualFold(text[n:], word) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text[:n])
	return !wordy(r)
}

func beginsWithWord(text, word string) bool {
	switch word {
	case "":
		return true
	case ".":
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \u00a0"))
		return r == utf8.RuneError || r == '\n' || r != '-' && unicode.IsPunct(r)
	}
	if word[0] != '-' {
		text = strings.TrimLeft(text, " \u00a0")
	}
	return len(text) >= len(word) && strings.EqualFold(text[:len(word)], word)
}

func lastWord(text string) string {
	i := strings.LastIndexFunc(text, func(c rune) bool { return !wordy(c) })
	if i < 0 {
		return text
	}
	_, n := utf8.DecodeRuneInString(text[i:])
	return text[i+n:]
}
