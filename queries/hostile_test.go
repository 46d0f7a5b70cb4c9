package queries

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// mayEnd are the kinds of error behind the words of testdata/hostile.yaml.
var mayEnd = map[string]string{
	"ok": "", "bad script": "bad script", "timeout": "timeout",
	"stopped": "bad script, crashed, too much memory, timeout",
	"any":     "ok, bad script, crashed, too much memory, timeout",
}

// TestHostileScripts: each ends by itself or by a limit and in the way it may;
// the next question is answered. Meanwhile another client is answered all the
// time, and this process does not grow.
func TestHostileScripts(t *testing.T) {
	var scripts []struct{ Ends, Script string }
	readYAML(t, "hostile.yaml", &scripts)
	if len(scripts) < 150 {
		t.Fatalf("only %d scripts", len(scripts))
	}
	r := testRunner(t, Options{Workers: 2, Timeout: 2 * time.Second, Wait: time.Minute, Rows: 50, Bytes: 1 << 20})
	stop := neighbour(t, r)
	before := taken()
	for i, s := range scripts {
		if testing.Short() && i%4 > 0 {
			continue
		}
		began := time.Now()
		res, err := r.Run(context.Background(), Request{Script: s.Script})
		kind := "ok"
		var own *Error
		if errors.As(err, &own) {
			kind = string(own.Kind)
		} else if err != nil {
			kind = err.Error()
		}
		kinds, known := mayEnd[s.Ends]
		if !known || !strings.Contains(kinds, kind) && !(kind == "ok" && kinds == "") {
			t.Errorf("%s\nends as %s (%v, %v), may end as %s", s.Script, kind, res, err, s.Ends)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s\ntook %s", s.Script, took)
		}
	}
	if grown := taken() - before; grown > 64<<20 {
		t.Errorf("this process grew by %d MB", grown>>20)
	}
	if asked, late := stop(); asked < 10 || late > asked/10 {
		t.Errorf("the other client was answered %d times, and %d times not in time", asked, late)
	}
	stillAnswers(t, r)
}

// taken is the live memory of this process in bytes.
func taken() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// neighbour asks an honest question again and again. Each must be answered; not
// in time it may be where the machine has more to do than cores, but seldom.
func neighbour(t *testing.T, r *Runner) (stop func() (asked, late int64)) {
	var asked, late atomic.Int64
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ended:
				return
			case <-time.After(50 * time.Millisecond):
			}
			res, err := r.Run(context.Background(), Request{Question: "articles", Params: map[string]string{"entity": "nvidia"}})
			var own *Error
			switch {
			case errors.As(err, &own) && own.Kind == Timeout:
				late.Add(1)
				continue
			case err != nil || len(res.Rows) != 3:
				t.Errorf("the other client gets %v, %v", res, err)
			}
			asked.Add(1)
		}
	}()
	return func() (int64, int64) {
		close(ended)
		<-done
		return asked.Load(), late.Load()
	}
}
