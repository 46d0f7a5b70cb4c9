package guard

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// Role is what a client may do.
type Role string

// The roles. Who may write may read.
const (
	Nobody Role = "nobody"
	Read   Role = "read"
	Write  Role = "write"
)

// Token is what lets a client in, as the server knows it: not the secret, but its
// SHA-256. A secret is 256 random bits, which nobody finds by trying, so that a
// slow hash as for passwords would only slow down the server.
type Token struct {
	Name string // of the client, for the log
	Role Role
	hash [sha256.Size]byte
}

// secretPrefix makes a secret known for what it is where it does not belong.
const secretPrefix = "trigraph_"

var tokenName = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]{0,63}$`)

// NewToken makes a token with its secret, which is nowhere else.
func NewToken(name string, role Role) (Token, string, error) {
	bits := make([]byte, 32)
	_, _ = rand.Read(bits) // never fails (its documentation)
	secret := secretPrefix + base64.RawURLEncoding.EncodeToString(bits)
	t := Token{name, role, sha256.Sum256([]byte(secret))}
	return t, secret, t.check()
}

func (t Token) check() error {
	switch {
	case !tokenName.MatchString(t.Name):
		return fmt.Errorf("token %q: want a name of letters, digits, dots and hyphens", t.Name)
	case t.Role != Read && t.Role != Write:
		return fmt.Errorf("token %q: role %q is neither read nor write", t.Name, t.Role)
	}
	return nil
}

// String is the token as a line of the configuration: NAME ROLE sha256:HEX.
func (t Token) String() string {
	return fmt.Sprintf("%s %s sha256:%x", t.Name, t.Role, t.hash)
}

// ParseToken reads what String wrote.
func ParseToken(line string) (Token, error) {
	f := strings.Fields(line)
	if len(f) != 3 {
		return Token{}, fmt.Errorf("token %.20q: want NAME read|write sha256:HEX, as trigraph serve token prints it", line)
	}
	t := Token{Name: f[0], Role: Role(f[1])}
	text, ok := strings.CutPrefix(f[2], "sha256:")
	hash, err := hex.DecodeString(text)
	if !ok || err != nil || len(hash) != len(t.hash) {
		return Token{}, fmt.Errorf("token %q: want sha256: and 64 hexadecimal digits", t.Name)
	}
	copy(t.hash[:], hash)
	return t, t.check()
}

// identify puts into v who asks. Without a token where tokens are asked for, or
// with a wrong one, it is nobody.
func (g *Guard) identify(r *http.Request, v *Visit) error {
	if len(g.options.Tokens) == 0 {
		v.Role = Write
		return nil
	}
	v.Role = Nobody
	secret, ok := secretOf(r)
	if !ok {
		return refuse(http.StatusUnauthorized, "this server asks for a token: Authorization: Bearer …, or a browser's password")
	}
	hash, found := sha256.Sum256([]byte(secret)), -1
	for i, t := range g.options.Tokens { // all of them: how long it takes says nothing
		if subtle.ConstantTimeCompare(hash[:], t.hash[:]) == 1 {
			found = i
		}
	}
	if found < 0 {
		return refuse(http.StatusUnauthorized, "this server does not know the token")
	}
	v.Client, v.Role = g.options.Tokens[found].Name, g.options.Tokens[found].Role
	return nil
}

// secretOf returns what a request brings: a bearer token (RFC 6750), or the
// password of basic authentication (RFC 7617), which every browser and HTTP
// library can send; the user name does not matter. A request with two says
// nothing.
func secretOf(r *http.Request) (string, bool) {
	values := r.Header.Values("Authorization")
	if len(values) != 1 {
		return "", false
	}
	if _, password, ok := r.BasicAuth(); ok {
		return password, true
	}
	scheme, secret, _ := strings.Cut(values[0], " ")
	return strings.TrimSpace(secret), strings.EqualFold(scheme, "Bearer")
}

// challenge says how to bring a token.
func challenge(h http.Header) {
	h.Add("WWW-Authenticate", `Bearer realm="trigraph"`)
	h.Add("WWW-Authenticate", `Basic realm="trigraph", charset="UTF-8"`)
}
