package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonLines reads one article from each line.
func (rd *reading) jsonLines(in *input, r io.Reader) bool {
	lines := &liner{r: bufio.NewReaderSize(r, peekSize), limit: rd.MaxArticle}
	for {
		line, err := lines.next()
		var long errTooLong
		switch {
		case err == io.EOF:
			return true
		case errors.As(err, &long):
			if !rd.fail(in.source, lines.n, err) {
				return false
			}
			continue
		case err != nil:
			return rd.fail(in.source, lines.n, err)
		}
		if line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte(bomUTF8))); len(line) == 0 {
			continue
		}
		if !rd.jsonRecord(in, line, lines.n, strconv.Itoa(lines.n)) {
			return false
		}
	}
}

// jsonRecord gives the article of one JSON object; number names it where it
// has no id, "" where it is alone in its file.
func (rd *reading) jsonRecord(in *input, data []byte, line int, number string) bool {
	if !utf8.Valid(data) {
		text, damaged, err := decode(data)
		if err != nil || damaged {
			if err == nil {
				err = errDamaged
			}
			if !rd.fail(in.source, line, err) || text == "" {
				return rd.ctx.Err() == nil
			}
		}
		data = []byte(text)
	}
	r := record{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&r); err != nil {
		return rd.fail(in.source, line, jsonError(err))
	}
	if _, err := d.Token(); err != io.EOF {
		return rd.fail(in.source, line, errors.New("broken JSON: more than one value"))
	}
	return rd.record(in, r, line, number, false)
}

// record gives the article of a record. Text from JSON stays as it is; a row of
// CSV has no such promise to keep, and its title is put in front.
func (rd *reading) record(in *input, r record, line int, number string, titled bool) bool {
	a := &Article{}
	text, found := rd.take(a, r)
	switch {
	case !found:
		return rd.fail(in.source, line, errNoText)
	case len(bytes.TrimSpace([]byte(text))) == 0:
		return rd.fail(in.source, line, errEmptyText)
	case int64(len(text)) > rd.MaxArticle:
		return rd.fail(in.source, line, errTooLong{rd.MaxArticle})
	}
	if titled && a.Title != "" && !strings.HasPrefix(strings.TrimSpace(text), a.Title) {
		text = a.Title + "\n\n" + text
	}
	a.Text, a.Source = text, in.source
	if number != "" {
		name := a.ID
		if name == "" {
			name = number
			a.ID = in.id + "#" + number
		}
		a.Source += "#" + name
	}
	if a.ID == "" {
		a.ID = in.id
	}
	rd.finish(a, rd.cut(a.Text))
	return rd.give(in, a)
}

// jsonError says what is wrong with a line in words of this package.
func jsonError(err error) error {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		return fmt.Errorf("broken JSON: %s where an object should be", kind.Value)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("broken JSON: it ends too early")
	}
	return fmt.Errorf("broken JSON: %w", err)
}

// jsonDocument reads one object, or each object of an array, as it comes.
func (rd *reading) jsonDocument(in *input, r io.Reader) bool {
	s := &jsonStream{r: bufio.NewReader(r), limit: rd.MaxArticle}
	d := json.NewDecoder(s)
	open, array, err := s.open()
	if err == nil && array {
		_, err = d.Token()
	}
	for n := 1; err == nil && open && d.More(); n++ {
		s.start(d.InputOffset())
		var raw json.RawMessage
		if err = d.Decode(&raw); err != nil {
			break
		}
		number := ""
		if array {
			number = strconv.Itoa(n)
		}
		line := s.lineAt(d.InputOffset() - int64(len(raw)))
		if !rd.jsonRecord(in, raw, line, number) {
			return false
		}
	}
	if err == nil && array {
		_, err = d.Token()
	}
	return err == nil || rd.jsonBroken(in, s, d, err)
}

func (rd *reading) jsonBroken(in *input, s *jsonStream, d *json.Decoder, err error) bool {
	var long errTooLong
	var syntax *json.SyntaxError
	offset := d.InputOffset()
	switch {
	case errors.As(err, &long):
		return rd.fail(in.source, s.lineAt(offset), err)
	case errors.As(err, &syntax):
		offset = max(offset, syntax.Offset-1)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		offset, err = s.read, io.ErrUnexpectedEOF
	}
	return rd.fail(in.source, s.lineAt(offset), jsonError(err))
}

// jsonStream feeds a decoder and remembers where lines end, so that a place can
// be named, and stops it when one value grows over the limit.
type jsonStream struct {
	r     *bufio.Reader
	limit int64
	read  int64   // bytes fed
	from  int64   // offset of the value being read
	lines int     // line feeds before from
	feeds []int64 // offsets of line feeds at or behind from
}

// open passes a byte order mark and tells an array from an object.
func (s *jsonStream) open() (more, array bool, err error) {
	if head, _ := s.r.Peek(3); string(head) == bomUTF8 {
		_, _ = s.r.Discard(3)
	}
	head, err := s.r.Peek(min(s.r.Size(), peekSize))
	if len(head) == 0 {
		return false, false, err
	}
	head = bytes.TrimLeft(head, " \t\r\n")
	return true, len(head) > 0 && head[0] == '[', nil
}

func (s *jsonStream) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			s.feeds = append(s.feeds, s.read+int64(i))
		}
	}
	s.read += int64(n)
	if s.read-s.from > s.limit+int64(len(p)) {
		return 0, errTooLong{s.limit}
	}
	return n, err
}

// start says that the value at offset is read next.
func (s *jsonStream) start(offset int64) {
	s.from = offset
	for len(s.feeds) > 0 && s.feeds[0] < offset {
		s.lines, s.feeds = s.lines+1, s.feeds[1:]
	}
}

// lineAt returns the line that holds the byte at offset.
func (s *jsonStream) lineAt(offset int64) int {
	line := s.lines + 1
	for _, at := range s.feeds {
		if at < offset {
			line++
		}
	}
	return line
}
