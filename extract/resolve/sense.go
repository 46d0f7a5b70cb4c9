package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"trigraph/extract"
	"trigraph/graph"
)

// oneSense gives the names of an article one kind of thing each: of a name that
// is a company here and a person there, what most of its places say, weighed by
// how sure they are (one sense per discourse: Gale, Church and Yarowsky 1992). A
// place where a list's thing was read keeps that. A family or given name that
// the article also spells out may be both.
func oneSense(d *extract.Document, chosen []extract.Mention) {
	places, parts := map[string][]int{}, partsOfNames(d, chosen)
	for i, m := range chosen {
		if text := d.Text(m.Span); !m.Adjective {
			places[text] = append(places[text], i)
		}
	}
	for text, at := range places {
		if len(at) > 1 && !parts[text] {
			oneKind(chosen, at)
		}
	}
}

// partsOfNames gives the words of the people's names that have several.
func partsOfNames(d *extract.Document, ms []extract.Mention) map[string]bool {
	parts := map[string]bool{}
	for _, m := range ms {
		if m.Class != graph.Person {
			continue
		}
		if words := strings.Fields(d.Text(m.Span)); len(words) > 1 {
			for _, w := range words {
				parts[w] = true
			}
		}
	}
	return parts
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
		if m := &chosen[i]; family(m.Class) != best && len(m.Readings) == 0 {
			m.Class, m.Readings, m.Candidates = class[best].Class, class[best].Readings, class[best].Candidates
		}
	}
}
