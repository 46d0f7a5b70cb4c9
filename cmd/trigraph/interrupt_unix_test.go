//go:build unix

package main

import (
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// building starts a build of many articles into dir/graph and returns when it
// has begun to read them.
func building(t *testing.T, dir string) *child {
	t.Helper()
	write(t, dir, "big.jsonl", news(30000))
	c := trigraph(t, dir, []string{"TRIGRAPH_EXTRACT_BATCH=64KiB"}, "build", "big.jsonl", "--store", "graph").begin()
	until(t, "the build holds the graph", func() bool { return sizeOf(filepath.Join(dir, "graph", "LOCK.pid")) > 0 })
	time.Sleep(300 * time.Millisecond)
	return c
}

// rebuild holds that the next build works as if nothing had been, and that it
// leaves nothing but a graph.
func rebuild(t *testing.T, dir string) {
	t.Helper()
	write(t, dir, "small.txt", "Siemens is based in Munich.")
	c := trigraph(t, dir, nil, "build", "small.txt", "--store", "graph").begin().ends(exitDone)
	if !strings.Contains(c.out.String(), "1 new, 0 changed") || strings.Contains(c.out.String(), "0000 articles") {
		t.Errorf("the next build says\n%s", c.out.String())
	}
	files := state(t, filepath.Join(dir, "graph"))
	for name := range files {
		// an index of names counts with the segment beside which it stands
		segment := strings.NewReplacer("names-", "quads-", ".idx", ".seg").Replace(name)
		if name != "MANIFEST.json" && !strings.Contains(files["MANIFEST.json"], segment) {
			t.Errorf("%s remains", name)
		}
	}
}

// TestInterruptedFirstBuild: no graph is left where there was none.
func TestInterruptedFirstBuild(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := building(t, dir)
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	c.ends(exitInterrupted).says("trigraph: stopped; nothing was left half-written")
	if left := state(t, filepath.Join(dir, "graph")); len(left) > 0 {
		t.Errorf("%d files remain", len(left))
	}
	trigraph(t, dir, nil, "stats", "--store", "graph").begin().ends(exitFailed).says("no graph in graph")
	rebuild(t, dir)
}

// TestInterruptedBuild: the graph is as it was, byte for byte.
func TestInterruptedBuild(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "first.txt", "Intel is based in Santa Clara.")
	trigraph(t, dir, nil, "build", "first.txt", "--store", "graph").begin().ends(exitDone)
	before := state(t, filepath.Join(dir, "graph"))
	c := building(t, dir)
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	c.ends(exitInterrupted)
	if !maps.Equal(before, state(t, filepath.Join(dir, "graph"))) {
		t.Error("the graph is not as it was before")
	}
	rebuild(t, dir)
}

// TestKilledBuild: the graph says what it said before, and the next build
// clears away what was begun.
func TestKilledBuild(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "first.txt", "Intel is based in Santa Clara.")
	trigraph(t, dir, nil, "build", "first.txt", "--store", "graph").begin().ends(exitDone)
	before := trigraph(t, dir, nil, "stats", "--store", "graph").begin().ends(exitDone).out.String()
	c := building(t, dir)
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	c.ends(-1)
	after := trigraph(t, dir, nil, "stats", "--store", "graph").begin().ends(exitDone).out.String()
	if before != after {
		t.Errorf("the graph was\n%s\nand is\n%s", before, after)
	}
	rebuild(t, dir)
}

// TestStoreInUse: a build that waits for its input holds the graph; the error
// of another names it. Interrupted, it stops waiting.
func TestStoreInUse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := trigraph(t, dir, nil, "build", "-", "--store", "graph")
	in, err := first.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	first.begin()
	pid := filepath.Join(dir, "graph", "LOCK.pid")
	until(t, "the first build holds the graph", func() bool { return sizeOf(pid) > 0 })
	write(t, dir, "a.txt", "Intel is based in Santa Clara.")
	second := trigraph(t, dir, nil, "build", "a.txt", "--store", "graph").begin()
	second.ends(exitFailed).says("store graph: in use by process " + strconv.Itoa(first.Process.Pid))
	if err := first.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	first.ends(exitInterrupted)
	trigraph(t, dir, nil, "build", "a.txt", "--store", "graph").begin().ends(exitDone)
}

// TestOutputClosedEarly: "| head -1" ends the program without a word.
func TestOutputClosedEarly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "big.jsonl", news(3000))
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c := trigraph(t, dir, []string{"TRIGRAPH_EXTRACT_BATCH=64KiB"}, "extract", "big.jsonl")
	c.Stdout = in
	c.begin()
	in.Close()
	if _, err := out.Read(make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	out.Close()
	err = c.Wait()
	if status, ok := c.ProcessState.Sys().(syscall.WaitStatus); !ok || !status.Signaled() || status.Signal() != syscall.SIGPIPE {
		t.Errorf("ended with %v, want it ended by a broken pipe as other programs are", err)
	}
	if said := c.errs.String(); said != "" {
		t.Errorf("says %s", said)
	}
}
