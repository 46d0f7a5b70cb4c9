package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// A file is its sections one after the other and a trailer: for each section
// its length and checksum, then the counts, then checksum and magic of the
// trailer. All numbers are little-endian.
const (
	magic       = "TGSEG\x00\x001"
	sectionHead = 8 + 4
	trailerSize = sections*sectionHead + 3*4 + 4 + len(magic)
)

// The sections. Those of the four directions follow each other in the order of
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
func writeFile(path string, c counts, all [sections]body) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	err = writeAll(f, c, all)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

func writeAll(f io.Writer, c counts, all [sections]body) error {
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
func readTrailer(data []byte) (c counts, all [sections]section, err error) {
	if len(data) < trailerSize || string(data[len(data)-len(magic):]) != magic {
		return c, all, errors.New("cut short, or not a segment of this format")
	}
	rest, trailer := data[:len(data)-trailerSize], data[len(data)-trailerSize:]
	signed := trailer[:trailerSize-len(magic)-4]
	if checksum(signed) != binary.LittleEndian.Uint32(trailer[len(signed):]) {
		return c, all, errors.New("damaged: the checksum of its table does not fit")
	}
	for i := range all {
		head := signed[i*sectionHead:]
		n := binary.LittleEndian.Uint64(head)
		if n > uint64(len(rest)) {
			return c, all, fmt.Errorf("cut short in section %d", i)
		}
		all[i] = section{rest[:n:n], binary.LittleEndian.Uint32(head[8:])}
		rest = rest[n:]
	}
	if len(rest) > 0 {
		return c, all, fmt.Errorf("damaged: %d bytes too many", len(rest))
	}
	tail := signed[sections*sectionHead:]
	c = counts{binary.LittleEndian.Uint32(tail), binary.LittleEndian.Uint32(tail[4:]), binary.LittleEndian.Uint32(tail[8:])}
	return c, all, nil
}
