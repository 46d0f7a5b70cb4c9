package server

import (
	"context"
	"io"
	"mime"
	"net/http"
	"slices"

	"trigraph/graph"
	"trigraph/graph/export"
)

const (
	// maxExports bounds those that are written at a time: each sorts the graph.
	maxExports = 2
	// maxPictured bounds the claims of a graph whose picture is computed for a
	// request: that takes all of it in memory.
	maxPictured = 200_000
)

// exportGraph is /api/export: the graph as a file, streamed.
func (s *Server) exportGraph(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	o := st.exportOptions(p)
	if err := p.done(); err != nil {
		return err
	}
	g := export.Graph{Ontology: st.ontology, Entities: none[graph.Entity], Records: none[graph.Record]}
	if _, err := export.Write(r.Context(), io.Discard, g, o); err != nil { // of nothing: what is wrong is the options
		return refuse(http.StatusBadRequest, "%v", err)
	}
	if (o.Size != "" || o.Communities || o.Layout) && st.counts().Claims > maxPictured {
		return refuse(http.StatusRequestEntityTooLarge, "sizes, communities and a layout of more than %d claims are for trigraph export", maxPictured)
	}
	select {
	case s.exports <- struct{}{}:
		defer func() { <-s.exports }()
	default:
		w.Header().Set("Retry-After", "10")
		return refuse(http.StatusServiceUnavailable, "%d exports are being written; ask again later", maxExports)
	}
	ctx, cancel := context.WithTimeout(r.Context(), longest)
	defer cancel()
	s.forLong(w)
	f := exportFormat(o.Format)
	w.Header().Set("Content-Type", f.MediaType)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "graph" + f.Extension}))
	g = export.Graph{Ontology: st.ontology, Entities: st.EachEntity, Records: st.EachRecord, Quads: st.Quads, Err: st.Err}
	if _, err := export.Write(ctx, w, g, o); err != nil {
		w.Header().Del("Content-Disposition")
		return cutOff(w, r, err)
	}
	return nil
}

func none[T any](func(T) bool) {}

func exportFormat(name string) export.Format {
	i := slices.IndexFunc(export.Formats(), func(f export.Format) bool { return f.Name == name })
	return export.Formats()[i]
}

// exportOptions reads what `trigraph export` takes as flags.
func (st *state) exportOptions(p *params) export.Options {
	var formats []string
	for _, f := range export.Formats() {
		formats = append(formats, f.Name)
	}
	f := p.filter(st.ontology, "from", "to")
	o := export.Options{
		Format: p.one("format", "graphml", formats...), Profile: p.one("profile", export.Generic, export.Generic, export.Gephi, export.YEd),
		Lang: p.language(), Multi: p.flag("multi"), Connected: p.flag("connected"),
		Size: p.one("size", "", "degree", "pagerank"), Communities: p.flag("communities"), Layout: p.flag("layout"),
		Times: p.one("times", "timestamps", "timestamps", "intervals"), BOM: p.flag("bom"),
		Filter: export.Filter{Predicates: f.Predicates, Classes: f.Classes, Statuses: f.Statuses, From: f.From, To: f.To,
			MinConfidence: f.MinConfidence, Languages: f.Languages, Entities: st.ids(p, "entity"), Depth: p.number("depth", 1, 1, 3)},
	}
	if f.Statuses == nil {
		o.Filter.Statuses = []graph.Status{export.Any}
	}
	return o
}
