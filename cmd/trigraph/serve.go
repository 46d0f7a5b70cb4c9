package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"trigraph/queries/server"
)

// maxWait is how long a request waits for a free worker.
const maxWait = 5 * time.Second

func (p *program) serveCommand() *cobra.Command {
	var insecure bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "answer questions over HTTP, and on a web page",
		Long: `serve answers the named questions, searches for things and takes Gizmo scripts
in the shapes of Cayley's own HTTP interface. It can be asked by whoever reaches
it, so it listens only to this machine unless told otherwise. A build that runs
meanwhile is seen at the next request.`,
		Example: `  trigraph serve
  trigraph serve --address 127.0.0.1:9000
  curl 'http://127.0.0.1:8463/api/queries/who?entity=Nvidia&format=csv'
  curl -d 'g.V("<tg:entity/nvidia>").out().all()' 'http://127.0.0.1:8463/api/v2/query?lang=gizmo'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.serve(cmd.Context(), insecure)
		},
	}
	cmd.Flags().String("address", "", "HOST:PORT to listen at (serve.address)")
	cmd.Flags().Duration("timeout", 0, "stop a question after so long (query.timeout)")
	cmd.Flags().BoolVar(&insecure, "insecure-listen", false, "allow an address that other machines can reach; nobody is asked who they are")
	return cmd
}

func (p *program) serve(ctx context.Context, insecure bool) error {
	s, err := p.openStore()
	if err != nil {
		return err
	}
	l, err := server.Listen(p.config.Serve.Address, insecure)
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
	h, err := server.New(server.Options{
		Store: s, Open: p.opener(), Runner: r, MaxBody: int64(p.config.Serve.MaxBody),
		AnyHost: insecure, Log: p.logRequest,
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "http://%s/ serves the graph in %s; Ctrl-C stops\n", l.Addr(), p.graphName())
	return h.Serve(ctx, l)
}

func (p *program) logRequest(e server.Entry) {
	args := []any{"method", e.Method, "path", e.Path, "status", e.Status, "bytes", e.Bytes, "took", e.Took.Round(time.Microsecond)}
	switch {
	case e.Status >= 500:
		p.log.Error("request", append(args, "error", e.Err)...)
	case e.Err != nil:
		p.log.Warn("request", append(args, "error", e.Err)...)
	default:
		p.log.Info("request", args...)
	}
}
