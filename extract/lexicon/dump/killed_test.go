package dump

import (
	"os"
	"os/exec"
	"path/filepath"
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
	for wait := 5 * time.Millisecond; ; wait += 20 * time.Millisecond {
		c := exec.Command(os.Args[0], "-test.run=^TestKilledImportGoesOn$")
		c.Env = append(os.Environ(), "DUMP_TEST_INPUT="+o.Input)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		over := make(chan error, 1)
		go func() { over <- c.Wait() }()
		select {
		case err := <-over:
			if err != nil {
				t.Fatal(err)
			}
			if got := tableRows(t, o.Output); got != want {
				t.Errorf("after %d kills another table", kills)
			}
			if kills == 0 {
				t.Error("it was never killed")
			}
			return
		case <-time.After(wait):
			_ = c.Process.Kill()
			<-over
			kills++
		}
	}
}

func killedOptions(input string) Options {
	return Options{Format: Wikidata, Input: input, Output: input + ".tsv", RunBytes: 5000, Workers: 2}
}
