package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestExamplesServed runs the programs in examples/ against the sample graph, at
// a server that asks for a token. They find what is there, and print the same.
func TestExamplesServed(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the sample graph and serves it")
	}
	dir := t.TempDir()
	trigraph(t, dir, nil, "build").begin().ends(exitDone)
	token := trigraph(t, dir, nil, "serve", "token", "anna").begin().ends(exitDone).out.String()
	secret := regexp.MustCompile(`trigraph_\S+`).FindString(token)
	line := regexp.MustCompile(`anna read \S+`).FindString(token)
	s := trigraph(t, dir, []string{"TRIGRAPH_SERVE_TOKENS=" + line}, "serve", "--address", "127.0.0.1:0")
	out, err := os.Create(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	s.Stdout = out
	s.begin()
	env := append(os.Environ(), "TRIGRAPH_TOKEN="+secret, "TRIGRAPH_URL="+address(t, out.Name()))
	python := runExample(t, env, "python3", "ask.py")
	node := runExample(t, env, "node", "ask.mjs")
	if python != "" && node != "" && python != node {
		t.Errorf("ask.py prints\n%s\nask.mjs prints\n%s", python, node)
	}
}

// address waits for the line in which a server says where it is.
func address(t *testing.T, file string) (at string) {
	t.Helper()
	until(t, "the server starts", func() (ok bool) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		at, _, ok = strings.Cut(string(text), "/ serves")
		return ok
	})
	return at
}

// runExample returns what an example prints, nothing where it cannot be run here.
func runExample(t *testing.T, env []string, interpreter, file string) string {
	t.Helper()
	ready := exec.Command(interpreter, "-e", "fetch")
	if interpreter == "python3" {
		ready = exec.Command(interpreter, "-c", "import networkx")
	}
	if err := ready.Run(); err != nil {
		if os.Getenv("TRIGRAPH_TEST_EXAMPLES") == "required" {
			t.Fatalf("%s is not here: %v", interpreter, err)
		}
		t.Logf("%s is not run: %v", file, err)
		return ""
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, interpreter, filepath.Join("..", "..", "examples", file))
	c.Env = env
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", file, err, out)
	}
	for _, want := range []string{"英伟达 is nvidia, a Company", "founded by – Jensen Huang (stated)", "things within two steps", "rows of who:\n    "} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%s does not print %q:\n%s", file, want, out)
		}
	}
	return string(out)
}
