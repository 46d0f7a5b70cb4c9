package queries

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// errGone is the end of a child before a question reached it.
var errGone = errors.New("the worker is gone")

// process is a child.
type process struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	lines  chan message // closed when the child's output ends
	stderr *tail
	dead   bool
}

// startProcess starts a child and waits until it has read the store.
func startProcess(ctx context.Context, o Options) (*process, error) {
	p := &process{cmd: exec.Command(o.Command[0], o.Command[1:]...), lines: make(chan message, 64), stderr: &tail{}}
	p.cmd.Env = append(os.Environ(), "GOTRACEBACK=none")
	p.cmd.Env = append(p.cmd.Env, o.Env...)
	p.cmd.Stderr = p.stderr
	p.cmd.WaitDelay = time.Second
	in, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.in = in
	if err := p.cmd.Start(); err != nil {
		return nil, errorf(Crashed, "the process for scripts does not start: %v", err)
	}
	go p.read(out, o.Bytes)
	m, err := p.next(ctx, time.After(o.Start))
	switch {
	case err == nil && m.Ready:
		return p, nil
	case err == nil && m.Error != nil:
		err = m.Error
	case errors.Is(err, errGone):
		err = p.obituary()
	}
	p.kill()
	return nil, err
}

// read passes the child's lines on. One longer than all rows may be is the end.
func (p *process) read(out io.Reader, most int) {
	defer close(p.lines)
	s := bufio.NewScanner(out)
	s.Buffer(make([]byte, 64<<10), most+1<<20)
	for s.Scan() {
		var m message
		if json.Unmarshal(s.Bytes(), &m) != nil {
			return
		}
		p.lines <- m
	}
}

// next waits for a line.
func (p *process) next(ctx context.Context, deadline <-chan time.Time) (message, error) {
	select {
	case m, ok := <-p.lines:
		if !ok {
			return m, errGone
		}
		return m, nil
	case <-deadline:
		return message{}, errorf(Timeout, "stopped: it took too long")
	case <-ctx.Done():
		return message{}, ctx.Err()
	}
}

// ask puts a question to the child and gathers the answer. Unless the child
// ended it properly, the child is killed.
func (p *process) ask(ctx context.Context, req Request, timeout time.Duration) (*Result, error) {
	began := time.Now()
	line, err := json.Marshal(req)
	if err != nil {
		return nil, err
	}
	if p.silent() {
		p.kill()
		return nil, errGone
	}
	deadline := time.NewTimer(timeout)
	defer deadline.Stop()
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		p.kill()
		return nil, errGone
	}
	res := &Result{}
	for {
		m, err := p.next(ctx, deadline.C)
		if err != nil {
			return nil, p.broken(err, timeout)
		}
		if m.End {
			return p.finish(res, m, began)
		}
		if m.Row != nil {
			res.Rows = append(res.Rows, m.Row)
			continue
		}
		res.Columns, res.Notes, res.Generation = m.Columns, m.Notes, m.Generation
	}
}

// silent reports whether the output of a child that nobody asks has ended: it is
// dead, though what is written to it may still find a pipe.
func (p *process) silent() bool {
	select {
	case _, open := <-p.lines:
		return !open
	default:
		return false
	}
}

func (p *process) finish(res *Result, m message, began time.Time) (*Result, error) {
	if m.Last {
		p.kill()
	}
	if m.Error != nil {
		return nil, m.Error
	}
	if m.Note != "" {
		res.Notes = append(res.Notes, m.Note)
	}
	if res.Columns == nil {
		res.Columns = inOrder(res.Rows)
	}
	res.Value, res.Truncated, res.Took = m.Value, m.Truncated, time.Since(began)
	return res, nil
}

// broken ends the child and says why there is no answer.
func (p *process) broken(err error, timeout time.Duration) error {
	var own *Error
	switch {
	case errors.Is(err, errGone):
		return p.obituary()
	case errors.As(err, &own) && own.Kind == Timeout:
		err = errorf(Timeout, "stopped: it took longer than %s", timeout)
	}
	p.kill()
	return err
}

// obituary waits for the end of a child whose output has ended.
func (p *process) obituary() error {
	p.kill()
	words := p.stderr.lines()
	last := lastWords(words)
	switch {
	case p.cmd.ProcessState.ExitCode() == exitMemory || outOfMemory(last):
		return errorf(TooMuchMemory, "stopped: the script took too much memory")
	case p.cmd.ProcessState.ExitCode() == 0:
		return errGone
	}
	return errorf(Crashed, "the script brought its process down: %s", last)
}

// outOfMemory reports whether a process that the kernel gave no more memory says
// so in its last words: Go's runtime, or the race detector around it.
func outOfMemory(words string) bool {
	return strings.Contains(words, "out of memory") || strings.Contains(words, "failed to allocate")
}

// kill ends the child and frees what it held. It gives one that is ending by
// itself a moment to do so, for the sake of its exit code.
func (p *process) kill() {
	if p.dead {
		return
	}
	p.dead = true
	p.in.Close()
	go func() {
		for range p.lines { // so that the reader ends
		}
	}()
	_ = p.cmd.Process.Kill() // an error means that it has ended
	_ = p.cmd.Wait()         // its exit code is read from ProcessState
}

// tail keeps the first and the last of what a process says.
type tail struct{ head, last bytes.Buffer }

const tailSize = 4 << 10

func (t *tail) Write(b []byte) (int, error) {
	n := len(b)
	if room := tailSize - t.head.Len(); room > 0 {
		k := min(room, len(b))
		t.head.Write(b[:k])
		b = b[k:]
	}
	t.last.Write(b)
	if over := t.last.Len() - tailSize; over > 0 {
		t.last.Next(over)
	}
	return n, nil
}

func (t *tail) lines() []string {
	return strings.FieldsFunc(t.head.String()+t.last.String(), func(r rune) bool { return r == '\n' })
}
