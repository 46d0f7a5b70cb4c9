package tagger

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
)

// nameBits is the length of a name's hash in a nameSet: of 100,000 names, one
// other word in 170 is taken for a name.
const nameBits = 24

// nameSet is a set of lower-case words by hash, a bit each; nil is empty.
type nameSet []uint64

func newNameSet(names []string) nameSet {
	if len(names) == 0 {
		return nil
	}
	s := make(nameSet, 1<<nameBits/64)
	for _, n := range names {
		var u unit
		u.describe(n)
		s.add(u.lower)
	}
	return s
}

func (s nameSet) at(hash uint32) (word int, bit uint64) {
	hash = (hash * 0x9E3779B1) >> (32 - nameBits)
	return int(hash / 64), 1 << (hash % 64)
}

func (s nameSet) add(hash uint32) {
	word, bit := s.at(hash)
	s[word] |= bit
}

func (s nameSet) has(hash uint32) bool {
	if s == nil {
		return false
	}
	word, bit := s.at(hash)
	return s[word]&bit != 0
}

// write writes how many bytes follow (32 bits), then the gaps between the
// numbers of the set as varints.
func (s nameSet) write(w io.Writer) error {
	var gaps []byte
	before := 0
	for i, bits := range s {
		for b := range 64 {
			if bits>>b&1 == 1 {
				gaps = binary.AppendUvarint(gaps, uint64(i*64+b-before))
				before = i*64 + b
			}
		}
	}
	if err := binary.Write(w, binary.LittleEndian, uint32(len(gaps))); err != nil {
		return err
	}
	_, err := w.Write(gaps)
	return err
}

// read fills the set with what write wrote.
func (s *nameSet) read(r io.Reader) error {
	var size uint32
	if err := binary.Read(r, binary.LittleEndian, &size); err != nil {
		return err
	}
	if size == 0 {
		return nil
	}
	if size > 1<<nameBits {
		return fmt.Errorf("%d bytes of names: %w", size, errFormat)
	}
	gaps := make([]byte, size)
	if _, err := io.ReadFull(r, gaps); err != nil {
		return err
	}
	*s = slices.Repeat(nameSet{0}, 1<<nameBits/64)
	number := uint64(0)
	for len(gaps) > 0 {
		gap, n := binary.Uvarint(gaps)
		number += gap
		if n <= 0 || gap > 1<<nameBits || number >= 1<<nameBits {
			return fmt.Errorf("list of names: %w", errFormat)
		}
		(*s)[number/64] |= 1 << (number % 64)
		gaps = gaps[n:]
	}
	return nil
}
