package zh

import (
	"regexp"
	"strings"

	"trigraph/graph"
)

// latinName is a name in Latin letters inside Chinese text: Roblox, SK On,
// GPT-4, Mate 60 Pro.
var latinName = regexp.MustCompile(`[A-Z][A-Za-z0-9]*(?:[.\-+&'][A-Za-z0-9]+)*\+?(?: (?:[A-Z][A-Za-z0-9]*|[0-9]+)(?:[.\-+&'][A-Za-z0-9]+)*\+?){0,4}`)

// latin finds companies, products and events with names in Latin letters, by
// the Chinese words directly beside them.
func (v *view) latin() {
	for _, m := range latinName.FindAllStringIndex(v.text, -1) {
		start, end := m[0], m[1]
		if v.inTitle(start) || !v.standsAlone(start, end) || v.acronyms[v.text[start:end]] || end-start < 2 {
			continue
		}
		before, after := v.wordsBefore(start), v.wordsAfter(end)
		switch {
		case v.any(before, "product") && !v.any(after, "company-after"):
			v.add("product", graph.Product, start, end, v.launched(start))
		case v.any(after, "product-after"):
			v.add("product", graph.Product, start, end, 0.65)
		case v.any(before, "company-before"), v.any(after, "company-after"):
			v.add("company", graph.Company, start, end, 0.75)
		case v.any(before, "company-below"):
			v.add("company", graph.Company, start, end, 0.55)
		}
	}
}

// standsAlone reports whether no letter or digit touches the span.
func (v *view) standsAlone(start, end int) bool {
	return !(start > 0 && isLatin(lastRune(v.text[:start]))) && !isLatin(v.text[end:])
}

func lastRune(s string) string {
	i := len(s) - 1
	for i > 0 && s[i]&0xC0 == 0x80 {
		i--
	}
	return s[i:]
}

// wordsBefore returns the one and two words that end at offset, a space apart
// at most; wordsAfter those that start there.
func (v *view) wordsBefore(offset int) []string {
	rest := strings.TrimSuffix(v.text[:offset], " ")
	i := v.before(len(rest))
	if i < 0 || v.words[i].end != len(rest) {
		return nil
	}
	out := []string{v.words[i].text}
	if i > 0 && v.joined(i-1) {
		out = append(out, v.words[i-1].text+v.words[i].text)
	}
	return out
}

func (v *view) wordsAfter(offset int) []string {
	offset += len(v.text[offset:]) - len(strings.TrimPrefix(v.text[offset:], " "))
	i := v.after(offset, false)
	if i >= len(v.words) || v.words[i].start != offset {
		return nil
	}
	out := []string{v.words[i].text}
	if v.joined(i) {
		out = append(out, v.words[i].text+v.words[i+1].text)
	}
	return out
}

func (v *view) any(words []string, kind string) bool {
	for _, w := range words {
		if v.cues[kind][w] {
			return true
		}
	}
	return false
}

// launchBytes is how far back launched looks: some sixty characters.
const launchBytes = 180

// launched returns the confidence of a product: more where a word such as 推出
// stands shortly before it.
func (v *view) launched(start int) float64 {
	near := v.text[max(0, start-launchBytes):start]
	for w := range v.cues["launch"] {
		if strings.Contains(near, w) {
			return 0.85
		}
	}
	return 0.75
}
