package queries

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// exitMemory is the exit code of a child that took too much memory.
const exitMemory = 77

// guard ends the process when its heap grows past a limit. A script cannot be
// stopped in the middle of a built-in function; a process can.
type guard struct {
	allowed uint64 // bytes a script may take
	base    uint64 // bytes taken before any script runs
	done    chan struct{}
}

func newGuard(allowed int64) *guard { return &guard{allowed: uint64(max(allowed, 1<<20))} }

// measure notes what is taken now and has the collector work harder when a
// script comes near the limit.
func (g *guard) measure() {
	runtime.GC()
	g.base = heap()
	debug.SetMemoryLimit(int64(min(g.base+g.allowed*3/4, math.MaxInt64)))
	limitData(2*g.allowed + 256<<20)
}

// start watches until stop.
func (g *guard) start() {
	done := make(chan struct{})
	g.done = done
	limit := g.base + g.allowed
	go func() {
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if heap() > limit {
					os.Exit(exitMemory)
				}
			}
		}
	}()
}

func (g *guard) stop() { close(g.done) }

// heap is the memory of live objects and of those not yet swept, in bytes.
func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
