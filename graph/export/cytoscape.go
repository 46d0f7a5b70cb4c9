package export

import (
	"bufio"
	"encoding/json"
)

// cytoscapeSink writes the JSON of Cytoscape and Cytoscape.js, an element on a
// line.
type cytoscapeSink struct {
	w       *bufio.Writer
	nodes   []column[node]
	edges   []column[edge]
	inEdges bool
	layout  bool
	between string
}

func (p *plan) openCytoscape(w *bufio.Writer) (sink, error) {
	_, err := w.WriteString(`{"format_version":"1.0","elements":{"nodes":[`)
	return &cytoscapeSink{w: w, nodes: p.nodeColumns(), edges: p.edgeColumns(), layout: p.Layout, between: "\n"}, err
}

func (s *cytoscapeSink) node(n node) error {
	element := map[string]any{"data": jsonData(map[string]any{"id": n.ID}, s.nodes, n)}
	if s.layout {
		element["position"] = map[string]float64{"x": n.x, "y": n.y}
	}
	return s.element(element)
}

func (s *cytoscapeSink) edge(e edge) error {
	if err := s.beginEdges(); err != nil {
		return err
	}
	data := map[string]any{"id": e.id, "source": e.Subject, "target": e.Object}
	return s.element(map[string]any{"data": jsonData(data, s.edges, e)})
}

func (s *cytoscapeSink) beginEdges() error {
	if s.inEdges {
		return nil
	}
	s.inEdges, s.between = true, "\n"
	_, err := s.w.WriteString("\n],\"edges\":[")
	return err
}

func (s *cytoscapeSink) element(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = s.w.WriteString(s.between + string(line))
	s.between = ",\n"
	return err
}

func (s *cytoscapeSink) close() error {
	if err := s.beginEdges(); err != nil {
		return err
	}
	_, err := s.w.WriteString("\n]}}\n")
	return err
}

// jsonData adds the columns that are not empty, numbers as numbers.
func jsonData[T any](data map[string]any, columns []column[T], row T) map[string]any {
	for _, c := range columns {
		switch v := c.value(row); {
		case v == "":
		case c.kind == "string":
			data[c.name] = v
		default:
			data[c.name] = json.Number(v)
		}
	}
	return data
}
