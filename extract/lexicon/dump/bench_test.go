package dump

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func BenchmarkWikidataLine(b *testing.B) {
	w := testReader(b)
	lines := strings.Split(madeDump(300), "\n")
	size := 0
	for _, l := range lines {
		size += len(l)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		var out batch
		for _, l := range lines {
			if err := w.line([]byte(l), &out); err != nil {
				b.Fatal(err)
			}
		}
		if out.entities != 303 {
			b.Fatal(out.entities)
		}
	}
	b.ReportMetric(float64(size)/303, "B/entity")
}

// BenchmarkImport imports whole files of things with few statements, so that as
// many as a register has fit on a disk. It reports the most memory in use; that
// of ten million runs where TRIGRAPH_LARGE is set.
func BenchmarkImport(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("things=%d", n), func(b *testing.B) {
			if n > 1_000_000 && os.Getenv("TRIGRAPH_LARGE") == "" {
				b.Skip("TRIGRAPH_LARGE is not set")
			}
			o := Options{Format: Wikidata, Input: filepath.Join(b.TempDir(), "a.json")}
			o.Output = o.Input + ".tsv"
			b.SetBytes(manyThings(b, o.Input, n))
			peak := peakMemory(b)
			for b.Loop() {
				r, err := Import(b.Context(), o)
				if err != nil || r.Rows != int64(n) {
					b.Fatal(r, err)
				}
			}
			b.ReportMetric(float64(peak())/(1<<20), "peak-MiB")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/thing")
		})
	}
}

// manyThings writes a dump of n companies and returns its size.
func manyThings(b *testing.B, path string, n int) int64 {
	b.Helper()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	r := rand.New(rand.NewPCG(3, 3))
	for i := range n {
		fmt.Fprintf(w, `{"type":"item","id":"Q%d","labels":{"en":{"language":"en","value":"%s %d"},"zh":{"language":"zh","value":"%s"}},"descriptions":{"en":{"language":"en","value":"maker of parts"}},"claims":{"P31":[{"mainsnak":{"snaktype":"value","property":"P31","datavalue":{"value":{"entity-type":"item","numeric-id":4830453,"id":"Q4830453"},"type":"wikibase-entityid"}},"type":"statement","rank":"normal"}]},"sitelinks":{"zhwiki":{"site":"zhwiki"}}}`+"\n",
			1_000_000+(i*7_919)%10_000_019, madeName(r), i, madeHan(r))
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return size
}

// peakMemory watches the heap and what goroutines hold; the function returned
// says the most that was in use.
func peakMemory(b *testing.B) func() uint64 {
	b.Helper()
	runtime.GC()
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		var peak uint64
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse+m.StackInuse)
			select {
			case <-stop:
				most <- peak
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(stop); return <-most }
}
