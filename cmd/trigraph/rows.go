package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"trigraph/queries"
)

// maxCell is the most columns that a cell takes on a terminal.
const maxCell = 60

func outputs() []string       { return []string{"table", "json", "ndjson", "csv"} }
func isOutput(s string) bool  { return slices.Contains(outputs(), s) }
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (p *program) printResult(res *queries.Result, q queryFlags) error {
	out := bufio.NewWriter(p.out)
	var err error
	switch q.output {
	case "json":
		err = writeJSON(out, res.Rows)
	case "ndjson":
		err = res.WriteNDJSON(out)
	case "csv":
		err = res.WriteCSV(out)
	default:
		cell := 0
		if isTerminal(p.out) {
			cell = maxCell
		}
		err = writeTable(out, res, q.ids, cell)
	}
	if err == nil && len(res.Rows) == 0 && res.Value != nil {
		fmt.Fprintf(out, "%s\n", res.Value)
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

// writeJSON writes rows as an array, one on each line.
func writeJSON(w io.Writer, rows []json.RawMessage) error {
	list := []byte("[")
	for i, r := range rows {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(append(list, "\n  "...), r...)
	}
	if len(rows) > 0 {
		list = append(list, '\n')
	}
	_, err := w.Write(append(list, "]\n"...))
	return err
}

// writeTable aligns the columns by the width that a terminal gives a text:
// Chinese letters are two wide. Ids are left out unless wanted.
func writeTable(w io.Writer, res *queries.Result, ids bool, cell int) error {
	if len(res.Rows) == 0 {
		return nil
	}
	columns := slices.Clone(res.Columns)
	if !ids {
		columns = slices.DeleteFunc(columns, func(c string) bool {
			shown, ok := strings.CutSuffix(c, "_id")
			return ok && slices.Contains(res.Columns, shown)
		})
	}
	lines := [][]string{columns}
	for i := range res.Rows {
		lines = append(lines, res.Cells(i, columns))
	}
	widths := make([]int, len(columns))
	for _, line := range lines {
		for i, s := range line {
			line[i] = oneLine(s)
			if cell > 0 {
				line[i] = runewidth.Truncate(line[i], cell, "…")
			}
			widths[i] = max(widths[i], runewidth.StringWidth(line[i]))
		}
	}
	for _, line := range lines {
		var b strings.Builder
		for i, s := range line {
			b.WriteString(s + strings.Repeat(" ", widths[i]-runewidth.StringWidth(s)+2))
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}
