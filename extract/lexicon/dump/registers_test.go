package dump

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Made LEIs whose check digits fit.
const (
	quorviaLEI = "99990000000000QUOR84"
	parentLEI  = "99990000000000PARE38"
	retiredLEI = "99990000000000RETI29"
	fundLEI    = "99990000000000FUND56"
	officeLEI  = "99990000000000GOVT17"
)

// gleifFile is a level 1 file of records; a record gives columns and values.
func gleifFile(records ...map[string]string) string {
	header := []string{"LEI", "Entity.LegalName", "Entity.LegalName.xmllang", "Entity.OtherEntityNames.OtherEntityName.1",
		"Entity.OtherEntityNames.OtherEntityName.1.xmllang", "Entity.OtherEntityNames.OtherEntityName.1.type",
		"Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1", "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1.type",
		"Entity.LegalAddress.Country", "Entity.HeadquartersAddress.Country", "Entity.EntityCategory", "Entity.EntityStatus", "Registration.RegistrationStatus"}
	var b strings.Builder
	write := func(cells []string) {
		for i, c := range cells {
			cells[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		b.WriteString(strings.Join(cells, ",") + "\r\n")
	}
	write(slices.Clone(header))
	for _, r := range records {
		cells := make([]string, len(header))
		for i, h := range header {
			for k, v := range r {
				if strings.HasSuffix(h, k) {
					cells[i] = v
				}
			}
		}
		write(cells)
	}
	return b.String()
}

func record(lei, name string, more ...string) map[string]string {
	r := map[string]string{"LEI": lei, "LegalName": name, "EntityStatus": "ACTIVE", "RegistrationStatus": "ISSUED", "LegalAddress.Country": "DE"}
	for i := 0; i+1 < len(more); i += 2 {
		r[more[i]] = more[i+1]
	}
	return r
}

func TestGLEIF(t *testing.T) {
	text := gleifFile(
		record(quorviaLEI, `Quorvia "Süd" Systeme AG`, "LegalName.xmllang", "de", "OtherEntityName.1", "阔维雅系统", "OtherEntityName.1.xmllang", "zh",
			"TransliteratedOtherEntityName.1", "Quorvia Sued Systeme AG", "TransliteratedOtherEntityName.1.type", "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME", "HeadquartersAddress.Country", "US"),
		record(parentLEI, "Quorvia Holding\nSE", "OtherEntityName.1", "クオルビア", "OtherEntityName.1.xmllang", "ja"),
		record(retiredLEI, "Quorvia Old AG", "RegistrationStatus", "RETIRED"),
		record(fundLEI, "Quorvia Growth", "EntityCategory", "FUND"),
		record(officeLEI, "Quorvia Office", "EntityCategory", "RESIDENT_GOVERNMENT_ENTITY", "RegistrationStatus", "LAPSED"),
		record("99990000000000QUOR85", "Wrong Digits"),
	)
	parents := filepath.Join(t.TempDir(), "rr.csv")
	var rr strings.Builder
	rr.WriteString("Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus\n")
	for _, r := range [][4]string{
		{quorviaLEI, parentLEI, "IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE"}, {parentLEI, retiredLEI, "IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE"},
		{officeLEI, parentLEI, "IS_ULTIMATELY_CONSOLIDATED_BY", "ACTIVE"}, {officeLEI, quorviaLEI, "IS_DIRECTLY_CONSOLIDATED_BY", "INACTIVE"},
	} {
		fmt.Fprintln(&rr, strings.Join(r[:], ","))
	}
	if err := os.WriteFile(parents, []byte(rr.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	r, table := imported(t, text, Options{Format: GLEIF, Parents: parents})
	want := "lei-99990000000000govt17\tGovernmentAgency\tQuorvia Office\t\t\tgermany\t\t\t\t\t" + officeLEI + "\t\t\t\n" +
		"lei-99990000000000pare38\tCompany\tQuorvia Holding SE\t\t\tgermany\t\t\t\t\t" + parentLEI + "\t\t\t\n" +
		"lei-99990000000000quor84\tCompany\t\tQuorvia \"Süd\" Systeme AG\t阔维雅系统\tunited-states\tlei-99990000000000pare38\t\t\t\t" + quorviaLEI + "\t\t\t\n"
	if table != want {
		t.Errorf("got\n%swant\n%s", table, want)
	}
	if r.Malformed != 1 || len(r.Faults) != 1 || r.Faults[0].Line != 8 || r.Entities != 5 {
		t.Errorf("%+v", r)
	}
}

func TestGLEIFWithoutItsColumns(t *testing.T) {
	dir := t.TempDir()
	o := Options{Format: GLEIF, Input: filepath.Join(dir, "a.csv"), Output: filepath.Join(dir, "a.tsv")}
	if err := os.WriteFile(o.Input, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Import(t.Context(), o); err == nil || !strings.Contains(err.Error(), `no column "LEI"`) {
		t.Errorf("%v", err)
	}
}

func TestStoppedGLEIFGoesOn(t *testing.T) {
	var records []map[string]string
	for i := range 3 * manyRecords {
		records = append(records, record(madeLEI(i), fmt.Sprintf("Quorvia Works %d", i), "OtherEntityName.1", "two\nlines"))
	}
	text := gleifFile(records...)
	_, want := imported(t, text, Options{Format: GLEIF})
	dir := t.TempDir()
	o := Options{Format: GLEIF, Input: filepath.Join(dir, "a.csv"), Output: filepath.Join(dir, "a.tsv"), RunBytes: 1000}
	if err := os.WriteFile(o.Input, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, starts := stopped(t, o)
	if got != want || starts < 2 || strings.Count(want, "\n") != len(records) {
		t.Errorf("%d starts; the same table: %v; %d rows", starts, got == want, strings.Count(want, "\n"))
	}
}

// madeLEI is the i-th of many LEIs with check digits after ISO/IEC 7064.
func madeLEI(i int) string {
	head := fmt.Sprintf("9999%014d", i)
	rest := 0
	for _, c := range head + "00" {
		rest = (rest*10 + int(c-'0')) % 97
	}
	return fmt.Sprintf("%s%02d", head, 98-rest)
}

func TestOpenSanctions(t *testing.T) {
	text := strings.Join([]string{
		`{"id":"NK-AbC","caption":"Quorvia Trading","schema":"Company","target":true,"properties":{"name":["Quorvia Trading","QUORVIA"],"alias":["阔维雅","Кворвия"],"weakAlias":["QT","Quorvia Trading"],"jurisdiction":["ru"],"topics":["sanction","corp.shell"],"leiCode":["` + retiredLEI + `x"],"website":["https://q.example"]}}`,
		`{"id":"Q900000001","caption":"Jane Doering","schema":"Person","properties":{"name":["Jane Doering"],"weakAlias":["Doering"],"nationality":["de"],"position":["Minister of Energy (2019)"],"wikidataId":["Q900000001"]}}`,
		`{"id":"gleif-1","schema":"PublicBody","properties":{"name":["Quorvia Agency"],"leiCode":["` + officeLEI + `"]}}`,
		`{"id":"ship","schema":"Vessel","properties":{"name":["Quorvia Star"]}}`,
		`{"id":"own","schema":"Ownership","properties":{"owner":["a"]}}`,
		`{"id":"x","schema":"Company","properties":{"name":"not a list"}}`,
		`{"id":"broken"`, ``,
	}, "\n")
	r, table := imported(t, text, Options{Format: OpenSanctions})
	want := "lei-99990000000000govt17\tGovernmentAgency\tQuorvia Agency\t\t\t\t\t\t\t\t" + officeLEI + "\t\t\t\n" +
		"nk-abc-" + fmt.Sprintf("%08x", uint32(exactHash("NK-AbC"))) + "\tCompany\tQuorvia Trading|QUORVIA|?QT\t\t阔维雅\trussia\t\t\t\tsanctions|Sanktionen|制裁\t\t\t\thttps://q.example\n" +
		"q900000001\tPerson\tJane Doering|?Doering\t\t\tgermany\t\tQ900000001\t\tMinister|Energy\t\t\t\t\n"
	if table != want {
		t.Errorf("got\n%swant\n%s", table, want)
	}
	if r.Malformed != 1 || r.Entities != 6 || r.Faults[0].Line != 7 {
		t.Errorf("%+v", r)
	}
}

func FuzzRegisters(f *testing.F) {
	f.Add(`{"id":"a","schema":"Company","properties":{"name":["A b","?x","a|b"]}}`)
	f.Add(gleifFile(record(quorviaLEI, "A")))
	g, _, err := newFollowTheMoney(map[string]string{}, testOntology(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b batch
		_ = g.line([]byte(text), &b)
		var names []string
		l := &gleif{names: &names}
		_ = l.read(t.Context(), strings.NewReader(text), position{}, func(got *batch) error {
			b.rows = append(b.rows, got.rows...)
			return nil
		})
		for _, row := range b.rows {
			if x := parseLine(row); strings.ContainsAny(row, "\n\r") || strings.Count(row, "\t") != fields-1 || x.line() != row {
				t.Errorf("row %q", row)
			}
		}
	})
}
