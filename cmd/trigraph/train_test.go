package main

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/graph"
)

// writeSet lays out a folder with one set, as train reads it.
func writeSet(t *testing.T, lines string) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"labelmap.tsv":     "dataset\tlabel\tcommon\nen-toy\tOrg\tORG\nen-toy\tAct\tLAW\nen-toy\tThing\tPRODUCT\nen-toy\tMisc\tX\n",
		"maps/en-toy.json": `{"gold":{},"pred":{"Company":"ORG","Organization":"ORG","Law":"LAW","Product":null},"inside":["LAW"]}`,
	}
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(filepath.Join(dir, "en-toy-train.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(lines)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestReadSets(t *testing.T) {
	dir := writeSet(t, `{"id":"a","lang":"en","text":"Ünder Section 9 of the Foo Act, the Bar and Its chip","entities":[`+
		`{"start":6,"end":30,"type":"Act"},{"start":32,"end":39,"type":"Org"},{"start":44,"end":47,"type":"Thing"},{"start":48,"end":52,"type":"Thing"}]}`)
	examples, err := readSets(trainOptions{data: dir, lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	e := examples[0]
	var got []string
	for _, g := range e.Golds {
		if len(g.Classes) > 0 {
			got = append(got, e.Document.Text(g.Span)+"/"+string(g.Classes[0]))
		}
	}
	if s := strings.Join(got, " "); s != "Foo Act/Law Bar/Company" {
		t.Errorf("golds %s", s)
	}
	if !e.OneOrg || !slices.Contains(e.Knows, graph.Product) || slices.Contains(e.Knows, graph.Person) {
		t.Errorf("knows %v, one kind of organization %v", e.Knows, e.OneOrg)
	}
}

func TestReadSetsRefuses(t *testing.T) {
	if _, err := readSets(trainOptions{data: t.TempDir(), lang: "en"}); err == nil {
		t.Error("an empty folder was taken")
	}
	dir := writeSet(t, "{}\n"+`{"id":"a","lang":"en","text":"ab","entities":[{"start":1,"end":5,"type":"Org"}]}`)
	_, err := readSets(trainOptions{data: dir, lang: "en"})
	if err == nil || !strings.Contains(err.Error(), "en-toy-train.jsonl.gz:2: a: name at 1 to 5") {
		t.Errorf("error %v", err)
	}
	if _, err := readSets(trainOptions{data: dir, lang: "en", licenses: []string{"CC0-1.0"}}); err == nil {
		t.Error("a set of unknown licence was taken")
	}
}

func TestCitation(t *testing.T) {
	for text, name := range map[string]string{
		"Art. 33 Abs. 2 GG":                  "GG",
		"§ 14 Abs. 2 Satz 2 TzBfG":           "TzBfG",
		"§§ 3, 4 und 5a des Baugesetzbuches": "Baugesetzbuches",
		"Section 12(b) of the Exchange Act":  "Exchange Act",
		"Securities Act of 1933":             "Securities Act of 1933",
		"§ 5":                                "",
		"Rule 405 under the Securities Act":  "Securities Act",
		"Verordnung (EG) Nr. 207/2009":       "Verordnung (EG) Nr. 207/2009",
	} {
		if got := text[citation(text):]; got != name {
			t.Errorf("%s: %q, want %q", text, got, name)
		}
	}
}

func TestNameIn(t *testing.T) {
	for text, want := range map[string]string{
		"“宇宙”": "宇宙", "The Foo": "Foo", "@foo": "foo", "《": "《", "Foo Inc.": "Foo Inc.",
	} {
		if got := nameIn(text, corpus.Span{End: len(text)}).In(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestNarrow(t *testing.T) {
	all := []graph.Class{graph.Company, graph.Organization, graph.GovernmentAgency}
	for name, want := range map[string]graph.Class{
		"Foo Holdings": graph.Company, "University of Foo": graph.Organization, "Ministry of Foo": graph.GovernmentAgency,
		"某某集团": graph.Company, "某某大学": graph.Organization, "某某部": graph.GovernmentAgency,
	} {
		if got := narrow(name, all); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := narrow("Foo", all); len(got) != 3 {
		t.Errorf("Foo: %v", got)
	}
	if got := narrow("Foo Ltd", []graph.Class{graph.Organization}); got[0] != graph.Organization {
		t.Errorf("a class the set does not know: %v", got)
	}
}

// TestReadLists reads a column of some rows.
func TestReadLists(t *testing.T) {
	file := filepath.Join(t.TempDir(), "places.tsv")
	if err := os.WriteFile(file, []byte("# source\nlevel\tname\ncity\t甲市|甲\narea\t乙县\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for argument, want := range map[string][]string{
		"":                 {"city", "area"},
		":name":            {"甲市", "甲", "乙县"},
		":name:level=area": {"乙县"},
		":name:level=none": nil,
	} {
		got, err := readLists([]string{"place=" + file + argument})
		if err != nil || !slices.Equal(got["place"], want) {
			t.Errorf("%q: %v, %v, want %v", argument, got, err, want)
		}
	}
	for _, wrong := range []string{file, "place=" + file + ":town", "place=" + file + ":name:kind=city"} {
		if _, err := readLists([]string{wrong}); err == nil {
			t.Errorf("%s: no error", wrong)
		}
	}
}
