package queries

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"
)

// Options say how scripts are run.
type Options struct {
	// Command starts a child process that calls Work; it is a program and its
	// arguments.
	Command []string
	Env     []string // of the child, beside PATH and the like

	Workers int           // children at most; 0 means 1
	Timeout time.Duration // for one question; 0 means 30 seconds
	Wait    time.Duration // for a free child; 0 means Timeout
	Start   time.Duration // for a child to read the store; 0 means a minute
	Rows    int           // at most; 0 means 10000
	Bytes   int           // of rows at most; 0 means 64 MiB
}

// Runner runs questions in a pool of child processes. It is safe for
// concurrent use. Whatever a script does ends at most its child.
type Runner struct {
	options Options
	slots   chan struct{} // one for each running question
	mu      sync.Mutex
	idle    []*process
	warm    bool // a child that was ended is replaced before it is needed
	closed  bool
	counts  Counts
}

// Counts are what a Runner did since it was made.
type Counts struct {
	Started   int64 // children
	Ended     int64 // children that did not survive a question
	Questions int64
	Refused   int64 // questions for which no child was free in time
	Rows      int64 // given
}

// Counts returns what the runner did up to now.
func (r *Runner) Counts() Counts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.counts
}

// count notes something done.
func (r *Runner) count(add func(*Counts)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	add(&r.counts)
}

// NewRunner returns a runner; its children start when they are needed.
func NewRunner(o Options) (*Runner, error) {
	if len(o.Command) == 0 {
		return nil, errors.New("queries: no command that starts a worker")
	}
	o.Workers = max(o.Workers, 1)
	setDefault(&o.Timeout, 30*time.Second)
	setDefault(&o.Wait, o.Timeout)
	setDefault(&o.Start, time.Minute)
	setDefault(&o.Rows, 10000)
	setDefault(&o.Bytes, 64<<20)
	return &Runner{options: o, slots: make(chan struct{}, o.Workers)}, nil
}

func setDefault[T int | time.Duration](v *T, value T) {
	if *v <= 0 {
		*v = value
	}
}

// Patience is the longest that Run takes, but for the start of a child.
func (r *Runner) Patience() time.Duration { return r.options.Wait + r.options.Timeout }

// Run asks and returns all rows within the limits. The error is an *Error, or
// that of ctx where it was cancelled.
func (r *Runner) Run(ctx context.Context, req Request) (*Result, error) {
	if req.Limit <= 0 || req.Limit > r.options.Rows {
		req.Limit = r.options.Rows
	}
	req.Bytes = r.options.Bytes
	free := time.NewTimer(r.options.Wait)
	defer free.Stop()
	select {
	case r.slots <- struct{}{}:
	case <-free.C:
		r.count(func(c *Counts) { c.Refused++ })
		return nil, errorf(Busy, "all %d workers are busy; ask again later", r.options.Workers)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-r.slots }()
	res, err := r.ask(ctx, req)
	r.count(func(c *Counts) {
		c.Questions++
		if err == nil {
			c.Rows += int64(len(res.Rows))
		}
	})
	return res, err
}

// ask uses an idle child or a new one. A child that died while idle says
// nothing about the question, which goes to a new one.
func (r *Runner) ask(ctx context.Context, req Request) (*Result, error) {
	for {
		p, fresh, err := r.take(ctx)
		if err != nil {
			return nil, err
		}
		res, err := p.ask(ctx, req, r.options.Timeout)
		if errors.Is(err, errGone) && !fresh {
			continue
		}
		r.giveBack(p)
		if errors.Is(err, errGone) {
			err = errorf(Crashed, "the process for scripts ended before it was asked")
		}
		return res, err
	}
}

func (r *Runner) take(ctx context.Context) (p *process, fresh bool, err error) {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil, false, errorf(Busy, "shutting down")
	}
	if n := len(r.idle); n > 0 {
		p, r.idle = r.idle[n-1], r.idle[:n-1]
		r.mu.Unlock()
		return p, false, nil
	}
	r.mu.Unlock()
	p, err = r.start(ctx)
	return p, true, err
}

// start starts a child.
func (r *Runner) start(ctx context.Context) (*process, error) {
	p, err := startProcess(ctx, r.options)
	if err == nil {
		r.count(func(c *Counts) { c.Started++ })
	}
	return p, err
}

func (r *Runner) giveBack(p *process) {
	if p.dead {
		r.count(func(c *Counts) { c.Ended++ })
		r.refill()
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		p.kill()
		return
	}
	r.idle = append(r.idle, p)
}

// refill starts a child in the place of one that was ended, beside whatever else
// is done.
func (r *Runner) refill() {
	r.mu.Lock()
	wanted := r.warm && !r.closed
	r.mu.Unlock()
	if !wanted {
		return
	}
	go func() {
		p, err := r.start(context.Background())
		if err != nil {
			return // the next question tries itself, and says why not
		}
		r.mu.Lock()
		full := len(r.idle) >= r.options.Workers
		r.mu.Unlock()
		if full {
			p.kill()
			return
		}
		r.giveBack(p)
	}()
}

// Warm starts all children ahead, so that the first question does not wait, and
// has those that are ended replaced.
func (r *Runner) Warm(ctx context.Context) error {
	r.mu.Lock()
	r.warm = true
	r.mu.Unlock()
	var started []*process
	var err error
	for range r.options.Workers {
		var p *process
		if p, err = r.start(ctx); err != nil {
			break
		}
		started = append(started, p)
	}
	for _, p := range started {
		r.giveBack(p)
	}
	return err
}

// Close ends all idle children; one at work ends with its question.
func (r *Runner) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	for _, p := range r.idle {
		p.kill()
	}
	r.idle = nil
	return nil
}

var _ io.Closer = (*Runner)(nil)

// lastWords picks the line of a dying process that says why.
func lastWords(stderr []string) string {
	for _, prefix := range []string{"panic: ", "fatal error: "} {
		for _, line := range stderr {
			if len(line) > len(prefix) && line[:len(prefix)] == prefix {
				words, _, _ := strings.Cut(line[len(prefix):], " [recovered")
				return words
			}
		}
	}
	if len(stderr) > 0 {
		return stderr[len(stderr)-1]
	}
	return "it said nothing"
}
