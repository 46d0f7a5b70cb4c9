package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"trigraph/graph/judgement"
	"trigraph/graph/store"
	"trigraph/queries/server"
)

// maxWait is how long a request waits for a free worker.
const maxWait = 5 * time.Second

func (p *program) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "answer questions over HTTP, and on a web page",
		Long: `serve answers the named questions, searches for things and takes Gizmo scripts
in the shapes of Cayley's own HTTP interface. It listens only to this machine; to
be reached from others it wants a token for each who may ask. A build that runs
meanwhile is seen at the next request.`,
		Example: `  trigraph serve
  trigraph serve --address 127.0.0.1:9000
  curl 'http://127.0.0.1:8463/api/queries/who?entity=Nvidia&format=csv'
  curl -d 'g.V("<tg:entity/nvidia>").out().all()' 'http://127.0.0.1:8463/api/v2/query?lang=gizmo'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.serve(cmd.Context())
		},
	}
	cmd.Flags().String("address", "", "HOST:PORT to listen at (serve.address)")
	cmd.Flags().Duration("timeout", 0, "stop a question after so long (query.timeout)")
	cmd.AddCommand(p.serveTokenCommand())
	return cmd
}

func (p *program) serve(ctx context.Context) error {
	o, err := p.serverOptions()
	if err != nil {
		return err
	}
	if o.Store, err = p.openStore(); err != nil {
		return err
	}
	l, err := server.Listen(p.config.Serve.Address, len(o.Guard.Tokens) > 0)
	if err != nil {
		return err
	}
	defer l.Close()
	r, err := p.runner(p.config.Query.Workers, maxWait)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := r.Warm(ctx); err != nil {
		return err
	}
	o.Runner = r
	slog.SetDefault(p.log) // for what net/http says of connections
	h, err := server.New(o)
	if err != nil {
		return err
	}
	scheme := "http"
	if o.TLS != nil {
		scheme = "https"
	} else if len(o.Guard.Tokens) > 0 {
		p.log.Warn("tokens travel in plain text; set serve.tls_cert and serve.tls_key, or let only a proxy that speaks TLS reach this address")
	}
	fmt.Fprintf(p.out, "%s://%s/ serves the graph in %s; Ctrl-C stops\n", scheme, l.Addr(), p.graphName())
	return h.Serve(ctx, l)
}

// reviewer is where the server's judgements go, nil where it takes none.
func (p *program) reviewer() server.Reviewer {
	if !p.config.Serve.Review {
		return nil
	}
	return &overHTTP{program: p}
}

// overHTTP keeps judgements that come over HTTP, one at a time.
type overHTTP struct {
	*program
	mu sync.Mutex
}

// Doubts implements server.Reviewer.
func (o *overHTTP) Doubts() ([]judgement.Doubt, error) {
	s, err := o.openStore()
	if err != nil {
		return nil, err
	}
	list, err := o.doubts(s)
	return list, errors.Join(err, s.Close())
}

// Judgements implements server.Reviewer.
func (o *overHTTP) Judgements() (*judgement.List, error) {
	return judgement.ReadFile(o.judgementsFile())
}

// Judge implements server.Reviewer.
func (o *overHTTP) Judge(j judgement.Judgement) (n int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	s, err := o.openStore()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := o.name(s, &j); err != nil {
		return 0, refused(err)
	}
	w, err := o.judgeWriter()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if n, err = o.keep(signature{j.Author, j.Reason}.sign(j)); err != nil {
		return 0, refused(err)
	}
	return n, o.obey(w)
}

// name puts ids for the names by which a judgement calls its things.
func (o *overHTTP) name(s store.Graph, j *judgement.Judgement) (err error) {
	find := o.node
	if j.Verdict == judgement.Different {
		find = o.before
	}
	j.Author = cmp.Or(j.Author, "over HTTP")
	if j.Class != "" {
		if j.Class, err = classNamed(string(j.Class)); err != nil {
			return err
		}
	}
	if j.A != "" {
		if j.A, j.AIn, err = find(s, j.A); err != nil {
			return err
		}
	}
	if j.B != "" && j.Verdict != judgement.Split {
		j.B, j.BIn, err = find(s, j.B)
	}
	if j.Verdict == judgement.Split && j.B == "" && len(j.Articles) > 0 {
		j.B = judgement.OwnID(j.A, j.Articles[0])
	}
	return err
}

// refused is an error that the client made and may read.
func refused(err error) error {
	var e *exitError
	if errors.As(err, &e) && e.code == exitUsage {
		return &server.Refused{Reason: err.Error()}
	}
	return err
}

func (p *program) logRequest(e server.Entry) {
	args := []any{"id", e.ID, "client", e.Client, "method", e.Method, "path", e.Path, "status", e.Status, "bytes", e.Bytes, "took", e.Took.Round(time.Microsecond)}
	switch {
	case e.Status >= 500:
		p.log.Error("request", append(args, "error", e.Err)...)
	case e.Err != nil:
		p.log.Warn("request", append(args, "error", e.Err)...)
	default:
		p.log.Info("request", args...)
	}
}
