package dump

import (
	"bytes"
	"compress/bzip2"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
)

// blocks.bz2 has four blocks of lines, made by bzip2 -1.
func packedBlocks(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile("testdata/blocks.bz2")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestParallelBzip2(t *testing.T) {
	packed := packedBlocks(t)
	want, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(packed)))
	if err != nil || len(want) < 250000 {
		t.Fatal(len(want), err)
	}
	for name, c := range map[string]struct {
		packed []byte
		times  int
	}{"one stream": {packed, 1}, "two streams": {append(bytes.Clone(packed), packed...), 2}} {
		for _, workers := range []int{1, 3} {
			p := newParallelBzip2(iotest.OneByteReader(bytes.NewReader(c.packed)), mark{}, workers)
			got, err := io.ReadAll(p)
			p.Close()
			if err != nil || !bytes.Equal(got, bytes.Repeat(want, c.times)) {
				t.Errorf("%s, %d workers: %d bytes, %v; want %d", name, workers, len(got), err, c.times*len(want))
			}
		}
	}
}

// TestBrokenBzip2: an error says where, and what stands before is read.
func TestBrokenBzip2(t *testing.T) {
	packed := packedBlocks(t)
	flipped := bytes.Clone(packed)
	flipped[len(flipped)/2] ^= 0x10
	for name, raw := range map[string][]byte{"flipped": flipped, "cut": packed[:len(packed)*2/3]} {
		p := newParallelBzip2(bytes.NewReader(raw), mark{}, 2)
		got, err := io.ReadAll(p)
		p.Close()
		if err == nil || !strings.Contains(err.Error(), "block at byte ") || len(got) == 0 || !bytes.HasPrefix(unpacked(t, packed), got) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

func unpacked(t *testing.T, packed []byte) []byte {
	t.Helper()
	all, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(packed)))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestBlockCutInTwo: where data looks like the beginning of a block, its two
// halves are put together again.
func TestBlockCutInTwo(t *testing.T) {
	var blocks []*block
	if err := splitBlocks(bytes.NewReader(packedBlocks(t)), func(b *block) bool {
		blocks = append(blocks, b)
		return true
	}); err != nil || len(blocks) < 3 {
		t.Fatal(len(blocks), err)
	}
	for _, b := range blocks {
		want, err := b.unpack()
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{b.bits / 2, b.bits/2 + 3, b.bits - 1} {
			left := &block{data: b.data, first: b.first, bits: at}
			right := &block{data: b.data[(b.first+at)/8:], first: (b.first + at) % 8, bits: b.bits - at}
			if _, err := left.unpack(); err == nil {
				t.Error("half a block can be unpacked")
			}
			if got, err := left.join(right).unpack(); err != nil || !bytes.Equal(got, want) {
				t.Errorf("cut at bit %d of %d: %v", at, b.bits, err)
			}
		}
	}
}

func TestBzip2ReadError(t *testing.T) {
	broken := errors.New("disk")
	p := newParallelBzip2(io.MultiReader(bytes.NewReader(packedBlocks(t)[:100]), iotest.ErrReader(broken)), mark{}, 2)
	defer p.Close()
	if _, err := io.ReadAll(p); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

// TestBzip2BeginsAtABlock: from every place told, the rest is unpacked.
func TestBzip2BeginsAtABlock(t *testing.T) {
	packed := append(bytes.Clone(packedBlocks(t)), packedBlocks(t)...)
	want := unpacked(t, packed)
	p := newParallelBzip2(bytes.NewReader(packed), mark{}, 2)
	defer p.Close()
	if _, err := io.ReadAll(p); err != nil {
		t.Fatal(err)
	}
	places := map[mark]bool{}
	for at := int64(0); at < int64(len(want)); at += 5000 {
		m := p.before(at)
		if m.Offset > at || places[m] {
			continue
		}
		places[m] = true
		q := newParallelBzip2(bytes.NewReader(packed[m.At:]), m, 2)
		got, err := io.ReadAll(q)
		if err != nil || !bytes.Equal(got, want[m.Offset:]) || q.before(int64(len(want))) != p.before(int64(len(want))) {
			t.Errorf("%+v: %d bytes, %v; want %d", m, len(got), err, int64(len(want))-m.Offset)
		}
		q.Close()
	}
	if len(places) < 7 {
		t.Errorf("%d places", len(places))
	}
}
