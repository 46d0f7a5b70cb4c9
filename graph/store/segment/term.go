package segment

import (
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// A term is a value as bytes: a letter for its kind and what is in it, so that
// terms of a kind sort as their values do.
const (
	iriTerm    = 'i'
	bnodeTerm  = 'b'
	stringTerm = 's'
	langTerm   = 'l' // text, tag, length of the tag in two bytes
	typedTerm  = 't' // text, type, length of the type in two bytes
	intTerm    = 'n'
	floatTerm  = 'f'
	boolTerm   = 'o'
	timeTerm   = 'd' // seconds and nanoseconds since 1970 UTC
)

// appendTerm appends the term of a value. It refuses kinds of value that no
// store of Cayley knows, and tags and types longer than 65535 bytes.
func appendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return append(append(b, iriTerm), v...), nil
	case quad.String:
		return append(append(b, stringTerm), v...), nil
	case quad.BNode:
		return append(append(b, bnodeTerm), v...), nil
	case quad.LangString:
		return appendPair(append(b, langTerm), string(v.Value), v.Lang)
	case quad.TypedString:
		// Cayley's stores tell values apart by how they are written.
		if native, err := v.ParseValue(); err == nil && native.String() == v.String() {
			if _, still := native.(quad.TypedString); !still {
				return appendTerm(b, native)
			}
		}
		return appendPair(append(b, typedTerm), string(v.Value), string(v.Type))
	case quad.Int:
		return binary.BigEndian.AppendUint64(append(b, intTerm), uint64(v)^1<<63), nil
	case quad.Float:
		return binary.BigEndian.AppendUint64(append(b, floatTerm), floatBits(float64(v))), nil
	case quad.Bool:
		return append(b, boolTerm, map[bool]byte{false: 0, true: 1}[bool(v)]), nil
	case quad.Time:
		t := time.Time(v)
		b = binary.BigEndian.AppendUint64(append(b, timeTerm), uint64(t.Unix())^1<<63)
		return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond())), nil
	}
	return b, fmt.Errorf("a value of type %T cannot be stored", v)
}

func appendPair(b []byte, text, tag string) ([]byte, error) {
	if len(tag) > math.MaxUint16 {
		return b, fmt.Errorf("a tag of %d bytes is too long", len(tag))
	}
	b = append(append(b, text...), tag...)
	return binary.BigEndian.AppendUint16(b, uint16(len(tag))), nil
}

// floatBits maps floats to integers of the same order; all NaNs are one.
func floatBits(f float64) uint64 {
	if f != f {
		f = math.NaN()
	}
	bits := math.Float64bits(f)
	if bits>>63 == 1 {
		return ^bits
	}
	return bits | 1<<63
}

func bitsFloat(bits uint64) float64 {
	if bits>>63 == 1 {
		return math.Float64frombits(bits &^ (1 << 63))
	}
	return math.Float64frombits(^bits)
}

// parseTerm is the inverse of appendTerm. It copies what it keeps. Bytes that
// are no term give nil.
func parseTerm(b []byte) quad.Value {
	if len(b) == 0 {
		return nil
	}
	kind, b := b[0], b[1:]
	switch {
	case kind == iriTerm:
		return quad.IRI(b)
	case kind == stringTerm:
		return quad.String(b)
	case kind == bnodeTerm:
		return quad.BNode(b)
	case kind == langTerm && len(b) >= 2:
		text, tag := splitPair(b)
		return quad.LangString{Value: quad.String(text), Lang: tag}
	case kind == typedTerm && len(b) >= 2:
		text, tag := splitPair(b)
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(tag)}
	case kind == intTerm && len(b) == 8:
		return quad.Int(binary.BigEndian.Uint64(b) ^ 1<<63)
	case kind == floatTerm && len(b) == 8:
		return quad.Float(bitsFloat(binary.BigEndian.Uint64(b)))
	case kind == boolTerm && len(b) == 1:
		return quad.Bool(b[0] == 1)
	case kind == timeTerm && len(b) == 12:
		seconds := int64(binary.BigEndian.Uint64(b) ^ 1<<63)
		return quad.Time(time.Unix(seconds, int64(binary.BigEndian.Uint32(b[8:]))).UTC())
	}
	return nil
}

func splitPair(b []byte) (text, tag string) {
	n := int(binary.BigEndian.Uint16(b[len(b)-2:]))
	b = b[:len(b)-2]
	cut := max(0, len(b)-n)
	return string(b[:cut]), string(b[cut:])
}
