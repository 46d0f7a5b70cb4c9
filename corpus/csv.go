package corpus

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// csvHeader returns the comma, semicolon, tab or bar that makes line a header:
// it has a text column and one more that is known. Else it returns nil.
func (rd *reading) csvHeader(line string) *rune {
	for _, comma := range ",;\t|" {
		r := csv.NewReader(strings.NewReader(line))
		r.Comma = comma
		names, err := r.Read()
		text, others := false, 0
		for _, name := range names {
			switch rd.fieldOf(name) {
			case "text":
				text = true
			case "":
			default:
				others++
			}
		}
		if err == nil && text && others > 0 {
			return &comma
		}
	}
	return nil
}

// fieldOf returns the field of an article that a column holds, "" for none.
func (rd *reading) fieldOf(column string) string {
	column = plainName(strings.TrimSpace(column))
	for _, f := range rd.tables.fields {
		if f.name == column {
			return f.field
		}
	}
	return ""
}

// csv reads one article from each row; the first row names the columns.
func (rd *reading) csv(in *input, stream io.Reader) bool {
	src := &csvSource{lines: &liner{r: bufio.NewReaderSize(stream, peekSize), limit: rd.MaxArticle}}
	header, err := src.lines.next()
	if err != nil {
		return rd.fail(in.source, 1, err)
	}
	line, _, err := decode(header)
	if err != nil {
		return rd.fail(in.source, 1, err)
	}
	r := csv.NewReader(src)
	r.FieldsPerRecord, r.Comma = -1, ','
	if comma := rd.csvHeader(line); comma != nil {
		r.Comma = *comma
	} else if strings.Count(line, "\t") > strings.Count(line, ",") {
		r.Comma = '\t'
	}
	h := csv.NewReader(strings.NewReader(line))
	h.Comma = r.Comma
	names, err := h.Read()
	if err != nil {
		return rd.fail(in.source, 1, fmt.Errorf("broken CSV: %w", err))
	}
	if !slices.ContainsFunc(names, func(name string) bool { return rd.fieldOf(name) == "text" }) {
		return rd.fail(in.source, 1, errors.New("no column that holds the text (text, content, body)"))
	}
	return rd.csvRows(in, src, r, names)
}

func (rd *reading) csvRows(in *input, src *csvSource, r *csv.Reader, names []string) bool {
	for {
		src.since = 0
		row, err := r.Read()
		var parse *csv.ParseError
		switch {
		case err == io.EOF:
			return true
		case errors.As(err, &parse):
			if !rd.fail(in.source, parse.StartLine+1, fmt.Errorf("broken CSV: %w", parse.Err)) {
				return false
			}
			continue
		case err != nil:
			return rd.fail(in.source, src.lines.n, err)
		}
		line, _ := r.FieldPos(0)
		if line++; src.damaged {
			if src.damaged = false; !rd.fail(in.source, line, errDamaged) {
				return false
			}
		}
		rec := record{}
		for i, value := range row {
			if i < len(names) {
				rec[strings.TrimSpace(names[i])] = value
			}
		}
		if !rd.record(in, rec, line, strconv.Itoa(line), true) {
			return false
		}
	}
}

// csvSource feeds a CSV reader with decoded lines, and stops it when a row (an
// open quote runs on over lines) grows over the limit.
type csvSource struct {
	lines   *liner
	rest    []byte
	since   int64 // bytes since the row began
	damaged bool
}

func (s *csvSource) Read(p []byte) (int, error) {
	if len(s.rest) == 0 {
		line, err := s.lines.next()
		if err != nil {
			return 0, err
		}
		text, damaged, err := decode(line)
		if err != nil {
			return 0, err
		}
		s.damaged = s.damaged || damaged
		s.rest = append([]byte(text), '\n')
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	if s.since += int64(n); s.since > s.lines.limit {
		return 0, errTooLong{s.lines.limit}
	}
	return n, nil
}
