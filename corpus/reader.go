package corpus

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
)

// What a Reader takes where its fields are zero, in bytes.
const (
	defaultMaxArticle  = 64 << 20
	defaultMaxUnpacked = 16 << 30
	defaultMaxRatio    = 200
)

// Reader reads articles from files, folders and archives. Its zero value is
// ready to use, and a Reader may be used by many goroutines at once.
type Reader struct {
	// MaxArticle is the limit in bytes for one article, line or record; 0
	// means 64 MiB. What is longer is refused without being held in memory.
	MaxArticle int64
	// MaxUnpacked is the limit in bytes for what one archive unpacks to; 0
	// means 16 GiB.
	MaxUnpacked int64
	// MaxRatio is how many times its own size an archive may unpack to, once
	// it has given 16 MiB; 0 means 200. Text seldom packs better than 20.
	MaxRatio int64
	// OnDuplicate, if set, is called for each article that is left out because
	// its words were read before; first is the Source of the one that was kept.
	OnDuplicate func(a *Article, first string)
	// Skip, if set, is asked about each folder that is walked, by its
	// slash-separated path; what lies in those it says true to is not read.
	Skip func(folder string) bool
	// Stdin, if set, is what the path "-" reads. What it holds is named by its
	// content where it has no id, so that other input never takes its place.
	Stdin io.Reader
}

// Error says that one file, line or record could not be read. Reading goes on
// after it.
type Error struct {
	Source string // path, or path#entry for one of many in a file
	Line   int    // 1 for the first line, 0 where no line can be named
	Err    error
}

// Error returns "source:line: what".
func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.Source, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.Source, e.Line, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Articles reads the named files and folders, in the order given; folders are
// walked in the order of their names, without hidden files. The content decides
// how a file is read, its name is a hint.
//
// Each step gives either an article or an error. An *Error concerns one file or
// one record and the next step goes on behind it; it comes just before its
// article where that could still be read (broken front matter, damaged
// characters). Any other error is the context's, and the last step.
func (r Reader) Articles(ctx context.Context, paths ...string) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		rd := newReading(ctx, r, yield)
		for _, path := range paths {
			if !rd.path(path) {
				return
			}
		}
	}
}

// ArticlesFS reads the file or folder root of fsys as Articles does. An
// article's Source is its path in fsys.
func (r Reader) ArticlesFS(ctx context.Context, fsys fs.FS, root string) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		newReading(ctx, r, yield).root(fsys, root, root)
	}
}

// reading is one run of a Reader. Its methods that return a bool return false
// when reading must stop.
type reading struct {
	Reader
	ctx    context.Context
	yield  func(*Article, error) bool
	tables *tables
	seen   map[[16]byte]origin // hash of an article's words
	ids    map[string]bool     // ids given away
	count  int                 // articles found, duplicates and refused ones too
}

// origin says where words were read first.
type origin struct{ file, source string }

func newReading(ctx context.Context, r Reader, yield func(*Article, error) bool) *reading {
	orDefault(&r.MaxArticle, defaultMaxArticle)
	orDefault(&r.MaxUnpacked, defaultMaxUnpacked)
	orDefault(&r.MaxRatio, defaultMaxRatio)
	return &reading{
		Reader: r, ctx: ctx, yield: yield, tables: loadTables(),
		seen: map[[16]byte]origin{}, ids: map[string]bool{},
	}
}

func orDefault(limit *int64, value int64) {
	if *limit <= 0 {
		*limit = value
	}
}

// fail reports an error about one place.
func (rd *reading) fail(source string, line int, err error) bool {
	rd.count++
	if err := rd.ctx.Err(); err != nil {
		rd.yield(nil, err)
		return false
	}
	if err == io.ErrUnexpectedEOF {
		err = errCut
	}
	return rd.yield(nil, &Error{Source: source, Line: line, Err: err})
}

// give finishes an article and hands it on, unless its words were seen before.
func (rd *reading) give(in *input, a *Article) bool {
	rd.count++
	if err := rd.ctx.Err(); err != nil {
		rd.yield(nil, err)
		return false
	}
	key := wordsHash(a.Text)
	if first, ok := rd.seen[key]; ok && (first.file != in.source || first.source == a.Source) {
		if rd.OnDuplicate != nil {
			rd.OnDuplicate(a, first.source)
		}
		return true
	} else if !ok {
		rd.seen[key] = origin{in.source, a.Source}
	}
	if in.unnamed && (a.ID == in.id || strings.HasPrefix(a.ID, in.id+"#")) {
		a.ID = in.id + "-" + a.Hash()[:12]
	}
	a.ID = rd.unique(a)
	return rd.yield(a, nil)
}
