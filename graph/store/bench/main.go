// Command bench measures the embedded store beside Cayley's own memstore and
// bolt, in one run, on quads shaped like those of articles. It prints figures and
// ratios; docs/bench.md says how to read them.
//
//	cd graph/store/bench && go run . -quads 1000000
//	cd graph/store/bench && go run . -reads -quads 1000000 -rounds 200
//	cd graph/store/bench && go run . -sql -quads 1000000 -rounds 50
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	_ "github.com/cayleygraph/cayley/graph/kv/bolt"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"

	"trigraph/graph/store/segment"
)

func main() {
	quads := flag.Int("quads", 1_000_000, "how many quads")
	seed := flag.Uint64("seed", 1, "of the generator")
	rounds := flag.Int("rounds", 21, "how often each question is asked")
	others := flag.String("beside", "memstore,bolt", "which of Cayley's stores to measure too")
	reads := flag.Bool("reads", false, "instead, time what pages and exports ask of a store of whole articles")
	dir := flag.String("dir", "", "keep that store here")
	inTable := flag.Bool("sql", false, "instead, ask the named questions of such a store and of the same in SQLite")
	child := flag.String("work", "", "answer questions of the store in this folder: what -sql starts")
	flag.Parse()
	measure := func() error { return run(*quads, *seed, *rounds, *others) }
	switch {
	case *child != "":
		measure = func() error { return work(*child) }
	case *reads:
		measure = func() error { return reading(*quads, *seed, *rounds, *dir) }
	case *inTable:
		measure = func() error { return beside(*quads, *seed, *rounds, *dir) }
	}
	if err := measure(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// loaded is a store with what it took to fill it.
type loaded struct {
	name   string
	qs     graph.QuadStore
	took   time.Duration
	disk   int64  // bytes
	memory uint64 // bytes of heap that it holds
}

func run(n int, seed uint64, rounds int, others string) error {
	dir, err := os.MkdirTemp("", "trigraph-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var stores []loaded
	loads := map[string]func(string, int, uint64) (loaded, error){"ours": loadOurs, "memstore": loadMemstore, "bolt": loadBolt}
	for _, name := range strings.Split("ours,"+others, ",") {
		if loads[name] == nil {
			continue
		}
		s, err := loads[name](dir, n, seed)
		if err != nil {
			return err
		}
		stores = append(stores, s)
		fmt.Printf("%-9s %8.0f quads per second of processor  %6.1f bytes/quad on disk  %6.1f bytes/quad of heap\n", s.name,
			float64(n)/s.took.Seconds(), float64(s.disk)/float64(n), float64(s.memory)/float64(n))
	}
	for _, s := range stores[1:] {
		fmt.Printf("ours : %-8s load %5.1f times as fast, disk 1/%.1f, heap 1/%.0f\n", s.name, s.took.Seconds()/stores[0].took.Seconds(),
			float64(s.disk)/float64(stores[0].disk), float64(s.memory)/float64(max(stores[0].memory, 1)))
	}
	if err := opening(filepath.Join(dir, "segment")); err != nil {
		return err
	}
	session := question{"a session, with a script that asks nothing", func(int) string { return "1" }, nil}
	for _, q := range append([]question{session}, questions()...) {
		if err := ask(q, stores, rounds); err != nil {
			return err
		}
	}
	return nil
}

// spent is the processor time of this process, which other work on the machine
// disturbs less than the clock; waiting for the disk is not in it.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// heap is what is in use after a collection.
func heap() uint64 {
	runtime.GC()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

func loadOurs(dir string, n int, seed uint64) (loaded, error) {
	before, began := heap(), spent()
	b := segment.NewBuilder()
	for q := range articles(n, seed) {
		if err := b.Add(q); err != nil {
			return loaded{}, err
		}
	}
	path := filepath.Join(dir, "segment")
	if err := b.Write(path, nil); err != nil {
		return loaded{}, err
	}
	took := spent() - began
	s, err := segment.Open(path)
	if err != nil {
		return loaded{}, err
	}
	v, err := segment.NewView([]*segment.Segment{s}, [][]uint32{nil}, segment.Judged)
	size, _ := s.Size()
	return loaded{"ours", v, took, size, max(heap(), before) - before}, err
}

func loadMemstore(_ string, n int, seed uint64) (loaded, error) {
	before, began := heap(), spent()
	m := memstore.New()
	for q := range articles(n, seed) {
		m.AddQuad(q)
	}
	took := spent() - began
	return loaded{"memstore", m, took, 0, max(heap(), before) - before}, nil
}

// loadBolt loads in the batches that suit bolt best, synced, as ours is.
func loadBolt(dir string, n int, seed uint64) (loaded, error) {
	before := heap()
	path := filepath.Join(dir, "bolt")
	if err := os.MkdirAll(path, 0o755); err != nil {
		return loaded{}, err
	}
	began := spent()
	if err := graph.InitQuadStore("bolt", path, nil); err != nil {
		return loaded{}, err
	}
	qs, err := graph.NewQuadStore("bolt", path, graph.Options{kv.OptNoBloom: false})
	if err != nil {
		return loaded{}, err
	}
	var batch []graph.Delta
	flush := func() error {
		err := qs.ApplyDeltas(batch, graph.IgnoreOpts{IgnoreDup: true})
		batch = batch[:0]
		return err
	}
	for q := range articles(n, seed) {
		if batch = append(batch, graph.Delta{Quad: q, Action: graph.Add}); len(batch) == 10_000 {
			if err := flush(); err != nil {
				return loaded{}, err
			}
		}
	}
	if err := flush(); err != nil {
		return loaded{}, err
	}
	took := spent() - began
	size := int64(0)
	err = filepath.WalkDir(path, func(_ string, e os.DirEntry, err error) error {
		if info, err := e.Info(); err == nil && !e.IsDir() {
			size += info.Size()
		}
		return err
	})
	return loaded{"bolt", qs, took, size, max(heap(), before) - before}, err
}

func opening(path string) error {
	var took []time.Duration
	for range 15 {
		began := time.Now()
		s, err := segment.Open(path)
		if err != nil {
			return err
		}
		if _, err := segment.NewView([]*segment.Segment{s}, [][]uint32{nil}, segment.Judged); err != nil {
			return err
		}
		took = append(took, time.Since(began))
	}
	fmt.Printf("opening: %v\n\n", middle(took, 0.5))
	return nil
}

// middle returns a quantile.
func middle(took []time.Duration, q float64) time.Duration {
	took = slices.Sorted(slices.Values(took))
	return took[min(len(took)-1, int(q*float64(len(took))))].Round(time.Microsecond)
}

// ask asks every store the same question about changing things, as a script
// and as the same path in Go, checks that the answers are as long as ours, and
// prints how long it took.
func ask(q question, stores []loaded, rounds int) error {
	ways := map[string]func(graph.QuadStore, int) (int, error){
		"gizmo": func(qs graph.QuadStore, round int) (int, error) { return answer(qs, q.script(round)) },
	}
	if q.path != nil {
		ways["go"] = func(qs graph.QuadStore, round int) (int, error) { return walked(q.path(qs, round)) }
	}
	fmt.Printf("%s\n", q.name)
	for _, way := range slices.Sorted(maps.Keys(ways)) {
		var ours time.Duration
		var want []int
		for i, s := range stores {
			took, sizes, err := asked(s.qs, ways[way], rounds)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", s.name, q.name, err)
			}
			half := middle(took, 0.5)
			if i == 0 {
				ours, want = half, sizes
			} else if !slices.Equal(sizes, want[:len(sizes)]) {
				return fmt.Errorf("%s: %s: %v rows, ours has %v", s.name, q.name, sizes, want)
			}
			fmt.Printf("  %-5s %-9s p50 %10v  p99 %10v  %6.1f times ours, %d rows\n", way, s.name, half, middle(took, 0.99), half.Seconds()/ours.Seconds(), sizes[0])
		}
	}
	return nil
}

// asked asks in so many rounds, or as many as fit into some seconds.
func asked(qs graph.QuadStore, ask func(graph.QuadStore, int) (int, error), rounds int) (took []time.Duration, sizes []int, err error) {
	limit := time.Now().Add(20 * time.Second)
	for round := range rounds {
		if round > 0 && time.Now().After(limit) {
			break
		}
		began := spent()
		n, err := ask(qs, round)
		if err != nil {
			return nil, nil, err
		}
		took, sizes = append(took, spent()-began), append(sizes, n)
	}
	return took, sizes, nil
}

func answer(qs graph.QuadStore, script string) (rows int, err error) {
	ctx := context.Background()
	it, err := gizmo.NewSession(qs).Execute(ctx, script, query.Options{Collation: query.Raw})
	if err != nil {
		return 0, err
	}
	defer it.Close()
	for it.Next(ctx) {
		rows++
	}
	return rows, it.Err()
}
