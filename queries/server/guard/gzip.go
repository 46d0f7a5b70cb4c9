package guard

import (
	"compress/gzip"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// worthPacking is the length in bytes from which an answer is packed: below, it
// fits one packet of a network as it is.
const worthPacking = 1400

// Packer packs what is written to it with gzip, where the client takes that and
// it pays. Close ends the answer.
type Packer struct {
	http.ResponseWriter
	guard  *Guard
	status int
	held   []byte // the beginning, until it is decided
	zip    *gzip.Writer
	plain  bool // decided: as it is
}

// Pack returns a writer of the answer to r.
func (g *Guard) Pack(w http.ResponseWriter, r *http.Request) *Packer {
	return &Packer{ResponseWriter: w, guard: g, plain: r.Method == http.MethodHead || !takesGzip(r.Header)}
}

// takesGzip reads Accept-Encoding (RFC 9110, 12.5.3).
func takesGzip(h http.Header) bool {
	for part := range strings.SplitSeq(strings.Join(h.Values("Accept-Encoding"), ","), ",") {
		coding, weight, _ := strings.Cut(part, ";")
		if coding = strings.TrimSpace(coding); !strings.EqualFold(coding, "gzip") {
			continue
		}
		q, weighed := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		value, err := strconv.ParseFloat(q, 64)
		return !weighed || err == nil && value > 0
	}
	return false
}

// WriteHeader implements http.ResponseWriter; the status goes out with the
// first bytes of the body.
func (p *Packer) WriteHeader(status int) {
	switch {
	case p.plain || status < http.StatusOK:
		p.ResponseWriter.WriteHeader(status)
	case p.status == 0:
		p.status = status
		if status == http.StatusNoContent || status == http.StatusNotModified || !packs(p.Header()) {
			p.asItIs()
		}
	}
}

// packs reports whether an answer is text that is not packed yet.
func packs(h http.Header) bool {
	if h.Get("Content-Encoding") != "" || h.Get("Content-Range") != "" {
		return false
	}
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	_, suffix, _ := strings.Cut(kind, "+")
	return strings.HasPrefix(kind, "text/") || suffix == "json" || suffix == "xml" ||
		slices.Contains([]string{"application/json", "application/x-ndjson", "application/n-quads", "application/xml", "application/javascript"}, kind)
}

// asItIs sends what was held back.
func (p *Packer) asItIs() {
	p.plain = true
	if p.status != 0 {
		p.ResponseWriter.WriteHeader(p.status)
	}
}

// Write implements io.Writer.
func (p *Packer) Write(b []byte) (int, error) {
	if p.status == 0 && !p.plain {
		p.WriteHeader(http.StatusOK)
	}
	switch {
	case p.plain:
		return p.ResponseWriter.Write(b)
	case p.zip != nil:
		return p.zip.Write(b)
	}
	p.held = append(p.held, b...)
	if len(p.held) < worthPacking {
		return len(b), nil
	}
	return len(b), p.begin()
}

// begin sends the header and what was held, packed from here on.
func (p *Packer) begin() error {
	h := p.Header()
	h.Del("Content-Length")
	h.Set("Content-Encoding", "gzip")
	h.Add("Vary", "Accept-Encoding")
	if tag := h.Get("ETag"); strings.HasPrefix(tag, `"`) {
		h.Set("ETag", "W/"+tag) // the same text, other bytes
	}
	p.ResponseWriter.WriteHeader(p.status)
	if p.zip, _ = p.guard.zips.Get().(*gzip.Writer); p.zip == nil {
		p.zip, _ = gzip.NewWriterLevel(p.ResponseWriter, gzip.BestSpeed) // a level there is
	}
	p.zip.Reset(p.ResponseWriter)
	_, err := p.zip.Write(p.held)
	p.held = nil
	return err
}

// FlushError implements http.ResponseController's Flush: what was written goes
// out.
func (p *Packer) FlushError() error {
	if !p.plain && p.zip == nil {
		p.status = max(p.status, http.StatusOK)
		if err := p.begin(); err != nil {
			return err
		}
	}
	if p.zip != nil {
		if err := p.zip.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(p.ResponseWriter).Flush()
}

// Close ends the answer; what is short goes out as it is.
func (p *Packer) Close() error {
	if p.zip != nil {
		err := p.zip.Close()
		p.guard.zips.Put(p.zip)
		p.zip, p.plain = nil, true
		return err
	}
	if p.plain || p.status == 0 {
		return nil
	}
	p.asItIs()
	_, err := p.ResponseWriter.Write(p.held)
	return err
}

// Unwrap gives http.ResponseController what is under this.
func (p *Packer) Unwrap() http.ResponseWriter { return p.ResponseWriter }
