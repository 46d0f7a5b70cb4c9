package corpus

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// stdinName stands for a path where standard input is read.
const stdinName = "stdin"

var errNoArticles = errors.New("no articles in this folder")

// path reads one path of the operating system.
func (rd *reading) path(name string) bool {
	if name == "-" && rd.Stdin != nil {
		return rd.whole(&input{source: stdinName, id: stdinName, unnamed: true}, rd.Stdin)
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return rd.fail(name, 0, cause(err))
	case info.IsDir():
		return rd.folder(os.DirFS(name), ".", filepath.ToSlash(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return rd.fail(name, 0, cause(err))
	}
	defer f.Close()
	return rd.file(f, name, fileID(filepath.ToSlash(name)))
}

// root reads a file or folder of fsys; shown is its name in messages.
func (rd *reading) root(fsys fs.FS, name, shown string) bool {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return rd.fail(shown, 0, cause(err))
	case info.IsDir():
		return rd.folder(fsys, name, shown)
	}
	return rd.entry(fsys, name, shown, fileID(name))
}

// folder walks a folder in the order of names. WalkDir sorts each folder.
func (rd *reading) folder(fsys fs.FS, root, shown string) bool {
	before, open := rd.count, true
	_ = fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		rel := name
		if root != "." {
			rel = strings.TrimPrefix(strings.TrimPrefix(name, root), "/")
		}
		source := path.Join(shown, rel)
		open = rd.visit(fsys, d, name, source, rel, err)
		switch {
		case !open:
			return fs.SkipAll
		case d == nil || !d.IsDir():
			return nil
		case name != root && hidden(name), rd.Skip != nil && rd.Skip(source):
			return fs.SkipDir
		}
		return nil
	})
	if open && rd.count == before {
		return rd.fail(shown, 0, errNoArticles)
	}
	return open
}

// visit reads one entry of a folder, if it is a file that may hold articles.
func (rd *reading) visit(fsys fs.FS, d fs.DirEntry, name, source, rel string, err error) bool {
	switch {
	case err != nil:
		return rd.fail(source, 0, cause(err))
	case d.IsDir(), hidden(name), rd.tables.formatOf(name) == formatSkip:
		return true
	}
	if !d.Type().IsRegular() {
		// A link to a file is read, a link to a folder could lead in a circle,
		// and a pipe or device would block.
		if info, err := fs.Stat(fsys, name); err != nil || !info.Mode().IsRegular() {
			return true
		}
	}
	return rd.entry(fsys, name, source, rel)
}

// entry reads a file of fsys.
func (rd *reading) entry(fsys fs.FS, name, source, id string) bool {
	f, err := fsys.Open(name)
	if err != nil {
		return rd.fail(source, 0, cause(err))
	}
	defer f.Close()
	return rd.file(f, source, id)
}

// file reads an open file. A file that cannot seek (a pipe) is only streamed.
func (rd *reading) file(f fs.File, source, id string) bool {
	info, err := f.Stat()
	if err != nil {
		return rd.fail(source, 0, cause(err))
	}
	in := &input{source: source, name: path.Base(filepath.ToSlash(source)), id: id}
	if at, ok := f.(io.ReaderAt); ok && info.Mode().IsRegular() {
		in.at, in.size = at, info.Size()
	}
	return rd.whole(in, f)
}

// hidden reports whether a file or folder is not meant to be seen: ".git",
// "__MACOSX", "~$letter.txt".
func hidden(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") && base != "." || base == "__MACOSX" || strings.HasPrefix(base, "~$")
}

// cause takes the path off an error of the file system: Error names it already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ErrNotExist
	}
	return err
}
