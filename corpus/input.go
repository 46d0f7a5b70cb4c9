package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
)

// peekSize is how much of a file is looked at to tell what it is.
const peekSize = 64 << 10

var (
	errEmpty   = errors.New("empty")
	errBinary  = errors.New("binary, not text")
	errNothing = errors.New("no articles in it")
	errCut     = errors.New("cut off: it ends too early")
	errTooDeep = errors.New("an archive within an archive within an archive is not read")
)

// input is a file, or an entry of an archive, before it is known what it is.
type input struct {
	source  string      // how messages and articles name it
	name    string      // file name, a hint at the format
	id      string      // id of an article that brings none
	unnamed bool        // id is no file's: other input has the same
	at      io.ReaderAt // nil if it can only be streamed
	size    int64       // bytes behind at
	depth   int         // archives it was taken from
}

// whole reads all that r holds, and says so where that is no article.
func (rd *reading) whole(in *input, r io.Reader) bool {
	before := rd.count
	open := rd.read(in, r)
	if open && rd.count == before {
		return rd.fail(in.source, 0, errNothing)
	}
	return open
}

// read tells what r holds and reads it.
func (rd *reading) read(in *input, r io.Reader) bool {
	br := bufio.NewReaderSize(r, peekSize)
	head, err := br.Peek(peekSize)
	if err != nil && err != io.EOF && len(head) == 0 {
		return rd.fail(in.source, 0, cause(err))
	}
	if len(head) == 0 {
		return rd.fail(in.source, 0, errEmpty)
	}
	if kind := packing(head); kind != "" {
		if in.depth > 1 {
			return rd.fail(in.source, 0, errTooDeep)
		}
		return rd.unpack(kind, in, br)
	}
	if what := refused(head); what != nil {
		return rd.fail(in.source, 0, what)
	}
	return rd.text(in, br, head)
}

// refused names what looks like text but is none that is read here.
func refused(head []byte) error {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return errors.New("PDF is not read: convert it to text first")
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return errors.New("RTF is not read: convert it to text first")
	}
	return nil
}

// packing returns the kind of archive that begins with head, "" for none.
func packing(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b\x08")):
		return "gzip"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return "zip"
	case bytes.HasPrefix(head, []byte("WARC/1.")):
		return "warc"
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return "tar"
	}
	return ""
}

// entryOf returns the input for one entry of the archive in.
func (in *input) entryOf(name string) *input {
	name = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
	return &input{
		source: in.source + "#" + name, name: path.Base(name),
		id: in.id + "#" + name, unnamed: in.unnamed, depth: in.depth + 1,
	}
}

// inner returns the input for what a single packed file holds.
func (in *input) inner() *input {
	return &input{
		source: in.source, id: in.id, unnamed: in.unnamed, depth: in.depth + 1,
		name: trimExt(in.name, ".gz"),
	}
}

func trimExt(name, ext string) string {
	if strings.HasSuffix(strings.ToLower(name), ext) {
		return name[:len(name)-len(ext)]
	}
	return name
}
