package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"trigraph/queries"
)

// dist is made from page/src by esbuild and committed, so that go build needs
// no node; page_test.go holds it to its sources.
//
//go:generate npm --prefix page ci
//go:generate npm --prefix page run build
//go:embed page/dist page/plain
var pageFiles embed.FS

// pages are the web page's files, and the plain pages that show the rows of a
// named question without a script. Whatever an article says stands in these as
// text.
type pages struct {
	templates *template.Template
	files     map[string]asset
}

// asset is a file as it is sent.
type asset struct {
	kind, tag string
	text      []byte
	packed    func() []byte // gzipped, when first asked for
}

func newPages() (*pages, error) {
	t, err := template.ParseFS(pageFiles, "page/plain/*.html")
	if err != nil {
		return nil, err
	}
	p := &pages{t, map[string]asset{}}
	for _, dir := range []string{"page/dist", "page/plain"} {
		if err := p.read(dir); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// read takes in the files of a directory, templates apart.
func (p *pages) read(dir string) error {
	list, err := fs.ReadDir(pageFiles, dir)
	if err != nil {
		return err
	}
	for _, e := range list {
		if p.templates.Lookup(e.Name()) != nil {
			continue
		}
		text, err := pageFiles.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		p.files[e.Name()] = newAsset(e.Name(), text)
	}
	return nil
}

func newAsset(name string, text []byte) asset {
	kind := map[string]string{".js": "text/javascript; charset=utf-8"}[path.Ext(name)] // a system's tables may say otherwise
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	sum := sha256.Sum256(text)
	packed := sync.OnceValue(func() []byte {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		_, _ = w.Write(text) // into memory
		_ = w.Close()
		return buf.Bytes()
	})
	return asset{kind, `"` + hex.EncodeToString(sum[:8]) + `"`, text, packed}
}

// home is the page at /.
func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	return s.sendFile(w, r, "index.html")
}

// pageFile is /page/{file}, what the page loads.
func (s *Server) pageFile(w http.ResponseWriter, r *http.Request) error {
	return s.sendFile(w, r, r.PathValue("file"))
}

// sendFile sends a file of the page. Chunks have their hash in the name; of the
// others the browser asks each time whether they changed.
func (s *Server) sendFile(w http.ResponseWriter, r *http.Request, name string) error {
	a, ok := s.page.files[name]
	if !ok {
		return refuse(http.StatusNotFound, "there is nothing at %s", r.URL.Path)
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", a.tag)
	if r.Header.Get("If-None-Match") == a.tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	text := a.text
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		text = a.packed()
	}
	_, _ = w.Write(text) // a client that has gone is no error of ours
	return nil
}

// result writes the rows of a question as a page.
func (p *pages) result(w io.Writer, q queries.Question, res *queries.Result) error {
	rows := make([][]string, len(res.Rows))
	for i := range res.Rows {
		rows[i] = res.Cells(i, res.Columns)
	}
	return p.templates.ExecuteTemplate(w, "result.html", map[string]any{"Question": q, "Result": res, "Rows": rows})
}

// failure writes an error as a page.
func (s *Server) failure(w http.ResponseWriter, err error) error {
	status, tell := statusOf(err)
	if !tell {
		return err
	}
	var buf bytes.Buffer
	if err := s.page.templates.ExecuteTemplate(&buf, "failure.html", err.Error()); err != nil {
		return err
	}
	if a, ok := w.(*answer); ok {
		a.err = err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(buf.Bytes()) // a client that has gone is no error of ours
	return nil
}
