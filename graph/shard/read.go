package shard

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Read yields the quads of a file, those that follow each other under one label
// together: all that an article says. The last step is an error where a line is
// no quad, which is named, or where the file is not what the manifest says.
func Read(r io.Reader, f File, n *graph.NQuads) iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		sum := sha256.New()
		packed := io.TeeReader(r, sum)
		quads, more, err := read(packed, n, yield)
		if !more {
			return
		}
		if err == nil {
			_, err = io.Copy(io.Discard, packed) // what stands behind the packed text counts too
		}
		switch {
		case err != nil:
			yield(nil, fmt.Errorf("%s:%d: %w", f.Name, quads+1, err))
		case hex.EncodeToString(sum.Sum(nil)) != f.SHA256:
			yield(nil, fmt.Errorf("%s: its SHA-256 is not the one in %s", f.Name, ManifestName))
		case quads != f.Quads:
			yield(nil, fmt.Errorf("%s: %d quads, %d in %s", f.Name, quads, f.Quads, ManifestName))
		}
	}
}

// read yields groups of quads; more is false where nobody wants another.
func read(r io.Reader, n *graph.NQuads, yield func([]quad.Quad, error) bool) (quads int, more bool, err error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return 0, true, err
	}
	var group []quad.Quad
	for in := bufio.NewReaderSize(z, 1<<20); ; quads++ {
		line, err := in.ReadString('\n')
		if err == io.EOF && line == "" {
			break
		}
		if err != nil {
			return quads, true, err
		}
		q, err := n.Parse(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return quads, true, err
		}
		if len(group) > 0 && group[0].Label != q.Label {
			if !yield(group, nil) {
				return quads, false, nil
			}
			group = nil
		}
		group = append(group, q)
	}
	if len(group) > 0 && !yield(group, nil) {
		return quads, false, nil
	}
	return quads, true, z.Close()
}
