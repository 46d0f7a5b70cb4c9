package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"trigraph/graph/shard"
)

// tool is what the manifest names as the program that wrote it.
const tool = "trigraph-beam"

// writeFn writes a file of blocks.
type writeFn struct{ Output string }

// ProcessElement takes the blocks of a file.
func (f *writeFn) ProcessElement(ctx context.Context, name string, next func(*[]byte) bool, emit func([]byte)) error {
	blocks, err := unpacked[shard.Block](next)
	if err != nil {
		return err
	}
	kind, _, _ := strings.Cut(name, "-")
	var written shard.File
	err = create(ctx, f.Output, name, func(w io.Writer) error {
		written, err = shard.Write(w, name, shard.Kind(kind), blocks)
		return err
	})
	if err != nil {
		return err
	}
	counter(ctx, "quads", written.Quads)
	data, err := packed(written)
	if err == nil {
		emit(data)
	}
	return err
}

// create writes a file anew. A worker that is tried again writes the same.
func create(ctx context.Context, dir, name string, write func(io.Writer) error) error {
	path := strings.TrimSuffix(dir, "/") + "/" + name
	files, err := filesystem.New(ctx, path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer files.Close()
	out, err := files.OpenWrite(ctx, path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := cmp.Or(write(out), out.Close()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// manifestFn writes the manifest, when all files are there.
type manifestFn struct{ Output string }

// ProcessElement takes what is said of all files.
func (f *manifestFn) ProcessElement(ctx context.Context, _ int, next func(*[]byte) bool) error {
	files, err := unpacked[shard.File](next)
	if err != nil {
		return err
	}
	return create(ctx, f.Output, shard.ManifestName, shard.NewManifest(tool, files).Write)
}

// refusalsFn writes the dead letters, sorted.
type refusalsFn struct{ Output string }

// refusalsName is the file of the dead letters, a JSON object on each line.
const refusalsName = "errors.jsonl"

// ProcessElement takes all dead letters.
func (f *refusalsFn) ProcessElement(ctx context.Context, _ int, next func(*[]byte) bool) error {
	var lines [][]byte
	var line []byte
	for next(&line) {
		lines = append(lines, bytes.Clone(line))
	}
	slices.SortFunc(lines, bytes.Compare)
	return create(ctx, f.Output, refusalsName, func(w io.Writer) error {
		for _, line := range lines {
			if _, err := w.Write(append(line, '\n')); err != nil {
				return err
			}
		}
		return nil
	})
}
