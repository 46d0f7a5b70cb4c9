package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestExamples runs each line that --help shows as an example, as a shell does,
// beside the sample graph and files of the names used.
func TestExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("many starts of the program")
	}
	sh, err := exec.LookPath("sh")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("no shell to run the examples in")
	}
	home := exampleFiles(t)
	bin := filepath.Dir(installed(t))
	for _, cmd := range commands((&program{}).command()) {
		if strings.TrimSpace(cmd.Example) == "" {
			t.Errorf("%s: --help shows no example", cmd.CommandPath())
		}
		for line := range strings.Lines(cmd.Example) {
			line = strings.TrimSpace(line)
			if why := notRun(line); why != "" {
				t.Logf("%s: not run (%s)", line, why)
				continue
			}
			t.Run(line, func(t *testing.T) {
				t.Parallel()
				c := trigraph(t, home, []string{"HOME=" + home, "PATH=" + bin + ":/usr/bin:/bin"})
				if strings.Contains(line, "trigraph build") { // each its own graph
					c.Env = append(c.Env, "TRIGRAPH_STORE_PATH="+filepath.Join(t.TempDir(), "graph"))
				}
				c.Path, c.Args = sh, []string{sh, "-c", runnable(line)}
				c.begin().ends(exitDone)
				if c.out.String()+c.errs.String() == "" && !strings.Contains(line, ">") {
					t.Error("says nothing")
				}
			})
		}
	}
}

// commands are all that a user sees.
func commands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			list = append(list, commands(sub)...)
		}
	}
	return list
}

// notRun says why an example cannot be run here.
func notRun(line string) string {
	switch {
	case strings.HasPrefix(line, "trigraph serve"):
		return "it runs until it is stopped"
	case strings.HasPrefix(line, "trigraph train"):
		return "it wants marked texts, of which none are part of the program"
	case strings.HasPrefix(line, "curl "):
		return "it wants a server"
	case !strings.Contains(line, "trigraph "):
		return "it is not about this program"
	}
	return ""
}

var intoOther = regexp.MustCompile(` \| (?:jq|gzip|sort)\b.*`)

// runnable leaves out other programs that an example hands its output to.
func runnable(line string) string { return intoOther.ReplaceAllString(line, "") }

// exampleFiles makes a folder with the sample graph and the files and folders
// that examples name.
func exampleFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	text := "Nvidia is based in Santa Clara, and TSMC makes chips for the company."
	for _, name := range []string{"article.txt", "report.html", "news/one.txt", "news/chips/two.txt", "articles/three.txt"} {
		write(t, dir, name, text+" This is "+name+".")
	}
	write(t, dir, "archive.jsonl", news(3))
	write(t, dir, "gold.jsonl", `{"article":"three.txt","lang":"en","entities":[{"key":"nvidia","types":["Company"],"surface":["Nvidia"]}],"relations":[]}`+"\n")
	if out, err := exec.Command("gzip", filepath.Join(dir, "archive.jsonl")).CombinedOutput(); err != nil {
		t.Skipf("no gzip: %s", out)
	}
	trigraph(t, dir, nil, "build").begin().ends(exitDone)
	return dir
}
