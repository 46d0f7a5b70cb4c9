package queries

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Result is what a question gave.
type Result struct {
	Columns []string
	Rows    []json.RawMessage // objects with the columns in order; a script's rows are what it emits
	// Value is the value of a script's last statement, nil where it has none.
	Value      json.RawMessage
	Notes      []string // for the user: how a name was understood
	Truncated  bool     // there are more rows
	Generation int      // of the store
	Took       time.Duration
}

// WriteCSV writes a line of column names and one for each row. A text that a
// table program would take for a formula stands behind an apostrophe.
func (r *Result) WriteCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(r.Columns); err != nil {
		return err
	}
	for i := range r.Rows {
		cells := r.Cells(i, r.Columns)
		for k, cell := range cells {
			cells[k] = noFormula(cell)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// noFormula puts an apostrophe before what begins as a formula does, in a table
// program of any language: an article can name a thing =HYPERLINK(…). A number
// stays one.
func noFormula(cell string) string {
	if !strings.ContainsAny(firstRune(cell), "=+-@\t\r\n＝＋－＠") {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

func firstRune(text string) string {
	_, n := utf8.DecodeRuneInString(text)
	return text[:n]
}

// WriteNDJSON writes each row as a line of JSON.
func (r *Result) WriteNDJSON(w io.Writer) error {
	for _, row := range r.Rows {
		if _, err := w.Write(append(row[:len(row):len(row)], '\n')); err != nil {
			return err
		}
	}
	return nil
}

// Cells returns some columns of row i as texts. A row that is no object has the
// column "value"; what is not there is empty.
func (r *Result) Cells(i int, columns []string) []string {
	var row any
	d := json.NewDecoder(bytes.NewReader(r.Rows[i]))
	d.UseNumber()
	if err := d.Decode(&row); err != nil {
		return make([]string, len(columns))
	}
	object, ok := row.(map[string]any)
	if !ok {
		object = map[string]any{"value": row}
	}
	cells := make([]string, len(columns))
	for k, c := range columns {
		cells[k] = cellText(object[c])
	}
	return cells
}

func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case map[string]any, []any:
		text, err := encode(v)
		if err != nil {
			return ""
		}
		return string(text)
	}
	return fmt.Sprint(v)
}
