package store

import (
	"errors"
	"fmt"
	"io/fs"
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
	names    []*segment.Names // nil where there are none
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

// push opens a segment on top.
func (s stack) push(dir string, p piece) (stack, error) {
	seg, err := openFile(filepath.Join(dir, p.File), segment.Open, p.Size, p.Sum)
	if err != nil {
		return s, err
	}
	var names *segment.Names
	if p.Names != nil && p.Names.Fold == foldVersion {
		if names, err = openFile(filepath.Join(dir, p.namesFile()), segment.OpenNames, p.Names.Size, p.Names.Sum); err != nil {
			return s, err
		}
		if !names.Of(seg) {
			return s, fmt.Errorf("%s: holds the names of another segment than %s", p.namesFile(), p.File)
		}
	}
	return s.with(seg, names, p), nil
}

func (s stack) with(seg *segment.Segment, names *segment.Names, p piece) stack {
	return stack{append(slices.Clone(s.segments), seg), append(slices.Clone(s.names), names), append(slices.Clone(s.pieces), p)}
}

// openFile opens a file as a manifest describes it. Its bytes are read and
// checked unless its time is the one that the writer gave it: whoever changes a
// file, changes its time.
func openFile[F interface {
	Size() (int64, int)
	Sum() uint32
	Verify() error
}](path string, open func(string) (F, error), size int64, sum uint32) (f F, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return f, err
	}
	if f, err = open(path); err != nil {
		return f, err
	}
	if bytes, _ := f.Size(); bytes != size || f.Sum() != sum {
		return f, fmt.Errorf("%s: not the file that %s names: another size or checksum", filepath.Base(path), manifestName)
	}
	if !info.ModTime().Equal(timeOf(sum)) {
		err = f.Verify()
	}
	return f, err
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
	return stack{s.segments, s.names, pieces}, nil
}

func (s stack) view(version segment.Version) (*segment.View, error) {
	var list [][]uint32
	for _, p := range s.pieces {
		list = append(list, p.Gone)
	}
	return segment.NewView(s.segments, list, version)
}

func (s stack) below(n int) stack { return stack{s.segments[:n:n], s.names[:n:n], s.pieces[:n:n]} }

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
	return low.with(seg, nil, p), nil
}

// named writes the names of the segments that have none.
func (s stack) named(dir string) (stack, error) {
	view, err := s.view(segment.Everything)
	if err != nil {
		return s, err
	}
	named := stack{s.segments, slices.Clone(s.names), slices.Clone(s.pieces)}
	for k, p := range named.pieces {
		if named.names[k] != nil {
			continue
		}
		path := filepath.Join(dir, p.namesFile())
		if err := errors.Join(removed(path), naming().Write(path, view, k)); err != nil {
			return s, err
		}
		names, err := segment.OpenNames(path)
		if err != nil {
			return s, err
		}
		size, _ := names.Size()
		named.names[k], named.pieces[k].Names = names, &namesPiece{size, names.Sum(), foldVersion}
		if err := os.Chtimes(path, time.Time{}, timeOf(names.Sum())); err != nil {
			return s, err
		}
	}
	return named, nil
}

// removed removes a file that need not be there.
func removed(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
