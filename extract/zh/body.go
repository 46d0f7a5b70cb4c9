package zh

import (
	"strings"

	"trigraph/graph"
)

// agency takes authorities: a country or place, then what they do, then 部, 局,
// 委员会; and ministries named without a country: 商务部.
func (v *view) agency(r run) {
	if v.words[r.last].end-r.at == 3 && !v.shortHead(r) {
		return
	}
	place := v.firstPlace(r)
	for place > r.first && v.words[place-1].tag == "nt" {
		place--
	}
	if place >= 0 {
		if v.words[place].start == r.at {
			return
		}
		v.put("agency", r, r.class, v.resident(place), r.confidence)
		return
	}
	if v.words[r.first].tag == "nt" && r.first < r.last && runes(v.words[r.first].text) > 2 {
		v.put("agency", r, r.class, r.first, 0.75)
		return
	}
	if k, ok := v.stem(r); ok {
		v.put("agency", r, r.class, k, 0.8)
	}
}

// resident returns the place before word k where 驻 stands between: 日本驻缅甸大使馆.
func (v *view) resident(k int) int {
	if k > 1 && v.words[k-1].text == "驻" && v.placeLike(v.words[k-2]) && v.joined(k-2) && v.joined(k-1) {
		return k - 2
	}
	return k
}

// shortHead reports whether a head of one character is one, and not the end of
// a common word such as 总部, 结局 or 部署.
func (v *view) shortHead(r run) bool {
	w := v.words[r.last]
	if w.tag == "nt" {
		return true
	}
	if w.start == r.at {
		_, ok := v.stem(r)
		return ok || r.first < r.last && r.head != "省" && v.part(v.words[r.last-1])
	}
	inside := w.text[:r.at-w.start]
	if v.stems[inside] || v.edges[inside] == "inner" {
		return true
	}
	return (r.head == "局" || r.head == "署") && runes(inside) >= 2
}

// stem looks for a known field of work directly before the head.
func (v *view) stem(r run) (int, bool) {
	if r.head != "部" && r.head != "省" {
		return 0, false
	}
	for k := r.first; k <= r.last; k++ {
		if v.words[k].start < r.at && v.stems[v.text[v.words[k].start:r.at]] {
			return k, true
		}
	}
	return 0, false
}

// strongBody are heads before which any two words make a name.
var strongBody = set{
	"协会": true, "联合会": true, "商会": true, "学会": true, "研究院": true, "研究所": true, "基金会": true,
	"促进会": true, "总商会": true, "研究会": true,
}

// body takes associations, institutes and schools.
func (v *view) body(r run) {
	if len(r.head) == 3 && v.words[r.last].tag != "nt" {
		return
	}
	if w := v.words[r.last]; w.start < r.at && w.tag == "nt" && runes(w.text) > 3 {
		v.put("organization", r, r.class, v.lead(r, r.last), r.confidence)
		return
	}
	place, own := v.firstPlace(r), v.firstOwn(r)
	n := runes(v.modifiers(r))
	switch {
	case n < 2:
	case place >= 0 && v.words[place].end < r.at && own < 0:
		if v.enough(r, place) {
			v.put("organization", r, r.class, place, r.confidence)
		}
	case place >= 0 && own > place && r.kind == "school":
		v.put("organization", r, r.class, own, r.confidence)
	case place >= 0 && own >= 0:
		v.put("organization", r, r.class, min(place, own), r.confidence)
	case own >= 0:
		v.put("organization", r, r.class, own, r.confidence-0.1)
	case place >= 0 && r.kind == "school":
		v.put("organization", r, r.class, place, r.confidence)
	case strongBody[r.head] && n >= 4 && !v.onlyGeneric(r, r.first):
		v.put("organization", r, r.class, r.first, 0.7)
	}
}

// lead returns the first word of what belongs to the name before word k: words
// of their own, and a place before an association.
func (v *view) lead(r run, k int) int {
	for k > r.first && v.own(k-1) {
		k--
	}
	if r.kind == "body" && k > r.first && v.placeLike(v.words[k-1]) {
		k--
	}
	return k
}

// enough reports whether more than a place and a kind stands before the head:
// 美国行业协会 is no name, 中国汽车工业协会 is one.
func (v *view) enough(r run, place int) bool {
	rest := v.text[v.words[place].end:r.at]
	return strongBody[r.head] && runes(rest) >= 2 || runes(rest) >= 3 || r.kind == "school" ||
		v.placeLike(v.words[place]) && strings.HasPrefix(v.words[place].text, "国际")
}

// event takes meetings: GTC大会, 世界人工智能大会.
func (v *view) event(r run) {
	if r.first == r.last {
		return
	}
	k := v.firstPlace(r)
	confidence := r.confidence
	if own := v.firstOwn(r); own >= 0 && (k < 0 || own < k) {
		k = own
		if isName(v.words[k].text) {
			confidence = 0.85
		}
	}
	if k < 0 || v.words[k].start >= r.at {
		return
	}
	if isHan(v.words[k].text) && runes(v.text[v.words[k].start:r.at]) < 4 {
		return
	}
	v.put("event", r, graph.Event, k, confidence)
}

// act takes bills and treaties named without 《》: 芯片法案. The country before it
// is not part of the name.
func (v *view) act(r run) {
	k := r.first
	for k < r.last && (v.placeLike(v.words[k]) || v.words[k].tag == "nt" || v.words[k].is('v') && v.edges[v.words[k].text] == "") {
		k++
	}
	n := runes(v.text[v.words[k].start:r.at])
	if v.words[k].start >= r.at || n < 2 || n > 12 {
		return
	}
	v.put("law", r, graph.Law, k, r.confidence-0.1)
}

// acts finds laws that are often named without 《》: 反垄断法, 网络安全法.
func (v *view) acts() {
	for i, w := range v.words {
		if !strings.HasSuffix(w.text, "法") || v.inTitle(w.start) {
			continue
		}
		at := w.end - len("法")
		for k := max(0, i-4); k <= i; k++ {
			if v.words[k].start < at && v.lawStems[v.text[v.words[k].start:at]] {
				v.add("law", graph.Law, v.words[k].start, w.end, 0.8)
				break
			}
		}
	}
}
