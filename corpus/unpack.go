package corpus

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// bombGrace is how many bytes an archive may give before its ratio counts.
const bombGrace = 16 << 20

var errOffice = errors.New("an office document or e-book is not read: convert it to text first")

// meter counts what an archive unpacks to and stops it at the limits. Only
// what is asked for is counted, so skipped entries cost nothing.
type meter struct {
	rd     *reading
	packed func() int64 // bytes of the archive itself, as far as known
	given  int64
}

// reader returns r with its bytes counted.
func (m *meter) reader(r io.Reader) io.Reader { return &metered{m, r} }

type metered struct {
	*meter
	io.Reader
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.given += int64(n)
	if bomb := m.check(); bomb != nil {
		return 0, bomb
	}
	return n, err
}

// errBomb marks an archive that unpacks to too much.
type errBomb struct{ what string }

func (e errBomb) Error() string { return e.what }

func (m *meter) check() error {
	switch {
	case m.given > m.rd.MaxUnpacked:
		return errBomb{fmt.Sprintf("unpacks to more than %s", bytesText(m.rd.MaxUnpacked))}
	case m.given > bombGrace && m.given/m.rd.MaxRatio > m.packed():
		return errBomb{fmt.Sprintf("unpacks to more than %d times its size", m.rd.MaxRatio)}
	}
	return nil
}

// counter counts the bytes read through it.
type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

func (rd *reading) unpack(kind string, in *input, r *bufio.Reader) bool {
	switch kind {
	case "gzip":
		return rd.gunzip(in, r)
	case "zip":
		return rd.unzip(in, r)
	case "warc":
		return rd.warc(in, r)
	}
	return rd.untar(in, r)
}

func (rd *reading) gunzip(in *input, r io.Reader) bool {
	c := &counter{Reader: r}
	z, err := gzip.NewReader(c)
	if err != nil {
		return rd.fail(in.source, 0, err)
	}
	m := &meter{rd: rd, packed: func() int64 { return c.n }}
	br := bufio.NewReaderSize(m.reader(z), peekSize)
	if head, _ := br.Peek(512); packing(head) == "tar" {
		return rd.untar(in, br) // .tar.gz counts as one archive
	}
	return rd.read(in.inner(), br)
}

func (rd *reading) untar(in *input, r io.Reader) bool {
	before := rd.count
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return rd.fail(in.source, 0, err)
		}
		if h.Typeflag != tar.TypeReg || rd.passOver(h.Name) {
			continue
		}
		if !rd.read(in.entryOf(h.Name), t) {
			return false
		}
	}
	return rd.emptyArchive(in, before)
}

func (rd *reading) unzip(in *input, r io.Reader) bool {
	at, size := in.at, in.size
	if at == nil { // streamed or packed: the directory at its end must be held
		data, err := readAll(r, rd.MaxArticle)
		if err != nil {
			return rd.fail(in.source, 0, err)
		}
		at, size = bytes.NewReader(data), int64(len(data))
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return rd.fail(in.source, 0, err)
	}
	before := rd.count
	m := &meter{rd: rd, packed: func() int64 { return size }}
	for _, f := range z.File {
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" {
			return rd.fail(in.source, 0, errOffice)
		}
		if f.FileInfo().Mode().IsRegular() && !rd.zipped(in, f, m) {
			return false
		}
		if m.check() != nil {
			return true // reported by the entry that went too far
		}
	}
	return rd.emptyArchive(in, before)
}

// zipped reads one entry of a zip archive.
func (rd *reading) zipped(in *input, f *zip.File, m *meter) bool {
	name := f.Name
	if f.NonUTF8 {
		name, _, _ = decode([]byte(name)) // Chinese Windows writes GBK here
	}
	if rd.passOver(name) {
		return true
	}
	entry := in.entryOf(name)
	if f.Flags&1 != 0 {
		return rd.fail(entry.source, 0, errors.New("encrypted"))
	}
	r, err := f.Open()
	if err != nil {
		return rd.fail(entry.source, 0, err)
	}
	defer r.Close()
	return rd.read(entry, m.reader(r))
}

// passOver reports whether an entry of an archive is no article by its name.
func (rd *reading) passOver(name string) bool {
	for part := name; part != "" && part != "."; part = parent(part) {
		if hidden(part) {
			return true
		}
	}
	return rd.tables.formatOf(name) == formatSkip
}

func (rd *reading) emptyArchive(in *input, before int) bool {
	if rd.count == before {
		return rd.fail(in.source, 0, errors.New("no articles in this archive"))
	}
	return true
}
