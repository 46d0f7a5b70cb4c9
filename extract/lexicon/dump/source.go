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
	close func()
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
	s := &source{path: path, size: info.Size(), file: f, close: func() {}}
	if err := s.unpack(workers); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
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
		z := newParallelBzip2(in, workers)
		s.Reader, s.close = z, z.Close
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
	s.close()
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
