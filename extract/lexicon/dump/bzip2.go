package dump

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
)

// A bzip2 file is a row of blocks that are packed one by one and begin at any
// bit. compress/bzip2 unpacks them in turn on one core; here the blocks are found
// by the number they begin with, and each is unpacked as a file of its own.
// Source: the format as compress/bzip2 documents it.
const (
	blockMagic = 0x314159265359 // pi
	endMagic   = 0x177245385090 // square root of pi
	magicMask  = 1<<48 - 1
)

// block is a packed block: bits of data from the bit first of the first byte on.
type block struct {
	data  []byte
	first int
	bits  int
	at    int64 // where its first byte is in the file
	out   []byte
	err   error
	done  chan struct{}
}

// parallelBzip2 unpacks a bzip2 file on several goroutines. Memory: some ten MB
// for each worker.
type parallelBzip2 struct {
	blocks  chan *block // in the order of the file
	readErr error       // why no more blocks came; set before blocks is closed
	quit    chan struct{}
	ended   chan struct{} // nothing is read any more
	rest    []byte
	err     error

	mu    sync.Mutex
	start mark   // where reading began
	read  int64  // unpacked so far, from the beginning of the file
	marks []mark // the last blocks
}

// mark is a place where unpacking can begin: the byte of the file, and how many
// unpacked bytes are before it.
type mark struct{ At, Offset int64 }

// manyMarks is how many blocks are remembered: more than those that are unpacked
// and not yet parsed.
const manyMarks = 512

// newParallelBzip2 unpacks what r holds, which begins at a place of a file.
func newParallelBzip2(r io.Reader, start mark, workers int) *parallelBzip2 {
	p := &parallelBzip2{blocks: make(chan *block, 2*workers), quit: make(chan struct{}), ended: make(chan struct{}), start: start, read: start.Offset}
	work := make(chan *block, 2*workers)
	for range workers {
		go func() {
			for b := range work {
				b.out, b.err = b.unpack()
				close(b.done)
			}
		}()
	}
	go func() {
		defer close(p.ended)
		defer close(work)
		defer close(p.blocks)
		p.readErr = splitBlocks(r, func(b *block) bool {
			select {
			case p.blocks <- b:
			case <-p.quit:
				return false
			}
			work <- b
			return true
		})
	}()
	return p
}

// Close ends the goroutines; when it returns, nothing reads the file any more.
func (p *parallelBzip2) Close() {
	close(p.quit)
	<-p.ended
}

func (p *parallelBzip2) Read(to []byte) (int, error) {
	for len(p.rest) == 0 && p.err == nil {
		p.rest, p.err = p.next()
	}
	n := copy(to, p.rest)
	p.rest = p.rest[n:]
	if n == 0 && p.err != nil {
		return 0, p.err
	}
	return n, nil
}

func (p *parallelBzip2) next() ([]byte, error) {
	b, ok := <-p.blocks
	if !ok {
		if p.readErr != nil {
			return nil, p.readErr
		}
		return nil, io.EOF
	}
	<-b.done
	if b.err == nil {
		p.note(b)
		return b.out, nil
	}
	// Once in a very long file, packed data looks like the beginning of a block.
	if after, ok := <-p.blocks; ok {
		<-after.done
		joined := b.join(after)
		if out, err := joined.unpack(); err == nil {
			joined.out = out
			p.note(joined)
			return out, nil
		}
	}
	return nil, fmt.Errorf("block at byte %d: %w", p.start.At+b.at, b.err)
}

// note remembers where a block begins.
func (p *parallelBzip2) note(b *block) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.marks = append(p.marks, mark{p.start.At + b.at, p.read})
	if len(p.marks) > 2*manyMarks {
		p.marks = slices.Clone(p.marks[manyMarks:])
	}
	p.read += int64(len(b.out))
}

// before is the last place to begin at that is not behind an unpacked byte.
func (p *parallelBzip2) before(offset int64) mark {
	p.mu.Lock()
	defer p.mu.Unlock()
	best := p.start
	for _, m := range p.marks {
		if m.Offset <= offset {
			best = m
		}
	}
	return best
}

// splitBlocks calls f with every block, until f returns false.
func splitBlocks(r io.Reader, f func(*block) bool) error {
	in := bufio.NewReaderSize(r, 1<<20)
	var s splitter
	for {
		c, err := in.ReadByte()
		if err != nil {
			return s.end(err, f)
		}
		if !s.feed(c, f) {
			return nil
		}
	}
}

// splitter looks for magic numbers at every bit.
type splitter struct {
	window uint64 // the last 64 bits
	read   int64  // bytes so far
	held   []byte // bytes from the one where the open block begins
	first  int    // bit of held[0] where it begins
	open   bool
}

func (s *splitter) feed(c byte, f func(*block) bool) bool {
	s.window = s.window<<8 | uint64(c)
	s.read++
	if s.open {
		s.held = append(s.held, c)
	}
	if s.read < 6 {
		return true
	}
	for after := 7; after >= 0; after-- { // bits of c behind the number
		switch s.window >> after & magicMask {
		case blockMagic:
			if !s.cut(after, f) {
				return false
			}
			s.begin(after)
		case endMagic:
			if !s.cut(after, f) {
				return false
			}
			s.open, s.held = false, nil
		}
	}
	return true
}

// cut hands over the open block, which ends before the number just read.
func (s *splitter) cut(after int, f func(*block) bool) bool {
	if !s.open {
		return true
	}
	bits := len(s.held)*8 - s.first - after - 48
	if bits <= 0 {
		return true
	}
	return f(&block{data: s.held, first: s.first, bits: bits, at: s.read - int64(len(s.held)), done: make(chan struct{})})
}

// begin opens a block with the number just read: 48 bits that end after bits
// before the end of the last byte, in the last seven bytes.
func (s *splitter) begin(after int) {
	var last [7]byte
	for i := range last {
		last[i] = byte(s.window >> (8 * (6 - i)))
	}
	s.first = 8 - after // of seven bytes, 56 bits: 56-48-after
	s.held = append(make([]byte, 0, 1<<20), last[s.first/8:]...)
	s.first %= 8
	s.open = true
}

func (s *splitter) end(err error, f func(*block) bool) error {
	if !errors.Is(err, io.EOF) {
		return err
	}
	if s.open { // let the unpacker say what is missing
		f(&block{data: s.held, first: s.first, bits: len(s.held)*8 - s.first, at: s.read - int64(len(s.held)), done: make(chan struct{})})
		return io.ErrUnexpectedEOF
	}
	return nil
}

// unpack unpacks the block as a file of one block.
func (b *block) unpack() ([]byte, error) {
	file := bytes.NewBuffer(make([]byte, 0, len(b.data)+20))
	file.WriteString("BZh9")
	for i := 0; i*8 < b.bits; i++ {
		file.WriteByte(b.byte(i * 8))
	}
	used := b.bits % 8
	var crc uint32
	for i := range 4 {
		crc = crc<<8 | uint32(b.byte(48+8*i))
	}
	if used > 0 {
		file.Truncate(file.Len() - 1)
		writeTrailer(file, b.byte(b.bits-used)>>(8-used), used, crc)
	} else {
		writeTrailer(file, 0, 0, crc)
	}
	var out bytes.Buffer
	out.Grow(1 << 20)
	_, err := out.ReadFrom(bzip2.NewReader(file))
	return out.Bytes(), err
}

// byte returns the eight bits of the block from a bit on, zeros behind its end.
func (b *block) byte(bit int) byte {
	bit += b.first
	i, shift := bit/8, bit%8
	var v uint16
	if i < len(b.data) {
		v = uint16(b.data[i]) << 8
	}
	if i+1 < len(b.data) {
		v |= uint16(b.data[i+1])
	}
	return byte(v << shift >> 8)
}

// writeTrailer writes some bits, the end of the file and its checksum, which is
// that of its only block.
func writeTrailer(file *bytes.Buffer, bits byte, used int, crc uint32) {
	pending, n := uint64(bits), used
	put := func(v uint64, width int) {
		for width -= 8; width >= 0; width -= 8 {
			pending, n = pending<<8|v>>width&0xFF, n+8
			for n >= 8 {
				n -= 8
				file.WriteByte(byte(pending >> n))
			}
			pending &= 1<<n - 1
		}
	}
	put(endMagic, 48)
	put(uint64(crc), 32)
	if n > 0 {
		file.WriteByte(byte(pending << (8 - n)))
	}
}

// join is this block and the next as one.
func (b *block) join(after *block) *block {
	j := &block{bits: b.bits + after.bits, at: b.at}
	for i := 0; i < b.bits; i += 8 {
		j.data = append(j.data, b.byte(i))
	}
	used := b.bits % 8
	if used > 0 {
		j.data[len(j.data)-1] &= 0xFF << (8 - used)
	}
	for i := 0; i < after.bits; i += 8 {
		c := after.byte(i)
		if used > 0 {
			j.data[len(j.data)-1] |= c >> used
			c <<= 8 - used
		}
		j.data = append(j.data, c)
	}
	return j
}
