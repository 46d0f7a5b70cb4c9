package main

import (
	"cmp"
	"fmt"
	"net"

	"github.com/spf13/cobra"

	"trigraph/queries/server"
	"trigraph/queries/server/guard"
)

// openRate is how many requests a second a client has where other machines can
// reach the server and the configuration says nothing.
const openRate = 50

// serverOptions are what the configuration says of the server.
func (p *program) serverOptions() (server.Options, error) {
	c := p.config.Serve
	o := server.Options{
		Open: p.opener(), MaxBody: int64(c.MaxBody), Connections: c.MaxConnections, Timeout: p.config.Query.Timeout, Log: p.logRequest, Review: p.reviewer(),
		Guard: guard.Options{Hosts: c.Hosts, Origins: c.Origins, Rate: c.Rate, Requests: c.MaxRequests},
	}
	host, _, err := net.SplitHostPort(c.Address)
	if err == nil && !guard.IsLoopback(host) {
		o.Guard.Rate = cmp.Or(c.Rate, openRate)
	}
	for _, line := range c.Tokens {
		t, err := guard.ParseToken(line)
		if err != nil {
			return o, usageError("configuration: serve.tokens: %w", err)
		}
		o.Guard.Tokens = append(o.Guard.Tokens, t)
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return o, usageError("configuration: serve.tls_cert and serve.tls_key belong together")
	}
	if c.TLSCert != "" {
		o.TLS, err = guard.TLS(c.TLSCert, c.TLSKey, func(err error) {
			p.log.Error("the certificate in use stays; the new one cannot be read", "error", err)
		})
		if err != nil {
			return o, err
		}
	}
	return o, nil
}

func (p *program) serveTokenCommand() *cobra.Command {
	var role string
	cmd := &cobra.Command{
		Use:   "token NAME",
		Short: "make a token for somebody who may ask a server",
		Long: `token makes a secret that lets somebody ask the server, and the line for
serve.tokens in config.yaml by which the server knows it. The secret is shown
once and kept nowhere: the line has only its SHA-256. A client sends it as
"Authorization: Bearer SECRET"; a browser asks for it as a password, with any
user name. Who may write may also judge what is one thing, where serve.review is
on. The line taken out of the configuration, the token is worth nothing.`,
		Example: `  trigraph serve token anna
  trigraph serve token ben --role write`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			t, secret, err := guard.NewToken(args[0], guard.Role(role))
			if err != nil {
				return usageError("%w", err)
			}
			fmt.Fprintf(p.out, "secret, for %s alone, shown only now:\n  %s\nline for config.yaml, under serve: tokens:\n    - %s\n", t.Name, secret, t)
			return nil
		},
	}
	cmd.Flags().StringVar(&role, "role", "read", "read, or write")
	return cmd
}
