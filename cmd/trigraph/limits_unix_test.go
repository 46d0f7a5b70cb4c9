//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// peak is the most memory that an ended process held, in bytes.
func (c *child) peak() int64 {
	c.t.Helper()
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		c.t.Skip("the system does not tell how much memory a process took")
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}

// TestLongLine reads a file with a line of 200 MB between two good ones.
func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 200 MB")
	}
	t.Parallel()
	dir := t.TempDir()
	line := func(id, text string) string { return `{"id":"` + id + `","lang":"en","text":"` + text + "\"}\n" }
	good := line("a", "Intel is based in Santa Clara.")
	sparse(t, filepath.Join(dir, "long.jsonl"), good+`{"id":"b","text":"`, 200<<20, "\"}\n"+line("c", "Nvidia is based in Santa Clara."))
	write(t, dir, "good.jsonl", good)

	plain := trigraph(t, dir, nil, "extract", "good.jsonl").begin().ends(exitDone)
	c := trigraph(t, dir, nil, "extract", "long.jsonl").begin().ends(exitSomeRefused)
	c.says("  long.jsonl:2: longer than the limit of 64 MiB\n")
	if n := strings.Count(c.out.String(), "\n"); n != 2 {
		t.Errorf("%d articles, want the 2 good ones", n)
	}
	c = trigraph(t, dir, []string{"TRIGRAPH_READ_MAX_ARTICLE=1MiB"}, "extract", "long.jsonl").begin().ends(exitSomeRefused)
	c.says("  long.jsonl:2: longer than the limit of 1 MiB\n")
	if more := c.peak() - plain.peak(); more > 64<<20 {
		t.Errorf("the long line took %d MB of memory", more>>20)
	}
}

// sparse writes a file with a hole, which takes no room on the disk.
func sparse(t *testing.T, name, head string, hole int64, tail string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.WriteString(f, head); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(hole, io.SeekCurrent); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(f, tail); err != nil {
		t.Fatal(err)
	}
}

// letters is an endless text.
type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "a "[i%2]
	}
	return len(p), nil
}

// TestZipBomb reads an archive with a good article and one that unpacks to a
// thousand times its size.
func TestZipBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("packs 60 MB")
	}
	t.Parallel()
	dir := t.TempDir()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, e := range []struct {
		name string
		text io.Reader
	}{{"good.txt", strings.NewReader("Intel is based in Santa Clara.")}, {"bomb.txt", io.LimitReader(letters{}, 60<<20)}} {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = io.Copy(w, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "bomb.zip", packed.String())
	c := trigraph(t, dir, nil, "build", "bomb.zip").begin().ends(exitSomeRefused)
	c.says("  bomb.zip#bomb.txt: unpacks to more than 200 times its size\n")
	if out := c.out.String(); !strings.HasPrefix(out, "read 1 article: ") {
		t.Errorf("says %s", out)
	}
	c = trigraph(t, dir, []string{"TRIGRAPH_READ_MAX_UNPACKED=1MiB"}, "extract", "bomb.zip").begin().ends(exitSomeRefused)
	c.says("  bomb.zip#bomb.txt: unpacks to more than 1 MiB\n")
}

// TestFullDisk lets no file grow over a limit: the graph stays as it was.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell to set a limit with")
	}
	dir := t.TempDir()
	write(t, dir, "first.txt", "Intel is based in Santa Clara.")
	write(t, dir, "more.jsonl", news(300))
	trigraph(t, dir, nil, "build", "first.txt", "--store", "graph").begin().ends(exitDone)
	before := state(t, filepath.Join(dir, "graph"))
	for _, command := range []string{"build more.jsonl --store graph", "export --store graph --format nquads -o graph.nq"} {
		c := trigraph(t, dir, nil)
		c.Args = []string{sh, "-c", "ulimit -f 16; " + c.Path + " " + command}
		c.Path = sh
		c.begin().ends(exitFailed).says("file too large")
		if strings.Contains(c.errs.String(), "goroutine") || !maps.Equal(before, state(t, filepath.Join(dir, "graph"))) {
			t.Errorf("%s: the graph is not as it was before, or:\n%s", command, c.errs.String())
		}
	}
	if files := state(t, dir); len(files) != 2 {
		t.Errorf("an export that failed left something behind: %d files", len(files))
	}
}

// TestUnwritable names what a user may not read or write.
func TestUnwritable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "a.txt", "Intel is based in Santa Clara.")
	write(t, dir, "secret.txt", "Nvidia is based in Santa Clara.")
	if err := os.Mkdir(filepath.Join(dir, "closed"), 0o700); err != nil {
		t.Fatal(err)
	}
	mode(t, filepath.Dir(dir), 0o755)
	mode(t, filepath.Join(dir, "a.txt"), 0o644)
	mode(t, filepath.Join(dir, "secret.txt"), 0)
	mode(t, filepath.Join(dir, "closed"), 0o555)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"build", "a.txt", "--store", "closed/graph"}, "trigraph: store closed/graph: mkdir closed/graph: permission denied"},
		{[]string{"build", "a.txt", "--store", "closed"}, "trigraph: store closed: open closed/LOCK: permission denied"},
		{[]string{"extract", "secret.txt"}, "  secret.txt: permission denied\n"},
		{[]string{"extract", "a.txt", "--config", "secret.txt"}, "secret.txt: permission denied"},
	} {
		child := asUser(trigraph(t, dir, nil, c.args...)).begin()
		_ = child.Wait()
		if code := child.ProcessState.ExitCode(); code != exitFailed && code != exitUsage {
			t.Errorf("%v: exit code %d", c.args, code)
		}
		child.says(c.want)
	}
}

func mode(t *testing.T, name string, m os.FileMode) {
	t.Helper()
	if err := os.Chmod(name, m); err != nil {
		t.Fatal(err)
	}
}

// asUser takes root's rights off a child: root may read and write everywhere.
func asUser(c *child) *child {
	if os.Geteuid() == 0 {
		mode(c.t, filepath.Dir(filepath.Dir(c.Path)), 0o755)
		mode(c.t, c.Path, 0o755)
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	return c
}
