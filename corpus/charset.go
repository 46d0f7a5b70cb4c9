package corpus

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const bomUTF8 = "\xef\xbb\xbf"

// errDamaged says that bytes that are no characters were replaced by U+FFFD.
var errDamaged = errors.New("not valid UTF-8: damaged characters were replaced by U+FFFD")

// decode returns data as UTF-8 without a byte order mark. It knows UTF-8,
// UTF-16 with a byte order mark, GB 18030 (and GBK), Big5 and Windows-1252 (and
// Latin-1). damaged means that some bytes had to be replaced. The error is
// errBinary.
func decode(data []byte) (text string, damaged bool, err error) {
	if enc := utf16(data); enc != nil {
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil || bytes.IndexByte(out, 0) >= 0 {
			return "", false, errBinary
		}
		return string(out), false, nil
	}
	data = bytes.TrimPrefix(data, []byte(bomUTF8))
	switch enc := charset(data); enc {
	case nil:
		return "", false, errBinary
	case encoding.Nop:
		return string(data), false, nil
	case encoding.Replacement:
		return strings.ToValidUTF8(string(data), "\uFFFD"), true, nil
	default:
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", false, errBinary
		}
		return string(out), bytes.Contains(out, []byte("\uFFFD")), nil
	}
}

// utf16 returns the encoding that a byte order mark names.
func utf16(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	return nil
}

// fromUTF16 converts a stream that begins with head; other streams pass.
func fromUTF16(r io.Reader, head []byte) io.Reader {
	if enc := utf16(head); enc != nil {
		return enc.NewDecoder().Reader(r)
	}
	return r
}

// charset guesses how data without a byte order mark is encoded: Nop for valid
// UTF-8, Replacement for UTF-8 with damage, nil for what is no text.
func charset(data []byte) encoding.Encoding {
	if looksBinary(data) {
		return nil
	}
	if utf8.Valid(data) {
		return encoding.Nop
	}
	good, bad := utf8Runs(data)
	if good > 2*bad {
		return encoding.Replacement
	}
	c := countPairs(data)
	switch {
	case c.single > c.paired: // umlauts stand alone between ASCII letters
		if c.undefined*20 > c.single {
			return nil
		}
		return charmap.Windows1252
	case c.badPairs*20 > c.paired:
		return nil
	case c.gb*10 >= c.paired*9: // GB 2312 has both bytes above 0xA0
		return simplifiedchinese.GB18030
	case c.low*4 > c.paired && decodes(traditionalchinese.Big5, data):
		return traditionalchinese.Big5
	}
	return simplifiedchinese.GB18030
}

// looksBinary reports whether data holds a NUL or many control characters.
func looksBinary(data []byte) bool {
	control := 0
	for _, b := range data {
		switch {
		case b == 0:
			return true
		case b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B, b == 0x7F:
			control++
		}
	}
	return control > 2 && control*100 > len(data)
}

// utf8Runs counts characters of several bytes and bytes that belong to none.
func utf8Runs(data []byte) (good, bad int) {
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// pairs counts how high bytes stand, read as a double-byte character set.
type pairs struct {
	single    int // high bytes followed by a byte that cannot be a second one
	undefined int // of these, bytes that Windows-1252 does not define
	paired    int // double-byte characters
	gb        int // of these, with both bytes above 0xA0
	low       int // of these, with a second byte below 0x7F
	badPairs  int // of these, outside any assigned row
}

// countPairs counts runs of high bytes: a run of odd length must end in a pair
// with an ASCII second byte, or is Latin.
func countPairs(data []byte) (c pairs) {
	for i := 0; i < len(data); i++ {
		lead := data[i]
		if lead < 0x80 {
			continue
		}
		if i+1 == len(data) || data[i+1] < 0x80 && !midRun(data, i) {
			c.single++
			if strings.IndexByte("\x81\x8d\x8f\x90\x9d", lead) >= 0 {
				c.undefined++
			}
			continue
		}
		i++
		if shortRun(data, i-1) {
			c.single += 2
			continue
		}
		c.paired++
		switch trail := data[i]; {
		case lead == 0x80 || lead == 0xFF || trail < 0x40 && (trail < '0' || trail > '9'):
			c.badPairs++
		case trail < 0x7F:
			c.low++
		case lead > 0xA0 && trail > 0xA0:
			c.gb++
		}
	}
	return c
}

// midRun reports whether a high byte before i belongs to the same run, so that
// data[i] with an ASCII byte behind it may still be a pair.
func midRun(data []byte, i int) bool {
	return data[i+1] >= 0x40 && (i > 0 && data[i-1] >= 0x80 || i+2 < len(data) && data[i+2] >= 0x80)
}

// shortRun reports whether the high byte at i begins a run of two beside an
// ASCII letter, as in "Gr\xFC\xDFe".
func shortRun(data []byte, i int) bool {
	if i > 0 && data[i-1] >= 0x80 || data[i+1] < 0x80 || i+2 < len(data) && data[i+2] >= 0x80 {
		return false
	}
	return i > 0 && letter(data[i-1]) || i+2 < len(data) && letter(data[i+2])
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func decodes(enc encoding.Encoding, data []byte) bool {
	out, err := enc.NewDecoder().Bytes(data)
	return err == nil && bytes.Count(out, []byte("\uFFFD"))*50 < len(out)
}
