package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"trigraph/graph/store/segment"
)

// stack is the open segments of a manifest, the lowest first, with what is gone
// from each.
type stack struct {
	segments []*segment.Segment
	pieces   []piece
}

func openStack(dir string, m manifest) (s stack, err error) {
	for _, p := range m.Segments {
		if s, err = s.push(dir, p); err != nil {
			return s, err
		}
	}
	return s, nil
}

// push opens a segment on top. Its bytes are read and checked unless its time is
// the one that the writer gave it: whoever changes a file, changes its time.
func (s stack) push(dir string, p piece) (stack, error) {
	path := filepath.Join(dir, p.File)
	info, err := os.Stat(path)
	if err != nil {
		return s, err
	}
	seg, err := segment.Open(path)
	if err != nil {
		return s, err
	}
	if size, _ := seg.Size(); size != p.Size || seg.Sum() != p.Sum {
		return s, fmt.Errorf("%s: not the file that %s names: another size or checksum", p.File, manifestName)
	}
	if !info.ModTime().Equal(timeOf(p.Sum)) {
		if err := seg.Verify(); err != nil {
			return s, err
		}
	}
	return stack{append(slices.Clone(s.segments), seg), append(slices.Clone(s.pieces), p)}, nil
}

// timeOf is the time of modification that a whole segment has: between 2000 and
// 2017, by its checksum, in even seconds because some file systems count so.
func timeOf(sum uint32) time.Time { return time.Unix(946684800+int64(sum%(1<<28))*2, 0) }

// without returns the stack with owners gone from it, by their numbers in it.
func (s stack) without(owners []uint32) (stack, error) {
	if len(owners) == 0 {
		return s, nil
	}
	all, err := s.view(segment.Everything)
	if err != nil {
		return s, err
	}
	more := make([][]uint32, len(s.pieces))
	for _, id := range owners {
		for k, holds := range all.Holds(id) {
			if holds {
				more[k] = append(more[k], id)
			}
		}
	}
	pieces := slices.Clone(s.pieces)
	for k := range pieces {
		pieces[k].Gone = pieces[k].Gone.with(more[k])
	}
	return stack{s.segments, pieces}, nil
}

func (s stack) view(version segment.Version) (*segment.View, error) {
	var list [][]uint32
	for _, p := range s.pieces {
		list = append(list, p.Gone)
	}
	return segment.NewView(s.segments, list, version)
}

func (s stack) below(n int) stack { return stack{s.segments[:n:n], s.pieces[:n:n]} }

// mergeFrom returns the first segment that is to be written anew together with
// more quads on top: those that are small beside what is above them, and those
// of which most is gone. So there are never many, and a large one is rewritten
// only when much has come.
func (s stack) mergeFrom(more int) (n int, err error) {
	all, err := s.view(segment.Everything)
	if err != nil {
		return 0, err
	}
	n, above := len(s.segments), more
	for k, seg := range slices.Backward(s.segments) {
		_, quads := seg.Size()
		live := all.Live(k)
		if live <= 2*above || 2*live < quads {
			n = k
		}
		above += live
	}
	return n, nil
}

// write writes what a builder has, and the segments from n on, to a segment in
// their place. What is gone is left behind.
func (s stack) write(dir, file string, b *segment.Builder, n int) (stack, error) {
	all, err := s.view(segment.Everything)
	if err != nil {
		return s, err
	}
	b.Copy(all, n)
	low := s.below(n)
	if b.Len() == 0 {
		return low, nil
	}
	base, err := low.view(segment.Everything)
	if err != nil {
		return s, err
	}
	path := filepath.Join(dir, file)
	if err := b.Write(path, base); err != nil {
		return s, err
	}
	seg, err := segment.Open(path)
	if err != nil {
		return s, err
	}
	size, _ := seg.Size()
	p := piece{File: file, Size: size, Sum: seg.Sum()}
	if err := os.Chtimes(path, time.Time{}, timeOf(p.Sum)); err != nil {
		return s, err
	}
	return stack{append(low.segments, seg), append(low.pieces, p)}, nil
}
