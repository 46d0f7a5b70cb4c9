package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// remaining tells the user how much of work of known size is done and how long
// the rest will take. What is written to it counts as done. It is safe for
// concurrent use.
type remaining struct {
	mu          sync.Mutex
	out         io.Writer
	bar         *progressbar.ProgressBar
	done, total int64
	start, next time.Time
}

// remaining shows progress on standard error, as the configuration asks.
func (p *program) remaining(total int64) *remaining {
	r := &remaining{out: p.errs, total: total, start: time.Now(), next: time.Now().Add(lineEvery)}
	if p.config.Progress == "none" {
		r.out = io.Discard
	} else if isTerminal(p.errs) {
		r.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(p.errs), progressbar.OptionSetDescription("loading"),
			progressbar.OptionShowBytes(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return r
}

// Write counts bytes and never fails.
func (r *remaining) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done += int64(len(b))
	if r.bar != nil {
		_ = r.bar.Add(len(b)) // a bar that cannot be drawn stops no work
	} else if now := time.Now(); now.After(r.next) && r.done > 0 {
		fmt.Fprintf(r.out, "%s\n", timeLeft(r.done, r.total, now.Sub(r.start)))
		r.next = now.Add(lineEvery)
	}
	return len(b), nil
}

// timeLeft says how far work is and how long the rest takes at the same pace.
func timeLeft(done, total int64, took time.Duration) string {
	left := time.Duration(float64(took) * float64(total-done) / float64(done))
	return fmt.Sprintf("%d%%, about %s left", done*100/total, left.Round(time.Second))
}

func (r *remaining) finish() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.bar != nil {
		_ = r.bar.Finish()
	}
}
