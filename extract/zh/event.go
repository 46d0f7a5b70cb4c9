package zh

import (
	"strings"

	"trigraph/graph"
)

// annual are meetings that a place alone tells apart: 北京车展.
var annual = set{"车展": true, "奥运会": true, "进博会": true, "世博会": true, "航展": true, "电子展": true}

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
		if r.head == "论坛" {
			confidence = 0.5 // a web forum, mostly
		}
	}
	if k < 0 || v.words[k].start >= r.at {
		return
	}
	if short := runes(v.text[v.words[k].start:r.at]) < 4; short && isHan(v.words[k].text) && !annual[r.head] {
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
