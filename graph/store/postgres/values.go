package postgres

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	cayley "github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
)

// valueColumns are the columns of Cayley's table nodes that hold a value.
const valueColumns = "value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time"

// hash is a node's or label's key: SHA-1 over the value, as Cayley takes it.
type hash = [quad.HashSize]byte

func hashOf(v quad.Value) hash { return hash(cayley.HashOf(v)) }

// nodeRow is a value as a row of nodes without refs: its hash, and a value in
// the columns that Cayley's backend puts it in.
func nodeRow(h hash, v quad.Value) ([]any, error) {
	columns := columnNames()
	row := make([]any, 1+len(columns))
	row[0] = h[:]
	if !fitsColumns(v) {
		packed, err := pquads.MarshalValue(v)
		row[1] = packed
		return row, err
	}
	kind, values, err := csql.NodeValues(csql.NodeHash{ValueHash: h}, v)
	if err != nil {
		return nil, err
	}
	for i, c := range kind.Columns() {
		row[1+slices.Index(columns, c)] = values[i+1]
	}
	return row, nil
}

// fitsColumns reports whether a value comes back from the columns as it was.
// PostgreSQL keeps no NUL in a text, and Cayley, which writes \x00 for it, reads
// those four characters as a NUL too; of a time it keeps microseconds. Values that
// do not fit are kept packed, where Cayley looks for types it has no column for.
func fitsColumns(v quad.Value) bool {
	switch v := v.(type) {
	case quad.Time:
		return time.Time(v).Equal(time.Time(v).Truncate(time.Microsecond))
	case quad.Int, quad.Float, quad.Bool:
		return true
	case quad.TypedString:
		return fitsText(string(v.Value)) && fitsText(string(v.Type))
	case quad.LangString:
		return fitsText(string(v.Value)) && fitsText(v.Lang)
	case quad.IRI:
		return fitsText(string(v))
	case quad.BNode:
		return fitsText(string(v))
	case quad.String:
		return fitsText(string(v))
	}
	return false
}

func fitsText(s string) bool {
	return !strings.Contains(s, "\x00") && !strings.Contains(s, `\x00`) && utf8.ValidString(s)
}

// scanner is a row.
type scanner interface{ Scan(dest ...any) error }

// scanValue reads a hash and valueColumns.
func scanValue(row scanner) (h hash, v quad.Value, err error) {
	var (
		key, packed    []byte
		text, typ      *string
		lang           *string
		iri, bnode, is *bool
		whole          *int64
		real           *float64
		when           *time.Time
	)
	if err := row.Scan(&key, &packed, &text, &typ, &lang, &iri, &bnode, &whole, &is, &real, &when); err != nil {
		return h, nil, err
	}
	copy(h[:], key)
	switch {
	case text != nil:
		v = textValue(*text, typ, lang, iri != nil && *iri, bnode != nil && *bnode)
	case whole != nil:
		v = quad.Int(*whole)
	case is != nil:
		v = quad.Bool(*is)
	case real != nil:
		v = quad.Float(*real)
	case when != nil:
		v = quad.Time(*when)
	default:
		v, err = pquads.UnmarshalValue(packed)
	}
	if err != nil {
		err = fmt.Errorf("node %x: %w", h, err)
	}
	return h, v, err
}

func textValue(text string, typ, lang *string, iri, bnode bool) quad.Value {
	if iri {
		return quad.IRI(text)
	}
	if bnode {
		return quad.BNode(text)
	}
	s := quad.String(strings.ReplaceAll(text, `\x00`, "\x00"))
	switch {
	case lang != nil:
		return quad.LangString{Value: s, Lang: *lang}
	case typ != nil:
		return quad.TypedString{Value: s, Type: quad.IRI(*typ)}
	}
	return s
}

func columnNames() []string { return strings.Split(valueColumns, ", ") }
