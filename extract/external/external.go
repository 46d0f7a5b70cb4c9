// Package external lets a program beside trigraph propose names: a stronger
// model than the embedded ones, run in a process of its own. What goes to the
// program are the sentences of a document, what comes back are candidates
// with the step "model". It refuses a program whose labels it cannot map to
// classes, and answers that lie outside the sentence.
//
// The program writes one line {"labels":[…]} when it is ready, then one line
// {"names":[[{"start","end","label","score"},…],…]}, a list for each sentence,
// offsets in bytes of its UTF-8, or {"error":"…"}, for each line
// {"sentences":[…]} it reads. cmd/trigraph-onnx is such a program.
package external

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Step is what a mention found by the program says of its finder.
const Step = "model"

// A model's own probability is no promise: its names are believed at most so
// much, and not proposed under the least.
const (
	most  = 0.95
	least = 0.5
)

// Tagger is an extract.Analyzer that asks the program. Documents wait for each
// other: the program has one line of work.
type Tagger struct {
	name    string
	classes map[string]graph.Class

	mu     sync.Mutex
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	said   *tail
	broken error
}

// Start runs a program and waits until it is ready. It ends when it is closed
// or when this process does, since its input ends then. The error says what
// the program printed, or which labels are unknown.
func Start(program string, args ...string) (*Tagger, error) {
	cmd := exec.Command(program, args...)
	t := &Tagger{name: program, cmd: cmd, said: &tail{}}
	cmd.Stderr = t.said
	var err error
	if t.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	t.out = bufio.NewReader(out)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var ready struct{ Labels []string }
	if err := t.read(&ready); err != nil {
		return nil, err
	}
	if t.classes, err = classesOf(ready.Labels); err != nil {
		return nil, fmt.Errorf("%s: %w", program, t.stop(err))
	}
	return t, nil
}

// Close ends the program.
func (t *Tagger) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.broken != nil {
		return nil
	}
	_ = t.in.Close()
	t.broken = fmt.Errorf("%s: closed", t.name)
	return t.cmd.Wait()
}

type found struct {
	Start, End int
	Label      string
	Score      float64
}

// Analyze adds the program's names to the candidates of d. A program that died
// fails every document after it.
func (t *Tagger) Analyze(ctx context.Context, d *extract.Document) error {
	sentences := make([]string, 0, len(d.Sentences))
	for _, s := range d.Sentences {
		sentences = append(sentences, strings.ToValidUTF8(d.Text(s.Span), "?"))
	}
	if len(sentences) == 0 {
		return nil
	}
	names, err := t.ask(ctx, sentences)
	if err != nil {
		return err
	}
	if len(names) != len(sentences) {
		return fmt.Errorf("%s: %d lists of names for %d sentences", t.name, len(names), len(sentences))
	}
	for i, s := range d.Sentences {
		for _, n := range names[i] {
			m, ok := t.candidate(n, s.Span, sentences[i])
			if !ok {
				return fmt.Errorf("%s: name %d-%d lies outside the sentence at byte %d", t.name, n.Start, n.End, s.Start)
			}
			if m.Class != "" && m.Confidence >= least && d.Text(m.Span) == sentences[i][n.Start:n.End] {
				d.Candidates = append(d.Candidates, m)
			}
		}
	}
	return nil
}

func (t *Tagger) candidate(n found, in corpus.Span, sentence string) (extract.Mention, bool) {
	if n.Start < 0 || n.End <= n.Start || n.End > len(sentence) {
		return extract.Mention{}, false
	}
	return extract.Mention{
		Span:  corpus.Span{Start: in.Start + n.Start, End: min(in.Start+n.End, in.End)},
		Class: t.classes[n.Label], Step: Step, Confidence: min(n.Score, most),
	}, true
}

// ask sends one request and reads its answer.
func (t *Tagger) ask(ctx context.Context, sentences []string) ([][]found, error) {
	line, err := json.Marshal(map[string]any{"sentences": sentences})
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.broken != nil {
		return nil, t.broken
	}
	defer context.AfterFunc(ctx, func() { _ = t.cmd.Process.Kill() })()
	if _, err := t.in.Write(append(line, '\n')); err != nil {
		return nil, t.stop(err)
	}
	var answer struct {
		Names [][]found
		Error string
	}
	if err := t.read(&answer); err != nil {
		return nil, err
	}
	if answer.Error != "" {
		return nil, fmt.Errorf("%s: %s", t.name, answer.Error)
	}
	return answer.Names, nil
}

// read reads one line of the program's output. Where there is none the program
// has ended, and what it printed last says why.
func (t *Tagger) read(into any) error {
	line, err := t.out.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, into)
	}
	if err == nil {
		return nil
	}
	return t.stop(err)
}

// stop ends the program for a reason; it is not asked again.
func (t *Tagger) stop(why error) error {
	_ = t.in.Close()
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	if said := t.said.String(); said != "" {
		why = fmt.Errorf("%s", said)
	}
	t.broken = fmt.Errorf("%s: %w", t.name, why)
	return t.broken
}

// tail keeps the end of what a program prints to its standard error.
type tail struct {
	mu   sync.Mutex
	data []byte
}

func (t *tail) Write(p []byte) (int, error) {
	const kept = 2000
	t.mu.Lock()
	defer t.mu.Unlock()
	t.data = append(t.data, p...)
	t.data = t.data[max(0, len(t.data)-kept):]
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.data))
}
