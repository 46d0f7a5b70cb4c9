package guard

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
)

func TestTokenLine(t *testing.T) {
	seen := map[string]bool{}
	for _, role := range []Role{Read, Write} {
		token, secret, err := NewToken("anna.b-1", role)
		check(t, err)
		line := token.String()
		again, err := ParseToken(line)
		check(t, err)
		if again != token {
			t.Errorf("%s was read as %s", line, again)
		}
		if strings.Contains(line, strings.TrimPrefix(secret, secretPrefix)) || strings.ContainsAny(line, ",\"\n") {
			t.Errorf("the line %s tells too much of %s, or cannot stand in a list", line, secret)
		}
		if len(secret) != len(secretPrefix)+43 || seen[secret] {
			t.Errorf("secret %s", secret)
		}
		seen[secret] = true
	}
}

func TestParseTokenRefuses(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	for line, want := range map[string]string{
		"":                                  "want NAME read|write",
		"anna read":                         "want NAME read|write",
		"anna admin sha256:" + hash:         `role "admin"`,
		"anna read sha256:" + hash[2:]:      "64 hexadecimal",
		"anna read sha256:" + hash + "zz":   "64 hexadecimal",
		"anna read " + hash:                 "sha256:",
		"an/na read sha256:" + hash:         "want a name",
		"-x read sha256:" + hash:            "want a name",
		"trigraph_secretsecretsecretsecret": "want NAME", // and the secret is not told in full
	} {
		_, err := ParseToken(line)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secretsecretsecret") {
			t.Errorf("%q: %v, want %s", line, err, want)
		}
	}
	for _, role := range []Role{"", Nobody, "admin"} {
		if _, _, err := NewToken("anna", role); err == nil {
			t.Errorf("a token with the role %q", role)
		}
	}
}

func TestIdentify(t *testing.T) {
	anna, annas, err := NewToken("anna", Read)
	check(t, err)
	ben, bens, err := NewToken("ben", Write)
	check(t, err)
	g := newGuard(t, Options{Tokens: []Token{anna, ben}})
	basic := func(user, password string) string {
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
	}
	for _, tt := range []struct {
		header []string
		client string
		role   Role
		status int
	}{
		{[]string{"Bearer " + annas}, "anna", Read, 200},
		{[]string{"bearer  " + bens}, "ben", Write, 200},
		{[]string{basic("", bens)}, "ben", Write, 200},
		{[]string{basic("whoever", annas)}, "anna", Read, 200},
		{nil, "127.0.0.1", Nobody, 401},
		{[]string{""}, "127.0.0.1", Nobody, 401},
		{[]string{"Bearer "}, "127.0.0.1", Nobody, 401},
		{[]string{"Bearer " + annas[:len(annas)-1]}, "127.0.0.1", Nobody, 401},
		{[]string{"Bearer " + annas + "x"}, "127.0.0.1", Nobody, 401},
		{[]string{"Bearer " + strings.ToUpper(annas)}, "127.0.0.1", Nobody, 401},
		{[]string{"Bearer " + anna.String()[len("anna read sha256:"):]}, "127.0.0.1", Nobody, 401}, // the hash is no secret
		{[]string{annas}, "127.0.0.1", Nobody, 401},
		{[]string{"Digest " + annas}, "127.0.0.1", Nobody, 401},
		{[]string{basic(annas, "")}, "127.0.0.1", Nobody, 401},
		{[]string{"Bearer " + annas, "Bearer " + bens}, "127.0.0.1", Nobody, 401},
	} {
		v, status, _ := ask(g, func(r *http.Request) { r.Header["Authorization"] = tt.header })
		if v.Client != tt.client || v.Role != tt.role || status != tt.status {
			t.Errorf("%q: %+v %d, want %s %s %d", tt.header, v, status, tt.client, tt.role, tt.status)
		}
	}
	if _, status, _ := ask(g, func(r *http.Request) { r.URL.RawQuery = "token=" + annas }); status != 401 {
		t.Errorf("a token in the address, which logs keep, is taken: %d", status)
	}
	if v, status, _ := ask(newGuard(t, Options{}), nil); v.Role != Write || status != 200 {
		t.Errorf("without tokens: %+v %d", v, status)
	}
}
