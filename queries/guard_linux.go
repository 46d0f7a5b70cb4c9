package queries

import (
	"bytes"
	"math"
	"os"
	"strconv"
	"syscall"
)

// limitData has the kernel refuse this process more data than more bytes beyond
// what it has, for what is faster than the guard looks: one call can ask for all
// the memory there is. The runtime ends the process then. The store's memory map
// is no data.
func limitData(more uint64) {
	const data = 2 // RLIMIT_DATA: private memory that can be written (setrlimit(2))
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return
	}
	_, rest, _ := bytes.Cut(status, []byte("VmData:"))
	f := bytes.Fields(rest)
	if len(f) == 0 {
		return
	}
	kilobytes, err := strconv.ParseUint(string(f[0]), 10, 64)
	if err != nil || more > math.MaxInt64 {
		return
	}
	var limit syscall.Rlimit
	if syscall.Getrlimit(data, &limit) == nil {
		limit.Cur = min(kilobytes<<10+more, limit.Max)
		_ = syscall.Setrlimit(data, &limit) // the guard is there without it
	}
}
