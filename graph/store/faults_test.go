package store

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
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
	new := segmentName(2)
	for cut := 0; cut <= len(after[new]); cut += 397 {
		half := after[manifestName][:cut%len(after[manifestName])]
		files := maps.Clone(before)
		files[new], files[manifestName+tempSuffix], files[pidName] = after[new][:cut], half, "1\n"
		dir := restore(t, files)
		if got := titles(read(t, dir)); got != "a=one" {
			t.Fatalf("cut at byte %d: %s", cut, got)
		}
		w := writer(t, dir)
		put(t, w, record("a", "x", "z", "changed"), record("b", "x", "y", "two"))
		commit(t, w)
		w.Close()
		if again := contents(t, dir); !reflect.DeepEqual(again, after) {
			t.Fatalf("cut at byte %d: the work done again gives other files", cut)
		}
	}
}

// A process that changes, removes and compacts is killed at some moment; the
// state is one that it had committed or was about to, and nothing half.
// TRIGRAPH_TEST_KILLS says how often.
func TestKill(t *testing.T) {
	if dir := os.Getenv("TRIGRAPH_TEST_WRITE"); dir != "" {
		writeUntilKilled(t, dir)
	}
	kills, _ := strconv.Atoi(os.Getenv("TRIGRAPH_TEST_KILLS"))
	seen := map[int]bool{}
	for range max(kills, 8) {
		dir := t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
		cmd.Env = append(os.Environ(), "TRIGRAPH_TEST_WRITE="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		told := bufio.NewScanner(out) // the generations that were committed
		committed := 0
		for wait := 1 + rand.IntN(20); committed < wait && told.Scan(); committed++ {
		}
		time.Sleep(time.Duration(rand.IntN(20_000)) * time.Microsecond)
		cmd.Process.Kill()
		for told.Scan() {
			committed++
		}
		cmd.Wait()
		seen[checkKilled(t, dir, committed)] = true
	}
	if len(seen) < 2 {
		t.Errorf("all were killed in generation %v", seen)
	}
}

// checkKilled returns the generation of a store whose writer said that it had
// committed so many.
func checkKilled(t *testing.T, dir string, committed int) int {
	t.Helper()
	s := read(t, dir)
	if g := s.Generation(); g != committed && g != committed+1 {
		t.Fatalf("generation %d, but %d were committed", g, committed)
	}
	var want []string
	for n := range killArticles {
		if !missing(n, s.Generation()) {
			want = append(want, fmt.Sprintf("%04d=v%d", n, version(n, s.Generation())))
		}
	}
	if got := titles(s); got != strings.Join(want, " ") {
		t.Fatalf("generation %d: %s, want %s", s.Generation(), got, want)
	}
	if n := len(slices.Collect(s.Quads)); n != s.Stats().Quads {
		t.Fatalf("%d quads where %d are announced", n, s.Stats().Quads)
	}
	w := writer(t, dir) // the lock ended with its process
	put(t, w, record("new", "x", "y", "later"))
	commit(t, w)
	w.Close()
	if got := titles(read(t, dir)); got != strings.Join(append(want, "new=later"), " ") {
		t.Fatalf("after the next commit: %s", got)
	}
	return s.Generation()
}

// killArticles is how many articles the process has that is to be killed.
const killArticles = 12

// missing says that each generation lacks one article; version, in which
// generation an article was written last.
func missing(n, generation int) bool { return n == generation%killArticles }

func version(n, generation int) int {
	for !changes(n, generation) {
		generation--
	}
	return generation
}

func changes(n, generation int) bool {
	return generation == 1 || (n+generation)%3 == 0 || missing(n, generation-1)
}

// writeUntilKilled changes a third of the articles in each generation, removes
// one and brings back another, and now and then compacts.
func writeUntilKilled(t *testing.T, dir string) {
	w := writer(t, dir)
	for generation := 1; ; generation++ {
		for n := range killArticles {
			id := fmt.Sprintf("%04d", n)
			if missing(n, generation) {
				w.Remove(id)
			} else if changes(n, generation) {
				put(t, w, record(id, "x", "y", "v"+strconv.Itoa(generation)))
			}
		}
		end := w.Commit
		if generation%5 == 0 {
			end = w.Compact
		}
		if _, err := end(); err != nil {
			t.Fatal(err)
		}
		fmt.Println(generation)
	}
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
	file := segmentName(1)
	change := func(file, old, new string) map[string]string {
		files := maps.Clone(good)
		files[file] = strings.Replace(files[file], old, new, 1)
		if files[file] == good[file] {
			t.Fatalf("%s does not hold %q", file, old)
		}
		return files
	}
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"version", change(manifestName, `"format": 2`, `"format": 1`), `MANIFEST.json: format 1, written by "test 1"`},
		{"manifest", change(manifestName, "{", "["), "MANIFEST.json: invalid character"},
		{"path", change(manifestName, file, "../x.seg"), `segment "../x.seg" is not one of this folder`},
		{"text", change(file, "two", "owt"), file + ": damaged: the checksum of section 1"},
		{"size", change(manifestName, `"size": `, `"size": 1`), file + ": not the file that MANIFEST.json names"},
		{"sum", change(manifestName, `"sum": `, `"sum": 1`), "MANIFEST.json"},
		{"header", change(file, "TGSEG", "TGSEX"), file + ": cut short, or not a file of this format"},
		{"short", change(file, good[file][:9], ""), file + ": cut short in section"},
		{"empty", change(file, good[file], ""), file + ": cut short, or not a file of this format"},
	}
	for _, test := range tests {
		dir := restore(t, test.files)
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %s", test.name, err, test.want)
		}
		if _, err := OpenWriter(dir, "test"); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: writer's error %v, want one with %s", test.name, err, test.want)
		}
	}
	if err := os.Remove(filepath.Join(dir, file)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), file) {
		t.Errorf("without its segment: %v", err)
	}
}

// Every byte of a file is covered by a checksum.
func TestEveryByteIsChecked(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "x", "y", "one"))
	commit(t, w)
	w.Close()
	good := contents(t, dir)
	for _, file := range []string{segmentName(1), namesName(1)} {
		for at := 0; at < len(good[file]); at += 7 {
			bad := []byte(good[file])
			bad[at] ^= 1 << (at % 8)
			files := maps.Clone(good)
			files[file] = string(bad)
			if _, err := Open(restore(t, files)); err == nil || !strings.Contains(err.Error(), file) {
				t.Fatalf("a flipped bit in byte %d of %d: %v", at, len(bad), err)
			}
		}
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

// No manifest or segment, however damaged, brings a reader down.
func FuzzOpen(f *testing.F) {
	dir := f.TempDir()
	w := writer(f, dir)
	put(f, w, record("a", "x", "y", "one"))
	commit(f, w)
	w.Close()
	good := contents(f, dir)
	f.Add(good[manifestName], good[segmentName(1)], good[namesName(1)])
	f.Fuzz(func(t *testing.T, manifest, log, names string) {
		dir := restore(t, map[string]string{manifestName: manifest, segmentName(1): log, namesName(1): names})
		s, err := Open(dir)
		if (s == nil) == (err == nil) {
			t.Fatalf("store %v, error %v", s, err)
		}
		if err == nil {
			s.Search(SearchQuery{Name: "x", Prefix: true, Limit: 3})
		}
	})
}
