package corpus

import (
	"context"
	"io"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
)

// Stream reads the articles of one open file, as Articles does of a file in a
// folder: source names it in messages and articles, id is its slash-separated
// path in the folder, the id of an article that brings none, or "" for a file
// that is named by itself. One of a folder that is hidden, or whose name says
// that it holds no text, gives nothing.
func (r Reader) Stream(ctx context.Context, in io.Reader, source, id string) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		rd := newReading(ctx, r, yield)
		if rd.passOver(id) {
			return
		}
		if id == "" {
			id = fileID(filepath.ToSlash(source))
		}
		if f, ok := in.(fs.File); ok {
			rd.file(f, source, id)
			return
		}
		rd.whole(&input{source: source, name: path.Base(filepath.ToSlash(source)), id: id}, in)
	}
}

// Words stands for the words of an article, whatever their layout: two articles
// with the same are copies, of which a Reader gives the first.
func (a *Article) Words() [16]byte { return wordsHash(a.Text) }
