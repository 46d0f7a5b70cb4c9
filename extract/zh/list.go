package zh

import (
	"strings"

	"trigraph/graph"
)

// maxListed bounds a name in a list, in code points.
const maxListed = 10

// listed finds names in lists whose end says what they hold: 米哈游、莉莉丝等公司.
// What stands between two marks is a name of its own if it has a word that is no
// common one; before the first mark only such words are taken.
func (v *view) listed() {
	for i, w := range v.words {
		if !strings.HasPrefix(w.text, "等") {
			continue
		}
		kind, ok := v.listEnd(i)
		if !ok || i == 0 || v.words[i-1].end != w.start {
			continue
		}
		to := i
		for from := v.mark(to - 1); from >= 0; from = v.mark(to - 1) {
			v.member(from+1, to, kind)
			to = from
		}
		if to == i {
			continue // one thing is no list
		}
		v.member(v.opening(to, kind.class), to, kind)
	}
}

// listEnd returns what the words behind 等 say a list holds: 等公司, 等多家科技公司.
func (v *view) listEnd(i int) (reading, bool) {
	for k := i; k < min(i+4, len(v.words)); k++ {
		w := v.words[k]
		text := strings.TrimPrefix(w.text, "等")
		if k > i && w.start != v.words[k-1].end || k > i && !strings.ContainsRune("mqnabfst", rune((w.tag + " ")[0])) {
			break
		}
		for ; text != ""; text = text[len(string(first(text))):] {
			if r, ok := v.listEnds[text]; ok {
				return r, true
			}
		}
	}
	return reading{}, false
}

// mark returns the word that parts a member of a list which ends with word k
// from the one before it; -1 where there is none near.
func (v *view) mark(k int) int {
	if k < 0 {
		return -1
	}
	end := v.words[k].end
	for ; k > 0; k-- {
		w := v.words[k]
		if w.start != v.words[k-1].end || runes(v.text[w.start:end]) > maxListed {
			return -1
		}
		switch v.words[k-1].text {
		case "、", "和", "与", "及", "以及":
			return k - 1
		}
	}
	return -1
}

// opening returns the word with which the first member of a list begins, which
// ends before word to: the words of its own, or for a person all of a clause.
func (v *view) opening(to int, class graph.Class) int {
	from := to
	for from > 0 && v.words[from-1].end == v.words[from].start && v.own(from-1) {
		from--
	}
	if class != graph.Person {
		return from
	}
	for k := to; k > 0 && to-k < 4; k-- {
		if prev := v.words[k-1]; !isHan(prev.text) || prev.end != v.words[k].start {
			return k
		}
	}
	return from
}

// member proposes the words from, …, to-1 as a name in a list.
func (v *view) member(from, to int, kind reading) {
	if from >= to {
		return
	}
	name := v.text[v.words[from].start:v.words[to-1].end]
	if n := runes(name); n < 2 || n > maxListed {
		return
	}
	if kind.class == graph.Person && isHan(name) {
		if sur, _ := v.surname(v.words[from]); sur == "" || runes(name) > 4 || to == from+1 && !v.own(from) {
			return
		}
	} else if !v.anyOwn(from, to) {
		return
	}
	v.add("list", kind.class, v.words[from].start, v.words[to-1].end, kind.confidence)
}

func (v *view) anyOwn(from, to int) bool {
	for k := from; k < to; k++ {
		if v.own(k) {
			return true
		}
	}
	return false
}
