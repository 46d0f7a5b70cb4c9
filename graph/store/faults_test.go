package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// restore makes a folder of the files given.
func restore(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A kill can leave any beginning of what was to be written, and a half-written
// manifest beside the old one. All of them are the old state, and the work can
// be done again from there.
func TestEveryCutIsTheOldState(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"))
	commit(t, w)
	before := contents(t, dir)
	put(t, w, record("a", "x", "z", "changed"), record("b", "x", "y", "two"))
	commit(t, w)
	w.Close()
	after := contents(t, dir)
	log := logName(1)
	dir = restore(t, before)
	for cut := len(before[log]); cut <= len(after[log]); cut++ {
		if err := os.WriteFile(filepath.Join(dir, log), []byte(after[log][:cut]), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := titles(read(t, dir)); got != "a=one" {
			t.Fatalf("cut at byte %d: %s", cut, got)
		}
	}
	for cut := len(before[log]); cut <= len(after[log]); cut += 211 {
		half := after[manifestName][:cut%len(after[manifestName])]
		dir := restore(t, map[string]string{log: after[log][:cut], manifestName: before[manifestName],
			manifestName + tempSuffix: half, logName(2): half, lockName: "", pidName: "1\n"})
		w := writer(t, dir)
		put(t, w, record("a", "x", "z", "changed"), record("b", "x", "y", "two"))
		commit(t, w)
		w.Close()
		if again := contents(t, dir); again[log] != after[log] || again[manifestName] != after[manifestName] || len(again) != len(after) {
			t.Fatalf("cut at byte %d: the work done again gives other files", cut)
		}
	}
}

// A process that commits articles one by one is killed at some moment; what it
// had committed is there, and nothing half.
func TestKill(t *testing.T) {
	if dir := os.Getenv("TRIGRAPH_TEST_WRITE"); dir != "" {
		writeUntilKilled(t, dir)
	}
	for i := range 4 {
		dir := t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
		cmd.Env = append(os.Environ(), "TRIGRAPH_TEST_WRITE="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		waitFor(t, filepath.Join(dir, manifestName))
		time.Sleep(time.Duration(i*13) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		s := read(t, dir)
		for n, r := range s.Records() {
			if want := fmt.Sprintf("%04d", n); r.Article.ID != want || r.Article.Title != "v"+strconv.Itoa(s.Generation()) {
				t.Fatalf("generation %d: article %q has title %q", s.Generation(), r.Article.ID, r.Article.Title)
			}
		}
		if len(s.Records()) != 5 {
			t.Fatalf("%d articles", len(s.Records()))
		}
		writer(t, dir).Close() // the lock ended with its process
	}
}

// writeUntilKilled writes all articles anew in each generation, which makes
// for many compactions.
func writeUntilKilled(t *testing.T, dir string) {
	w := writer(t, dir)
	for generation := 1; ; generation++ {
		for n := range 5 {
			put(t, w, record(fmt.Sprintf("%04d", n), "x", "y", "v"+strconv.Itoa(generation)))
		}
		commit(t, w)
	}
}

func waitFor(t *testing.T, name string) {
	for range 500 {
		if _, err := os.Stat(name); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s did not come", name)
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"))
	commit(t, w)
	_, err := OpenWriter(dir, "test")
	if err == nil || !strings.Contains(err.Error(), "in use by process "+strconv.Itoa(os.Getpid())) {
		t.Errorf("second writer: %v", err)
	}
	if got := titles(read(t, dir)); got != "a=one" { // a reader is not kept out
		t.Errorf("articles %s", got)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	if err := writer(t, dir).Close(); err != nil {
		t.Errorf("after the first has closed: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"), record("b", "x", "y", "two"))
	commit(t, w)
	w.Close()
	good := contents(t, dir)
	log := logName(1)
	second := strconv.Itoa(strings.Index(good[log], `# begin article "b"`))
	change := func(file, old, new string) map[string]string {
		files := map[string]string{}
		for name, data := range good {
			files[name] = data
		}
		files[file] = strings.Replace(files[file], old, new, 1)
		if files[file] == good[file] {
			t.Fatalf("%s does not hold %q", file, old)
		}
		return files
	}
	tests := []struct {
		name   string
		files  map[string]string
		want   string
		writer bool // must refuse too
	}{
		{"version", change(manifestName, `"format": 1`, `"format": 9`), `MANIFEST.json: format 9, written by "test 1"`, true},
		{"manifest", change(manifestName, "{", "["), "MANIFEST.json: invalid character", true},
		{"path", change(manifestName, log, "../x.nq"), `log "../x.nq" is not a log`, true},
		{"range", change(manifestName, `"offset": 22`, `"offset": 999999`), `article "a": bytes 999999+`, true},
		{"text", change(log, `"two"`, `"owt"`), log + ": record at byte " + second + ": the checksum", false},
		{"entry", change(manifestName, `"id": "b"`, `"id": "c"`), "record at byte " + second + `: not the record of article "c"`, false},
		{"header", change(log, "log 1", "log 2"), log + ": byte 0: not a log", true},
		{"short", change(log, good[log][len(good[log])-9:], ""), log + ": cut short at byte", true},
	}
	for _, test := range tests {
		dir := restore(t, test.files)
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %s", test.name, err, test.want)
		}
		if !test.writer {
			continue
		}
		if _, err := OpenWriter(dir, "test"); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: writer's error %v, want one with %s", test.name, err, test.want)
		}
	}
	if err := os.Remove(filepath.Join(dir, log)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), log) {
		t.Errorf("without log: %v", err)
	}
}

func TestFolderThatIsNoStore(t *testing.T) {
	if _, err := Open(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
	dir := restore(t, map[string]string{"thesis.txt": "years of work"})
	if _, err := OpenWriter(dir, "test"); err == nil || !strings.Contains(err.Error(), "thesis.txt") {
		t.Errorf("a folder of other files: %v", err)
	}
	if files := contents(t, dir); len(files) != 1 {
		t.Errorf("the folder was changed: %v", files)
	}
}

// No manifest or log, however damaged, brings a reader down.
func FuzzOpen(f *testing.F) {
	dir := f.TempDir()
	w := writer(f, dir)
	put(f, w, record("a", "x", "y", "one"))
	commit(f, w)
	w.Close()
	good := contents(f, dir)
	f.Add(good[manifestName], good[logName(1)])
	f.Fuzz(func(t *testing.T, manifest, log string) {
		dir := restore(t, map[string]string{manifestName: manifest, logName(1): log})
		s, err := Open(dir)
		if (s == nil) == (err == nil) {
			t.Fatalf("store %v, error %v", s, err)
		}
	})
}
