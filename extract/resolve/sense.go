package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"trigraph/extract"
	"trigraph/graph"
)

// oneSense gives the names of an article that no list knows one kind of thing
// each: of a name that is a company here and a person there, what most of its
// places say, weighed by how sure they are (one sense per discourse: Gale, Church
// and Yarowsky 1992). A family or given name that the article also spells out
// may be both.
func oneSense(d *extract.Document, chosen []extract.Mention) {
	places := map[string][]int{}
	partOfName := map[string]bool{}
	for i, m := range chosen {
		text := d.Text(m.Span)
		if m.Class == graph.Person {
			if words := strings.Fields(text); len(words) > 1 {
				for _, w := range words {
					partOfName[w] = true
				}
			}
		}
		if len(m.Readings) == 0 && !m.Adjective {
			places[text] = append(places[text], i)
		}
	}
	for text, at := range places {
		if len(at) > 1 && !partOfName[text] {
			oneKind(chosen, at)
		}
	}
}

// oneKind gives the mentions at some places the class of the surest kind of thing
// among them.
func oneKind(chosen []extract.Mention, at []int) {
	weight, class := map[string]float64{}, map[string]extract.Mention{}
	for _, i := range at {
		m := chosen[i]
		f := family(m.Class)
		weight[f] += m.Confidence
		if m.Confidence > class[f].Confidence {
			class[f] = m
		}
	}
	best := slices.MaxFunc(slices.Sorted(maps.Keys(weight)), func(a, b string) int { return cmp.Compare(weight[a], weight[b]) })
	for _, i := range at {
		if family(chosen[i].Class) != best {
			chosen[i].Class = class[best].Class
		}
	}
}
