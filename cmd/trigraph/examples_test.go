package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestExamples runs each line that --help and README.md show as an example, as
// a shell does, beside the sample graph and files of the names used. What the
// README shows as an answer is the answer.
func TestExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("many starts of the program")
	}
	sh, err := exec.LookPath("sh")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("no shell to run the examples in")
	}
	e := exampleShell{sh: sh, home: exampleFiles(t), bin: filepath.Dir(installed(t))}
	e.server = strings.TrimPrefix(serving(t, e.home), "http://")
	for _, cmd := range commands((&program{}).command()) {
		if strings.TrimSpace(cmd.Example) == "" {
			t.Errorf("%s: --help shows no example", cmd.CommandPath())
		}
		for line := range strings.Lines(cmd.Example) {
			e.run(t, strings.TrimSpace(line), "")
		}
	}
	shown := readmeExamples(t)
	if len(shown) < 10 {
		t.Errorf("README.md shows %d examples", len(shown))
	}
	for _, x := range shown {
		e.run(t, x.line, x.answer)
	}
}

// exampleShell is where examples run.
type exampleShell struct{ sh, home, bin, server string }

// run runs one line; it must end well, find something, and give the answer
// where one is shown.
func (e exampleShell) run(t *testing.T, line, answer string) {
	if why := notRun(line); why != "" {
		t.Logf("%s: not run (%s)", line, why)
		return
	}
	t.Run(line, func(t *testing.T) {
		t.Parallel()
		c := trigraph(t, e.home, []string{"HOME=" + e.home, "PATH=" + e.bin + ":/usr/bin:/bin"})
		if strings.Contains(line, "trigraph build") { // each its own graph
			c.Env = append(c.Env, "TRIGRAPH_STORE_PATH="+filepath.Join(t.TempDir(), "graph"))
		}
		if changes.MatchString(line) {
			c.Env = append(c.Env, "TRIGRAPH_STORE_PATH="+e.copy(t))
		}
		c.Path, c.Args = e.sh, []string{e.sh, "-c", strings.ReplaceAll(runnable(line), "127.0.0.1:8463", e.server)}
		c.begin().ends(exitDone)
		if c.out.String()+c.errs.String() == "" && !strings.Contains(line, ">") {
			t.Error("says nothing")
		}
		if strings.Contains(c.errs.String(), "nothing found") || strings.Contains(c.out.String(), `{"error"`) {
			t.Error("finds nothing")
		}
		if answer != "" && strings.TrimSpace(c.out.String()) != answer {
			t.Errorf("the README shows\n%s\nit answers\n%s", answer, c.out.String())
		}
	})
}

// changes are the examples that change a graph.
var changes = regexp.MustCompile(`^trigraph (load|merge|split|rename|class|review|judgements undo)\b`)

// copy is a graph like the sample, with three judgements.
func (e exampleShell) copy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "graph")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(e.home, "trigraph-store"))); err != nil {
		t.Fatal(err)
	}
	line := `{"time":"2026-01-02T03:04:05Z","author":"anna","verdict":"unsure","a":"apple","b":"google"}` + "\n"
	if err := os.WriteFile(dir+".judgements.jsonl", []byte(strings.Repeat(line, 3)), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// example is a line of the README and the answer shown behind it, if any.
type example struct{ line, answer string }

// readmeExamples are the README's indented lines that run the program; one that
// opens with a prompt is followed by its answer.
func readmeExamples(t *testing.T) []example {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	answers := false
	for line := range strings.Lines(string(text)) {
		code, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		prompt, asks := strings.CutPrefix(code, "$ ")
		switch {
		case !ok:
			answers = false
		case asks, strings.HasPrefix(code, "trigraph "), strings.HasPrefix(code, "curl "):
			out, answers = append(out, example{line: prompt}), asks
		case answers:
			out[len(out)-1].answer = strings.TrimSpace(out[len(out)-1].answer + "\n" + code)
		}
	}
	return out
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
	case strings.HasPrefix(line, "trigraph serve") && !strings.HasPrefix(line, "trigraph serve token"), strings.HasPrefix(line, "trigraph build --watch"):
		return "it runs until it is stopped"
	case strings.HasPrefix(line, "trigraph train"):
		return "it wants marked texts, of which none are part of the program"
	case strings.TrimSpace(strings.Split(line, "#")[0]) == "trigraph query":
		return "it is a prompt, which wants a terminal"
	case strings.HasPrefix(line, "curl "):
		if _, err := exec.LookPath("curl"); err != nil || !strings.Contains(line, "127.0.0.1:8463") {
			return "it wants curl, or another machine"
		}
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
	write(t, dir, "own/companies.tsv", "id\tclass\ten\tcountry\nzorpian\tCompany\tZorpian Quux\tgermany\n")
	write(t, dir, "gold.jsonl", `{"article":"three.txt","lang":"en","entities":[{"key":"nvidia","types":["Company"],"surface":["Nvidia"]}],"relations":[]}`+"\n")
	write(t, dir, "ner/en-toy-dev.jsonl", `{"id":"a","lang":"en","text":"Intel is in Santa Clara.","entities":[{"start":0,"end":5,"type":"Company"}]}`+"\n")
	write(t, dir, "re/en-toy-dev.jsonl", `{"id":"a","text":"Intel is based in Santa Clara.","mentions":[["Intel","Company","i"],["Santa Clara","City","s"]],"claims":[["i","basedIn","s","stated"]]}`+"\n")
	write(t, dir, "wikidata.json", `{"type":"item","id":"Q9000001","labels":{"en":{"language":"en","value":"Quorvia"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}},"rank":"normal"}]}}`+"\n")
	write(t, dir, "lei2.csv", "LEI,Entity.LegalName,Entity.LegalAddress.Country,Registration.RegistrationStatus\n99990000000000QUOR84,Quorvia AG,DE,ISSUED\n")
	write(t, dir, "rr.csv", "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus\n")
	write(t, dir, "entities.ftm.json", `{"id":"a-1","schema":"Company","properties":{"name":["Quorvia Trading"]}}`+"\n")
	for _, name := range []string{"shards", "shards-2024", "shards-2025"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("testdata", "shards"))); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("gzip", filepath.Join(dir, "archive.jsonl")).CombinedOutput(); err != nil {
		t.Skipf("no gzip: %s", out)
	}
	trigraph(t, dir, nil, "build").begin().ends(exitDone)
	return dir
}
