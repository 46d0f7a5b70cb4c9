package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"golang.org/x/sync/errgroup"
)

// A log is a header line and records. Lines that are not quads are comments,
// so that the whole is a file of N-Quads:
//
//	# begin article "news/1" "00ff"
//	<tg:article/news/1> <rdf:type> <tg:Article> <tg:article/news/1> .
//	# end 1 9f86d081884c7d659a2feaa0c55ad015
//
// The end line holds the number of quads and the checksum of all before it.
const logHeader = "# trigraph quad log 1\n"

func logName(number int) string { return fmt.Sprintf("quads-%06d.nq", number) }

// logNumber returns 0 for a name that no log has.
func logNumber(name string) int {
	var n int
	if _, err := fmt.Sscanf(name, "quads-%d.nq", &n); err != nil || n < 1 || name != logName(n) {
		return 0
	}
	return n
}

func beginLine(e entry) string {
	return fmt.Sprintf("# begin %s %q %q\n", e.Kind, e.ID, e.Hash)
}

func endLine(e entry) string { return fmt.Sprintf("# end %d %s\n", e.Quads, e.Sum) }

// checksum is the first 128 bits of SHA-256, in hex.
func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// encode returns a record's bytes, and e with all but its offset.
func encode(e entry, quads []quad.Quad) ([]byte, entry, error) {
	var b bytes.Buffer
	b.WriteString(beginLine(e))
	for _, q := range quads {
		line := q.NQuad()
		if !q.IsValid() || strings.Contains(line, "\n") {
			return nil, e, fmt.Errorf("%q is not a quad that can be written", line)
		}
		b.WriteString(line + "\n")
	}
	e.Quads, e.Sum = len(quads), checksum(b.Bytes())
	b.WriteString(endLine(e))
	e.Length = int64(b.Len())
	return b.Bytes(), e, nil
}

// verify checks a record's bytes against its entry and returns the lines of
// its quads.
func verify(e entry, data []byte) ([]byte, error) {
	begin, end := beginLine(e), endLine(e)
	if !bytes.HasPrefix(data, []byte(begin)) || len(data) < len(begin)+len(end) {
		return nil, fmt.Errorf("not the record of %s %q", e.Kind, e.ID)
	}
	body := data[:len(data)-len(end)]
	if string(data[len(body):]) != end || checksum(body) != e.Sum {
		return nil, fmt.Errorf("the checksum of %s %q does not fit", e.Kind, e.ID)
	}
	return body[len(begin):], nil
}

// readLog reads and checks all records that the manifest names, in the order
// of the log.
func readLog(dir string, m manifest) ([]part, error) {
	f, err := os.Open(filepath.Join(dir, m.Log))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := checkHeader(f, m); err != nil {
		return nil, err
	}
	entries := slices.Clone(m.Records)
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.Offset, b.Offset) })
	parts := make([]part, len(entries))
	var group errgroup.Group
	workers := min(runtime.GOMAXPROCS(0), 8)
	for w := range workers {
		group.Go(func() error {
			read := decoder{}
			from, to := w*len(entries)/workers, (w+1)*len(entries)/workers
			for i := from; i < to; i++ {
				p, err := readPart(f, entries[i], read)
				if err != nil {
					return fmt.Errorf("%s: record at byte %d: %w", m.Log, entries[i].Offset, err)
				}
				parts[i] = p
			}
			return nil
		})
	}
	return parts, group.Wait()
}

func readPart(f io.ReaderAt, e entry, read decoder) (part, error) {
	lines, err := readLines(f, e)
	if err != nil {
		return part{}, err
	}
	return read.part(e, lines)
}

// readLines returns the checked lines of a record's quads.
func readLines(f io.ReaderAt, e entry) ([]byte, error) {
	data := make([]byte, e.Length)
	if _, err := f.ReadAt(data, e.Offset); err != nil {
		return nil, err
	}
	return verify(e, data)
}

func checkHeader(f *os.File, m manifest) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < m.Length {
		return fmt.Errorf("%s: cut short at byte %d of %d", m.Log, info.Size(), m.Length)
	}
	head := make([]byte, len(logHeader))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if string(head) != logHeader {
		return fmt.Errorf("%s: byte 0: not a log of this format", m.Log)
	}
	return nil
}
