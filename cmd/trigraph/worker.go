package main

import (
	"os"
	"os/signal"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"trigraph/queries"
)

const workerName = "gizmo-worker"

// A connection string may hold a password, and arguments are seen by everybody
// on the machine; so it goes to the worker by the environment.
const (
	backendVariable = "TRIGRAPH_STORE_BACKEND"
	dsnVariable     = "TRIGRAPH_STORE_DSN"
)

// workerCommand is the child process that runs scripts. It reads no
// configuration: its parent says all it needs.
func (p *program) workerCommand() *cobra.Command {
	return &cobra.Command{
		Use:               workerName + " STORE MEMORY",
		Hidden:            true,
		Args:              cobra.ExactArgs(2),
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil },
		RunE: func(_ *cobra.Command, args []string) error {
			signal.Ignore(os.Interrupt) // the terminal sends it to the child too; the parent decides
			memory, err := strconv.ParseInt(args[1], 10, 64)
			if err != nil {
				return usageError("memory %q is not a number of bytes", args[1])
			}
			c := storeConfig{Path: args[0], Backend: os.Getenv(backendVariable), DSN: os.Getenv(dsnVariable)}
			return queries.Work(nameOf(c), openerOf(c), memory, p.in, p.out)
		},
	}
}

// runner runs questions in processes of this same program. wait is how long a
// question waits for a free one.
func (p *program) runner(workers int, wait time.Duration) (*queries.Runner, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := p.config.Query
	return queries.NewRunner(queries.Options{
		Command: []string{self, workerName, p.config.Store.Path, strconv.FormatInt(int64(c.MaxMemory), 10)},
		Env:     []string{backendVariable + "=" + p.config.Store.Backend, dsnVariable + "=" + p.config.Store.DSN},
		Workers: workers, Timeout: c.Timeout, Rows: c.MaxRows, Bytes: int(c.MaxBytes), Wait: wait,
	})
}
