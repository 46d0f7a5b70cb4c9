package export

import "encoding/binary"

// thriftStruct is a struct in Thrift's compact protocol, its fields in the order
// of their numbers.
type thriftStruct struct {
	data []byte
	last int
}

// The types of fields that Parquet's foot needs.
const (
	thriftI32    = 5
	thriftI64    = 6
	thriftBinary = 8
	thriftList   = 9
	thriftSub    = 12
)

func (s *thriftStruct) field(number, kind int) {
	s.data = append(s.data, byte((number-s.last)<<4|kind)) // numbers never leap further than 15
	s.last = number
}

func (s *thriftStruct) i32(number, v int) {
	s.field(number, thriftI32)
	s.data = binary.AppendVarint(s.data, int64(v))
}

func (s *thriftStruct) i64(number int, v int64) {
	s.field(number, thriftI64)
	s.data = binary.AppendVarint(s.data, v)
}

func (s *thriftStruct) text(number int, v string) {
	s.field(number, thriftBinary)
	s.data = append(binary.AppendUvarint(s.data, uint64(len(v))), v...)
}

func (s *thriftStruct) sub(number int, v thriftStruct) {
	s.field(number, thriftSub)
	s.data = append(s.data, v.end()...)
}

func (s *thriftStruct) list(number, kind, length int) {
	s.field(number, thriftList)
	if length < 15 {
		s.data = append(s.data, byte(length<<4|kind))
		return
	}
	s.data = binary.AppendUvarint(append(s.data, byte(0xF0|kind)), uint64(length))
}

func (s *thriftStruct) structs(number int, list []thriftStruct) {
	s.list(number, thriftSub, len(list))
	for _, e := range list {
		s.data = append(s.data, e.end()...)
	}
}

func (s *thriftStruct) i32s(number int, list ...int) {
	s.list(number, thriftI32, len(list))
	for _, v := range list {
		s.data = binary.AppendVarint(s.data, int64(v))
	}
}

func (s *thriftStruct) texts(number int, list ...string) {
	s.list(number, thriftBinary, len(list))
	for _, v := range list {
		s.data = append(binary.AppendUvarint(s.data, uint64(len(v))), v...)
	}
}

// end is the struct with its last byte.
func (s *thriftStruct) end() []byte { return append(s.data[:len(s.data):len(s.data)], 0) }
