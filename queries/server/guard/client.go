package guard

import (
	"crypto/rand"
	"math"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// goodID is what we take as a request's id: nothing that could break a line of a
// log.
var goodID = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

// requestID returns the id that a client gave its request, or makes one.
func requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); goodID.MatchString(id) {
		return id
	}
	return rand.Text()
}

// address is the client's; of IPv6 the network, since one machine has as many
// addresses in it as it likes. What a request says of itself (X-Forwarded-For) is
// not believed.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || ip.Unmap().Is4() || ip.IsLoopback() {
		return host
	}
	network, _ := ip.WithZone("").Prefix(64) // 64 bits are there
	return network.String()
}

const (
	manyClients = 10000
	burst       = 5 * time.Second
)

// clients counts the requests of each.
type clients struct {
	rate float64 // a second; 0 means that nobody counts
	mu   sync.Mutex
	each map[string]*client
}

type client struct {
	limit *rate.Limiter
	seen  time.Time
}

func newClients(perSecond float64) *clients {
	return &clients{rate: perSecond, each: map[string]*client{}}
}

// wait takes a client's request into account; 0 means that it may be answered,
// else it says when the next may.
func (c *clients) wait(name string) time.Duration {
	if c.rate <= 0 {
		return 0
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	one := c.each[name]
	if one == nil {
		c.forget(now)
		one = &client{limit: rate.NewLimiter(rate.Limit(c.rate), max(1, int(math.Ceil(c.rate*burst.Seconds()))))}
		c.each[name] = one
	}
	one.seen = now
	if one.limit.AllowN(now, 1) {
		return 0
	}
	return time.Duration((1 - one.limit.TokensAt(now)) / c.rate * float64(time.Second))
}

// forget drops clients who have not asked for so long that all is as if they were
// new, and, should there be too many still, all.
func (c *clients) forget(now time.Time) {
	if len(c.each) < manyClients {
		return
	}
	for name, one := range c.each {
		if now.Sub(one.seen) > burst {
			delete(c.each, name)
		}
	}
	if len(c.each) >= manyClients {
		clear(c.each)
	}
}

// seconds writes a time as Retry-After has it, rounded up.
func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
