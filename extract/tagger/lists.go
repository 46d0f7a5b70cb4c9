package tagger

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A model's lists hold names by hash. listBits is a hash's length: of 300,000
// names, one other stretch in 900 is taken for a name. bucketBits of them say
// where among the sorted hashes to look.
const (
	maxLists   = 16
	listBits   = 28
	bucketBits = 14
	maxListed  = 1 << 20
)

// smallList names the list of words that the training text writes small. Only
// capitalized words are looked for in it.
const smallList = "small"

// longestListed is how many units a listed name may have.
const longestListed = 8

// lists are named lists of names (first names, cities, companies), joined: in
// tells of each hash which lists have it, a bit each. The zero value is empty.
type lists struct {
	names  []string
	hashes []uint32 // sorted
	in     []uint16
	starts []uint32 // by the first bits of a hash, where in hashes those begin
}

// newLists hashes names by list. Names without letters, and such as refuse says
// are no names, are left out.
func newLists(named map[string][]string, refuse func(hash uint32) bool) (lists, error) {
	l := lists{names: slices.Sorted(maps.Keys(named))}
	if len(l.names) > maxLists {
		return l, fmt.Errorf("%d lists of names, at most %d", len(l.names), maxLists)
	}
	in := map[uint32]uint16{}
	for k, list := range l.names {
		for _, name := range named[list] {
			if h, ok := letters(seed, name); ok && (list == smallList || !refuse(h)) {
				in[listHash(h)] |= 1 << k
			}
		}
	}
	if len(in) > maxListed {
		return l, fmt.Errorf("%d names in lists, at most %d", len(in), maxListed)
	}
	l.hashes = slices.Sorted(maps.Keys(in))
	for _, h := range l.hashes {
		l.in = append(l.in, in[h])
	}
	l.index()
	return l, nil
}

// letters goes on with the hash of a name: its letters and digits in lower case.
// So white space, points and hyphens need not agree, and units follow each other.
func letters(h uint32, s string) (hash uint32, any bool) {
	for _, r := range s {
		if r < utf8.RuneSelf && r|' ' >= 'a' && r|' ' <= 'z' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			h, any = step(h, fold(r)), true
		}
	}
	return h, any
}

func listHash(h uint32) uint32 {
	h ^= h >> 15
	return h * 0x9E3779B1 >> (32 - listBits)
}

func (l *lists) index() {
	l.starts = make([]uint32, 1<<bucketBits+1)
	for _, h := range l.hashes {
		l.starts[h>>(listBits-bucketBits)+1]++
	}
	for i := range 1 << bucketBits {
		l.starts[i+1] += l.starts[i]
	}
}

// has returns the lists that hold a name by the hash of its letters.
func (l *lists) has(hash uint32) uint16 {
	h := listHash(hash)
	bucket := h >> (listBits - bucketBits)
	for i := l.starts[bucket]; i < l.starts[bucket+1]; i++ {
		if l.hashes[i] >= h {
			if l.hashes[i] == h {
				return l.in[i]
			}
			return 0
		}
	}
	return 0
}

// bit is the bit of a list, 0 for one that the model does not have.
func (l *lists) bit(name string) uint16 {
	if k := slices.Index(l.names, name); k >= 0 {
		return 1 << k
	}
	return 0
}

// mark notes on each unit in which lists it is part of a name, and which part.
// In each list the leftmost name counts, and the longest that begins there.
func (l *lists) mark(us []unit, text string) {
	if len(l.hashes) == 0 {
		return
	}
	var free [maxLists]int
	small := l.bit(smallList)
	for i := range us {
		h, ok := letters(seed, us[i].In(text))
		if !ok {
			continue
		}
		var ends [maxLists]int
		note := func(in uint16, end int) {
			for k := 0; in != 0; k, in = k+1, in>>1 {
				if in&1 == 1 && free[k] <= i {
					ends[k] = end
				}
			}
		}
		r, _ := utf8.DecodeRuneInString(us[i].In(text))
		in := l.has(h)
		if small != 0 && unicode.IsUpper(r) {
			us[i].usual = 1
			if in&small != 0 {
				us[i].usual = 2
			}
		}
		note(in&^small, i+1)
		for j := i + 1; j < min(i+longestListed, len(us)) && !unicode.IsLower(r); j++ {
			var more bool
			if h, more = letters(h, us[j].In(text)); more {
				note(l.has(h)&^small, j+1)
			} else if !joins(us[j].In(text)) {
				break
			}
		}
		for k, end := range ends[:len(l.names)] {
			for j := i; j < end; j++ {
				us[j].lists |= uint64(partAt(j-i, end-i)) << (3 * k)
				free[k] = end
			}
		}
	}
}

// joins reports whether a mark may stand within a name.
func joins(mark string) bool {
	switch mark {
	case "&", "-", ".", "'", "’", "·", "•", "+":
		return true
	}
	return false
}

// write writes the number of names and, if there are any, how many bytes follow
// (32 bits each), the gaps between the hashes as varints, and the lists of each.
func (l *lists) write(w io.Writer) error {
	if len(l.hashes) == 0 {
		return binary.Write(w, binary.LittleEndian, uint32(0))
	}
	var gaps []byte
	last := uint32(0)
	for _, h := range l.hashes {
		gaps = binary.AppendUvarint(gaps, uint64(h-last))
		last = h
	}
	err := binary.Write(w, binary.LittleEndian, []uint32{uint32(len(l.hashes)), uint32(len(gaps))})
	_, more := w.Write(gaps)
	return cmp.Or(err, more, binary.Write(w, binary.LittleEndian, l.in))
}

// read reads what write wrote of the lists of some names.
func (l *lists) read(r io.Reader, names []string) error {
	var n, size uint32
	if err := binary.Read(r, binary.LittleEndian, &n); err != nil || n == 0 {
		return err
	}
	if err := binary.Read(r, binary.LittleEndian, &size); err != nil {
		return err
	}
	if n > maxListed || size > n*binary.MaxVarintLen32 || len(names) > maxLists {
		return fmt.Errorf("%d listed names: %w", n, errFormat)
	}
	gaps := make([]byte, size)
	l.names, l.hashes, l.in = names, make([]uint32, n), make([]uint16, n)
	_, err := io.ReadFull(r, gaps)
	if err := errors.Join(err, binary.Read(r, binary.LittleEndian, l.in)); err != nil {
		return err
	}
	hash := uint64(0)
	for i := range l.hashes {
		gap, used := binary.Uvarint(gaps)
		if hash += gap; used <= 0 || gap > 1<<listBits || hash >= 1<<listBits || l.in[i]>>len(names) != 0 {
			return fmt.Errorf("listed name %d: %w", i, errFormat)
		}
		l.hashes[i], gaps = uint32(hash), gaps[used:]
	}
	l.index()
	return nil
}
