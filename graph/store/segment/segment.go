// Package segment keeps quads in immutable files that are read by memory map,
// and answers Cayley from a stack of them. A Builder takes quads and writes a
// segment: a dictionary of sorted terms, the quads as four columns of term ids
// sorted by subject, predicate, object and label, and the orders by predicate,
// object and label. A segment may stand on others: its terms continue their
// ids, so that a term has one id in the whole stack. A View is a stack of open
// segments without what is gone; it is a graph.QuadStore of Cayley that nobody
// can write. A file that is cut short or damaged is refused by name.
//
// Every quad has an owner, with which it goes: its label, unless the builder was
// told another. What an owner says may be there in two versions, as said and as
// judged; a view shows one of them.
package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"sort"
)

// Segment is an open file. It is safe for concurrent use. Its memory is given
// back when nothing refers to it any more.
type Segment struct {
	name string
	size int64
	sum  uint32
	counts
	words   dictionary
	columns [directions]column
	indexes [directions + 1]index
	all     [sections]section
}

// Open maps a segment into memory. It checks the trailer; the rest is checked
// by Verify.
func Open(path string) (*Segment, error) {
	s := &Segment{name: filepath.Base(path)}
	if err := s.open(path); err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return s, nil
}

func (s *Segment) open(path string) error {
	data, err := mapFile(path, s, trailerSize(sections))
	if err != nil {
		return err
	}
	s.size = int64(len(data))
	return s.take(data)
}

// take finds the parts of a segment in a file.
func (s *Segment) take(data []byte) (err error) {
	if s.counts, s.sum, err = readTrailer(data, magic, s.all[:]); err != nil {
		return err
	}
	s.words = dictionary{s.terms, s.all[blockSection].data, s.all[textSection].data}
	fits := len(s.words.blocks) == 8*int((s.terms+blockTerms-1)/blockTerms+1)
	for d := range directions {
		s.columns[d] = column(s.all[columnSection+d].data)
		s.indexes[d] = index{
			keys: column(s.all[keySection+d].data), offsets: column(s.all[offsetSection+d].data),
			order: column(s.all[orderSection+d].data),
		}
		fits = fits && s.columns[d].len() == int(s.quads) && s.indexes[d].fits(int(s.quads), d == subject)
	}
	s.indexes[owner] = index{
		keys: column(s.all[keySection+owner].data), offsets: column(s.all[offsetSection+owner].data),
		order: column(s.all[orderSection+owner].data),
	}
	fits = fits && s.indexes[owner].fits(s.indexes[owner].order.len(), false)
	if !fits {
		return errors.New("damaged: its sections do not fit each other")
	}
	return nil
}

// Verify reads the whole file and checks its checksums.
func (s *Segment) Verify() error { return verify(s.name, s.all[:]) }

// Size returns the bytes of the file and the quads in it.
func (s *Segment) Size() (bytes int64, quads int) { return s.size, int(s.quads) }

// Sum returns the checksum of the file's table, which holds those of its parts.
func (s *Segment) Sum() uint32 { return s.sum }

// next is the first id after those of the segment's own terms.
func (s *Segment) next() uint32 { return s.first + s.terms }

// column is numbers in memory that is mapped.
type column []byte

func (c column) len() int { return len(c) / 4 }

func (c column) at(i uint32) uint32 { return binary.LittleEndian.Uint32(c[4*uint64(i):]) }

// index finds the quads of an id in an order of quads.
type index struct {
	keys    column // the ids that occur, or the lowest of them where most do
	offsets column
	order   column // positions; none where the order is that of the columns
}

// fits reports whether the parts of an index can belong together.
func (x index) fits(quads int, ordered bool) bool {
	n := x.offsets.len()
	if quads == 0 {
		return n == 0 && x.keys.len() == 0
	}
	return n > 1 && (x.keys.len() == 1 || x.keys.len() == n-1) && (x.order.len() == quads) == !ordered
}

// find returns the range of an id in the order.
func (x index) find(id uint32) (from, to uint32) {
	n := uint32(x.offsets.len())
	if n == 0 {
		return 0, 0
	}
	var i uint32
	if x.keys.len() == 1 {
		low := x.keys.at(0)
		if id < low || id-low >= n-1 {
			return 0, 0
		}
		i = id - low
	} else {
		i = uint32(sort.Search(int(n-1), func(i int) bool { return x.keys.at(uint32(i)) >= id }))
		if i == n-1 || x.keys.at(i) != id {
			return 0, 0
		}
	}
	return x.offsets.at(i), x.offsets.at(i + 1)
}

// position is where the quad at a place of the order stands in the columns.
func (x index) position(i uint32) uint32 {
	if len(x.order) == 0 {
		return i
	}
	return x.order.at(i)
}
