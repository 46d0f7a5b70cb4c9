package corpus

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

var errWARC = errors.New("broken WARC record")

// warc reads the pages of a web archive (ISO 28500): what servers answered with
// 200 and is HTML or plain text, and text that others made of it (WET). A page
// is named by its URI.
func (rd *reading) warc(in *input, r *bufio.Reader) bool {
	before := rd.count
	for {
		header, size, err := warcHeader(r)
		if err == io.EOF {
			return rd.emptyArchive(in, before)
		}
		if err != nil {
			return rd.fail(in.source, 0, err)
		}
		block := &io.LimitedReader{R: r, N: size}
		if !rd.warcRecord(in, header, size, block) {
			return false
		}
		if _, err := io.Copy(io.Discard, block); err != nil || block.N > 0 {
			return rd.fail(in.source, 0, cmp.Or(err, errCut))
		}
	}
}

// warcHeader reads up to a record's block; io.EOF where there is no more.
func warcHeader(r *bufio.Reader) (textproto.MIMEHeader, int64, error) {
	version := ""
	for version == "" { // records end with empty lines
		line, err := r.ReadString('\n')
		if err != nil && strings.TrimSpace(line) == "" {
			return nil, 0, err
		}
		version = strings.TrimSpace(line)
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, 0, errWARC
	}
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %w", errWARC, err)
	}
	size, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 {
		return nil, 0, fmt.Errorf("%w: no length", errWARC)
	}
	return header, size, nil
}

// warcRecord reads the page of a record, where it has one.
func (rd *reading) warcRecord(in *input, header textproto.MIMEHeader, size int64, block io.Reader) bool {
	uri := strings.Trim(header.Get("WARC-Target-URI"), "<>")
	entry := in.entryOf("")
	entry.source, entry.id, entry.name = in.source+"#"+uri, uri, ""
	if size > rd.MaxArticle {
		switch header.Get("WARC-Type") {
		case "response", "resource", "conversion":
			return rd.fail(entry.source, 0, errTooLong{rd.MaxArticle})
		}
		return true
	}
	kind, body, err := page(header, block)
	switch {
	case err != nil:
		return rd.fail(entry.source, 0, err)
	case kind == "text/html", kind == "application/xhtml+xml":
		entry.name = "page.html"
	case kind == "text/plain":
		entry.name = "page.txt"
	default:
		return true
	}
	text, err := readAll(body, rd.MaxArticle)
	if err != nil {
		return rd.fail(entry.source, 0, err)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return true
	}
	return rd.read(entry, bytes.NewReader(text))
}

// page returns the media type of a record's page and its bytes; "" for none.
func page(header textproto.MIMEHeader, block io.Reader) (kind string, body io.Reader, err error) {
	switch header.Get("WARC-Type") {
	case "resource", "conversion":
		kind, _, _ = mime.ParseMediaType(header.Get("Content-Type"))
		return kind, block, nil
	case "response":
	default:
		return "", nil, nil
	}
	if kind, _, _ := mime.ParseMediaType(header.Get("Content-Type")); kind != "application/http" {
		return "", nil, nil
	}
	answer, err := http.ReadResponse(bufio.NewReader(block), nil)
	if err != nil {
		return "", nil, fmt.Errorf("%w: %w", errWARC, err)
	}
	if answer.StatusCode != http.StatusOK {
		return "", nil, nil
	}
	kind, _, _ = mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if answer.Header.Get("Content-Encoding") == "gzip" {
		body, err = gzip.NewReader(answer.Body)
		return kind, body, err
	}
	return kind, answer.Body, nil
}
