// Package guard stands before an HTTP handler: it says who may ask, under which
// host names, from which web pages, how often and how much, and what a browser
// may do with the answers. It knows nothing of what is asked.
package guard

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Options say what a Guard lets in.
type Options struct {
	// Tokens are those that are known. Without any, everybody who reaches the
	// server may do everything; it must not be reached from elsewhere then.
	Tokens []Token
	// Hosts are names, without port, that a request may be sent to beside those of
	// this machine itself. With none, any will do where there are tokens.
	Hosts []string
	// Origins are the web pages of other sites that may read answers, as a browser
	// names them: "https://notebook.example". All others may not.
	Origins []string
	// Rate is how many requests a second a client may send for long, five seconds'
	// worth of them at once; 0 means any number.
	Rate float64
	// Requests is how many are answered at once; 0 means any number.
	Requests int
	// Open are paths that ask for no token and are always answered: whether the
	// server is alive.
	Open []string
}

// Guard lets requests in. It is safe for concurrent use.
type Guard struct {
	options Options
	clients *clients
	places  chan struct{} // one for each request that is being answered; nil where any number may
	zips    sync.Pool     // of *gzip.Writer, each of which holds a megabyte
}

// New returns a guard. The error is an origin that no browser would send.
func New(o Options) (*Guard, error) {
	for _, origin := range o.Origins {
		if err := checkOrigin(origin); err != nil {
			return nil, err
		}
	}
	g := &Guard{options: o, clients: newClients(o.Rate)}
	if o.Requests > 0 {
		g.places = make(chan struct{}, o.Requests)
	}
	return g, nil
}

// Visit is a request that was let in, or turned away.
type Visit struct {
	ID     string // the client's X-Request-Id, or one of ours
	Client string // the name of its token, or else its address
	Role   Role   // what it may do
}

// ErrAnswered says that the guard has answered the request: a browser asked
// whether a page of another site may send one.
var ErrAnswered = errors.New("answered by the guard")

// Refusal is why a request is turned away.
type Refusal struct {
	Status int // of HTTP
	Reason string
}

func (r *Refusal) Error() string { return r.Reason }

func refuse(status int, format string, args ...any) error {
	return &Refusal{status, fmt.Sprintf(format, args...)}
}

// Admit sets the headers of the answer and says who asks. The error is a
// *Refusal or ErrAnswered. What it returns is called when the answer is done.
func (g *Guard) Admit(w http.ResponseWriter, r *http.Request) (Visit, func(), error) {
	v := Visit{ID: requestID(r), Client: address(r)}
	w.Header().Set("X-Request-Id", v.ID)
	setHeaders(w.Header())
	if !g.knows(hostOf(r)) {
		return v, nothing, refuse(http.StatusForbidden, "this server answers only at a loopback address, or a name in serve.hosts, not as %q", r.Host)
	}
	if err := g.crossOrigin(w, r); err != nil {
		return v, nothing, err
	}
	if slices.Contains(g.options.Open, r.URL.Path) {
		return v, nothing, nil
	}
	if packed := r.Header.Get("Content-Encoding"); packed != "" && !strings.EqualFold(packed, "identity") {
		return v, nothing, refuse(http.StatusUnsupportedMediaType, "the body is sent as %q; send it as it is", packed)
	}
	err := g.identify(r, &v)
	if wait := g.clients.wait(v.Client); wait > 0 {
		w.Header().Set("Retry-After", seconds(wait))
		return v, nothing, refuse(http.StatusTooManyRequests, "too many requests; this server answers %v a second of one client", g.options.Rate)
	}
	if err != nil {
		challenge(w.Header())
		return v, nothing, err
	}
	leave, err := g.enter(w)
	return v, leave, err
}

func nothing() {}

// enter takes a place among those that are answered.
func (g *Guard) enter(w http.ResponseWriter) (leave func(), err error) {
	if g.places == nil {
		return nothing, nil
	}
	select {
	case g.places <- struct{}{}:
		return func() { <-g.places }, nil
	default:
		w.Header().Set("Retry-After", "1")
		return nothing, refuse(http.StatusServiceUnavailable, "%d requests are being answered; ask again later", cap(g.places))
	}
}

// knows reports whether a request may be sent to a host. A web page can have its
// own name point to this machine; its requests then come from here, but under
// that name. Where tokens are asked for, such a page has none.
func (g *Guard) knows(host string) bool {
	if IsLoopback(host) || slices.ContainsFunc(g.options.Hosts, func(h string) bool { return strings.EqualFold(h, host) }) {
		return true
	}
	return len(g.options.Hosts) == 0 && len(g.options.Tokens) > 0
}

// IsLoopback reports whether a host is this machine as it calls itself.
func IsLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// hostOf returns the host that a request names, without a port; empty where it
// names none.
func hostOf(r *http.Request) string {
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		return strings.Trim(r.Host, "[]")
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return ""
	}
	return host
}

// key is where a request's context has its Visit.
type key struct{}

// WithVisit returns a context that knows who asks.
func WithVisit(ctx context.Context, v Visit) context.Context {
	return context.WithValue(ctx, key{}, v)
}

// VisitOf returns who asks, by the context of the request.
func VisitOf(ctx context.Context) Visit {
	v, _ := ctx.Value(key{}).(Visit)
	v.Role = cmp.Or(v.Role, Nobody)
	return v
}
