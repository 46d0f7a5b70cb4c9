package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"trigraph/corpus/made"
)

// madeFile is how many made articles stand in a file.
const madeFile = 1000

// makeArticles writes made articles to files in a folder.
func makeArticles(dir string, seed uint64, n int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	press := made.New(seed)
	for from := 0; from < n; from += madeFile {
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("made-%06d.jsonl", from/madeFile)))
		if err != nil {
			return err
		}
		if err := errors.Join(press.Write(f, from, min(from+madeFile, n)), f.Close()); err != nil {
			return err
		}
	}
	return nil
}
