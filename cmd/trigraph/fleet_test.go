package main

import (
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"trigraph/graph/store/postgres/postgrestest"
)

// TestTwoServersOneDatabase loads shards into PostgreSQL and serves them by two
// processes that share nothing else: no folder, no memory. Both give the same
// answers, and both see what is written next.
func TestTwoServersOneDatabase(t *testing.T) {
	dsn := postgrestest.Start(t).Database(t)
	shards, err := filepath.Abs("testdata/shards")
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"TRIGRAPH_STORE_BACKEND=postgres", "TRIGRAPH_STORE_DSN=" + dsn}
	loader := t.TempDir()
	output(t, loader, env, "load", shards)
	one, other := servingWith(t, t.TempDir(), env), servingWith(t, t.TempDir(), env)
	took := regexp.MustCompile(`"took_ms":\d+`)
	for _, path := range []string{
		"/api/entities?name=ZQW", "/api/entities/goertek", "/api/claims?entity=goertek", "/api/graph?entity=siemens&depth=2", "/api/stats",
	} {
		status, first := get(t, one+path)
		if again, second := get(t, other+path); status != http.StatusOK || again != status || took.ReplaceAllString(first, "") != took.ReplaceAllString(second, "") {
			t.Errorf("%s: %d %s\nand %d %s", path, status, first, again, second)
		}
	}
	output(t, loader, env, "rename", "Goertek", "Der Mikrofonbauer", "--lang", "de")
	for _, server := range []string{one, other} {
		until(t, "the server sees the new state", func() bool {
			_, body := get(t, server+"/api/entities/goertek")
			return strings.Contains(body, "Der Mikrofonbauer")
		})
	}
}
