package guard

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// writePair writes a certificate with a name and its key, of a given time.
func writePair(t *testing.T, cert, key, name string, written time.Time) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	check(t, err)
	bytes, err := x509.MarshalPKCS8PrivateKey(private)
	check(t, err)
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: bytes}} {
		check(t, os.WriteFile(file, pem.EncodeToMemory(block), 0o600))
		check(t, os.Chtimes(file, written, written))
	}
}

func name(t *testing.T, c *tls.Certificate) string {
	t.Helper()
	parsed, err := x509.ParseCertificate(c.Certificate[0])
	check(t, err)
	return parsed.Subject.CommonName
}

// TestTLSReload: a new pair is used once it is looked for, and a broken one
// leaves the old, with one word about it.
func TestTLSReload(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	first := time.Now().Add(-time.Hour)
	writePair(t, cert, key, "one", first)
	now, reported := time.Now(), 0
	c := &certificate{cert: cert, key: key, now: func() time.Time { return now }, report: func(error) { reported++ }}
	check(t, c.load())
	c.get()
	writePair(t, cert, key, "two", first.Add(time.Minute))
	if got := name(t, c.get()); got != "one" {
		t.Errorf("at once: %s", got)
	}
	now = now.Add(checkEvery)
	if got := name(t, c.get()); got != "two" {
		t.Errorf("after a while: %s", got)
	}
	check(t, os.WriteFile(key, []byte("half"), 0o600))
	for range 3 {
		now = now.Add(checkEvery)
		if got := name(t, c.get()); got != "two" {
			t.Errorf("with a broken key: %s", got)
		}
	}
	if reported != 1 {
		t.Errorf("reported %d times", reported)
	}
	writePair(t, cert, key, "three", first.Add(2*time.Minute))
	now = now.Add(checkEvery)
	if got := name(t, c.get()); got != "three" {
		t.Errorf("repaired: %s", got)
	}
}

func TestTLSRefuses(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	if _, err := TLS(cert, key, nil); err == nil {
		t.Error("files that are not there are taken")
	}
	writePair(t, cert, key, "one", time.Now())
	writePair(t, filepath.Join(dir, "other"), key, "two", time.Now())
	if _, err := TLS(cert, key, nil); err == nil {
		t.Error("a key of another certificate is taken")
	}
}
