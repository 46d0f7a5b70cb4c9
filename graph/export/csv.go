package export

import (
	"bufio"
	"encoding/csv"
	"strings"
)

// csvSink writes a table that Gephi's spreadsheet import takes: of nodes or of
// edges.
type csvSink struct {
	w     *csv.Writer
	nodes []column[node]
	edges []column[edge]
	tally tally
}

func (p *plan) openCSV(w *bufio.Writer) (sink, error) {
	if p.BOM {
		if _, err := w.WriteString("\uFEFF"); err != nil {
			return nil, err
		}
	}
	s := &csvSink{w: csv.NewWriter(w), nodes: p.nodeColumns(), edges: p.edgeColumns(), tally: p.tally}
	head := append([]string{"Id"}, names(s.nodes)...)
	if p.format.edges {
		head = append([]string{"Id", "Source", "Target", "Type"}, names(s.edges)...)
	}
	return s, s.w.Write(head)
}

func (s *csvSink) node(n node) error {
	return s.row(append([]string{n.ID}, values(s.nodes, n)...))
}

func (s *csvSink) edge(e edge) error {
	return s.row(append([]string{e.id, e.Subject, e.Object, "Directed"}, values(s.edges, e)...))
}

// row writes cells that no spreadsheet takes for a formula: one that begins
// like one gets an apostrophe, as OWASP advises.
func (s *csvSink) row(cells []string) error {
	for i, c := range cells {
		c = s.tally.clean(c)
		cells[i] = c
		if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
			cells[i] = "'" + c
			s.tally["cells that a spreadsheet would take for a formula, with an apostrophe before them"]++
		}
	}
	return s.w.Write(cells)
}

func (s *csvSink) close() error {
	s.w.Flush()
	return s.w.Error()
}
