package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"trigraph/corpus"
)

// counter counts in the engine's own metrics.
func counter(ctx context.Context, name string, n int) {
	beam.NewCounter("trigraph", name).Inc(ctx, int64(n))
}

// readFn reads the articles of a file. They go out by their words.
type readFn struct{ MaxArticle, MaxUnpacked int64 }

// ProcessElement takes a file.
func (f *readFn) ProcessElement(ctx context.Context, element []byte, emit func(string, []byte), dead func([]byte)) error {
	var in file
	if err := unpack(element, &in); err != nil {
		return err
	}
	files, err := filesystem.New(ctx, in.Path)
	if err != nil {
		return err
	}
	defer files.Close()
	r, err := files.OpenRead(ctx, in.Path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return refuse(ctx, dead, "read", in.Path, err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", in.Path, err) // it may be there at the next try
	}
	defer r.Close()
	n := 0
	for a, err := range (corpus.Reader{MaxArticle: f.MaxArticle, MaxUnpacked: f.MaxUnpacked}).Stream(ctx, r, in.Path, in.ID) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if err := refuse(ctx, dead, "read", in.Path, err); err != nil {
				return err
			}
			continue
		}
		words := a.Words()
		data, err := packed(placed{Order: fmt.Sprintf("%s\x01%010d", in.Order, n), File: in.Path, Article: a})
		if err != nil {
			return err
		}
		n++
		counter(ctx, "articles read", 1)
		emit(hex.EncodeToString(words[:]), data)
	}
	return nil
}

// refuse writes a dead letter and counts it.
func refuse(ctx context.Context, dead func([]byte), step, source string, reason error) error {
	var e *corpus.Error
	if errors.As(reason, &e) && e.Source != "" {
		source = e.Source
	}
	counter(ctx, "errors: "+step, 1)
	data, err := packed(refusal{source, step, reason.Error()})
	if err == nil {
		dead(data)
	}
	return err
}

// firstFn keeps of articles with the same words the first in the input, and
// those of its file, as a Reader does.
type firstFn struct{}

// ProcessElement takes articles with the same words.
func (*firstFn) ProcessElement(ctx context.Context, _ string, next func(*[]byte) bool, emit func([]byte)) error {
	var first placed
	var all [][]byte
	var from []string
	var data []byte
	for next(&data) {
		var p placed
		if err := unpack(data, &p); err != nil {
			return err
		}
		if first.Order == "" || p.Order < first.Order {
			first = p
		}
		all, from = append(all, data), append(from, p.File)
		data = nil
	}
	for i, data := range all {
		if from[i] == first.File {
			emit(data)
		} else {
			counter(ctx, "articles left out: same words", 1)
		}
	}
	return nil
}
