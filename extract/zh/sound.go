package zh

import (
	"strings"
	"unicode/utf8"

	"trigraph/graph"
)

// maxSound bounds each part of a foreign name, in code points.
const maxSound = 7

// dotted finds foreign names with a dot between their parts: 埃隆·马斯克. The
// characters used to write sounds mark the edges.
func (v *view) dotted() {
	for i := 0; i < len(v.text); {
		at := strings.IndexAny(v.text[i:], "·・")
		if at < 0 {
			return
		}
		at += i
		_, size := utf8.DecodeRuneInString(v.text[at:])
		start, end := v.soundLeft(at), v.soundRight(at+size)
		i = at + size
		if start == at || end == i || v.inTitle(at) {
			continue
		}
		for {
			r, n := utf8.DecodeRuneInString(v.text[end:])
			if r != '·' && r != '・' {
				break
			}
			more := v.soundRight(end + n)
			if more == end+n {
				break
			}
			end = more
		}
		if strings.HasPrefix(v.text[end:], "-") {
			if more := v.soundRight(end + 1); more > end+2 { // 班克曼-弗里德
				end = more
			}
		}
		i = end
		v.add("person", graph.Person, v.hyphened(start), end, dotted)
	}
}

// hyphened gives where a name begins that has a hyphen before what begins there:
// 皮埃尔-奥利维耶·古兰沙. 让 (Jean) is a word of its own elsewhere.
func (v *view) hyphened(start int) int {
	left, ok := strings.CutSuffix(v.text[:start], "-")
	if !ok {
		return start
	}
	if strings.HasSuffix(left, "让") {
		return len(left) - len("让")
	}
	if more := v.soundLeft(len(left)); more < len(left) {
		return more
	}
	return start
}

// soundLeft stops at the end of a word that is no part of a name: 总理.
func (v *view) soundLeft(at int) int {
	start := at
	for range maxSound {
		r, n := utf8.DecodeLastRuneInString(v.text[:start])
		if !v.translit[r] && !(start == at && initial(v.text[:at])) {
			break
		}
		if i := v.before(start); i >= 0 && v.words[i].end == start && start < at && v.common(v.words[i]) {
			break
		}
		start -= n
	}
	return start
}

// soundRight stops where a word starts that is common on its own.
func (v *view) soundRight(at int) int {
	end := at
	for range maxSound {
		r, n := utf8.DecodeRuneInString(v.text[end:])
		if !v.translit[r] && !(end == at && r >= 'A' && r <= 'Z') {
			break
		}
		if w := v.next(end); end > at && v.common(w) {
			break
		}
		end += n
	}
	return end
}

// common reports whether w is a word that cannot be part of a name written by
// sound, though its characters might.
func (v *view) common(w word) bool {
	if w.text == "" {
		return false
	}
	if v.roles[w.text] != "" || v.generic[w.text] || v.edges[w.text] != "" && !w.single() {
		return true
	}
	if w.single() {
		return w.is('p') || w.is('c') || w.is('u')
	}
	return !strings.HasPrefix(w.tag, "nr") && w.tag != "ns" && w.tag != "nz" && w.tag != "nt" && w.tag != "x"
}

// initial reports whether s ends in a single capital letter.
func initial(s string) bool {
	n := len(s)
	return n > 0 && s[n-1] >= 'A' && s[n-1] <= 'Z' && (n == 1 || !isLatin(lastRune(s[:n-1])))
}

// bySound finds a foreign surname after an office: 总统特朗普, 首席执行官纳德拉.
func (v *view) bySound() {
	for i := 1; i < len(v.words); i++ {
		w := v.words[i]
		if !v.translit[first(w.text)] || !v.roleBefore(i) {
			continue
		}
		end := v.soundRight(w.start)
		name := v.text[w.start:end]
		if n := runes(name); n < 3 || n > 6 || v.after(end, true) == len(v.words) || !v.boundary(end) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(v.text[end:]); r == '·' || r == '・' {
			continue
		}
		v.add("person", graph.Person, w.start, end, soundOnly)
	}
}

// boundary reports whether a word ends at offset.
func (v *view) boundary(offset int) bool {
	i := v.after(offset, true)
	return i < len(v.words) && v.words[i].end == offset
}
