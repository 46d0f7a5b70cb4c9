// Package postgrestest gives tests a PostgreSQL server: the one that
// TRIGRAPH_TEST_POSTGRES names, by a connection string that may make databases,
// or one of their own where PostgreSQL's programs are installed. Where there is
// neither a test is skipped and says so; with TRIGRAPH_TEST_POSTGRES=required
// that is a failure.
package postgrestest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// variable names a server to use, or says that there must be one.
const variable = "TRIGRAPH_TEST_POSTGRES"

// Server is a running server.
type Server struct {
	dsn  string
	made atomic.Int32
}

// Start returns a server that ends with the test. One of its own has these
// settings, such as "fsync=on"; without that it writes as if a disk never failed.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	named := os.Getenv(variable)
	if named != "" && named != "required" {
		return &Server{dsn: named}
	}
	bin := programs()
	if bin == "" {
		if named != "" {
			t.Fatalf("no PostgreSQL: neither initdb is installed nor does %s name a server", variable)
		}
		t.Skipf("no PostgreSQL: install it (Debian: postgresql), or name a server by %s", variable)
	}
	return own(t, bin, settings)
}

// programs is the folder of initdb and pg_ctl, "" where there is none. Debian
// keeps it off the path.
func programs() string {
	if p, err := exec.LookPath("pg_ctl"); err == nil {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			return filepath.Dir(real)
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pg_ctl")
	if len(found) == 0 {
		return ""
	}
	return filepath.Dir(slices.Max(found))
}

// own starts a server in a folder of its own, reached only by a socket there.
// The path of a socket may not be long, so the folder is not the test's.
func own(t testing.TB, bin string, more []string) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	data := filepath.Join(dir, "data")
	run(t, dir, bin, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
	settings := "-c listen_addresses='' -c fsync=off -k " + dir
	for _, s := range more {
		settings += " -c " + s
	}
	run(t, dir, bin, "pg_ctl", "-D", data, "-l", filepath.Join(dir, "log"), "-o", settings, "-w", "start")
	t.Cleanup(func() { run(t, dir, bin, "pg_ctl", "-D", data, "-m", "immediate", "stop") })
	return &Server{dsn: "host=" + dir + " user=postgres dbname=postgres"}
}

// run runs a program of PostgreSQL, which refuses to be run by root.
func run(t testing.TB, dir, bin, program string, args ...string) {
	t.Helper()
	cmd := exec.Command(filepath.Join(bin, program), args...)
	cmd.Dir = dir
	if err := giveAway(cmd, dir); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, &out)
	}
}

// Database makes an empty database and returns its connection string. It goes
// with the test.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("trigraph_test_%d_%d", os.Getpid(), s.made.Add(1))
	s.exec(t, "create database "+name)
	t.Cleanup(func() { s.exec(t, "drop database if exists "+name+" with (force)") })
	if strings.Contains(s.dsn, "://") {
		before, after, _ := strings.Cut(s.dsn, "?")
		i := strings.LastIndex(before, "/")
		return before[:i+1] + name + "?" + after
	}
	return s.dsn + " dbname=" + name
}

func (s *Server) exec(t testing.TB, sql string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatal(err)
	}
}
