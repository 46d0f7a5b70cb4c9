package metrics

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

func text(t *testing.T, s *Set) string {
	t.Helper()
	var b strings.Builder
	if _, err := s.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteTo(t *testing.T) {
	s := &Set{}
	requests := s.Counter("requests_total", "Requests.", "route", "status")
	took := s.Histogram("took_seconds", "Time.", []float64{0.01, 0.1}, "route")
	s.Value("size", "gauge", "Size.", func() float64 { return 1.5 })
	requests.Add(2, "/b", "200")
	requests.Add(1, "/a\"\\\n\xff", "404")
	for _, v := range []float64{0.01, 0.05, 3} {
		took.Observe(v, "/b")
	}
	const want = `# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{route="/a\"\\\n�",status="404"} 1
requests_total{route="/b",status="200"} 2
# HELP took_seconds Time.
# TYPE took_seconds histogram
took_seconds_bucket{route="/b",le="0.01"} 1
took_seconds_bucket{route="/b",le="0.1"} 2
took_seconds_bucket{route="/b",le="+Inf"} 3
took_seconds_sum{route="/b"} 3.06
took_seconds_count{route="/b"} 3
# HELP size Size.
# TYPE size gauge
size 1.5
`
	if got := text(t, s); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestManySeries: whatever values a label takes, the memory has a bound and
// nothing goes uncounted.
func TestManySeries(t *testing.T) {
	s := &Set{}
	c := s.Counter("x_total", "X.", "who")
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range mostSeries {
				c.Add(1, fmt.Sprint(w, "-", i))
			}
		})
	}
	wg.Wait()
	total, lines := 0.0, 0
	for line := range strings.Lines(text(t, s)) {
		var v float64
		if _, value, ok := strings.Cut(line, "} "); ok {
			_, err := fmt.Sscan(value, &v)
			if err != nil {
				t.Fatal(err)
			}
			lines++
			total += v
		}
	}
	if lines != mostSeries+1 || total != 4*mostSeries {
		t.Errorf("%d series, %v counted", lines, total)
	}
}

func TestProcess(t *testing.T) {
	s := &Set{}
	s.Process()
	got := text(t, s)
	for _, name := range []string{"go_goroutines", "go_memstats_heap_alloc_bytes", "process_cpu_seconds_total"} {
		if !strings.Contains(got, "\n"+name+" ") || strings.Contains(got, "\n"+name+" 0\n") {
			t.Errorf("no %s in\n%s", name, got)
		}
	}
}
