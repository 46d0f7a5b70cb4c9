package latin

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"strings"
)

// Row is one line of a table and where it stands.
type Row struct {
	Place  string // "file.tsv:12"
	Fields []string
}

// ReadTable reads a tab-separated file. Lines that start with # are comments,
// the first other line is the header, which must be exactly the columns given.
// An error names file and line.
func ReadTable(fsys fs.FS, name string, columns ...string) ([]Row, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", name, err)
	}
	var rows []Row
	header := false
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := Row{Place: fmt.Sprintf("%s:%d", name, n), Fields: strings.Split(line, "\t")}
		if !header {
			if line != strings.Join(columns, "\t") {
				return nil, fmt.Errorf("%s: header is %q, want %q", row.Place, line, strings.Join(columns, "\t"))
			}
			header = true
			continue
		}
		if len(row.Fields) != len(columns) {
			return nil, fmt.Errorf("%s: %d columns, want %d", row.Place, len(row.Fields), len(columns))
		}
		rows = append(rows, row)
	}
	return rows, lines.Err()
}
