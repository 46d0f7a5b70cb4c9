package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/htmlindex"
)

// TestMain lets the scripts run this test binary as the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"trigraph": main, "trigraph-onnx": standInModel})
}

// standInModel answers as cmd/trigraph-onnx does, with a model that knows one
// name.
func standInModel() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: trigraph-onnx FOLDER")
		os.Exit(2)
	}
	if _, err := os.Stat(filepath.Join(os.Args[1], "model.onnx")); err != nil {
		fmt.Fprintln(os.Stderr, "trigraph-onnx:", err)
		os.Exit(1)
	}
	fmt.Println(`{"labels":["ORG"]}`)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var r struct{ Sentences []string }
		_ = json.Unmarshal(lines.Bytes(), &r)
		names := make([][]map[string]any, len(r.Sentences))
		for i, s := range r.Sentences {
			const known = "zorpian quux"
			if at := strings.Index(s, known); at >= 0 {
				names[i] = []map[string]any{{"start": at, "end": at + len(known), "label": "ORG", "score": 0.99}}
			}
		}
		line, _ := json.Marshal(map[string]any{"names": names})
		fmt.Println(string(line))
	}
}

// TestScripts drives the program as its users do.
func TestScripts(t *testing.T) {
	shards, err := filepath.Abs("testdata/shards") // as trigraph-beam wrote them
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHARDS", shards)
			return nil
		},
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"encode": encode,
		},
	})
}

// exits runs a program that must end with an exit code: exits CODE PROGRAM ARG...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	code := 0
	err := ts.Exec(args[1], args[2:]...)
	var e *exec.ExitError
	if errors.As(err, &e) {
		code = e.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s\n%s", code, args[0], ts.ReadFile("stderr"))
	}
}

// encode writes a file in another character set: encode CHARSET FROM TO.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: encode CHARSET FROM TO")
	}
	charset, err := htmlindex.Get(args[0])
	ts.Check(err)
	text, err := charset.NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o600))
}
