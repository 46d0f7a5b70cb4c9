// Package metrics counts what a server does and writes it in the text format of
// Prometheus (version 0.0.4). It has counters, histograms and values that are
// asked for; what labels they have is fixed, and so is how many of each there may
// be. The field's usual library would add 2.4 MB to the program.
package metrics

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// mostSeries is how many sets of label values a metric may have; further ones
// count as "other". A label that a client can choose must not fill the memory.
const mostSeries = 500

// Set is a set of metrics. It is safe for concurrent use.
type Set struct {
	mu      sync.Mutex
	metrics []metric
}

type metric struct {
	name, help, kind string
	write            func(*bytes.Buffer)
}

func (s *Set) add(m metric) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.metrics = append(s.metrics, m)
}

// WriteTo writes all metrics, in the order in which they were made.
func (s *Set) WriteTo(w io.Writer) (int64, error) {
	s.mu.Lock()
	list := slices.Clone(s.metrics)
	s.mu.Unlock()
	var buf bytes.Buffer
	for _, m := range list {
		fmt.Fprintf(&buf, "# HELP %s %s\n# TYPE %s %s\n", m.name, m.help, m.name, m.kind)
		m.write(&buf)
	}
	return buf.WriteTo(w)
}

// Value adds a metric whose value is asked for each time: a "gauge", or a
// "counter" that somebody else counts.
func (s *Set) Value(name, kind, help string, value func() float64) {
	s.add(metric{name, help, kind, func(buf *bytes.Buffer) { sample(buf, name, "", value()) }})
}

// Counter only grows.
type Counter struct{ family[float64] }

// Counter adds a counter with labels; its name ends in _total.
func (s *Set) Counter(name, help string, labels ...string) *Counter {
	c := &Counter{newFamily[float64](labels)}
	s.add(metric{name, help, "counter", func(buf *bytes.Buffer) {
		c.each(func(labels string, v *float64) { sample(buf, name, labels, *v) })
	}})
	return c
}

// Add adds n to the counter with these values of its labels.
func (c *Counter) Add(n float64, values ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.at(values) += n
}

// Histogram counts values by their size.
type Histogram struct {
	family[counts]
	bounds []float64
}

// counts are how many values were at most each bound, of how many, and their sum.
type counts struct {
	below []uint64
	all   uint64
	sum   float64
}

// Histogram adds a histogram; bounds rise.
func (s *Set) Histogram(name, help string, bounds []float64, labels ...string) *Histogram {
	h := &Histogram{newFamily[counts](labels), bounds}
	s.add(metric{name, help, "histogram", func(buf *bytes.Buffer) {
		h.each(func(labels string, v *counts) { h.write(buf, name, labels, v) })
	}})
	return h
}

// Observe counts a value.
func (h *Histogram) Observe(value float64, values ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.at(values)
	if c.below == nil {
		c.below = make([]uint64, len(h.bounds))
	}
	for i := len(h.bounds) - 1; i >= 0 && value <= h.bounds[i]; i-- {
		c.below[i]++
	}
	c.all++
	c.sum += value
}

func (h *Histogram) write(buf *bytes.Buffer, name, labels string, c *counts) {
	more := labels
	if more != "" {
		more += ","
	}
	for i, bound := range h.bounds {
		sample(buf, name+"_bucket", more+`le="`+number(bound)+`"`, float64(c.below[i]))
	}
	sample(buf, name+"_bucket", more+`le="+Inf"`, float64(c.all))
	sample(buf, name+"_sum", labels, c.sum)
	sample(buf, name+"_count", labels, float64(c.all))
}

// family is a metric's series by the values of its labels.
type family[T any] struct {
	labels []string
	mu     sync.Mutex
	series map[string]*T
}

func newFamily[T any](labels []string) family[T] {
	return family[T]{labels: labels, series: map[string]*T{}}
}

// at returns a series; the caller holds mu.
func (f *family[T]) at(values []string) *T {
	key := f.key(values)
	if f.series[key] == nil {
		if len(f.series) >= mostSeries {
			key = f.key(slices.Repeat([]string{"other"}, len(f.labels)))
		}
		if f.series[key] == nil {
			f.series[key] = new(T)
		}
	}
	return f.series[key]
}

// key writes label values as they stand between braces; one that is not given is
// empty.
func (f *family[T]) key(values []string) string {
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
	var b strings.Builder
	for i, label := range f.labels {
		value := ""
		if i < len(values) {
			value = strings.ToValidUTF8(values[i], "�")
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(label + `="` + escape.Replace(value) + `"`)
	}
	return b.String()
}

// each goes through the series in the order of their labels.
func (f *family[T]) each(do func(labels string, v *T)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	keys := make([]string, 0, len(f.series))
	for k := range f.series {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		do(k, f.series[k])
	}
}

func sample(buf *bytes.Buffer, name, labels string, v float64) {
	if labels != "" {
		labels = "{" + labels + "}"
	}
	fmt.Fprintf(buf, "%s%s %s\n", name, labels, number(v))
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
