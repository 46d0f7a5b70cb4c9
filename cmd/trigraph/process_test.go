package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// child is the program as a process of its own.
type child struct {
	*exec.Cmd
	t         *testing.T
	out, errs lockedBuffer
}

// lockedBuffer may be read while a process writes it.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// installed returns the path of this test binary under the program's name, as
// TestMain knows it.
func installed(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "trigraph")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if os.Link(self, name) == nil {
		return name
	}
	data, err := os.ReadFile(self)
	if err == nil {
		err = os.WriteFile(name, data, 0o700)
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// trigraph prepares the program to run in dir; env holds NAME=VALUE.
func trigraph(t *testing.T, dir string, env []string, args ...string) *child {
	t.Helper()
	c := &child{t: t, Cmd: exec.Command(installed(t), args...)}
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	c.Stdout, c.Stderr = &c.out, &c.errs
	return c
}

// begin starts it. A test that ends takes it along.
func (c *child) begin() *child {
	c.t.Helper()
	if err := c.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		if c.ProcessState == nil {
			_ = c.Process.Kill()
			_ = c.Wait()
		}
	})
	return c
}

// ends waits for it and wants an exit code.
func (c *child) ends(code int) *child {
	c.t.Helper()
	err := c.Wait()
	var e *exec.ExitError
	if err != nil && !errors.As(err, &e) {
		c.t.Fatal(err)
	}
	if got := c.ProcessState.ExitCode(); got != code {
		c.t.Fatalf("%v: exit code %d, want %d\n%s", c.Args[1:], got, code, c.errs.String())
	}
	return c
}

// says wants a text on standard error.
func (c *child) says(want string) *child {
	c.t.Helper()
	if got := c.errs.String(); !strings.Contains(got, want) {
		c.t.Errorf("%v says\n%s\nwant %q", c.Args[1:], got, want)
	}
	return c
}

// until waits for something that another process does.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited too long until %s", what)
		}
	}
}

// news writes n articles as JSON lines and returns them.
func news(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"n%d","lang":"en","text":"Report %d. Nvidia is based in Santa Clara. Intel supplies chips to Volkswagen, says issue %d."}`+"\n", i, i, i)
	}
	return b.String()
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	err := os.MkdirAll(filepath.Dir(file), 0o755)
	if err == nil {
		err = os.WriteFile(file, []byte(text), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// state returns the files of a folder with their contents, but for the lock and
// for folders in it.
func state(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if f.IsDir() || f.Name() == "LOCK" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name()] = string(data)
	}
	return files
}

// sizeOf returns the size of a file in bytes, 0 where there is none.
func sizeOf(name string) int64 {
	info, err := os.Stat(name)
	if err != nil {
		return 0
	}
	return info.Size()
}
