package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/queries"
)

// queryFlags are what the command line of query says.
type queryFlags struct {
	entity, to string
	params     []string
	language   string
	file       string
	output     string
	list, ids  bool
	show       bool // the script of a question
	gizmo      bool // answer by it
}

func (p *program) queryCommand() *cobra.Command {
	var q queryFlags
	cmd := &cobra.Command{
		Use:   "query [QUESTION | SCRIPT]",
		Short: "ask the graph: a named question, a Gizmo script, or a prompt",
		Long: `query answers one of the named questions (--list shows them), or a script in
Gizmo, Cayley's query language. Things are named as you like, in any of the
three languages. Without an argument it reads scripts from a prompt, or from
standard input where that is no terminal.`,
		Example: `  trigraph query who --entity 英伟达
  trigraph query path --entity Nvidia --to TSMC --language zh
  trigraph query most-named --param class=Law --output csv
  trigraph query 'g.V("<tg:entity/nvidia>").out("<rdfs:label>").all()'
  trigraph query together --show        # its Gizmo text, to write one of your own
  trigraph query                        # a prompt; :help says how`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.query(cmd.Context(), q, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&q.entity, "entity", "", "the thing asked about: any name, or an id")
	f.StringVar(&q.to, "to", "", "the other end of a path")
	f.StringArrayVar(&q.params, "param", nil, "another parameter, as NAME=VALUE")
	f.StringVar(&q.language, "language", "", "language of labels: en, de or zh")
	f.StringVarP(&q.file, "file", "f", "", "read the script from a file")
	f.StringVar(&q.output, "output", "table", "table, json, ndjson or csv")
	f.BoolVar(&q.list, "list", false, "list the named questions")
	f.BoolVar(&q.show, "show", false, "print the Gizmo script of a named question")
	f.BoolVar(&q.gizmo, "gizmo", false, "answer a named question by its script, also where that is slower")
	f.BoolVar(&q.ids, "ids", false, "show ids in tables too")
	f.Duration("timeout", 0, "stop after so long (query.timeout)")
	f.Int("limit", 0, "at most so many rows (query.max_rows)")
	return cmd
}

func (p *program) query(ctx context.Context, q queryFlags, args []string) error {
	if !isOutput(q.output) {
		return usageError("output %q is none of %s", q.output, strings.Join(outputs(), ", "))
	}
	if q.list {
		return p.listQuestions()
	}
	if q.file == "" && len(args) == 0 && isTerminal(p.in) {
		return p.prompt(ctx, q)
	}
	req, err := p.request(q, args)
	if err != nil {
		return err
	}
	if q.show {
		return p.showScript(req)
	}
	r, err := p.runner(1, 0)
	if err != nil {
		return err
	}
	defer r.Close()
	return p.ask(ctx, r, req, q)
}

// request makes of flags and arguments what to ask.
func (p *program) request(q queryFlags, args []string) (queries.Request, error) {
	params, err := q.parameters()
	req := queries.Request{Params: params, Language: q.language, Gizmo: q.gizmo}
	if err != nil {
		return req, err
	}
	switch {
	case q.file != "" && len(args) > 0:
		return req, usageError("a script from %s or %q, not both", q.file, args[0])
	case q.file != "":
		text, err := os.ReadFile(q.file)
		req.Script = string(text)
		return req, err
	case len(args) == 0:
		text, err := io.ReadAll(p.in)
		req.Script = string(text)
		return req, err
	}
	return byWord(req, args[0])
}

// byWord takes a word for a question's name, or for a script where it looks like
// one.
func byWord(req queries.Request, word string) (queries.Request, error) {
	_, err := queries.Lookup(word)
	switch {
	case err == nil:
		req.Question = word
	case strings.Contains(word, "g.") || strings.Contains(word, "graph."):
		req.Script = word
	default:
		return req, usageError("%w (a script has g. in it; trigraph query --list shows the questions)", err)
	}
	return req, nil
}

// showScript prints what a question is in Gizmo.
func (p *program) showScript(req queries.Request) error {
	if req.Question == "" {
		return usageError("--show wants the name of a question; trigraph query --list shows them")
	}
	q, err := queries.Lookup(req.Question)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(p.out, q.Gizmo)
	return err
}

func (q queryFlags) parameters() (map[string]string, error) {
	params := map[string]string{}
	for _, s := range q.params {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return nil, usageError("--param %q: want NAME=VALUE", s)
		}
		params[name] = value
	}
	if q.entity != "" {
		params["entity"] = q.entity
	}
	if q.to != "" {
		params["to"] = q.to
	}
	return params, nil
}

// ask puts a question and prints the answer; what is no answer goes to standard
// error.
func (p *program) ask(ctx context.Context, r *queries.Runner, req queries.Request, q queryFlags) error {
	res, err := r.Run(ctx, req)
	if err != nil {
		return queryError(err)
	}
	for _, n := range res.Notes {
		fmt.Fprintln(p.errs, "note:", n)
	}
	if err := p.printResult(res, q); err != nil {
		return err
	}
	switch {
	case len(res.Rows) == 0 && res.Value == nil:
		fmt.Fprintln(p.errs, "nothing found")
	case res.Truncated:
		fmt.Fprintf(p.errs, "only the first %d rows; there are more\n", len(res.Rows))
	}
	return nil
}

// queryError gives the user's own mistakes their exit code.
func queryError(err error) error {
	var e *queries.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Kind {
	case queries.BadParameter, queries.UnknownQuestion, queries.Ambiguous:
		return &exitError{exitUsage, err}
	}
	return err
}

func (p *program) listQuestions() error {
	list, err := queries.Questions()
	if err != nil {
		return err
	}
	for _, q := range list {
		fmt.Fprintf(p.out, "%s\n    %s\n", q.Name, q.Words)
		for _, x := range q.Params {
			fmt.Fprintf(p.out, "    %-9s  %s%s\n", x.Name, x.Says, demand(x))
		}
	}
	fmt.Fprintln(p.out, "\nask with: trigraph query NAME --entity … --to … --param NAME=VALUE")
	return nil
}

// demand says whether a parameter may be left out.
func demand(x queries.Param) string {
	switch {
	case x.Required:
		return ""
	case x.Default != "":
		return " (default " + x.Default + ")"
	}
	return " (may be left out)"
}
