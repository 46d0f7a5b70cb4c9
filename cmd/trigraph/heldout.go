package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"trigraph/extract/score"
	"trigraph/extract/tagger"
)

// reportHeldOut prints what the model alone finds in sentences it did not see.
func (p *program) reportHeldOut(m *tagger.Model) {
	held := m.HeldOut()
	for _, set := range slices.Sorted(maps.Keys(held)) {
		t := held[set]
		c := score.Count{True: t.Right, False: t.Found - t.Right, Missed: t.Marked - t.Right}
		precision, recall, f1 := c.F1()
		fmt.Fprintf(p.errs, "  held out of %s: P %.3f R %.3f F1 %.3f (%d names)\n", set, precision, recall, f1, t.Marked)
	}
}

// timesOf reads the values of --times.
func timesOf(values map[string]string) (map[string]float64, error) {
	out := map[string]float64{}
	for set, v := range values {
		n, err := strconv.ParseFloat(v, 64)
		if err != nil || !(n >= 0) {
			return nil, usageError("--times %s=%s: not a number", set, v)
		}
		out[set] = n
	}
	return out, nil
}
