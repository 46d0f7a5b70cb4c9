package zh

import (
	"strings"
	"unicode/utf8"

	"trigraph/graph"
)

// Confidences of a person's name by what speaks for it.
const (
	bothCues  = 0.95
	roleCue   = 0.88
	verbCue   = 0.8
	tagOnly   = 0.45 // too little alone
	dotted    = 0.9
	soundOnly = 0.75
)

// persons finds names of people: a surname and one or two characters beside an
// office or a verb of saying, and foreign names written by sound.
func (v *view) persons() {
	for i := 0; i < len(v.words); i++ {
		if end := v.chinese(i); end > i {
			i = end - 1
		}
	}
	v.dotted()
	v.bySound()
}

// chinese proposes the Chinese name that starts at word i and returns the word
// after it, or i where there is none.
func (v *view) chinese(i int) int {
	w := v.words[i]
	sur, risky := v.surname(w)
	if sur == "" || w.single() && (w.is('c') || w.is('p') || w.is('u')) || v.roles[w.text[len(sur):]] != "" || v.inTitle(w.start) || v.foreign(i) {
		return i
	}
	best, confidence := i, 0.0
	for j := i + 1; j <= min(i+3, len(v.words)); j++ {
		if j > i+1 && !v.given(j-1) {
			break
		}
		name := v.text[v.words[i].start:v.words[j-1].end]
		n := runes(name) - runes(sur)
		if n > 2 || n < 1 {
			continue
		}
		if c := v.personConfidence(i, j, n, risky); c > 0 && c >= confidence {
			best, confidence = j, c
		}
	}
	if best > i {
		v.add("person", graph.Person, v.words[i].start, v.words[best-1].end, confidence)
	}
	return best
}

// foreign reports whether word i opens a longer name written by sound, which is
// no Chinese name: 谢尔久科夫.
func (v *view) foreign(i int) bool {
	end := v.soundRight(v.words[i].start)
	if r, _ := utf8.DecodeRuneInString(v.text[end:]); r == '·' || r == '・' {
		return true
	}
	return runes(v.text[v.words[i].start:end]) >= 4 && v.roleBefore(i)
}

// surname returns the surname that w starts with, and whether it is risky.
func (v *view) surname(w word) (string, bool) {
	for _, n := range []int{2, 1} {
		if len(w.text) < n*3 || !isHan(w.text) {
			continue
		}
		s := w.text[:n*3]
		if risky, ok := v.surnames[s]; ok && utf8.ValidString(s) {
			return s, risky
		}
	}
	return "", false
}

// given reports whether word k may be, or end, a given name.
func (v *view) given(k int) bool {
	w := v.words[k]
	if !v.joined(k-1) || !isHan(w.text) || v.words[k-1].end != w.start {
		return false
	}
	if w.single() {
		return !v.notGiven[w.text] && v.roles[w.text] == ""
	}
	return runes(w.text) == 2 && v.roles[w.text] == "" && v.edges[w.text] == "" && !v.generic[w.text] && !w.is('v') && !w.is('d') && !w.is('t') && !w.is('m')
}

// personConfidence weighs the name of words i to j-1 with n given characters;
// 0 means no name.
func (v *view) personConfidence(i, j, n int, risky bool) float64 {
	whole := j == i+1
	tagged := whole && strings.HasPrefix(v.words[i].tag, "nr")
	if whole && !tagged {
		return 0
	}
	role, verb := v.roleBefore(i) || v.roleAfter(j, risky || n == 1) || v.agent(i, j), v.verbAfter(j)
	if n == 1 && j < len(v.words) && v.joined(j-1) && v.given(j) && v.words[j].single() && !v.verbAfter(j) {
		return 0 // the next character belongs to the name
	}
	if !whole && j == i+2 && !v.words[i].single() && runes(v.words[i].text) > 2 {
		return 0
	}
	switch {
	case role && verb:
		return bothCues
	case role:
		return roleCue
	case risky && !tagged:
		return 0
	case verb && n == 2:
		return verbCue
	case tagged && n == 2 && !strings.HasPrefix(v.words[i].tag, "nrt") && v.alone(i):
		return tagOnly
	}
	return 0
}

// roleBefore reports whether an office stands directly before word i:
// 董事长王某某, 创始人兼CEO王某某.
func (v *view) roleBefore(i int) bool {
	if i == 0 || !v.joined(i-1) && v.words[i].start-v.words[i-1].end > 1 {
		return false
	}
	if v.words[i-1].is('v') && v.words[i-1].single() && i > 1 && v.joined(i-2) {
		return v.roleOf(i-2) == "both" // CEO是王某某
	}
	return v.roleOf(i-1) == "both"
}

// agent reports whether words i to j-1 stand where somebody does something: 由王某某创立.
func (v *view) agent(i, j int) bool {
	return i > 0 && v.words[i-1].text == "由" && j < len(v.words) && v.words[j].start == v.words[j-1].end && v.roles[v.words[j].text] == "by"
}

// roleAfter reports whether a title or office follows: 王某某先生, 王某某教授. An
// office alone is too little for a doubtful name: 权威专家.
func (v *view) roleAfter(j int, doubtful bool) bool {
	if j >= len(v.words) || v.words[j].start != v.words[j-1].end {
		return false
	}
	side := v.roles[v.words[j].text]
	return side == "both" && !doubtful || side == "after"
}

// alone reports whether word i has a mark or the sentence's edge before it and
// a verb, preposition or mark after it.
func (v *view) alone(i int) bool {
	before := i == 0 || !v.joined(i-1) || !isHan(v.words[i-1].text) || v.words[i-1].is('c') || v.words[i-1].is('p')
	if i+1 >= len(v.words) || !before {
		return before
	}
	next := v.words[i+1]
	return !isHan(next.text) || next.is('p') || next.is('d') || next.is('c') || v.roles[next.text] == "verb"
}

// roleOf returns the side of the office that ends with word k. Offices cut in
// two (董事/长) count too.
func (v *view) roleOf(k int) string {
	if s := v.roles[v.words[k].text]; s != "" {
		return s
	}
	if k > 0 && v.joined(k-1) {
		if s := v.roles[v.words[k-1].text+v.words[k].text]; s != "" {
			return s
		}
	}
	if text := v.words[k].text; isHan(text) && len(text) > 2*3 && strings.ContainsAny(lastRune(text), "长席裁统记") {
		return v.roles[text[len(text)-2*3:]]
	}
	return ""
}

func (v *view) verbAfter(j int) bool {
	return j < len(v.words) && v.words[j].start == v.words[j-1].end && v.roles[v.words[j].text] == "verb"
}
