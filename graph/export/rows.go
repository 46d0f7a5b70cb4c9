package export

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
)

// writeNodes writes a table that Gephi's spreadsheet import takes as nodes.
func (t table) writeNodes(w io.Writer) error {
	columns := nodeColumns()
	c := csv.NewWriter(w)
	head := append([]string{"Id"}, names(columns)...)
	if err := c.Write(head); err != nil {
		return err
	}
	for _, n := range t.nodes {
		if err := c.Write(append([]string{n.ID}, values(columns, n)...)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// writeEdges likewise writes a table of edges.
func (t table) writeEdges(w io.Writer) error {
	columns := edgeColumns()
	c := csv.NewWriter(w)
	head := append([]string{"Id", "Source", "Target", "Type"}, names(columns)...)
	if err := c.Write(head); err != nil {
		return err
	}
	for _, e := range t.edges {
		row := []string{e.id, e.first().Subject, e.first().Object, "Directed"}
		if err := c.Write(append(row, values(columns, e)...)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func names[T any](columns []column[T]) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.name
	}
	return list
}

func values[T any](columns []column[T], row T) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.value(row)
	}
	return list
}

// writeCytoscape writes the JSON of Cytoscape and Cytoscape.js, an element on
// a line.
func (t table) writeCytoscape(w *bufio.Writer) error {
	if _, err := w.WriteString("{\"format_version\":\"1.0\",\"elements\":{\"nodes\":["); err != nil {
		return err
	}
	ofNodes, ofEdges := nodeColumns(), edgeColumns()
	for i, n := range t.nodes {
		data := map[string]any{"id": n.ID}
		if err := writeElement(w, i, data, ofNodes, n); err != nil {
			return err
		}
	}
	if _, err := w.WriteString("\n],\"edges\":["); err != nil {
		return err
	}
	for i, e := range t.edges {
		data := map[string]any{"id": e.id, "source": e.first().Subject, "target": e.first().Object}
		if err := writeElement(w, i, data, ofEdges, e); err != nil {
			return err
		}
	}
	_, err := w.WriteString("\n]}}\n")
	return err
}

func writeElement[T any](w *bufio.Writer, i int, data map[string]any, columns []column[T], row T) error {
	for _, c := range columns {
		switch v := c.value(row); {
		case v == "":
		case c.kind == "string":
			data[c.name] = v
		default:
			data[c.name] = json.Number(v)
		}
	}
	line, err := json.Marshal(map[string]any{"data": data})
	if err != nil {
		return err
	}
	between := ",\n"
	if i == 0 {
		between = "\n"
	}
	_, err = w.WriteString(between + string(line))
	return err
}
