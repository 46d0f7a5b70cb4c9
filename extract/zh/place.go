package zh

import (
	"strings"

	"trigraph/graph"
)

// places takes administrative places that the dictionary tags as places and
// that end in what they are. The lexicon knows the others.
func (v *view) places() {
	for _, w := range v.words {
		if !w.place() || runes(w.text) < 3 {
			continue
		}
		class := placeClass(w.text)
		if class == "" || v.next(w.end).text == "人民法院" {
			continue
		}
		v.add("place", class, w.start, w.end, 0.6)
	}
}

func placeClass(s string) graph.Class {
	switch {
	case strings.HasSuffix(s, "市"):
		return graph.City
	case strings.HasSuffix(s, "省"), strings.HasSuffix(s, "州"), strings.HasSuffix(s, "自治区"), strings.HasSuffix(s, "县"):
		return graph.Region
	}
	return ""
}
