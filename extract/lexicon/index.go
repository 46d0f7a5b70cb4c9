package lexicon

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"math/bits"
	"sort"
)

// index is a set of entries in the form in which it is compiled: one stretch of
// bytes, in memory or mapped from a file, that is read where it lies. Opening
// one costs the same whatever its size.
//
//	header      what follows, and its checksums
//	entities    records by id, each with its length before it
//	samples     offsets of every 32nd record, 4 bytes each
//	buckets     where each bucket's entries begin, 4 bytes each, and their end
//	entries     by hash of the name: one byte of the hash, 4 of a record's offset
//	filter      which hashes names and their beginnings have
//	marks       bitmaps of 2^16 for sixteen bits of hashes: of blockers that may
//	            end within a word, of names of one character, of how the first
//	            words of names begin: those of small and of capital letters
//	dictionary  classes and countries, each with its length before it
//
// A name itself stands in its entity's record only. Which names a hash leads to
// is seen by comparing them with the text, so that two names of one hash are
// never taken for each other.
type index struct {
	entities                string
	samples                 []byte
	buckets, entries        []byte
	filter                  filter
	stems, singles          []byte
	openings                [2][]byte // by begin
	dictionary              *dictionary
	entityCount, entryCount int
}

// The sections in the order of the file.
const (
	secEntities = iota
	secSamples
	secBuckets
	secEntries
	secFilter
	secMarks
	secDictionary
	sectionCount
)

const (
	indexMagic   = "trigraph lexicon"
	indexVersion = 1

	headerSize  = len(indexMagic) + 4 + 4 + 2*8 + sectionCount*sectionSize + 4
	sectionSize = 8 + 4 // length, checksum

	sampleEvery = 32
	entrySize   = 5
	perBucket   = 8
	markSize    = 1 << 13 // bytes of one bitmap
)

// The bitmaps of the marks.
const (
	markStems = iota
	markSingles
	markOpenings // two, by begin
	markCount    = markOpenings + 2
)

// header is what an index says of itself.
type header struct {
	entities, entries uint64
	sections          [sectionCount]section
}

type section struct {
	length   uint64
	checksum uint32
}

// castagnoli is the checksum that processors compute.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

func (h *header) bytes() []byte {
	b := append(make([]byte, 0, headerSize), indexMagic...)
	b = binary.LittleEndian.AppendUint32(b, indexVersion)
	b = binary.LittleEndian.AppendUint32(b, 0) // room
	b = binary.LittleEndian.AppendUint64(b, h.entities)
	b = binary.LittleEndian.AppendUint64(b, h.entries)
	for _, s := range h.sections {
		b = binary.LittleEndian.AppendUint64(b, s.length)
		b = binary.LittleEndian.AppendUint32(b, s.checksum)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli()))
}

// readHeader reads the header of an index of a given size in bytes.
func readHeader(b []byte, size int64) (*header, error) {
	if len(b) < len(indexMagic)+4 || string(b[:len(indexMagic)]) != indexMagic {
		return nil, errors.New("no index of a lexicon")
	}
	if v := binary.LittleEndian.Uint32(b[len(indexMagic):]); v != indexVersion {
		return nil, fmt.Errorf("an index of version %d, this program reads %d: build it again", v, indexVersion)
	}
	if len(b) < headerSize || crc32.Checksum(b[:headerSize-4], castagnoli()) != binary.LittleEndian.Uint32(b[headerSize-4:]) {
		return nil, errors.New("damaged header")
	}
	b = b[len(indexMagic)+8:]
	h := &header{entities: binary.LittleEndian.Uint64(b), entries: binary.LittleEndian.Uint64(b[8:])}
	b = b[16:]
	left := uint64(size - int64(headerSize))
	for i := range h.sections {
		s := section{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint32(b[8:])}
		if h.sections[i], b = s, b[sectionSize:]; s.length > left {
			return nil, errors.New("cut off")
		}
		left -= s.length
	}
	if left != 0 {
		return nil, errors.New("longer than it says")
	}
	return h, nil
}

// openIndex reads an index where it lies and checks all of it, or only what
// tells where everything is; reading a damaged one further gives fewer or other
// names, never a fault of the program.
func openIndex(image string, all bool) (*index, error) {
	h, err := readHeader([]byte(image[:min(headerSize, len(image))]), int64(len(image)))
	if err != nil {
		return nil, err
	}
	if err := h.check(image, all); err != nil {
		return nil, err
	}
	part := h.split(image)
	x := &index{
		entities: part[secEntities], samples: view(part[secSamples]), buckets: view(part[secBuckets]),
		entries: view(part[secEntries]), filter: filter(view(part[secFilter])), dictionary: &dictionary{},
		entityCount: int(h.entities), entryCount: int(h.entries),
	}
	marks := view(part[secMarks])
	if len(marks) != markCount*markSize || len(x.filter) < 8 || len(x.filter)%8 != 0 || len(x.samples)%4 != 0 ||
		len(x.buckets) < 8 || len(x.buckets)%4 != 0 || h.entries != uint64(len(x.entries)/entrySize) {
		return nil, errors.New("damaged: sections do not fit each other")
	}
	for i, bitmap := range []*[]byte{&x.stems, &x.singles, &x.openings[small], &x.openings[capital]} {
		*bitmap = marks[i*markSize:][:markSize]
	}
	for r := (reader{text: part[secDictionary]}); r.text != ""; {
		x.dictionary.words = append(x.dictionary.words, r.string())
	}
	return x, nil
}

// split cuts an image into its sections.
func (h *header) split(image string) (parts [sectionCount]string) {
	image = image[headerSize:]
	for i, s := range h.sections {
		parts[i], image = image[:s.length], image[s.length:]
	}
	return parts
}

// check compares checksums: of all sections, or of the small ones only.
func (h *header) check(image string, all bool) error {
	names := [sectionCount]string{"entities", "samples", "buckets", "entries", "filter", "marks", "dictionary"}
	for i, part := range h.split(image) {
		if !all && i < secMarks {
			continue
		}
		if crc32.Checksum(view(part), castagnoli()) != h.sections[i].checksum {
			return fmt.Errorf("damaged: the checksum of its %s is wrong", names[i])
		}
	}
	return nil
}

// find yields the offsets of the records that may have a name with a hash.
func (x *index) find(key uint64) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		bucket, _ := bits.Mul64(key, uint64(len(x.buckets)/4-1))
		from := uint64(binary.LittleEndian.Uint32(x.buckets[bucket*4:]))
		to := uint64(binary.LittleEndian.Uint32(x.buckets[bucket*4+4:]))
		if from > to || to > uint64(len(x.entries)/entrySize) {
			return
		}
		for b := x.entries[from*entrySize : to*entrySize]; len(b) > 0; b = b[entrySize:] {
			if b[0] == byte(key) && !yield(binary.LittleEndian.Uint32(b[1:])) {
				return
			}
		}
	}
}

// record returns the record at an offset; an empty one where there is none.
func (x *index) record(offset uint32) reader {
	if uint64(offset) >= uint64(len(x.entities)) {
		return reader{bad: true}
	}
	r := reader{text: x.entities[offset:]}
	return reader{text: r.string(), bad: r.bad}
}

// lookup returns the offset of the record with an id.
func (x *index) lookup(id string) (uint32, bool) {
	n := len(x.samples) / 4
	sample := func(i int) uint32 { return binary.LittleEndian.Uint32(x.samples[i*4:]) }
	block := sort.Search(n, func(i int) bool {
		r := x.record(sample(i))
		return r.id() > id
	}) - 1
	if block < 0 {
		return 0, false
	}
	for offset, r := range x.from(sample(block)) {
		switch got := r.id(); {
		case got == id:
			return offset, true
		case got > id:
			return 0, false
		}
	}
	return 0, false
}

// from yields the records from an offset on.
func (x *index) from(offset uint32) iter.Seq2[uint32, reader] {
	return func(yield func(uint32, reader) bool) {
		r := reader{text: x.entities[min(uint64(offset), uint64(len(x.entities))):]}
		for r.text != "" && !r.bad {
			at := uint32(len(x.entities) - len(r.text))
			body := r.string()
			if !r.bad && !yield(at, reader{text: body}) {
				return
			}
		}
	}
}

// entry returns the entry with an id.
func (x *index) entry(id string) (entry, bool) {
	offset, ok := x.lookup(id)
	if !ok {
		return entry{}, false
	}
	r := x.record(offset)
	return r.entry(x.dictionary)
}

// hasMark reports whether a bitmap has a mark.
func hasMark(bitmap []byte, i uint16) bool { return bitmap[i>>3]&(1<<(i&7)) != 0 }
