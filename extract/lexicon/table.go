package lexicon

import (
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
)

// table is a file of tab-separated values: lines that start with "# " say what
// it is, the next names the columns, the others are rows.
type table struct {
	file    string
	columns []string
	body    string // what follows the header
	first   int    // line number of the body's first line
}

// row is one line of a table.
type row struct {
	table *table
	line  int
	cells [24]string
}

func readTable(files fs.FS, name string) (*table, error) {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	t := &table{file: name, body: strings.TrimPrefix(string(raw), "\uFEFF")}
	for {
		line, rest, more := strings.Cut(t.body, "\n")
		t.body, t.first = rest, t.first+1
		line = strings.TrimSuffix(line, "\r")
		if line != "" && !comment(line) {
			t.columns = strings.Split(line, "\t")
			break
		}
		if !more {
			return nil, fmt.Errorf("%s: no header line", name)
		}
	}
	t.first++
	if n := len(t.columns); n > len(row{}.cells) {
		return nil, fmt.Errorf("%s:%d: %d columns, at most %d are read", name, t.first-1, n, len(row{}.cells))
	}
	return t, nil
}

func comment(line string) bool { return line == "#" || strings.HasPrefix(line, "# ") }

func (t *table) has(column string) bool { return slices.Contains(t.columns, column) }

// rows yields every row that is neither empty nor a comment. The row is reused.
func (t *table) rows() iter.Seq[*row] {
	return func(yield func(*row) bool) {
		r := &row{table: t, line: t.first - 1}
		for body := t.body; body != ""; {
			var line string
			line, body, _ = strings.Cut(body, "\n")
			r.line++
			line = strings.TrimSuffix(line, "\r")
			if line == "" || comment(line) {
				continue
			}
			r.split(line)
			if !yield(r) {
				return
			}
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
