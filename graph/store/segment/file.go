package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"runtime"

	"github.com/edsrzf/mmap-go"
)

// A file is its sections one after the other and a trailer: for each section
// its length and checksum, then the counts, then checksum and magic of the
// trailer. All numbers are little-endian.
const (
	magic       = "TGSEG\x00\x001"
	namesMagic  = "TGNAM\x00\x001" // of an index of names
	sectionHead = 8 + 4
)

func trailerSize(sections int) int { return sections*sectionHead + 3*4 + 4 + len(magic) }

// The sections of a segment. Those of the four directions follow each other in the order of
// the directions.
const (
	blockSection  = 0
	textSection   = 1
	columnSection = 2  // an id for each quad
	orderSection  = 6  // positions of quads; empty for subjects
	keySection    = 11 // ids that occur, sorted; or only the lowest id
	offsetSection = 16 // where in the order each key begins
	sections      = 21
)

// The directions of a quad, and its owner, which has an index but no column.
const (
	subject    = 0
	predicate  = 1
	object     = 2
	label      = 3
	directions = 4
	owner      = 4
)

const writeBuffer = 1 << 20

// body is a section to be written: bytes or numbers.
type body struct {
	bytes   []byte
	numbers []uint32
}

// counts are the numbers of a trailer.
type counts struct{ first, terms, quads uint32 }

// writeFile writes and syncs a file that must not be there yet. After an error
// it is removed.
func writeFile(path, magic string, c counts, all []body) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	err = writeAll(f, magic, c, all)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

func writeAll(f io.Writer, magic string, c counts, all []body) error {
	w := bufio.NewWriterSize(f, writeBuffer)
	var trailer []byte
	for _, b := range all {
		length, sum, err := b.write(w)
		if err != nil {
			return err
		}
		trailer = binary.LittleEndian.AppendUint64(trailer, length)
		trailer = binary.LittleEndian.AppendUint32(trailer, sum)
	}
	for _, n := range []uint32{c.first, c.terms, c.quads} {
		trailer = binary.LittleEndian.AppendUint32(trailer, n)
	}
	trailer = binary.LittleEndian.AppendUint32(trailer, checksum(trailer))
	if _, err := w.Write(append(trailer, magic...)); err != nil {
		return err
	}
	return w.Flush()
}

func (b body) write(w io.Writer) (length uint64, sum uint32, err error) {
	table := crc32.MakeTable(crc32.Castagnoli)
	put := func(data []byte) error {
		length += uint64(len(data))
		sum = crc32.Update(sum, table, data)
		_, err := w.Write(data)
		return err
	}
	if b.bytes != nil {
		return length, sum, put(b.bytes)
	}
	buf := make([]byte, 0, 64<<10)
	for _, n := range b.numbers {
		if buf = binary.LittleEndian.AppendUint32(buf, n); len(buf) == cap(buf) {
			if err := put(buf); err != nil {
				return 0, 0, err
			}
			buf = buf[:0]
		}
	}
	err = put(buf)
	return length, sum, err
}

func checksum(data []byte) uint32 {
	return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli))
}

// section is a part of an open file.
type section struct {
	data []byte
	sum  uint32
}

// readTrailer takes a file apart. It reads the trailer only, and refuses one
// that is damaged or does not fit the file.
func readTrailer(data []byte, magic string, all []section) (c counts, sum uint32, err error) {
	size := trailerSize(len(all))
	if len(data) < size || string(data[len(data)-len(magic):]) != magic {
		return c, 0, errors.New("cut short, or not a file of this format")
	}
	rest, trailer := data[:len(data)-size], data[len(data)-size:]
	signed := trailer[:size-len(magic)-4]
	if sum = binary.LittleEndian.Uint32(trailer[len(signed):]); checksum(signed) != sum {
		return c, 0, errors.New("damaged: the checksum of its table does not fit")
	}
	for i := range all {
		head := signed[i*sectionHead:]
		n := binary.LittleEndian.Uint64(head)
		if n > uint64(len(rest)) {
			return c, 0, fmt.Errorf("cut short in section %d", i)
		}
		all[i] = section{rest[:n:n], binary.LittleEndian.Uint32(head[8:])}
		rest = rest[n:]
	}
	if len(rest) > 0 {
		return c, 0, fmt.Errorf("damaged: %d bytes too many", len(rest))
	}
	tail := signed[len(all)*sectionHead:]
	c = counts{binary.LittleEndian.Uint32(tail), binary.LittleEndian.Uint32(tail[4:]), binary.LittleEndian.Uint32(tail[8:])}
	return c, sum, nil
}

// verify reads all sections and checks their checksums.
func verify(name string, all []section) error {
	for i, part := range all {
		if checksum(part.data) != part.sum {
			return fmt.Errorf("%s: damaged: the checksum of section %d does not fit", name, i)
		}
	}
	return nil
}

// mapFile maps a file of at least so many bytes into memory, until nothing
// refers to its owner any more.
func mapFile[T any](path string, owner *T, least int) (data []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() < int64(least) {
		return nil, errors.New("cut short, or not a file of this format")
	}
	m, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return nil, err
	}
	runtime.AddCleanup(owner, func(m mmap.MMap) { _ = m.Unmap() }, m)
	return m, nil
}
