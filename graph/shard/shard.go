// Package shard keeps a graph as files of N-Quads that many workers write and
// one program loads. Blocks of quads go in, one for each article, join or
// thing; files go out whose content depends on the blocks alone, and a manifest
// that counts them in. A file that is not as the manifest says is refused by
// name.
package shard

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Kind is what a file holds.
type Kind string

// The kinds. The graph is all of them but Said.
const (
	Articles Kind = "articles" // what each article says, joined with what others say
	Said     Kind = "said"     // what extraction said of those articles that joins change
	Joins    Kind = "joins"    // why things of several articles are one
	Lexicon  Kind = "lexicon"  // what is known of the things named
	Ontology Kind = "ontology"
)

// Block is the quads of one article, join or thing as lines of N-Quads, each
// with its line feed. Key tells the blocks of a kind apart and sorts them.
type Block struct{ Key, Lines string }

// BlockOf writes quads, which stay in their order.
func BlockOf(key string, n *graph.NQuads, quads []quad.Quad) Block {
	var b strings.Builder
	for _, q := range quads {
		b.WriteString(n.Line(q))
		b.WriteByte('\n')
	}
	return Block{key, b.String()}
}

// Of returns in which of n files of a kind a key's block stands, from 0.
func Of(key string, n int) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // a hash takes all
	return int(h.Sum64() % uint64(n))
}

// Name returns the name of the i-th of n files of a kind.
func Name(kind Kind, i, n int) string {
	return fmt.Sprintf("%s-%05d-of-%05d.nq.gz", kind, i, n)
}

// File is what a manifest says of a file.
type File struct {
	Name   string `json:"name"`
	Kind   Kind   `json:"kind"`
	Blocks int    `json:"blocks"`
	Quads  int    `json:"quads"`
	Bytes  int64  `json:"bytes"`  // packed
	SHA256 string `json:"sha256"` // of the file as it lies there
}

// Write writes a file of blocks, sorted by key, packed with gzip, and returns
// what is to be said of it. A block that came twice is written once.
func Write(w io.Writer, name string, kind Kind, blocks []Block) (File, error) {
	slices.SortFunc(blocks, func(a, b Block) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Lines, b.Lines))
	})
	blocks = slices.Compact(blocks)
	f := File{Name: name, Kind: kind, Blocks: len(blocks)}
	sum := &summed{Writer: w, hash: sha256.New()}
	z := gzip.NewWriter(sum)
	out := bufio.NewWriter(z)
	for _, b := range blocks {
		f.Quads += strings.Count(b.Lines, "\n")
		if _, err := out.WriteString(b.Lines); err != nil {
			return f, fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := cmp.Or(out.Flush(), z.Close()); err != nil {
		return f, fmt.Errorf("%s: %w", name, err)
	}
	f.Bytes, f.SHA256 = sum.n, hex.EncodeToString(sum.hash.Sum(nil))
	return f, nil
}

// summed counts and sums what goes through it.
type summed struct {
	io.Writer
	hash hash.Hash
	n    int64
}

func (s *summed) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	s.n += int64(n)
	_, _ = s.hash.Write(p[:n])
	return n, err
}
