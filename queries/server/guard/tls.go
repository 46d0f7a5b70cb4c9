package guard

import (
	"crypto/tls"
	"fmt"
	"os"
	"sync"
	"time"
)

// checkEvery is how often files are looked at for a change, at most.
const checkEvery = 5 * time.Second

// certificate is a pair of files, read anew when one of them changes.
type certificate struct {
	cert, key string
	report    func(error) // of a pair that cannot be read
	now       func() time.Time

	mu      sync.Mutex
	loaded  *tls.Certificate
	changed [2]time.Time
	looked  time.Time
}

// TLS returns the configuration of a server whose certificate chain and key are
// in PEM files. Once read, a new pair takes the place of the old within seconds
// of its writing; one that cannot be read is reported, once for each change, and
// the old stays.
func TLS(cert, key string, report func(error)) (*tls.Config, error) {
	c := &certificate{cert: cert, key: key, report: report, now: time.Now}
	if err := c.load(); err != nil {
		return nil, err
	}
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.get(), nil },
	}, nil
}

func (c *certificate) get() *tls.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); now.Sub(c.looked) >= checkEvery {
		c.looked = now
		if changed, err := c.times(); err != nil || changed != c.changed {
			if err := c.load(); err != nil && (changed != c.changed) {
				c.report(err)
			}
			c.changed = changed
		}
	}
	return c.loaded
}

// load reads the files.
func (c *certificate) load() error {
	changed, err := c.times()
	if err != nil {
		return fmt.Errorf("TLS: %w", err)
	}
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		return fmt.Errorf("TLS: %s, %s: %w", c.cert, c.key, err)
	}
	c.loaded, c.changed = &pair, changed
	return nil
}

// times says when the files were written.
func (c *certificate) times() (t [2]time.Time, err error) {
	for i, name := range []string{c.cert, c.key} {
		info, err := os.Stat(name)
		if err != nil {
			return [2]time.Time{}, err
		}
		t[i] = info.ModTime()
	}
	return t, nil
}
