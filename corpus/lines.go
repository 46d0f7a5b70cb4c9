package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"path"
)

// errTooLong says that an article, line or record is over the limit.
type errTooLong struct{ limit int64 }

func (e errTooLong) Error() string {
	return "longer than the limit of " + bytesText(e.limit)
}

// bytesText writes a number of bytes as people do: "64 MiB".
func bytesText(n int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= unit.size && n%unit.size == 0 {
			return fmt.Sprintf("%d %s", n/unit.size, unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// readAll reads r to its end, or refuses it once it is over limit bytes.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, errTooLong{limit}
	}
	return data, nil
}

// liner gives the lines of a stream, each with its number. A line over the
// limit is read past without being kept.
type liner struct {
	r     *bufio.Reader
	limit int64
	n     int // number of the line given last
	buf   []byte
}

// next returns the next line without its line feed; it is valid until the next
// call. An errTooLong concerns this line only; io.EOF comes after the last.
func (l *liner) next() ([]byte, error) {
	l.buf = l.buf[:0]
	var long error
	for first := true; ; first = false {
		part, err := l.r.ReadSlice('\n')
		if first && len(part) == 0 && err == io.EOF {
			return nil, io.EOF
		}
		if long == nil && int64(len(l.buf)+len(part)) > l.limit+1 {
			long, l.buf = errTooLong{l.limit}, nil
		}
		if long == nil {
			l.buf = append(l.buf, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		l.n++
		if err != nil && err != io.EOF {
			return nil, err
		}
		return trimEOL(l.buf), long
	}
}

func trimEOL(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	return line
}

// parent returns the folder of a slash-separated path, "" for none.
func parent(name string) string {
	dir := path.Dir(name)
	if dir == "." || dir == "/" {
		return ""
	}
	return dir
}
