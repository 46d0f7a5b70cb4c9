package zh

import "strings"

// firm takes names with a legal form. They are long and hold verbs and common
// nouns: 北京字节跳动科技有限公司. A place inside usually opens the name.
func (v *view) firm(r run) {
	place, own := v.firstPlace(r), v.firstOwn(r)
	k := r.first
	switch {
	case place >= 0 && (own < 0 || place <= own):
		k = place
	case own >= 0 && place >= 0:
		k = own
	case own >= 0:
		k = v.leadingNouns(r, own)
	}
	if own == k+1 && v.country[v.words[k].text] {
		k = own
	}
	for k < r.last && v.words[k].is('v') && v.edges[v.words[k].text] != "inner" {
		k++
	}
	long := place >= 0 && runes(v.text[v.words[place].end:r.at]) >= 4
	if r.at-v.words[k].start < 2*3 || v.onlyGeneric(r, k) && !long {
		return
	}
	v.put("company", r, r.class, k, r.confidence)
}

// leadingNouns returns own, or the word before it where that is part of the
// name too: a noun that says nothing of the kind of thing.
func (v *view) leadingNouns(r run, own int) int {
	if own-1 >= r.first && v.words[own-1].is('n') && !v.generic[v.words[own-1].text] {
		return own - 1
	}
	return own
}

// onlyGeneric reports whether the run from word k on says only what kind of
// company it is: 美国科技公司, 汽车集团.
func (v *view) onlyGeneric(r run, k int) bool {
	for ; k <= r.last && v.words[k].start < r.at; k++ {
		w := v.words[k]
		if !v.generic[w.text] && !v.placeLike(w) && v.edges[w.text] == "" {
			return false
		}
	}
	return true
}

// seated are heads before which a place alone makes a name: 北京银行.
var seated = set{"银行": true, "证券": true, "保险": true, "人寿": true, "交易所": true, "航空": true, "财险": true, "信托": true}

// company takes names in 公司, 集团, 银行: they need a word of their own.
func (v *view) company(r run) {
	own, place := v.firstOwn(r), v.firstPlace(r)
	if r.at == v.words[r.last].start && v.words[r.last].text == r.head && r.first == r.last {
		return
	}
	switch {
	case r.at > v.words[r.last].start:
		v.whole(r)
	case own >= 0:
		k := own
		if place == own-1 && place >= 0 && !v.country[v.words[place].text] {
			k = place
		}
		v.put("company", r, r.class, k, r.confidence)
	case place >= 0 && seated[r.head] && v.words[place].place():
		v.put("company", r, r.class, place, 0.6)
	case place >= 0 && !v.onlyGeneric(r, place) && runes(v.modifiers(r)) >= 5:
		v.put("company", r, r.class, place, 0.6)
	}
}

// whole takes a company that the dictionary has as one word: 中国银行.
func (v *view) whole(r run) {
	w := v.words[r.last]
	if w.tag == "nt" && !v.generic[w.text[:r.at-w.start]] {
		v.put("company", r, r.class, r.last, 0.75)
	}
}

// brand takes short names before a trade: 小鹏汽车, 商汤科技. Only a word that the
// dictionary does not know as a common one counts, and nothing may follow that
// makes the trade part of another word.
func (v *view) brand(r run) {
	if r.at != v.words[r.last].start {
		return
	}
	own := v.firstOwn(r)
	if own < 0 {
		return
	}
	name := v.text[v.words[own].start:r.at]
	if !isHan(name) && strings.HasPrefix(r.head, "通") {
		return // SMTP通信
	}
	if n := runes(name); n < 2 || n > 5 || isHan(name) && v.place(own) {
		return
	}
	for k := own; v.words[k].start < r.at; k++ {
		if !v.own(k) {
			return
		}
	}
	v.put("brand", r, r.class, own, r.confidence)
}

func (v *view) place(k int) bool { return v.words[k].place() }
