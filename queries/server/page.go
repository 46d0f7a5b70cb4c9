package server

import (
	"bytes"
	"embed"
	"html/template"
	"io"
	"net/http"

	"trigraph/queries"
)

//go:embed page
var pageFiles embed.FS

// pages are the web pages. Whatever an article says stands in them as text.
type pages struct{ templates *template.Template }

func newPages() (*pages, error) {
	t, err := template.ParseFS(pageFiles, "page/*.html")
	if err != nil {
		return nil, err
	}
	return &pages{t}, nil
}

// home is the page at /.
func (s *Server) home(w http.ResponseWriter, _ *http.Request) error {
	list, err := queries.Questions()
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	values := map[string]any{"Questions": list, "Stats": s.store(w).Stats()}
	if err := s.page.templates.ExecuteTemplate(&buf, "home.html", values); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(buf.Bytes()) // a client that has gone is no error of ours
	return nil
}

func (s *Server) style(w http.ResponseWriter, _ *http.Request) error {
	text, err := pageFiles.ReadFile("page/style.css")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
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
