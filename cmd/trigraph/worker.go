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
			return queries.Work(args[0], openFolder(args[0]), memory, p.in, p.out)
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
		Workers: workers, Timeout: c.Timeout, Rows: c.MaxRows, Wait: wait,
	})
}
