// Command trigraph builds a knowledge graph from articles in Chinese, English
// and German, and answers questions about it. What comes in are command lines,
// a configuration file and articles; what goes out is on standard output,
// messages on standard error, and an exit code: 0 for done, 1 for failed, 2
// for a command line or configuration that makes no sense, 3 for done but for
// some articles that could not be read, 130 for stopped by the user.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not ask
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitSomeRefused = 3
	exitInterrupted = 130
)

// exitError is an error that has its own exit code.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usageError marks an error as the user's command line or configuration.
func usageError(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// run is the program without its process: it returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	written := &sink{Writer: out}
	p := &program{in: in, out: written, errs: errs}
	root := p.command()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil && written.err == nil:
		return exitDone
	case err == nil:
		err = written.err
	case !p.started:
		err = &exitError{exitUsage, err}
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		fmt.Fprintln(errs, "trigraph: stopped; nothing was left half-written")
		return exitInterrupted
	}
	fmt.Fprintf(errs, "trigraph: %s\n", strings.TrimSpace(err.Error()))
	var e *exitError
	if errors.As(err, &e) {
		return e.code
	}
	return exitFailed
}
