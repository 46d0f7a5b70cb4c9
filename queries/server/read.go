package server

import (
	"bufio"
	"context"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	_ "github.com/cayleygraph/quad/dot"    // formats
	_ "github.com/cayleygraph/quad/json"   // of
	_ "github.com/cayleygraph/quad/jsonld" // Cayley
	_ "github.com/cayleygraph/quad/nquads"
	_ "github.com/cayleygraph/quad/pquads"
	"github.com/cayleygraph/quad/voc"
	"github.com/cayleygraph/quad/voc/owl"
	"github.com/cayleygraph/quad/voc/rdf"
	"github.com/cayleygraph/quad/voc/rdfs"
	"github.com/cayleygraph/quad/voc/schema"
	"github.com/cayleygraph/quad/voc/xsd"

	"trigraph/graph"
)

// maxHeld bounds the quads of a format whose writer holds them all.
const maxHeld = 200_000

// cayleyRead is /api/v2/read: the quads of some subjects, predicates, objects
// and labels, each a list with commas, in one of Cayley's formats, streamed.
func (s *Server) cayleyRead(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	format, err := quadFormat(r)
	if err != nil {
		return err
	}
	write, err := irisAs(r.Form.Get("iri"))
	if err != nil {
		return err
	}
	quads := quadsOf(r.Context(), st.Cayley(), r.Form)
	if format.Name == "jsonld" {
		if quads, err = fewQuads(quads); err != nil {
			return err
		}
	}
	if len(format.Mime) > 0 {
		w.Header().Set("Content-Type", format.Mime[0])
	}
	s.forLong(w)
	out := bufio.NewWriterSize(w, 32<<10)
	sink := format.Writer(out)
	for q := range quads {
		if _, err := sink.WriteQuads([]quad.Quad{write(q)}); err != nil {
			return cutOff(w, r, err)
		}
	}
	if err := r.Context().Err(); err != nil {
		return cutOff(w, r, err)
	}
	if err := sink.Close(); err != nil {
		return cutOff(w, r, err)
	}
	_ = out.Flush() // a client that has gone is no error of ours
	return nil
}

// quadFormat is the format that a request names, or accepts.
func quadFormat(r *http.Request) (*quad.Format, error) {
	if name := r.Form.Get("format"); name != "" {
		if f := quad.FormatByName(name); f != nil && f.Writer != nil {
			return f, nil
		}
		return nil, refuse(http.StatusBadRequest, "format %q is not known here; /api/v2/formats lists them", name)
	}
	for _, kind := range accepted(r) {
		if f := quad.FormatByMime(kind); f != nil && f.Writer != nil {
			return f, nil
		}
	}
	return quad.FormatByName("nquads"), nil
}

// quadsOf yields the quads that a form asks for.
func quadsOf(ctx context.Context, qs cayley.QuadStore, form map[string][]string) iter.Seq[quad.Quad] {
	values := func(name string) []quad.Value {
		var list []quad.Value
		for _, text := range form[name] {
			for one := range strings.SplitSeq(text, ",") {
				if one != "" {
					list = append(list, quad.StringToValue(one))
				}
			}
		}
		return list
	}
	s := shape.FilterQuads(values("sub"), values("pred"), values("obj"), values("label"))
	return func(yield func(quad.Quad) bool) {
		it := shape.BuildIterator(qs, s)
		defer it.Close()
		for it.Next(ctx) {
			if !yield(qs.Quad(it.Result())) {
				return
			}
		}
	}
}

// fewQuads holds quads, or refuses them where there are too many to be held.
func fewQuads(quads iter.Seq[quad.Quad]) (iter.Seq[quad.Quad], error) {
	var list []quad.Quad
	for q := range quads {
		if list = append(list, q); len(list) > maxHeld {
			return nil, refuse(http.StatusRequestEntityTooLarge, "these are more than %d quads; ask for fewer, or in a format that is streamed", maxHeld)
		}
	}
	return slices.Values(list), nil
}

// irisAs returns what spells out IRIs, or shortens them.
func irisAs(form string) (func(quad.Quad) quad.Quad, error) {
	if form == "" {
		return func(q quad.Quad) quad.Quad { return q }, nil
	}
	prefixes := &voc.Namespaces{Safe: true}
	for prefix, full := range map[string]string{
		rdf.Prefix: rdf.NS, rdfs.Prefix: rdfs.NS, owl.Prefix: owl.NS, schema.Prefix: schema.NS, xsd.Prefix: xsd.NS, "tg:": graph.Namespace,
	} {
		prefixes.Register(voc.Namespace{Prefix: prefix, Full: full})
	}
	change := map[string]func(quad.IRI) quad.IRI{
		"full":  func(i quad.IRI) quad.IRI { return i.FullWith(prefixes) },
		"short": func(i quad.IRI) quad.IRI { return i.ShortWith(prefixes) },
	}[form]
	if change == nil {
		return nil, refuse(http.StatusBadRequest, "iri %q is neither short nor full", form)
	}
	return func(q quad.Quad) quad.Quad {
		for _, d := range quad.Directions {
			switch v := q.Get(d).(type) {
			case quad.IRI:
				q.Set(d, change(v))
			case quad.TypedString:
				q.Set(d, quad.TypedString{Value: v.Value, Type: change(v.Type)})
			}
		}
		return q
	}, nil
}

// cutOff ends an answer that cannot go on. Where it has begun the connection
// breaks, so that nobody takes the half for the whole.
func cutOff(w http.ResponseWriter, r *http.Request, err error) error {
	if gone := r.Context().Err(); gone != nil {
		err = gone
	}
	a, ok := w.(*answer)
	if !ok || a.status == 0 {
		return err
	}
	a.err = err
	_ = http.NewResponseController(w).SetWriteDeadline(time.Unix(1, 0)) // where that is not possible, nothing is
	return nil
}

// quadFormatAnswer is a format as Cayley lists it.
type quadFormatAnswer struct {
	ID     string   `json:"id"`
	Read   bool     `json:"read,omitempty"`
	Write  bool     `json:"write,omitempty"`
	Nodes  bool     `json:"nodes,omitempty"`
	Ext    []string `json:"ext,omitempty"`
	Mime   []string `json:"mime,omitempty"`
	Binary bool     `json:"binary,omitempty"`
}

// cayleyFormats is GET /api/v2/formats.
func (s *Server) cayleyFormats(w http.ResponseWriter, _ *http.Request) error {
	list := []quadFormatAnswer{}
	for _, f := range quad.Formats() {
		list = append(list, quadFormatAnswer{f.Name, f.Reader != nil, f.Writer != nil, f.UnmarshalValue != nil, f.Ext, f.Mime, f.Binary})
	}
	slices.SortFunc(list, func(a, b quadFormatAnswer) int { return strings.Compare(a.ID, b.ID) })
	return writeJSON(w, http.StatusOK, list)
}
