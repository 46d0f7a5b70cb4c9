package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf8"
)

// xmlWriter writes XML 1.0 and keeps the first error.
type xmlWriter struct {
	w        *bufio.Writer
	stripped int
	err      error
}

func (x *xmlWriter) raw(s string) *xmlWriter {
	if x.err == nil {
		_, x.err = x.w.WriteString(s)
	}
	return x
}

func (x *xmlWriter) attribute(name, value string) *xmlWriter {
	return x.raw(" " + name + `="`).text(value).raw(`"`)
}

func (x *xmlWriter) text(s string) *xmlWriter {
	for s = x.strip(s); ; {
		i := strings.IndexFunc(s, isLineEnd)
		if i < 0 {
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		x.escape(s[:i]).raw(fmt.Sprintf("&#x%X;", r))
		s = s[i+size:]
	}
	return x.escape(s)
}

func (x *xmlWriter) escape(s string) *xmlWriter {
	if !strings.ContainsAny(s, "<>&\"'\t\n\r") {
		return x.raw(s)
	}
	if x.err == nil {
		x.err = xml.EscapeText(x.w, []byte(s))
	}
	return x
}

// isLineEnd holds for what parsers of XML 1.1, and some of 1.0, take for the end
// of a line.
func isLineEnd(r rune) bool { return r == '\u0085' || r == '\u2028' }

// strip leaves out what no XML 1.0 document may hold, not even escaped; one
// such character makes a whole file unreadable.
func (x *xmlWriter) strip(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == utf8.RuneError || !inXML(r) }) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		_, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || !inXML(r) {
			x.stripped++
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// inXML is the production Char of XML 1.0.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}
