package resolve

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"trigraph/corpus"
	"trigraph/extract"
)

//go:embed commonplaces.tsv
var commonplacesData string

// commonplaces are words that the tagger takes for names and that name nothing.
type commonplaces struct {
	phrases map[string]bool // as they are written: 联邦政府
	words   map[string]bool // a name of such words alone is none: UX Designer
	nouns   []string        // what a German noun behind a people's adjective may end with: Schweizer Fleischkonzern
}

func loadCommonplaces() (*commonplaces, error) {
	c := &commonplaces{phrases: map[string]bool{}, words: map[string]bool{}}
	for n, f := range rows(commonplacesData) {
		if len(f) != 2 {
			return nil, fmt.Errorf("commonplaces.tsv:%d: %d columns, want 2", n, len(f))
		}
		switch f[0] {
		case "phrase":
			c.phrases[f[1]] = true
		case "word":
			c.words[f[1]] = true
		case "noun":
			c.nouns = append(c.nouns, f[1])
		default:
			return nil, fmt.Errorf("commonplaces.tsv:%d: unknown kind %q", n, f[0])
		}
	}
	return c, nil
}

// dropCommonplaces refuses names which no list knows, and which no brackets
// explain, where they are words that anything is called by, a list of things, or
// a file.
func (r *Resolver) dropCommonplaces(d *extract.Document, ms []extract.Mention) {
	for i, m := range ms {
		if len(m.Readings)+len(m.Candidates) > 0 || strings.HasSuffix(m.Step, ":alias") || family(m.Class) == "law" {
			continue
		}
		name := strings.Join(strings.Fields(d.Text(m.Span)), " ")
		if r.commonplaces.holds(name, langOf(d, m.Span)) {
			ms[i].Confidence = 0
		}
	}
}

func (c *commonplaces) holds(name string, lang corpus.Lang) bool {
	switch {
	case c.phrases[name], unbalanced(name), fileName.MatchString(name):
		return true
	case lang == corpus.Chinese && (strings.ContainsAny(name, "、，") || latinList.MatchString(name)):
		return true
	case lang == corpus.German && c.ofPeople(name):
		return true
	}
	return c.only(name)
}

// only reports whether all words of a name are commonplaces, or small behind one.
func (c *commonplaces) only(name string) bool {
	for i, w := range strings.Fields(name) {
		if !c.words[w] && (i == 0 || strings.ContainsFunc(w, unicode.IsUpper) || !strings.ContainsFunc(w, unicode.IsLower)) {
			return false
		}
	}
	return name != ""
}

// ofPeople reports whether a German name is a people's adjective and a noun that
// says what kind of thing something is.
func (c *commonplaces) ofPeople(name string) bool {
	first, noun, ok := strings.Cut(name, " ")
	return ok && peoples.MatchString(first) && !strings.Contains(noun, " ") &&
		slices.ContainsFunc(c.nouns, func(end string) bool { return strings.HasSuffix(strings.ToLower(noun), end) })
}

var (
	fileName  = regexp.MustCompile(`^[^\s/]+\.(?i:txt|html?|php|js|css|json|xml|py|sh|md|conf|cfg|ini|exe|pdf|csv|ya?ml|log|zip|png|jpe?g|docx?|xlsx?)$`)
	latinList = regexp.MustCompile(`[A-Za-z0-9)] ?[和或与及] ?[A-Za-z(]`)
	peoples   = regexp.MustCompile(`^\p{Lu}\p{L}*(?:isch|deutsch)e[mnrs]?$|^Schweizer$|^Deutsche[nrs]?$`)
)

// unbalanced reports whether a bracket opens or closes that has no other half.
func unbalanced(name string) bool {
	name = strings.NewReplacer("（", "(", "）", ")").Replace(name)
	return strings.Count(name, "(") != strings.Count(name, ")")
}
