package queries

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// maxValue is the longest last value, in bytes of JSON, that is shown.
const maxValue = 1 << 20

// engine answers requests over one state of a store. It is what runs in the
// child process.
type engine struct {
	store    store.Graph
	ontology *graph.Ontology
	newest   func() []store.ArticleCount // all articles, newest first
}

func newEngine(s store.Graph) (*engine, error) {
	o, err := graph.LoadOntology()
	if err != nil {
		return nil, err
	}
	newest := sync.OnceValue(func() []store.ArticleCount { return newestFirst(s.ArticlesOf("")) })
	return &engine{s, o, newest}, nil
}

// answer runs a request and sends its head, rows and end. It reports whether
// the script has really stopped: one in a long built-in function cannot be.
func (e *engine) answer(req Request, send func(message) error) (stopped bool, err error) {
	if req.Shape || req.Lang != "" && req.Lang != gizmo.Name {
		return true, e.foreign(req, send)
	}
	j, err := e.prepare(req)
	if err != nil {
		return true, send(endOf(err))
	}
	head := message{Columns: j.columns, Notes: j.notes, Generation: e.store.Generation()}
	if err := send(head); err != nil {
		return true, err
	}
	return j.run(req, func(m message) error {
		if err := e.store.Err(); m.End && err != nil {
			m = endOf(errorf(NoStore, "%v", err))
		}
		return send(m)
	})
}

// job is a request made ready.
type job struct {
	session *gizmo.Session
	names   cayley.QuadStore
	columns []string
	notes   []string
	prelude string
	script  string
	linked  bool                  // values as JSON-LD
	answer  func() ([]row, error) // in place of the script
	row     func(any) (json.RawMessage, error)
}

func (e *engine) prepare(req Request) (*job, error) {
	qs := e.store.Cayley()
	j := &job{session: gizmo.NewSession(qs), names: qs, script: req.Script, linked: req.LinkedData, row: encode}
	values := map[string]any{}
	for name, word := range req.Params {
		values[name] = word
	}
	if req.Question != "" {
		q, err := Lookup(req.Question)
		if err != nil {
			return nil, err
		}
		b := binder{store: e.store, ontology: e.ontology, language: req.Language}
		if values, err = b.question(q, req.Params); err != nil {
			return nil, err
		}
		t := &table{columns: q.Columns, store: e.store, ontology: e.ontology, language: req.Language}
		j.script, j.columns, j.notes, j.row, j.linked = q.Gizmo, t.names(), b.notes, t.row, false
		if answer := answers()[q.Name]; answer != nil && !req.Gizmo {
			a := &asking{graph: e.store, newest: e.newest, values: values, limit: req.Limit, sizes: map[string]int{}, qs: qs, names: map[any]any{}}
			j.answer = func() ([]row, error) { return answer(a) }
			return j, nil
		}
	}
	var err error
	j.prelude, err = prelude(values)
	return j, err
}

// run sends the rows of the answer in Go, or executes prelude and script on one
// session.
func (j *job) run(req Request, send func(message) error) (stopped bool, err error) {
	if j.answer != nil {
		return true, j.runAnswer(req, send)
	}
	ctx := context.Background() // the parent keeps the time
	first, err := j.session.Execute(ctx, j.prelude, query.Options{Collation: query.JSON})
	if err == nil {
		for first.Next(ctx) {
		}
		err = first.Err()
	}
	if err != nil {
		return true, send(endOf(fmt.Errorf("parameters: %w", err)))
	}
	// One row more than wanted tells whether there are more.
	opt := query.Options{Collation: query.Raw, Limit: req.Limit + 1}
	if j.linked {
		opt.Collation = query.JSONLD
	}
	it, err := j.session.Execute(ctx, j.script, opt)
	if err != nil {
		return true, send(endOf(scriptError(err)))
	}
	end, err := j.rows(ctx, it, req, send)
	if err != nil {
		return true, err
	}
	stopped = halt(it)
	end.Last = !stopped
	return stopped, send(end)
}

// rows sends rows until the script or a limit ends them. A script can lift
// Gizmo's own limit, not this one.
func (j *job) rows(ctx context.Context, it query.Iterator, req Request, send func(message) error) (message, error) {
	end := message{End: true}
	s := sender{req: req, row: j.row, send: send, end: &end}
	for it.Next(ctx) {
		value, last := j.result(it.Result())
		if value == nil {
			continue
		}
		if last {
			if req.Question == "" { // what a named question's script ends in is no answer
				end.Value, end.Note = j.value(value)
			}
			continue
		}
		if more, err := s.add(value); err != nil || !more {
			return end, err
		}
	}
	if err := it.Err(); err != nil {
		end.Error = scriptError(err)
	} else if s.sent == 0 && end.Value == nil {
		time.Sleep(dying)
	}
	return end, nil
}

// dying is what an answer without anything waits before it is sent: a script at
// which Gizmo panics ends like one that finds nothing, a moment before the
// process ends too.
const dying = 5 * time.Millisecond

// result returns what a script sent, and whether it is only the value of its
// last statement.
func (j *job) result(r any) (value any, last bool) {
	raw, ok := r.(*gizmo.Result)
	switch {
	case !ok: // JSON-LD, which Gizmo makes itself
		return r, false
	case raw.Val != nil:
		return raw.Val, raw.Meta
	}
	row := map[string]any{}
	for tag, ref := range raw.Tags {
		if v := native(j.names.NameOf(ref)); v != nil {
			row[tag] = v
		}
	}
	return row, false
}

// native is a value as Gizmo's own JSON has it.
func native(v quad.Value) any {
	if v == nil {
		return nil
	}
	n := v.Native()
	if same, ok := n.(quad.Value); ok && same == v {
		return quad.StringOf(v)
	}
	return n
}

// value is the value of a script's last statement, where there is something in
// it to show, or a note about it. A path shows nothing unless it is asked to,
// which is what beginners forget.
func (j *job) value(v any) (json.RawMessage, string) {
	switch v := v.(type) {
	case string, bool, int64, float64, []any, map[string]any:
		if text, err := encode(v); err == nil && len(text) < maxValue {
			return text, ""
		}
	default:
		if fmt.Sprintf("%T", v) == "*gizmo.pathObject" { // the type is not exported
			return nil, "the script ends in a path; add .all() to see what it leads to"
		}
	}
	return nil, ""
}

// halt stops a script and reports whether it has stopped.
func halt(it query.Iterator) bool {
	it.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	for it.Next(ctx) {
	}
	return ctx.Err() == nil
}

// Where goja's messages have the place: "Line 3:5 Unexpected token", and
// "at f (<eval>:3:5(12))" for each call, innermost first.
var (
	syntaxPlace = regexp.MustCompile(`^SyntaxError: (?:SyntaxError: )?(?:\S*: )?Line (\d+):(\d+) (.*?)(?: \(and \d+ more errors\))?$`)
	callPlace   = regexp.MustCompile(`^((?s:.*?)) at .*?:(\d+):(\d+)\(\d+\)`)
)

// scriptError puts an error of a script into our words.
func scriptError(err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	text := strings.TrimSpace(err.Error())
	if m := syntaxPlace.FindStringSubmatch(text); m != nil {
		return &Error{BadScript, m[3], number(m[1]), number(m[2])}
	}
	if m := callPlace.FindStringSubmatch(text); m != nil {
		return &Error{BadScript, m[1], number(m[2]), number(m[3])}
	}
	return &Error{Kind: BadScript, Message: text}
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// endOf is the last message of a request that failed.
func endOf(err error) message { return message{End: true, Error: scriptError(err)} }

// inOrder returns the columns of rows that declare none: "id" first, then by
// name. Rows that are no objects have the column "value".
func inOrder(rows []json.RawMessage) []string {
	seen := map[string]bool{}
	for _, r := range rows {
		var object map[string]json.RawMessage
		if json.Unmarshal(r, &object) != nil {
			seen["value"] = true
		}
		for k := range object {
			seen[k] = true
		}
	}
	var names []string
	for k := range seen {
		names = append(names, k)
	}
	slices.SortFunc(names, func(a, b string) int {
		if (a == "id") != (b == "id") {
			return map[bool]int{true: -1, false: 1}[a == "id"]
		}
		return cmp.Compare(a, b)
	})
	return names
}
