package evidence

import (
	"testing"

	"trigraph/graph"
)

func TestPlacesAmong(t *testing.T) {
	known := map[string]graph.Entity{
		"weifang":  {PartOf: "shandong", Country: "china"},
		"shandong": {Country: "china"},
		"china":    {},
		"a":        {PartOf: "b"},
		"b":        {PartOf: "a"},
	}
	within := PlacesAmong(func(id string) (graph.Entity, bool) { e, ok := known[id]; return e, ok })
	for _, c := range []struct {
		place, container string
		want             bool
	}{
		{"weifang", "shandong", true},
		{"weifang", "china", true},
		{"shandong", "weifang", false},
		{"china", "asia", false},
		{"nowhere", "china", false},
		{"a", "c", false}, // a circle ends
	} {
		if got := within(c.place, c.container); got != c.want {
			t.Errorf("%s in %s: %v", c.place, c.container, got)
		}
	}
}
