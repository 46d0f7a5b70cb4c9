package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/cayleygraph/quad"
	"golang.org/x/sync/errgroup"

	"trigraph/graph/shard"
)

// loadChunk is how many groups of quads a file's reader hands over at once.
const loadChunk = 64

// each hands the quads of all files of a kind to take, those of one article at a
// time, one after the other; the files are read and parsed several at once.
func (l *loader) each(ctx context.Context, kind shard.Kind, take func([]quad.Quad) error) error {
	g, ctx := errgroup.WithContext(ctx)
	groups := make(chan [][]quad.Quad, runtime.GOMAXPROCS(0))
	g.Go(func() error {
		defer close(groups)
		readers, ctx := errgroup.WithContext(ctx)
		readers.SetLimit(runtime.GOMAXPROCS(0))
		for _, folder := range l.folders {
			for _, f := range folder.manifest.Of(kind) {
				readers.Go(func() error { return l.file(ctx, folder.path, f, groups) })
			}
		}
		return readers.Wait()
	})
	g.Go(func() error {
		for chunk := range groups {
			for _, quads := range chunk {
				if err := take(quads); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return g.Wait()
}

// file parses a file.
func (l *loader) file(ctx context.Context, dir string, f shard.File, groups chan<- [][]quad.Quad) error {
	r, err := os.Open(filepath.Join(dir, f.Name))
	if err != nil {
		return err
	}
	defer r.Close()
	var chunk [][]quad.Quad
	hand := func() error {
		select {
		case groups <- chunk:
			chunk = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for quads, err := range shard.Read(io.TeeReader(r, l.remaining), f, l.lines) {
		if err != nil {
			return err
		}
		if chunk = append(chunk, quads); len(chunk) == loadChunk {
			if err := hand(); err != nil {
				return err
			}
		}
	}
	return hand()
}
