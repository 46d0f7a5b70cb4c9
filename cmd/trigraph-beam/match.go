package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// matchFn finds the files that a path of the input names: a file, a folder with
// all that is in it, or a pattern, here or wherever Beam has a file system for.
type matchFn struct{}

// ProcessElement takes a path of the input.
func (*matchFn) ProcessElement(ctx context.Context, element []byte, emit func([]byte)) error {
	var in inputPath
	if err := unpack(element, &in); err != nil {
		return err
	}
	files, err := match(ctx, in.Path)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s: no files", in.Path)
	}
	for _, f := range files {
		f.Order = fmt.Sprintf("%06d\x01%s", in.Number, strings.ReplaceAll(f.Order, "/", "\x01"))
		data, err := packed(f)
		if err != nil {
			return err
		}
		emit(data)
	}
	return nil
}

func match(ctx context.Context, name string) ([]file, error) {
	if !strings.Contains(name, "://") {
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			return folder(name)
		}
	}
	if strings.HasSuffix(name, "/") {
		name += "**"
	}
	files, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer files.Close()
	list, err := files.List(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	at := strings.IndexAny(name, "*?[")
	if at < 0 { // a file by its name
		at = len(name)
	}
	root := name[:strings.LastIndexAny(name[:at], `/\`)+1]
	var found []file
	for _, p := range list {
		f := file{Order: strings.TrimPrefix(p, root), Path: p, ID: strings.TrimPrefix(p, root)}
		if p == name {
			f.ID = ""
		}
		found = append(found, f)
	}
	return found, nil
}

// folder walks a folder of this machine as corpus.Reader does.
func folder(root string) ([]file, error) {
	var found []file
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && strings.HasPrefix(path.Base(name), "."):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		if info, err := os.Stat(filepath.Join(root, filepath.FromSlash(name))); err == nil && info.Mode().IsRegular() {
			found = append(found, file{Order: name, Path: path.Join(filepath.ToSlash(root), name), ID: name})
		}
		return nil
	})
	return found, err
}
