package queries

import (
	"testing"
	"time"

	"trigraph/graph/store"
)

// BenchmarkGoBesideGizmo asks each question that has an answer in Go of the thing
// most is said of, both ways in turns, on one graph.
func BenchmarkGoBesideGizmo(b *testing.B) {
	s, err := store.Open(randomStore(b, 1, 4000, 1500))
	check(b, err)
	e, err := newEngine(s)
	check(b, err)
	for name := range answers() {
		b.Run(name, func(b *testing.B) {
			q, err := Lookup(name)
			check(b, err)
			params := variants(q, "e0", "e9")[0]
			_, err = direct(b, e, Request{Question: name, Params: params}) // what is made once is made
			check(b, err)
			var spent [2]time.Duration
			for b.Loop() {
				for i, gizmo := range []bool{false, true} {
					began := time.Now()
					_, err := direct(b, e, Request{Question: name, Params: params, Gizmo: gizmo, Limit: 100000})
					check(b, err)
					spent[i] += time.Since(began)
				}
			}
			b.ReportMetric(spent[0].Seconds()*1000/float64(b.N), "go-ms")
			b.ReportMetric(spent[1].Seconds()*1000/float64(b.N), "gizmo-ms")
			b.ReportMetric(spent[1].Seconds()/spent[0].Seconds(), "times")
		})
	}
}
