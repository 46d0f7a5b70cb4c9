package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"trigraph/graph/store"
)

// quiet is how long nothing may happen in a folder before it is read: whoever
// copies many files is to be done.
const quiet = 500 * time.Millisecond

// watch builds, and builds again whenever something changes in the paths, until
// ctx ends. An article that was read before and is no longer found leaves the
// graph.
func (p *program) watch(ctx context.Context, paths []string) error {
	if len(paths) == 0 || slices.Contains(paths, "-") {
		return usageError("--watch needs files or folders to follow")
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	var before map[string]bool
	for {
		if err := follow(w, paths); err != nil {
			return err
		}
		read, err := p.build(ctx, paths, before)
		if ctx.Err() != nil {
			return nil // the user has ended it
		}
		if err != nil {
			fmt.Fprintf(p.errs, "trigraph: %v\n", err)
		}
		if read != nil {
			before = read
		}
		fmt.Fprintf(p.out, "\nfollowing %s; Ctrl-C stops\n", counted(len(w.WatchList()), "folder"))
		if !changed(ctx, w) {
			return nil
		}
	}
}

// follow watches folders with all that is in them, and files by their folder.
func follow(w *fsnotify.Watcher, paths []string) error {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if !info.IsDir() {
			if err := w.Add(filepath.Dir(path)); err != nil {
				return err
			}
			continue
		}
		err = filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil || !e.IsDir():
				return err
			case store.Is(name): // our own writing is no news
				return fs.SkipDir
			}
			return w.Add(name)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// changed waits until something has changed and is quiet again; false where ctx
// ended before.
func changed(ctx context.Context, w *fsnotify.Watcher) bool {
	var still <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case e := <-w.Events:
			if e.Op != fsnotify.Chmod {
				still = time.After(quiet)
			}
		case <-w.Errors: // such as too many events at once: look again
			still = time.After(quiet)
		case <-still:
			return true
		}
	}
}
