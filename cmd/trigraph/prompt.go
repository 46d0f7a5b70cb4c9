package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/peterh/liner"

	"trigraph/queries"
)

const promptHelp = `Type a Gizmo script, such as  g.V("<tg:entity/nvidia>").out("<rdfs:label>").all()
A script goes on over lines until its brackets are closed.
  :who 英伟达                 a named question; :list shows them
  :path "Jensen Huang" TSMC  names with spaces in quotes where there are several
  :together Apple class=Law  other parameters by name
  :language zh               labels in en, de or zh
  :help  :quit`

// lineReader asks for a line; io.EOF is the end, liner.ErrPromptAborted a line
// that the user gave up.
type lineReader interface {
	Prompt(prompt string) (string, error)
	AppendHistory(line string)
}

// prompt reads and answers until the end of its input.
func (p *program) prompt(ctx context.Context, q queryFlags) error {
	r, err := p.runner(1, 0)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := r.Warm(ctx); err != nil {
		return queryError(err)
	}
	l := liner.NewLiner()
	defer l.Close()
	defer endOnTerm(ctx, l)()
	l.SetCtrlCAborts(true)
	l.SetCompleter(completeQuestion)
	file := historyFile()
	if f, err := os.Open(file); err == nil {
		_, _ = l.ReadHistory(f) // a history that cannot be read is no history
		f.Close()
	}
	fmt.Fprintln(p.out, "Gizmo, or :who NAME; :help says more.")
	err = p.converse(ctx, l, r, q)
	p.keepHistory(l, file)
	return err
}

// endOnTerm gives the terminal back and ends the program when it is told to:
// the library that reads lines cannot be interrupted.
func endOnTerm(ctx context.Context, l *liner.State) (stop func()) {
	term, cancel := signal.NotifyContext(context.WithoutCancel(ctx), syscall.SIGTERM)
	unhook := context.AfterFunc(term, func() {
		l.Close()
		os.Exit(exitInterrupted)
	})
	return func() {
		unhook()
		cancel()
	}
}

func (p *program) keepHistory(l *liner.State, file string) {
	err := os.MkdirAll(filepath.Dir(file), 0o700)
	if err == nil {
		err = writeFile(file, func(w io.Writer) error {
			_, err := l.WriteHistory(w)
			return err
		})
	}
	if err != nil {
		p.log.Warn("the history is not kept", "error", err)
	}
}

func historyFile() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "trigraph", "history")
}

func completeQuestion(line string) []string {
	list, _ := queries.Questions() // nothing to complete where there are none
	var found []string
	for _, q := range list {
		if strings.HasPrefix(":"+q.Name, line) {
			found = append(found, ":"+q.Name+" ")
		}
	}
	return found
}

// converse is the loop of the prompt. An error of a question does not end it.
func (p *program) converse(ctx context.Context, l lineReader, r *queries.Runner, q queryFlags) error {
	for {
		text, err := readScript(l)
		switch {
		case errors.Is(err, liner.ErrPromptAborted) || err == nil && text == "":
			continue
		case errors.Is(err, io.EOF) || text == ":quit" || text == ":q":
			return nil
		case err != nil:
			return err
		}
		l.AppendHistory(strings.ReplaceAll(text, "\n", " "))
		switch err := p.reply(ctx, text, r, &q); {
		case errors.Is(err, context.Canceled):
			fmt.Fprintln(p.errs, "stopped")
		case err != nil:
			fmt.Fprintln(p.errs, err)
		}
	}
}

// readScript reads lines until brackets are closed.
func readScript(l lineReader) (string, error) {
	text, err := l.Prompt("> ")
	for err == nil && !strings.HasPrefix(text, ":") && unfinished(text) {
		var more string
		more, err = l.Prompt("… ")
		text += "\n" + more
	}
	return strings.TrimSpace(text), err
}

// reply answers what was typed. Ctrl-C ends the question, not the program.
func (p *program) reply(ctx context.Context, text string, r *queries.Runner, q *queryFlags) error {
	ctx, stop := signal.NotifyContext(context.WithoutCancel(ctx), os.Interrupt)
	defer stop()
	command, isCommand := strings.CutPrefix(text, ":")
	if !isCommand {
		return p.ask(ctx, r, queries.Request{Script: text, Language: q.language}, *q)
	}
	name, rest, _ := strings.Cut(command, " ")
	switch name {
	case "help":
		_, err := fmt.Fprintln(p.out, promptHelp)
		return err
	case "list":
		return p.listQuestions()
	case "language":
		q.language = strings.TrimSpace(rest)
		return nil
	}
	question, err := queries.Lookup(name)
	if err != nil {
		return err
	}
	req := queries.Request{Question: name, Params: wordParams(question, rest), Language: q.language}
	return p.ask(ctx, r, req, *q)
}

// wordParams gives the words after a question to its parameters: NAME=VALUE by
// name, the others in order to those that are required (or to the first). Where
// only one is left, it takes all that are left.
func wordParams(q queries.Question, line string) map[string]string {
	params := map[string]string{}
	var open []string
	for i, x := range q.Params {
		if x.Required || i == 0 {
			open = append(open, x.Name)
		}
	}
	for _, w := range words(line) {
		name, value, ok := strings.Cut(w, "=")
		switch {
		case ok:
			params[name] = value
		case len(open) > 1:
			params[open[0]], open = w, open[1:]
		case len(open) == 1:
			params[open[0]] = strings.TrimSpace(params[open[0]] + " " + w)
		}
	}
	return params
}

// words splits a line at spaces outside double quotes.
func words(line string) []string {
	quoted := false
	list := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i, w := range list {
		list[i] = strings.ReplaceAll(w, `"`, "")
	}
	return list
}

// unfinished reports whether a script has brackets or a text that are not
// closed, or ends in a dot.
func unfinished(script string) bool {
	depth, quote := 0, rune(0)
	escaped := false
	for _, r := range script {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = quote != 0
		case quote != 0:
			if r == quote || r == '\n' && quote != '`' {
				quote = 0
			}
		case strings.ContainsRune("\"'`", r):
			quote = r
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
		}
	}
	return depth > 0 || quote == '`' || strings.HasSuffix(strings.TrimSpace(script), ".")
}
