package zh

import (
	"strings"

	"trigraph/graph"
)

// maxHead and maxName bound a head word and a whole name, in code points.
const (
	maxHead = 8
	maxName = 24
)

// run is a stretch of words that may be a name and ends in a head word.
type run struct {
	first, last int    // words; the head ends with words[last]
	head        string // 有限公司, 协会
	at          int    // byte offset of the head
	reading
}

// heads finds names by the word they end in: 有限公司, 委员会, 大学, 峰会. From
// there it goes left, word by word, to the name's edge.
func (v *view) headed() {
	for i := range v.words {
		if !isHan(v.words[i].text) {
			continue
		}
		r, ok := v.headAt(i)
		if !ok || v.inTitle(r.at) || v.goesOn(r) {
			continue
		}
		v.extend(&r)
		switch r.kind {
		case "firm":
			v.firm(r)
		case "company":
			v.company(r)
		case "brand":
			v.brand(r)
		case "agency":
			v.agency(r)
		case "body", "school":
			v.body(r)
		case "event":
			v.event(r)
		case "law":
			v.act(r)
		}
	}
}

// headAt returns the longest head that ends with word i and starts with a word,
// or lies within word i.
func (v *view) headAt(i int) (run, bool) {
	end := v.words[i].end
	from := i
	for from > 0 && v.words[from-1].end == v.words[from].start && i-from < 3 {
		from--
	}
	for ; from <= i; from++ {
		s := v.text[v.words[from].start:end]
		if r, ok := v.tables.heads[s]; ok {
			return run{first: from, last: i, head: s, at: v.words[from].start, reading: r}, true
		}
	}
	s, r, ok := longestEnd(v.tables.heads, v.words[i].text, maxHead)
	return run{first: i, last: i, head: s, at: end - len(s), reading: r}, ok
}

// goesOn reports whether the head is only the middle of a longer name: 科技 in
// 科技公司, 集团 in 集团有限公司, 汽车 in 汽车市场.
func (v *view) goesOn(r run) bool {
	if !v.joined(r.last) {
		return false
	}
	next := v.words[r.last+1]
	h, isHead := v.tables.heads[next.text]
	if isHead && (h.kind == "firm" || h.kind == r.kind) {
		return true
	}
	switch r.kind {
	case "brand":
		return !v.ends(next)
	case "company":
		return isHead && h.kind != "event" && len(next.text) > 3 || next.text == "法" || next.text == "业" || next.text == "行业"
	case "body":
		return next.text == "杯" || isHead && h.kind == "school"
	case "law":
		return false
	}
	return isHead && h.kind == "school"
}

// ends reports whether a name may end before w.
func (v *view) ends(w word) bool {
	if !isHan(w.text) {
		return !isLatin(w.text) || v.roles[w.text] != ""
	}
	return v.roles[w.text] != "" || v.edges[w.text] == "edge" || w.is('p') || w.is('c') || w.is('u') || w.is('d') || w.is('r')
}

// extend moves r.first left to the edge of the name.
func (v *view) extend(r *run) {
	for k := r.first - 1; v.joined(k) && runes(v.text[v.words[k].start:v.words[r.last].end]) <= maxName; k-- {
		w := v.words[k]
		if open := v.bracketed(k); open > 0 && r.kind == "firm" {
			k, r.first = open, open
			continue
		}
		if and(w.text) {
			if !v.bindsParts(*r, k) {
				return
			}
		} else if v.edge(w, r.kind) {
			return
		}
		r.first = k
	}
}

// bracketed returns the word of the opening bracket where word k is the closing
// one and a place or 集团 stands between, as in 特斯拉（上海）有限公司; else 0.
func (v *view) bracketed(k int) int {
	if v.words[k].text != "）" && v.words[k].text != ")" {
		return 0
	}
	for open := k - 1; open > 0 && open >= k-3; open-- {
		w := v.words[open]
		if w.text == "（" || w.text == "(" {
			return open
		}
		if !v.placeLike(w) && !v.generic[w.text] {
			return 0
		}
	}
	return 0
}

func and(s string) bool { return s == "和" || s == "与" || s == "及" || s == "暨" }

// bindsParts reports whether the 和 at word k joins two parts of one name, as
// in 国家发展和改革委员会, and not two names.
func (v *view) bindsParts(r run, k int) bool {
	if k == 0 || k+1 > r.last || !v.joined(k-1) || r.kind != "agency" && r.kind != "body" && r.kind != "law" {
		return false
	}
	return v.part(v.words[k-1]) && (k+1 == r.last && r.at == v.words[k+1].start || v.part(v.words[k+1]))
}

// part reports whether w is a field of work, such as 工业 or 改革.
func (v *view) part(w word) bool {
	return v.edges[w.text] == "inner" || v.stems[w.text] || v.generic[w.text] && !w.place()
}

// edge reports whether w cannot belong to a name whose end stands right of it.
func (v *view) edge(w word, kind string) bool {
	switch v.edges[w.text] {
	case "edge":
		return true
	case "inner":
		return false
	}
	if v.roles[w.text] != "" {
		return true
	}
	switch {
	case isLatin(w.text):
		return w.text[0] >= '0' && w.text[0] <= '9' && kind != "event"
	case !isHan(w.text):
		if kind == "event" && w.text == "/" {
			return false // Google I/O
		}
		return w.text != "·" && w.text != "・" && w.text != "-" && w.text != "&"
	case w.single():
		return w.is('p') || w.is('c') || w.is('u') || w.is('r') || w.is('y') || w.is('f') && kind != "firm"
	case w.is('v'):
		return w.tag != "vn" && kind != "law" && kind != "firm"
	case w.is('t'):
		return true
	}
	return strings.IndexByte("pcudrmqfyez", w.tag0()) >= 0 && v.known(w)
}

// known reports whether w is a word of the dictionary with a tag that counts.
func (v *view) known(w word) bool { return w.tag != "zg" && w.tag != "x" }

func (w word) tag0() byte {
	if w.tag == "" {
		return 0
	}
	return w.tag[0]
}

// span returns the run's text from word k on, without the head.
func (v *view) modifiers(r run) string { return v.text[v.words[r.first].start:r.at] }

// put proposes the run from word k on.
func (v *view) put(step string, r run, class graph.Class, k int, confidence float64) {
	v.add(step, class, v.words[k].start, v.words[r.last].end, confidence)
}

// firstPlace returns the first word of the run that is a place, or -1.
func (v *view) firstPlace(r run) int {
	for k := r.first; k <= r.last && v.words[k].start < r.at; k++ {
		if v.placeLike(v.words[k]) {
			return k
		}
	}
	return -1
}

// placeLike reports whether w is a place or stands for one: 欧盟, 联邦, 国家.
func (v *view) placeLike(w word) bool {
	switch w.text {
	case "欧盟", "东盟", "联合国", "国家", "联邦", "中央", "中共中央", "美国联邦", "世界", "国际", "欧洲", "非洲", "亚洲", "全国", "北约", "全美":
		return true
	}
	return w.place() && runes(w.text) > 1
}

// own reports whether w is a name of its own: a name in Latin letters, a word
// tagged so, or one of two and more single characters, which are what the
// segmenter leaves of a word it does not know.
func (v *view) own(k int) bool {
	w := v.words[k]
	switch {
	case isLatin(w.text):
		return isName(w.text) && !v.acronyms[w.text]
	case v.generic[w.text] || v.edges[w.text] != "":
		return false
	case w.tag == "nz" || w.tag == "nt" || strings.HasPrefix(w.tag, "nr"):
		return true
	}
	return w.single() && (v.loose(k-1) || v.loose(k+1))
}

func (v *view) loose(k int) bool {
	if k < 0 || k >= len(v.words) {
		return false
	}
	w := v.words[k]
	return w.single() && !w.is('p') && !w.is('c') && !w.is('u') && v.edges[w.text] != "edge"
}

// firstOwn returns the first word of the run that is a name of its own, or -1.
func (v *view) firstOwn(r run) int {
	for k := r.first; k <= r.last && v.words[k].start < r.at; k++ {
		if v.own(k) {
			return k
		}
	}
	return -1
}
