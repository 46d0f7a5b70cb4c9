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
	if v.holdsBody(r) {
		return
	}
	place := v.firstPlace(r)
	for place > r.first && v.words[place-1].tag == "nt" {
		place--
	}
	if w := v.words[r.last]; w.start < r.at && w.tag == "nt" && runes(w.text) > 3 && place < 0 {
		v.put("agency", r, r.class, v.lead(r, r.last), 0.85)
		return
	}
	if place >= 0 && v.words[place].end == r.at && !v.words[place].place() && r.head == "委员会" {
		return
	}
	if place >= 0 {
		v.put("agency", r, v.authority(r, place), v.resident(place), r.confidence)
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

// holdsBody reports whether another organization's name ends within the run:
// the 法务部 of an association is no authority.
func (v *view) holdsBody(r run) bool {
	for k := r.first; k < r.last && v.words[k].end < r.at; k++ {
		_, h, ok := longestEnd(v.tables.heads, v.words[k].text, maxHead)
		if ok && (h.kind == "firm" || h.kind == "company" || h.kind == "body" || h.kind == "school") && runes(v.words[k].text) > 1 && !v.generic[v.words[k].text] {
			return true
		}
	}
	return false
}

// authority is the class of what stands under a place: of the world, no
// government's.
func (v *view) authority(r run, place int) graph.Class {
	switch v.words[place].text {
	case "世界", "国际", "亚洲", "非洲", "全球":
		return graph.Organization
	}
	return r.class
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
	if v.stems[inside] || v.edges[inside] == "inner" || r.head == "部" && runes(inside) > 1 && v.generic[inside] && v.firstPlace(r) >= 0 {
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

// placed are bodies that a place alone tells apart: 美国商会.
var placed = set{"贸促会": true, "商会": true, "总商会": true, "科学院": true, "工程院": true, "红十字会": true, "工商联": true}

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
	case place >= 0 && placed[r.head] && v.words[place].end == r.at && v.words[place].place():
		v.put("organization", r, r.class, place, r.confidence)
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
