package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"
)

// copyInto sends rows to a table: "TABLE (COLUMNS) from stdin".
func copyInto(ctx context.Context, conn *sql.Conn, table string, rows io.Reader) error {
	return conn.Raw(func(c any) error {
		_, err := c.(*pgConn).pg.CopyFrom(ctx, rows, "copy "+table)
		return err
	})
}

// binaryCopy collects rows of hashes in PostgreSQL's binary COPY format
// (documentation of COPY, "Binary Format").
type binaryCopy struct {
	data bytes.Buffer
	rows int
}

const binaryHeader = "PGCOPY\n\xff\r\n\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00"

func (c *binaryCopy) row(fields ...hash) {
	if c.rows == 0 {
		c.data.WriteString(binaryHeader)
	}
	c.rows++
	var n [4]byte
	binary.BigEndian.PutUint16(n[:2], uint16(len(fields)))
	c.data.Write(n[:2])
	for _, f := range fields {
		binary.BigEndian.PutUint32(n[:], uint32(len(f)))
		c.data.Write(n[:])
		c.data.Write(f[:])
	}
}

func (c *binaryCopy) finish() io.Reader {
	if c.rows == 0 {
		c.data.WriteString(binaryHeader)
	}
	c.data.WriteString("\xff\xff")
	return &c.data
}

// textCopy collects rows in PostgreSQL's text COPY format.
type textCopy struct {
	data bytes.Buffer
	rows int
}

func (c *textCopy) row(fields ...any) {
	c.rows++
	for i, f := range fields {
		if i > 0 {
			c.data.WriteByte('\t')
		}
		switch f := f.(type) {
		case nil:
			c.data.WriteString(`\N`)
		case []byte:
			c.data.WriteString(`\\x` + hex.EncodeToString(f))
		case string:
			copyEscapes.WriteString(&c.data, f)
		default:
			text, _ := parameter(f)
			c.data.Write(text)
		}
	}
	c.data.WriteByte('\n')
}

var copyEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
