package tagger

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"trigraph/corpus"
)

// clusters says of words to which distributional classes they belong: words of
// one class stand among the same neighbours in raw text. It is a hash table
// with open addressing; nil knows no word.
type clusters struct {
	table []clustered // a power of two long, at most half full
	words int
}

// clustered is a word by its hash and its class in each of two divisions of the
// words, a fine and a coarse one, counted from 1.
type clustered struct {
	hash         uint32
	fine, coarse uint8
}

func newClusters(words []clustered) *clusters {
	size := 2
	for size < 2*len(words) {
		size *= 2
	}
	c := &clusters{table: make([]clustered, size)}
	for _, w := range words {
		if at := c.at(w.hash); at.fine == 0 {
			*at = w
			c.words++
		}
	}
	return c
}

// at returns the place of a hash, empty or taken by it.
func (c *clusters) at(hash uint32) *clustered {
	end := uint32(len(c.table) - 1)
	for i := (hash * 0x9E3779B1) & end; ; i = (i + 1) & end {
		if w := &c.table[i]; w.fine == 0 || w.hash == hash {
			return w
		}
	}
}

// of returns the classes of a word, zeros for an unknown one.
func (c *clusters) of(hash uint32) clustered {
	if c == nil {
		return clustered{}
	}
	return *c.at(hash)
}

// note sets the classes of the units. In Chinese those of the segmenter's word
// around each, and those of the character itself.
func (c *clusters) note(us []unit, lang corpus.Lang) {
	if c == nil {
		return
	}
	for i := range us {
		u := &us[i]
		if lang != corpus.Chinese {
			u.cluster = c.of(u.exact)
			continue
		}
		u.cluster, u.sign = c.of(u.token), c.of(u.lower)
	}
}

// len is the number of words.
func (c *clusters) len() int {
	if c == nil {
		return 0
	}
	return c.words
}

// write writes how many bytes of gaps follow (32 bits), the gaps between the
// words' hashes in order (varints), and their classes; nothing for no words.
func (c *clusters) write(w io.Writer) error {
	if c == nil {
		return nil
	}
	words := slices.DeleteFunc(slices.Clone(c.table), func(w clustered) bool { return w.fine == 0 })
	slices.SortFunc(words, func(a, b clustered) int { return cmp.Compare(a.hash, b.hash) })
	var gaps, fine, coarse []byte
	before := uint32(0)
	for _, w := range words {
		gaps = binary.AppendUvarint(gaps, uint64(w.hash-before))
		fine, coarse, before = append(fine, w.fine), append(coarse, w.coarse), w.hash
	}
	if err := binary.Write(w, binary.LittleEndian, uint32(len(gaps))); err != nil {
		return err
	}
	_, err := w.Write(slices.Concat(gaps, fine, coarse))
	return err
}

// readClusters reads what write wrote of n words.
func readClusters(r io.Reader, n int) (*clusters, error) {
	if n == 0 {
		return nil, nil
	}
	var size uint32
	if err := binary.Read(r, binary.LittleEndian, &size); err != nil {
		return nil, err
	}
	if n < 0 || n > 2*maxClustered || int(size) < n || int(size) > n*binary.MaxVarintLen32 {
		return nil, fmt.Errorf("%d bytes for classes of %d words: %w", size, n, errFormat)
	}
	data := make([]byte, int(size)+2*n)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, err
	}
	gaps, classes := data[:size], data[size:]
	words := make([]clustered, n)
	hash := uint64(0)
	for i := range words {
		gap, used := binary.Uvarint(gaps)
		hash += gap
		if used <= 0 || hash >= 1<<32 || i > 0 && gap == 0 || classes[i] == 0 {
			return nil, fmt.Errorf("class of word %d: %w", i, errFormat)
		}
		gaps = gaps[used:]
		words[i] = clustered{uint32(hash), classes[i], classes[n+i]}
	}
	return newClusters(words), nil
}

// The numbers of classes of the two divisions, the words that are divided, and
// how often they must occur.
const (
	fineClasses   = 240
	coarseClasses = 40
	maxClustered  = 60000
	leastSeen     = 4
)

// learnClusters divides the words of sentences, cut as the language's analyzer
// cuts them, into classes. Of Chinese it divides the characters too.
func learnClusters(lang corpus.Lang, sentences func(yield func(words []string) bool)) *clusters {
	words, signs := newVocabulary(), newVocabulary()
	for sentence := range sentences {
		for _, w := range sentence {
			first, _ := utf8.DecodeRuneInString(w)
			if lang != corpus.Chinese {
				var u unit
				u.describe(w)
				words.see(u.exact, kindOf(first))
				continue
			}
			words.see(hashSimplified(w), kindOf(first))
			signs.seeSigns(w)
		}
		words.end()
		signs.end()
	}
	return newClusters(append(words.divide(), signs.divide()...))
}

// seeSigns sees the characters of a Chinese word; letters and digits are one.
func (v *vocabulary) seeSigns(word string) {
	for at := 0; at < len(word); {
		r, size := utf8.DecodeRuneInString(word[at:])
		if latin(r) {
			size += latinRun(word[at+size:])
		}
		var u unit
		u.describe(word[at : at+size])
		v.see(u.lower, kindOf(r))
		at += size
	}
}
