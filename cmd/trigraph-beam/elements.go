package main

import (
	"encoding/json"
	"fmt"

	"trigraph/corpus"
	"trigraph/extract/resolve"
	"trigraph/graph"
)

// What flows through the pipeline is JSON in bytes: every runner can carry it,
// and next to extraction it costs nothing.

// inputPath is a path of the command line and how many stand before it.
type inputPath struct {
	Number int
	Path   string
}

// file is what the input's paths name. Order sorts files as trigraph build reads
// them.
type file struct{ Order, Path, ID string }

// placed is an article with its place in the input.
type placed struct {
	Order, File string
	Article     *corpus.Article
}

// said is what extraction says of an article.
type said struct {
	Order  string
	Record graph.Record
}

// digested is what of it decides about identity.
type digested struct {
	Order  string
	Digest resolve.Digest
}

// renamed is an article whose id another has that came before.
type renamed struct{ Order, ID string }

// refusal is a line of the dead letters.
type refusal struct {
	Source string `json:"source"`
	Step   string `json:"step"` // "read" or "extract"
	Reason string `json:"reason"`
}

// packed writes an element. All of them can be written.
func packed(v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		err = fmt.Errorf("element %T: %w", v, err)
	}
	return data, err
}

func unpack(data []byte, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("element %T: %w", v, err)
	}
	return nil
}

// unpacked reads all that an iterator of elements has.
func unpacked[T any](next func(*[]byte) bool) ([]T, error) {
	var list []T
	var data []byte
	for next(&data) {
		var v T
		if err := unpack(data, &v); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}
