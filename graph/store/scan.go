package store

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"trigraph/graph"
)

// Entities returns the ids of all entities that the articles in the store
// mention or claim something of, sorted: those whose facts are worth keeping.
func (w *Writer) Entities() ([]string, error) {
	ids := map[string]bool{}
	err := w.eachRecord(func(e entry, lines []byte) error {
		if e.Kind == articleKind {
			return collectEntities(lines, ids)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", w.dir, err)
	}
	return slices.Sorted(maps.Keys(ids)), nil
}

func collectEntities(lines []byte, ids map[string]bool) error {
	wanted := []string{string(graph.Mentions), string(graph.ClaimSubject), string(graph.ClaimObject)}
	for line := range bytes.Lines(lines) {
		// A look at the bytes spares parsing most lines.
		if !slices.ContainsFunc(wanted, func(p string) bool { return bytes.Contains(line, []byte("<"+p+">")) }) {
			continue
		}
		q, err := nquads.Parse(strings.TrimSpace(string(line)))
		if err != nil {
			return err
		}
		predicate, _ := q.Predicate.(quad.IRI)
		object, _ := q.Object.(quad.IRI)
		if kind, id, ok := graph.ParseIRI(object); ok && kind == "entity" && slices.Contains(wanted, string(predicate)) {
			ids[id] = true
		}
	}
	return nil
}

// Records calls f with what extraction said of each article in the store, what
// is not committed included, in the order of their ids: no joins or judgements
// are applied.
func (w *Writer) Records(f func(graph.Record) error) error {
	var list []entry
	for _, e := range w.records {
		if e.Kind == articleKind {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.ID, b.ID) })
	read := decoder{}
	err := w.each(list, func(e entry, lines []byte) error {
		p, err := read.part(e, lines)
		if err != nil {
			return err
		}
		return f(p.record)
	})
	if err != nil {
		return fmt.Errorf("store %s: %w", w.dir, err)
	}
	return nil
}

// eachRecord calls f with the checked lines of every record, in the order of
// the log.
func (w *Writer) eachRecord(f func(entry, []byte) error) error { return w.each(w.inOrder(), f) }

// each calls f with the checked lines of the records.
func (w *Writer) each(list []entry, f func(entry, []byte) error) error {
	if len(list) == 0 {
		return nil
	}
	if w.file == nil {
		if err := w.openLog(); err != nil {
			return err
		}
	}
	if err := w.buffer.Flush(); err != nil {
		return err
	}
	for _, e := range list {
		lines, err := readLines(w.file, e)
		if err == nil {
			err = f(e, lines)
		}
		if err != nil {
			return fmt.Errorf("%s: record at byte %d: %w", filepath.Base(w.file.Name()), e.Offset, err)
		}
	}
	return nil
}

func (w *Writer) inOrder() []entry {
	return slices.SortedFunc(maps.Values(w.records), func(a, b entry) int { return cmp.Compare(a.Offset, b.Offset) })
}
