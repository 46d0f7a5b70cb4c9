package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"sort"
)

// Names is the index of the names that one segment adds to a stack. It is safe
// for concurrent use; its memory is given back when nothing refers to it.
type Names struct {
	name string
	size int64
	sum  uint32
	of   uint32 // checksum of the segment

	keys          dictionary
	starts, terms column
	pairs         column
	pairStarts    column
	pairKeys      []byte
	top, counts   column
	all           [nameSections]section
}

// OpenNames maps an index of names into memory. It checks the trailer; the rest
// is checked by Verify.
func OpenNames(path string) (*Names, error) {
	n := &Names{name: filepath.Base(path)}
	data, err := mapFile(path, n, trailerSize(nameSections))
	if err == nil {
		n.size = int64(len(data))
		err = n.take(data)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", n.name, err)
	}
	return n, nil
}

// Names makes in memory what Write writes.
func (by Naming) Names(v *View, k int) *Names {
	n := &Names{}
	c, all := v.nameBodies(k, by)
	for i, b := range all {
		n.all[i].data = b.bytes
		for _, x := range b.numbers {
			n.all[i].data = binary.LittleEndian.AppendUint32(n.all[i].data, x)
		}
	}
	n.arrange(c)
	return n
}

// take finds the parts of the index in a file.
func (n *Names) take(data []byte) (err error) {
	c, sum, err := readTrailer(data, namesMagic, n.all[:])
	if err != nil {
		return err
	}
	n.sum = sum
	n.arrange(c)
	if len(n.keys.blocks) != 8*int((c.terms+blockTerms-1)/blockTerms+1) || n.starts.len() != int(c.terms)+1 ||
		n.terms.len() != int(c.quads) || n.pairStarts.len() != n.pairs.len()+1 || n.top.len() != n.counts.len() {
		return errors.New("damaged: its sections do not fit each other")
	}
	return nil
}

func (n *Names) arrange(c counts) {
	part := func(i int) column { return column(n.all[i].data) }
	n.of = c.first
	n.keys = dictionary{c.terms, n.all[keyBlockSection].data, n.all[keyTextSection].data}
	n.starts, n.terms = part(keyStartSection), part(keyTermSection)
	n.pairs, n.pairStarts, n.pairKeys = part(pairSection), part(pairStartSection), n.all[pairKeySection].data
	n.top, n.counts = part(topSection), part(topCountSection)
}

// Verify reads the whole file and checks its checksums.
func (n *Names) Verify() error { return verify(n.name, n.all[:]) }

// Size returns the bytes of the file and the keys in it.
func (n *Names) Size() (bytes int64, keys int) { return n.size, int(n.keys.count) }

// Sum returns the checksum of the file's table.
func (n *Names) Sum() uint32 { return n.sum }

// Of reports whether the index was made for a segment.
func (n *Names) Of(s *Segment) bool { return n.of == s.sum }

// Find returns the place of a key among the sorted keys.
func (n *Names) Find(key string) (place uint32, ok bool) { return n.keys.find([]byte(key)) }

// Begin returns the places of the keys that begin so.
func (n *Names) Begin(key string) Span {
	s := Span{n.keys.from([]byte(key)), n.keys.count}
	if high := after([]byte(key)); high != nil {
		s.To = n.keys.from(high)
	}
	return s
}

// Key returns the key at a place.
func (n *Names) Key(place uint32) string {
	var room [256]byte
	return string(n.keys.term(place, room[:0]))
}

// Terms returns the terms that are found by the key at a place: names, and nodes
// that are called so by their IRI.
func (n *Names) Terms(place uint32) []uint32 {
	list := make([]uint32, 0, 4)
	for i := n.starts.at(place); i < n.starts.at(place+1); i++ {
		list = append(list, n.terms.at(i))
	}
	return list
}

// Candidate is a key that may be like another.
type Candidate struct {
	Place uint32
	Edits int // in at least so many letters it differs
}

// Near returns, in rising order, the keys that may differ from one in at most so
// many letters put in, left out or changed: those that have enough pairs of
// letters in common with it, since each change takes at most two away (Ukkonen
// 1992). All that differ in so few are among them, where the key has more than
// twice as many pairs; else it returns nothing.
func (n *Names) Near(key string, edits int) (list []Candidate) {
	wanted := pairs(key)
	wanted = wanted[:min(len(wanted), 255)]
	least := len(wanted) - 2*edits
	if least < 1 {
		return nil
	}
	shared := make([]uint8, n.keys.count)
	for _, p := range wanted {
		n.share(p, shared)
	}
	for place, s := range shared {
		if int(s) >= least {
			list = append(list, Candidate{uint32(place), (len(wanted) - int(s) + 1) / 2})
		}
	}
	return list
}

// share counts up the keys that have a pair.
func (n *Names) share(pair uint32, shared []uint8) {
	i := sort.Search(n.pairs.len(), func(i int) bool { return n.pairs.at(uint32(i)) >= pair })
	if i == n.pairs.len() || n.pairs.at(uint32(i)) != pair {
		return
	}
	list, place := n.pairKeys[n.pairStarts.at(uint32(i)):n.pairStarts.at(uint32(i)+1)], uint32(0)
	for at := 0; at < len(list); {
		more, size := uint32(list[at]), 1
		if more >= 0x80 {
			long, n := binary.Uvarint(list[at:])
			more, size = uint32(long), max(n, 1)
		}
		at, place = at+size, place+more
		shared[place]++
	}
}

// Top returns the node that is mentioned most, nextmost and so on in the
// segment, and how often; false where there are not so many.
func (n *Names) Top(i int) (node uint32, mentions int, ok bool) {
	if i >= n.top.len() {
		return 0, 0, false
	}
	return n.top.at(uint32(i)), int(n.counts.at(uint32(i))), true
}
