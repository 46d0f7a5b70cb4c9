package dump

import (
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner walks JSON text and decodes only what is asked for. It is many times
// faster than decoding everything: nine tenths of a Wikidata entity are claims
// that nobody reads. What is skipped is only matched for quotes and brackets.
type scanner struct {
	b []byte
	i int
}

var (
	errEnd    = errors.New("the JSON ends too early")
	errSyntax = errors.New("not JSON")
)

// peek returns the next byte that is not white space, 0 at the end.
func (s *scanner) peek() byte {
	for s.i < len(s.b) {
		switch c := s.b[s.i]; c {
		case ' ', '\t', '\r', '\n':
			s.i++
		default:
			return c
		}
	}
	return 0
}

// open enters an object or array and reports whether it has a first member;
// where it has none it is left again.
func (s *scanner) open(begin, end byte) (bool, error) {
	if err := s.expect(begin); err != nil {
		return false, err
	}
	if s.peek() == end {
		s.i++
		return false, nil
	}
	return true, nil
}

// more goes past a comma, or leaves the object or array.
func (s *scanner) more(end byte) (bool, error) {
	switch s.peek() {
	case ',':
		s.i++
		return true, nil
	case end:
		s.i++
		return false, nil
	case 0:
		return false, errEnd
	}
	return false, errSyntax
}

func (s *scanner) expect(c byte) error {
	switch s.peek() {
	case c:
		s.i++
		return nil
	case 0:
		return errEnd
	}
	return errSyntax
}

// object calls f for each member of an object, standing before its value, which
// f must read or skip. Any other value is skipped: where PHP wrote the file, an
// empty object is an empty array.
func (s *scanner) object(f func(key []byte) error) error {
	if s.peek() != '{' {
		return s.skip()
	}
	inside, err := s.open('{', '}')
	for inside && err == nil {
		var key []byte
		if key, err = s.raw(); err != nil {
			break
		}
		if err = s.expect(':'); err != nil {
			break
		}
		if err = f(key); err != nil {
			break
		}
		inside, err = s.more('}')
	}
	return err
}

// array calls f before each element of an array, which f must read or skip. Any
// other value is skipped.
func (s *scanner) array(f func() error) error {
	if s.peek() != '[' {
		return s.skip()
	}
	inside, err := s.open('[', ']')
	for inside && err == nil {
		if err = f(); err != nil {
			break
		}
		inside, err = s.more(']')
	}
	return err
}

// raw reads a string and returns what stands between its quotes.
func (s *scanner) raw() ([]byte, error) {
	if err := s.expect('"'); err != nil {
		return nil, err
	}
	b, start := s.b, s.i
	for i := start; i < len(b); i++ {
		switch b[i] {
		case '"':
			s.i = i + 1
			return b[start:i], nil
		case '\\':
			i++
		}
	}
	s.i = len(b)
	return nil, errEnd
}

// text reads a string and decodes it; of any other value it makes "".
func (s *scanner) text() (string, error) {
	if s.peek() != '"' {
		return "", s.skip()
	}
	raw, err := s.raw()
	return unescaped(raw), err
}

// texts reads an array of strings and leaves out what is none.
func (s *scanner) texts() ([]string, error) {
	var all []string
	return all, s.array(func() error {
		t, err := s.text()
		if t != "" {
			all = append(all, t)
		}
		return err
	})
}

// skip goes past any value.
func (s *scanner) skip() error {
	switch s.peek() {
	case '"':
		_, err := s.raw()
		return err
	case '{', '[':
		return s.skipNested()
	case 0:
		return errEnd
	}
	start := s.i
	for s.i < len(s.b) && literal(s.b[s.i]) {
		s.i++
	}
	if s.i == start {
		return errSyntax
	}
	return nil
}

// literal reports whether a byte can be part of a number, true, false or null.
func literal(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == '-' || c == '+' || c == '.' || c == 'E'
}

// skipNested is where most of the time goes; so its place is a local variable.
func (s *scanner) skipNested() error {
	depth, b := 0, s.b
	for i := s.i; i < len(b); i++ {
		switch b[i] {
		case '"':
			for i++; i < len(b) && b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				s.i = i + 1
				return nil
			}
		}
	}
	s.i = len(b)
	return errEnd
}

// unescaped decodes what stands between the quotes of a JSON string. What is no
// valid escape, a lone surrogate too, becomes U+FFFD.
func unescaped(raw []byte) string {
	i := 0
	for i < len(raw) && raw[i] != '\\' {
		i++
	}
	if i == len(raw) {
		return string(raw)
	}
	out := append(make([]byte, 0, len(raw)), raw[:i]...)
	for i < len(raw) {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			i++
			continue
		}
		r, n := escape(raw[i:])
		out = utf8.AppendRune(out, r)
		i += n
	}
	return string(out)
}

// escape decodes one escape and returns its length in bytes.
func escape(b []byte) (rune, int) {
	if len(b) < 2 {
		return utf8.RuneError, len(b)
	}
	switch b[1] {
	case 'n':
		return '\n', 2
	case 't':
		return '\t', 2
	case 'r':
		return '\r', 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case '"', '\\', '/':
		return rune(b[1]), 2
	case 'u':
		return unicodeEscape(b)
	}
	return utf8.RuneError, 2
}

func unicodeEscape(b []byte) (rune, int) {
	r := hex4(b)
	if r < 0 {
		return utf8.RuneError, 2
	}
	if utf16.IsSurrogate(r) {
		if pair := utf16.DecodeRune(r, hex4(b[6:])); pair != utf8.RuneError {
			return pair, 12
		}
		return utf8.RuneError, 6
	}
	return r, 6
}

// hex4 reads \uXXXX, -1 where it does not stand there.
func hex4(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}
