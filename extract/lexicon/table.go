package lexicon

import (
	"bufio"
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
)

// table is a file of tab-separated values: lines that start with "# " say what
// it is, the next names the columns, the others are rows. It is read row by
// row, whatever its size.
type table struct {
	file    string
	columns []string
	lines   *bufio.Scanner
	close   func() error
	line    int // number of the line read last
}

// row is one line of a table.
type row struct {
	table *table
	line  int
	cells [24]string
}

// longestLine is the most bytes a line may have.
const longestLine = 16 << 20

// openTable reads a table up to its header. Whoever opens it reads its rows to
// the end, which closes it.
func openTable(files fs.FS, name string) (*table, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	t := &table{file: placeOf(files, name), lines: bufio.NewScanner(f), close: f.Close}
	t.lines.Buffer(make([]byte, 0, 64<<10), longestLine)
	if err := t.header(); err != nil {
		_ = f.Close() // the fault is told
		return nil, err
	}
	return t, nil
}

// placeOf is how errors name a file: by its path where the file system says so.
func placeOf(files fs.FS, name string) string {
	if p, ok := files.(interface{ Place(name string) string }); ok {
		return p.Place(name)
	}
	return name
}

func (t *table) header() error {
	if !t.next() {
		return cmp.Or(t.failed(), fmt.Errorf("%s: no header line", t.file))
	}
	if t.columns = strings.Split(t.text(), "\t"); len(t.columns) > len(row{}.cells) {
		return fmt.Errorf("%s:%d: %d columns, at most %d are read", t.file, t.line, len(t.columns), len(row{}.cells))
	}
	return nil
}

// next goes to the next line that is neither empty nor a comment.
func (t *table) next() bool {
	for t.lines.Scan() {
		t.line++
		if line := t.text(); line != "" && line != "#" && !strings.HasPrefix(line, "# ") {
			return true
		}
	}
	return false
}

// text is the present line, without the mark of byte order or of DOS.
func (t *table) text() string {
	line := strings.TrimSuffix(t.lines.Text(), "\r")
	if t.line == 1 {
		line = strings.TrimPrefix(line, "\uFEFF")
	}
	return line
}

// failed says why the lines ended, nil at the end of the file.
func (t *table) failed() error {
	if err := t.lines.Err(); err != nil {
		return fmt.Errorf("%s:%d: %w", t.file, t.line+1, err)
	}
	return nil
}

func (t *table) has(column string) bool { return slices.Contains(t.columns, column) }

// rows yields every row that is neither empty nor a comment, and the error that
// ended them, if one did. The row is reused.
func (t *table) rows() iter.Seq2[*row, error] {
	return func(yield func(*row, error) bool) {
		defer func() { _ = t.close() }() // it was only read
		r := &row{table: t}
		for t.next() {
			r.line = t.line
			r.split(t.text())
			if !yield(r, nil) {
				return
			}
		}
		if err := t.failed(); err != nil {
			yield(r, err)
		}
	}
}

// split fills the cells; cells beyond the header are kept in the last one.
func (r *row) split(line string) {
	clear(r.cells[:])
	for i := range r.table.columns {
		cell, rest, more := strings.Cut(line, "\t")
		r.cells[i] = cell
		if line = rest; !more {
			return
		}
	}
	if line != "" {
		r.cells[len(r.table.columns)-1] += "\t" + line
	}
}

// get returns the cell of a column, "" where the table has none.
func (r *row) get(column string) string {
	for i, c := range r.table.columns {
		if c == column {
			return strings.TrimSpace(r.cells[i])
		}
	}
	return ""
}

// errorf names the file and line of the row.
func (r *row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", r.table.file, r.line, fmt.Errorf(format, args...))
}
