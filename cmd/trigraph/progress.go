package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// lineEvery is how often a plain line says how far the work is, where no
// terminal shows a bar.
const lineEvery = 10 * time.Second

// meter tells the user how many articles are done: a live bar on a terminal, a
// line now and then elsewhere, nothing for work that is over at once.
type meter struct {
	out  io.Writer
	bar  *progressbar.ProgressBar
	done int
	next time.Time
}

// meter shows progress on standard error, as the configuration asks.
func (p *program) meter(what string) *meter {
	m := &meter{out: p.errs, next: time.Now().Add(lineEvery)}
	if p.config.Progress == "none" {
		m.out = io.Discard
		return m
	}
	if isTerminal(p.errs) {
		m.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.errs),
			progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("articles"),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	return m
}

func (m *meter) add() {
	m.done++
	if m.bar != nil {
		_ = m.bar.Add(1) // a bar that cannot be drawn stops no work
		return
	}
	if now := time.Now(); now.After(m.next) {
		fmt.Fprintf(m.out, "%d articles\n", m.done)
		m.next = now.Add(lineEvery)
	}
}

func (m *meter) finish() {
	if m.bar != nil {
		_ = m.bar.Finish()
	}
}
