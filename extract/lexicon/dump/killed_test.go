package dump

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKilledImportGoesOn: whenever the process is killed, a later one makes the
// same table.
func TestKilledImportGoesOn(t *testing.T) {
	if input := os.Getenv("DUMP_TEST_INPUT"); input != "" { // the process that is killed
		_, err := Import(t.Context(), killedOptions(input))
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	text := madeDump(250)
	_, want := imported(t, text, Options{})
	o := killedOptions(filepath.Join(t.TempDir(), "a.json"))
	if err := os.WriteFile(o.Input, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	kills := 0
	for wait := 5 * time.Millisecond; importKilled(t, o, time.After(wait)); wait += 20 * time.Millisecond {
		kills++
	}
	if got := tableRows(t, o.Output); got != want {
		t.Errorf("after %d kills another table", kills)
	}
	if kills == 0 {
		t.Error("it was never killed")
	}
	killedWhileForgetting(t, o)
	importKilled(t, o, nil)
	if got := tableRows(t, o.Output); got != want {
		t.Error("after a kill behind the table another table")
	}
}

// killedWhileForgetting kills imports as soon as their table is there, when they
// remove what they had kept.
func killedWhileForgetting(t *testing.T, o Options) {
	for range 8 {
		if err := os.Remove(o.Output); err != nil {
			t.Fatal(err)
		}
		written := make(chan time.Time, 1)
		go func() {
			for _, err := os.Stat(o.Output); err != nil; _, err = os.Stat(o.Output) {
				time.Sleep(50 * time.Microsecond)
			}
			written <- time.Time{}
		}()
		importKilled(t, o, written)
	}
}

// importKilled imports in a process that is killed at a moment, and reports
// whether it was before its end. One that ends by itself must end well.
func importKilled(t *testing.T, o Options, at <-chan time.Time) bool {
	var said strings.Builder
	c := exec.Command(os.Args[0], "-test.run=^TestKilledImportGoesOn$")
	c.Env = append(os.Environ(), "DUMP_TEST_INPUT="+o.Input)
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan error, 1)
	go func() { over <- c.Wait() }()
	select {
	case err := <-over:
		if err != nil {
			t.Fatalf("%v\n%s", err, &said)
		}
		return false
	case <-at:
		_ = c.Process.Kill()
		<-over
		return true
	}
}

func killedOptions(input string) Options {
	return Options{Format: Wikidata, Input: input, Output: input + ".tsv", RunBytes: 5000, Workers: 2}
}
