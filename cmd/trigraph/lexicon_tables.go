package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"trigraph/extract/lexicon"
)

// ownLexicon is what paths name: tables, which are files or folders, and indexes
// that lexicon build made.
type ownLexicon struct {
	files   []fs.FS
	indexes []string
}

func tables(paths []string) (own ownLexicon, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return ownLexicon{}, usageError("lexicon: %w", err)
		case info.IsDir():
			own.files = append(own.files, tableFolder{os.DirFS(path), path})
		case lexicon.IsIndex(path):
			own.indexes = append(own.indexes, path)
		default:
			dir := filepath.Dir(path)
			own.files = append(own.files, oneTable{tableFolder{os.DirFS(dir), dir}, filepath.Base(path)})
		}
	}
	return own, nil
}

// loadLexicon loads what is built in and what paths name.
func loadLexicon(paths []string) (*lexicon.Lexicon, error) {
	own, err := tables(paths)
	if err != nil {
		return nil, err
	}
	return own.load()
}

// load loads what is built in and these.
func (own ownLexicon) load() (*lexicon.Lexicon, error) {
	l, err := lexicon.Builtin()
	if err != nil {
		return nil, err
	}
	if len(own.files) > 0 {
		if err := l.Add(own.files...); err != nil {
			return nil, err
		}
	}
	for _, path := range own.indexes {
		if err := l.Open(path); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// tableFolder is a folder of tables, named in errors as it was given.
type tableFolder struct {
	fs.FS
	path string
}

// Place is the path of a file of the folder.
func (t tableFolder) Place(name string) string { return filepath.Join(t.path, name) }

// oneTable is one file of a folder.
type oneTable struct {
	tableFolder
	name string
}

// Glob finds that file, whatever the pattern.
func (t oneTable) Glob(string) ([]string, error) { return []string{t.name}, nil }
