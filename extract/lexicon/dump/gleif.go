package dump

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"trigraph/extract/lexicon"
	"trigraph/graph"
)

// gleif reads level 1 of the golden copy of the Global LEI Index as CSV. The
// columns: gleif.org, LEI-CDF 3.1, whose elements name them.
type gleif struct {
	iso    map[string]string
	names  *[]string // of the columns; an earlier start may have read them
	column map[string]int
}

const manyRecords = 4096 // of a batch

// otherNames is how many other names a record has room for.
const otherNames = 5

func (g *gleif) read(ctx context.Context, in io.Reader, from position, emit func(*batch) error) error {
	r := newCSV(in)
	if from.Offset == 0 {
		if err := g.header(r); err != nil {
			return err
		}
	}
	g.column = columnsOf(*g.names)
	b := &batch{end: from}
	for {
		record, err := r.Read()
		at := position{from.Offset + r.InputOffset(), b.end.Line}
		if err == nil {
			line, _ := r.FieldPos(len(record) - 1)
			at.Line = from.Line + int64(line)
		}
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return emit(b)
		case errors.As(err, &bad):
			at.Line = from.Line + int64(bad.Line)
			b.fault(Fault{Line: from.Line + int64(bad.StartLine), Offset: b.end.Offset, What: bad.Err.Error()})
		case err != nil:
			return errors.Join(emit(b), err)
		default:
			g.record(record, b, at)
		}
		if b.end = at; b.entities+b.malformed >= manyRecords {
			if err := errors.Join(ctx.Err(), emit(b)); err != nil {
				return err
			}
			b = &batch{end: at}
		}
	}
}

func newCSV(in io.Reader) *csv.Reader {
	r := csv.NewReader(in)
	r.ReuseRecord, r.FieldsPerRecord = true, -1
	return r
}

// header reads the names of the columns.
func (g *gleif) header(r *csv.Reader) error {
	names, err := r.Read()
	if err != nil {
		return fmt.Errorf("header: %w", err)
	}
	*g.names = slices.Clone(names)
	for _, need := range []string{"LEI", "Entity.LegalName", "Entity.LegalAddress.Country", "Registration.RegistrationStatus"} {
		if _, ok := columnsOf(names)[need]; !ok {
			return fmt.Errorf("no column %q: is this the level 1 file as CSV?", need)
		}
	}
	return nil
}

func columnsOf(names []string) map[string]int {
	out := map[string]int{}
	for i, n := range names {
		out[strings.TrimPrefix(n, "\uFEFF")] = i
	}
	return out
}

func (g *gleif) get(record []string, column string) string {
	if i, ok := g.column[column]; ok && i < len(record) {
		return record[i]
	}
	return ""
}

func (g *gleif) record(record []string, b *batch, at position) {
	lei := g.get(record, "LEI")
	if !lexicon.ValidLEI(lei) || len(record) != len(g.column) {
		b.fault(Fault{Line: at.Line, Offset: b.end.Offset, What: fmt.Sprintf("LEI %q, %d cells of %d", lei, len(record), len(g.column))})
		return
	}
	b.entities++
	class := g.class(record)
	if class == "" {
		return
	}
	t := thing{id: "lei-" + strings.ToLower(lei), class: string(class), popularity: -1, lei: lei}
	for _, c := range []string{"Entity.HeadquartersAddress.Country", "Entity.LegalAddress.Country"} {
		if t.country == "" {
			t.country = g.iso[g.get(record, c)]
		}
	}
	g.allNames(record, &t)
	if len(t.en)+len(t.de)+len(t.zh) > 0 {
		b.rows = append(b.rows, t.line())
	}
}

// class says what a record is; "" for what is left out: what exists no more, what
// was registered by mistake or twice, and branches, funds and sole proprietors,
// which bear the names of others.
func (g *gleif) class(record []string) graph.Class {
	if g.get(record, "Entity.EntityStatus") == "INACTIVE" || slices.Contains(
		[]string{"RETIRED", "MERGED", "DUPLICATE", "ANNULLED", "CANCELLED"}, g.get(record, "Registration.RegistrationStatus")) {
		return ""
	}
	switch g.get(record, "Entity.EntityCategory") {
	case "BRANCH", "FUND", "SOLE_PROPRIETOR":
		return ""
	case "RESIDENT_GOVERNMENT_ENTITY":
		return graph.GovernmentAgency
	case "INTERNATIONAL_ORGANIZATION":
		return graph.Organization
	}
	return graph.Company
}

// allNames takes the legal name, other names, and transliterated ones that the
// company chose itself.
func (g *gleif) allNames(record []string, t *thing) {
	g.name(record, t, "Entity.LegalName")
	for i := range otherNames {
		g.name(record, t, "Entity.OtherEntityNames.OtherEntityName."+strconv.Itoa(i+1))
	}
	for i := range otherNames {
		column := "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName." + strconv.Itoa(i+1)
		if !strings.HasPrefix(g.get(record, column+".type"), "AUTO_") {
			g.name(record, t, column)
		}
	}
}

func (g *gleif) name(record []string, t *thing, column string) {
	n, lang := cleaned(g.get(record, column)), g.get(record, column+".xmllang")
	switch {
	case n == "" || t.has(n) || han(n) && strings.HasPrefix(lang, "ja"):
	case strings.HasPrefix(lang, "de") && latin(n):
		t.de = append(t.de, n)
	default:
		t.byScript([]string{n}, "")
	}
}

// parentsOf reads level 2 of the golden copy, the relationship records as CSV:
// who is directly consolidated by whom. Memory: some hundred bytes a record.
func parentsOf(in io.Reader) (map[string]string, error) {
	r := newCSV(in)
	names, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	g := &gleif{column: columnsOf(names)}
	if _, ok := g.column["Relationship.StartNode.NodeID"]; !ok {
		return nil, errors.New("no column \"Relationship.StartNode.NodeID\": is this the level 2 file of relationships as CSV?")
	}
	out := map[string]string{}
	for {
		record, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.As(err, &bad):
			continue
		case err != nil:
			return nil, err
		}
		child, parent := g.get(record, "Relationship.StartNode.NodeID"), g.get(record, "Relationship.EndNode.NodeID")
		if g.get(record, "Relationship.RelationshipType") == "IS_DIRECTLY_CONSOLIDATED_BY" && g.get(record, "Relationship.RelationshipStatus") == "ACTIVE" &&
			lexicon.ValidLEI(child) && lexicon.ValidLEI(parent) && child != parent {
			out[strings.Clone(child)] = "lei-" + strings.ToLower(parent)
		}
	}
}
