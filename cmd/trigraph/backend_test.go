package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trigraph/graph/store/postgres/postgrestest"
)

// TestPostgresBackend builds into a database, and asks it what it asks the
// folder: the answers are the same, and the database's come without the folder.
func TestPostgresBackend(t *testing.T) {
	dsn := postgrestest.Start(t).Database(t)
	dir := t.TempDir()
	news := filepath.Join(dir, "news.md")
	write := func(text string) {
		if err := os.WriteFile(news, []byte("# Chips\n\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := []string{"TRIGRAPH_STORE_BACKEND=postgres", "TRIGRAPH_STORE_DSN=" + dsn}
	elsewhere := append(slices.Clone(env), "TRIGRAPH_STORE_PATH=not-there")
	for _, text := range []string{"Nvidia is based in Santa Clara. TSMC supplies Nvidia.", "AMD competes with Nvidia. TSMC supplies AMD."} {
		write(text)
		output(t, dir, env, "build", "news.md")
		for _, args := range []string{
			"query who --entity Nvidia", "query together --entity 英伟达", "query path --entity TSMC --to Nvidia", "entities Nvidia",
			"claims --entity nvidia", "claims --json", "export --format csv-edges --all", "export --format graphml",
		} {
			got, want := output(t, dir, elsewhere, strings.Fields(args)...), output(t, dir, nil, strings.Fields(args)...)
			if got != want || want == "" {
				t.Errorf("%s\n%s\nwant\n%s", args, got, want)
			}
		}
	}
}

// output runs the program to its good end.
func output(t *testing.T, dir string, env []string, args ...string) string {
	t.Helper()
	c := trigraph(t, dir, env, args...)
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, c.errs.String())
	}
	return c.out.String()
}

// TestBackendRefusals: what cannot hold the graph says why, and a password is
// not printed.
func TestBackendRefusals(t *testing.T) {
	for backend, want := range map[string]string{
		"mysql": "leaves out the label", "sqlite": "leaves out the label", "bolt": "none of embedded, postgres",
		"postgres": "127.0.0.1:1/",
	} {
		c := trigraph(t, t.TempDir(), []string{"TRIGRAPH_STORE_BACKEND=" + backend, "TRIGRAPH_STORE_DSN=postgres://u:hush@127.0.0.1:1/x"}, "query", "who", "--entity", "Nvidia")
		if err := c.Run(); err == nil || !strings.Contains(c.errs.String(), want) || strings.Contains(c.errs.String()+c.out.String(), "hush") {
			t.Errorf("%s: %v: %s", backend, err, c.errs.String())
		}
	}
}
