package export

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"math"
	"strconv"
)

// The numbers of Apache Parquet's format (parquet.thrift) that are used here.
const (
	parquetMagic                               = "PAR1"
	parquetInt64, parquetDouble, parquetString = 2, 5, 6 // physical types
	parquetRequired, parquetOptional           = 0, 1
	parquetPlain, parquetRLE                   = 0, 3 // encodings
	parquetGzip                                = 2
	parquetUTF8                                = 0       // converted type
	parquetGroupBytes                          = 8 << 20 // of values held in memory
)

// parquetSink writes a table of nodes or of edges as Apache Parquet: plain
// values, packed with gzip, in groups of rows. All columns but the ids may be
// empty.
type parquetSink struct {
	w       *bufio.Writer
	nodes   []column[node]
	edges   []column[edge]
	columns []*parquetColumn
	rows    int // in this group
	bytes   int
	all     int64
	offset  int64
	groups  []thriftStruct
}

// parquetColumn holds the values of a column in this group.
type parquetColumn struct {
	name, kind string
	optional   bool
	values     []byte
	present    []bool
}

func (p *plan) openParquet(w *bufio.Writer) (sink, error) {
	s := &parquetSink{w: w, offset: int64(len(parquetMagic))}
	s.nodes, s.edges = without(p.nodeColumns(), "entity", "name"), p.edgeColumns()
	ids := []string{"id"}
	if p.format.edges {
		ids = []string{"id", "source", "target"}
	}
	for _, id := range ids {
		s.columns = append(s.columns, &parquetColumn{name: id, kind: "string"})
	}
	if p.format.nodes {
		addParquetColumns(s, s.nodes)
	} else {
		addParquetColumns(s, s.edges)
	}
	_, err := w.WriteString(parquetMagic)
	return s, err
}

func addParquetColumns[T any](s *parquetSink, columns []column[T]) {
	for _, c := range columns {
		s.columns = append(s.columns, &parquetColumn{name: c.name, kind: c.kind, optional: true})
	}
}

func (s *parquetSink) node(n node) error {
	return s.row(append([]string{n.ID}, values(s.nodes, n)...))
}

func (s *parquetSink) edge(e edge) error {
	return s.row(append([]string{e.id, e.Subject, e.Object}, values(s.edges, e)...))
}

func (s *parquetSink) row(cells []string) error {
	for i, cell := range cells {
		s.bytes += s.columns[i].add(cell)
	}
	s.rows++
	if s.bytes < parquetGroupBytes {
		return nil
	}
	return s.group()
}

// add takes a value and returns how many bytes it takes.
func (c *parquetColumn) add(cell string) int {
	before := len(c.values)
	c.present = append(c.present, cell != "" || !c.optional)
	switch {
	case cell == "" && c.optional:
	case c.kind == "int":
		n, _ := strconv.ParseInt(cell, 10, 64) // a column of ints has nothing else
		c.values = binary.LittleEndian.AppendUint64(c.values, uint64(n))
	case c.kind == "double":
		f, _ := strconv.ParseFloat(cell, 64)
		c.values = binary.LittleEndian.AppendUint64(c.values, math.Float64bits(f))
	default:
		cell = string(bytes.ToValidUTF8([]byte(cell), []byte("\uFFFD")))
		c.values = append(binary.LittleEndian.AppendUint32(c.values, uint32(len(cell))), cell...)
	}
	return len(c.values) - before + 1
}

func (c *parquetColumn) physical() int {
	switch c.kind {
	case "int":
		return parquetInt64
	case "double":
		return parquetDouble
	}
	return parquetString
}

// group writes the rows in memory: of each column one page.
func (s *parquetSink) group() error {
	if s.rows == 0 {
		return nil
	}
	var chunks []thriftStruct
	total := 0
	for _, c := range s.columns {
		page := c.page()
		packed, err := gzipped(page)
		if err != nil {
			return err
		}
		head := c.pageHead(len(page), len(packed))
		if _, err := s.w.Write(append(head, packed...)); err != nil {
			return err
		}
		chunks = append(chunks, c.chunk(s.offset, len(head)+len(page), len(head)+len(packed)))
		s.offset += int64(len(head) + len(packed))
		total += len(head) + len(page)
		c.values, c.present = c.values[:0], c.present[:0]
	}
	var g thriftStruct
	g.structs(1, chunks)
	g.i64(2, int64(total))
	g.i64(3, int64(s.rows))
	s.groups = append(s.groups, g)
	s.all += int64(s.rows)
	s.rows, s.bytes = 0, 0
	return nil
}

// page is what the page holds before packing: which rows have a value, as one
// run of bits, and the values.
func (c *parquetColumn) page() []byte {
	if !c.optional {
		return c.values
	}
	bits := make([]byte, (len(c.present)+7)/8)
	for i, there := range c.present {
		if there {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	run := append(binary.AppendUvarint(nil, uint64(len(bits))<<1|1), bits...)
	page := binary.LittleEndian.AppendUint32(nil, uint32(len(run)))
	return append(append(page, run...), c.values...)
}

func gzipped(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(data); err != nil {
		return nil, err
	}
	err = z.Close()
	return b.Bytes(), err
}

func (c *parquetColumn) pageHead(size, packed int) []byte {
	var data, head thriftStruct
	data.i32(1, len(c.present))
	data.i32(2, parquetPlain)
	data.i32(3, parquetRLE)
	data.i32(4, parquetRLE)
	head.i32(1, 0) // a data page
	head.i32(2, size)
	head.i32(3, packed)
	head.sub(5, data)
	return head.end()
}

func (c *parquetColumn) chunk(offset int64, size, packed int) thriftStruct {
	var meta, chunk thriftStruct
	meta.i32(1, c.physical())
	meta.i32s(2, parquetPlain, parquetRLE)
	meta.texts(3, c.name)
	meta.i32(4, parquetGzip)
	meta.i64(5, int64(len(c.present)))
	meta.i64(6, int64(size))
	meta.i64(7, int64(packed))
	meta.i64(9, offset)
	chunk.i64(2, offset)
	chunk.sub(3, meta)
	return chunk
}

// close writes the foot, which says where all is.
func (s *parquetSink) close() error {
	if err := s.group(); err != nil {
		return err
	}
	var root, foot thriftStruct
	root.text(4, "schema")
	root.i32(5, len(s.columns))
	schema := []thriftStruct{root}
	for _, c := range s.columns {
		schema = append(schema, c.schema())
	}
	foot.i32(1, 1) // the format's version
	foot.structs(2, schema)
	foot.i64(3, s.all)
	foot.structs(4, s.groups)
	foot.text(6, "trigraph")
	end := foot.end()
	end = append(binary.LittleEndian.AppendUint32(end, uint32(len(end))), parquetMagic...)
	_, err := s.w.Write(end)
	return err
}

func (c *parquetColumn) schema() thriftStruct {
	var e thriftStruct
	e.i32(1, c.physical())
	if c.optional {
		e.i32(3, parquetOptional)
	} else {
		e.i32(3, parquetRequired)
	}
	e.text(4, c.name)
	if c.kind == "string" {
		e.i32(6, parquetUTF8)
	}
	return e
}
