package queries

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"trigraph/graph"
	"trigraph/graph/store"
)

func testRunner(t testing.TB, o Options) *Runner {
	t.Helper()
	return runnerOn(t, testStore(t), o)
}

func runnerOn(t testing.TB, dir string, o Options) *Runner {
	t.Helper()
	o.Command, o.Env = []string{os.Args[0]}, []string{workerEnv + "=" + dir}
	r, err := NewRunner(o)
	check(t, err)
	t.Cleanup(func() { r.Close() })
	return r
}

func stillAnswers(t *testing.T, r *Runner) {
	t.Helper()
	res, err := r.Run(context.Background(), Request{Script: `g.V("<tg:entity/nvidia>").out("<tg:name>").all()`})
	if err != nil || len(res.Rows) != 3 {
		t.Errorf("the next question gives %v, %v", res, err)
	}
}

// TestWrongArguments calls every method of g and of a path with arguments of
// wrong types; many of them end Cayley's own process.
func TestWrongArguments(t *testing.T) {
	r := testRunner(t, Options{Timeout: 5 * time.Second, Rows: 50})
	arguments := []string{`{}`, `1.5`, `null`, `function(){}`, `[[{}]]`, `g.V(), {}`, `"<p>", 1`}
	methods := strings.Fields(`g.V g.M g.IRI g.emit g.addNamespace g.loadNamespaces iri lang typed regex like gt raw
		p.is p.in p.out p.both p.follow p.followR p.followRecursive p.and p.or p.back p.tag p.has p.hasR p.save p.saveR
		p.saveOpt p.saveOptR p.except p.unique p.labels p.inPredicates p.saveInPredicates p.labelContext p.filter p.limit
		p.skip p.order p.getLimit p.toArray p.tagArray p.toValue p.forEach p.map p.count p.all`)
	ended := map[Kind]int{}
	for _, m := range methods {
		// One script for all arguments of a method: those that only throw go on.
		var calls strings.Builder
		for _, a := range arguments {
			fmt.Fprintf(&calls, "try { let q = %s(%s); if (q && q.limit) q.limit(2).toArray() } catch (e) {}\n", m, a)
		}
		_, err := r.Run(context.Background(), Request{Script: `var p = g.V("<tg:entity/nvidia>");` + calls.String()})
		var own *Error
		if err != nil && !errors.As(err, &own) {
			t.Errorf("%s: %v", m, err)
		} else if own != nil {
			ended[own.Kind]++
			if own.Kind == Crashed && !strings.HasPrefix(own.Message, "the script brought its process down: ") {
				t.Errorf("%s: %v", m, own)
			}
		}
	}
	stillAnswers(t, r)
	if ended[Crashed] == 0 {
		t.Error("nothing crashed: is this test still of use?")
	}
}

// TestScriptFaults: a fault is told with its place.
func TestScriptFaults(t *testing.T) {
	e := testEngine(t)
	tests := []struct {
		script    string
		line, col int
		want      string
	}{
		{"g.V(\n", 2, 1, "Unexpected end of input"},
		{"g.V()\n  .al()", 2, 6, "TypeError: Object has no member 'al'"},
		{"x", 1, 1, "ReferenceError: x is not defined"},
		{`g.V({})`, 0, 0, "not a quad.Value"},
		{`throw new Error("a\nb")`, 1, 7, "Error: a\nb"},
	}
	for _, test := range tests {
		_, err := direct(t, e, Request{Script: test.script})
		var own *Error
		if !errors.As(err, &own) || own.Kind != BadScript {
			t.Errorf("%s: error %v", test.script, err)
			continue
		}
		if own.Line != test.line || own.Column != test.col || !strings.Contains(own.Message, test.want) {
			t.Errorf("%s: %d:%d %q", test.script, own.Line, own.Column, own.Message)
		}
	}
}

func TestLimits(t *testing.T) {
	r := testRunner(t, Options{Rows: 5, Bytes: 2000})
	tests := []struct {
		script    string
		limit     int
		rows      int
		truncated bool
	}{
		{`g.V().all()`, 0, 5, true},
		{`g.V().all()`, 3, 3, true},
		{`g.V().all()`, 100, 5, true},
		{`g.V("<tg:entity/nvidia>").all()`, 0, 1, false},
		{`for (let i = 0; i < 5; i++) g.emit(i)`, 0, 5, false},
		{`for (let i = 0; i < 6; i++) g.emit(i)`, 0, 5, true},
		{`g.V().getLimit(-1); g.V().all()`, 0, 5, true},
		{`g.emit("x".repeat(1500)); g.emit("x".repeat(1500))`, 0, 1, true},
	}
	for _, test := range tests {
		res, err := r.Run(context.Background(), Request{Script: test.script, Limit: test.limit})
		check(t, err)
		if len(res.Rows) != test.rows || res.Truncated != test.truncated {
			t.Errorf("%s, limit %d: %d rows, truncated %v", test.script, test.limit, len(res.Rows), res.Truncated)
		}
	}
}

func TestCancelAndBusy(t *testing.T) {
	r := testRunner(t, Options{Wait: 50 * time.Millisecond})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() {
		_, err := r.Run(ctx, Request{Script: `while(true){}`})
		done <- err
	}()
	for len(r.slots) == 0 {
		time.Sleep(time.Millisecond)
	}
	_, err := r.Run(context.Background(), Request{Script: "1"})
	var own *Error
	if !errors.As(err, &own) || own.Kind != Busy {
		t.Errorf("with no worker free: %v", err)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	stillAnswers(t, r)
}

// TestDeadChild: a child that died while nobody asked is replaced.
func TestDeadChild(t *testing.T) {
	r := testRunner(t, Options{})
	check(t, r.Warm(context.Background()))
	check(t, r.idle[0].cmd.Process.Kill())
	<-r.idle[0].lines // its output has ended
	stillAnswers(t, r)
}

func TestNoStore(t *testing.T) {
	r := runnerOn(t, t.TempDir()+"/none", Options{})
	_, err := r.Run(context.Background(), Request{Script: "1"})
	var own *Error
	if !errors.As(err, &own) || own.Kind != NoStore || !strings.Contains(own.Message, "trigraph build") {
		t.Errorf("error %v", err)
	}
}

// TestValues: what a script gives beside rows, and JSON-LD, which keeps the
// language of a text.
func TestValues(t *testing.T) {
	e := testEngine(t)
	tests := []struct {
		req               Request
		rows, value, note string
	}{
		{Request{Script: `1 + 1`}, "", "2", ""},
		{Request{Script: `g.V("<tg:entity/nvidia>")`}, "", "", "add .all()"},
		{Request{Script: `g.V("<tg:entity/japan>").tag("x").out("<rdfs:label>").all()`}, `{"id":"Japan","x":"<tg:entity/japan>"}`, "", ""},
		{Request{Script: `g.V("<tg:entity/japan>").out("<rdfs:label>").all()`, LinkedData: true}, `{"id":{"@language":"en","@value":"Japan"}}`, "", ""},
		{Request{Script: `g.emit("a<b"); g.emit({})`}, `"a<b" {}`, "", ""},
		{Request{Script: ``}, "", "", ""},
	}
	for _, test := range tests {
		res, err := direct(t, e, test.req)
		check(t, err)
		var rows []string
		for _, r := range res.Rows {
			rows = append(rows, string(r))
		}
		if got := strings.Join(rows, " "); got != test.rows || string(res.Value) != test.value {
			t.Errorf("%s: rows %s, value %s", test.req.Script, got, res.Value)
		}
		if got := strings.Join(res.Notes, " "); !strings.Contains(got, test.note) || (test.note == "") != (got == "") {
			t.Errorf("%s: notes %q", test.req.Script, got)
		}
	}
}

// TestNewGeneration: a child that is already there sees what a build added.
func TestNewGeneration(t *testing.T) {
	dir := testStore(t)
	r := runnerOn(t, dir, Options{})
	stillAnswers(t, r)
	w, err := store.OpenWriter(dir, "test")
	check(t, err)
	defer w.Close()
	check(t, w.PutFacts("more", graph.Entity{ID: "nvidia", Names: []string{"輝達"}}.Quads(graph.LexiconLabel)))
	_, err = w.Commit()
	check(t, err)
	res, err := r.Run(context.Background(), Request{Question: "articles", Params: map[string]string{"entity": "輝達"}})
	check(t, err)
	if len(res.Rows) != 3 || res.Generation != 2 {
		t.Errorf("%d rows of generation %d", len(res.Rows), res.Generation)
	}
}

// TestReplaced: where children are kept warm, one that a script has ended is
// replaced before the next question.
func TestReplaced(t *testing.T) {
	r := testRunner(t, Options{})
	check(t, r.Warm(context.Background()))
	if _, err := r.Run(context.Background(), Request{Script: `g.V().out({})`}); err == nil {
		t.Fatal("the script did not end its process")
	}
	for range 1000 {
		r.mu.Lock()
		n := len(r.idle)
		r.mu.Unlock()
		if n == 1 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("no child came in its place")
}
