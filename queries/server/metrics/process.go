package metrics

import (
	"fmt"
	"os"
	"runtime"
	"runtime/metrics"
)

// Process adds what Go's runtime knows of this process, under the names that its
// other servers use.
func (s *Set) Process() {
	for _, m := range []struct{ name, kind, help, from string }{
		{"go_goroutines", "gauge", "Goroutines that exist.", "/sched/goroutines:goroutines"},
		{"go_memstats_heap_alloc_bytes", "gauge", "Bytes of objects on the heap.", "/memory/classes/heap/objects:bytes"},
		{"go_memstats_sys_bytes", "gauge", "Bytes taken from the system.", "/memory/classes/total:bytes"},
		{"go_memstats_alloc_bytes_total", "counter", "Bytes ever allocated on the heap.", "/gc/heap/allocs:bytes"},
		{"go_gc_cycles_total", "counter", "Runs of the garbage collector.", "/gc/cycles/total:gc-cycles"},
		{"process_cpu_seconds_total", "counter", "Seconds of processor time, as the runtime estimates them.", "/cpu/classes/user:cpu-seconds"},
	} {
		s.Value(m.name, m.kind, m.help, func() float64 { return read(m.from) })
	}
	if resident() > 0 {
		s.Value("process_resident_memory_bytes", "gauge", "Bytes of memory that this process has, files under a map included.", resident)
	}
	s.Value("go_sched_gomaxprocs_threads", "gauge", "Threads that run Go code at once, at most.", func() float64 { return float64(runtime.GOMAXPROCS(0)) })
}

// resident is the second field of /proc/self/statm, in pages (proc(5)); 0 where
// there is no such file.
func resident() float64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, pages float64
	_, _ = fmt.Sscan(string(text), &size, &pages) // what cannot be read stays 0
	return pages * float64(os.Getpagesize())
}

// read returns a value of the runtime; one that it does not have is 0.
func read(name string) float64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	switch s[0].Value.Kind() {
	case metrics.KindUint64:
		return float64(s[0].Value.Uint64())
	case metrics.KindFloat64:
		return s[0].Value.Float64()
	}
	return 0
}
