package dump

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync/atomic"
)

// source is an input file, unpacked as it is read.
type source struct {
	io.Reader
	path  string
	size  int64
	file  *os.File
	read  atomic.Int64 // bytes of the file so far
	bzip2 *parallelBzip2
}

// openSource opens a file and unpacks it by what it begins with: gzip, bzip2, zip
// (its first member), or nothing of these.
func openSource(path string, workers int) (*source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	s := &source{path: path, size: info.Size(), file: f}
	if err := s.unpack(workers); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// begin goes to a place where unpacking can begin, as mark told it.
func (s *source) begin(at mark, workers int) error {
	if s.bzip2 == nil || at.At == 0 {
		return nil
	}
	s.bzip2.Close()
	if _, err := s.file.Seek(at.At, io.SeekStart); err != nil {
		return err
	}
	s.read.Store(at.At)
	s.bzip2 = newParallelBzip2(countingReader{s}, at, workers)
	s.Reader = s.bzip2
	return nil
}

// mark is a place to begin at before an unpacked byte: in a bzip2 file a block,
// in others the beginning.
func (s *source) mark(offset int64) mark {
	if s.bzip2 == nil {
		return mark{}
	}
	return s.bzip2.before(offset)
}

func (s *source) unpack(workers int) error {
	in := bufio.NewReaderSize(countingReader{s}, 1<<18)
	magic, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		if err != nil {
			return err
		}
		s.Reader = z
	case bytes.HasPrefix(magic, []byte("BZh")):
		s.bzip2 = newParallelBzip2(in, mark{}, workers)
		s.Reader = s.bzip2
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")):
		return s.unzip()
	default:
		s.Reader = in
	}
	return nil
}

func (s *source) unzip() error {
	z, err := zip.NewReader(countingReaderAt{s}, s.size)
	if err != nil {
		return err
	}
	if len(z.File) != 1 {
		return fmt.Errorf("the archive has %d files, one is read", len(z.File))
	}
	member, err := z.File[0].Open()
	s.Reader = member
	return err
}

func (s *source) Close() error {
	if s.bzip2 != nil {
		s.bzip2.Close()
	}
	return s.file.Close()
}

// errorf says where in the file something went wrong.
func (s *source) errorf(err error) error {
	return fmt.Errorf("%s: after byte %d of %d: %w", s.path, s.read.Load(), s.size, err)
}

// tailLength is how much before a place of the file is compared to see that it is
// the same file.
const tailLength = 1 << 16

// tail is a checksum of the file just before a place.
func (s *source) tail(before int64) (uint32, error) {
	from := max(0, before-tailLength)
	buf := make([]byte, before-from)
	if _, err := s.file.ReadAt(buf, from); err != nil {
		return 0, err
	}
	return crc32.ChecksumIEEE(buf), nil
}

type countingReader struct{ s *source }

func (c countingReader) Read(p []byte) (int, error) {
	n, err := c.s.file.Read(p)
	c.s.read.Add(int64(n))
	return n, err
}

type countingReaderAt struct{ s *source }

func (c countingReaderAt) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.s.file.ReadAt(p, at)
	c.s.read.Store(at + int64(n))
	return n, err
}
