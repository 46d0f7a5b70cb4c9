package lexicon

import (
	"io/fs"
	"strings"
	"testing"
)

// placeFiles are the tables that must not say one thing twice.
const placeFiles = "ci*.tsv"

// TestPlacesStandOnce holds that no two rows of the places share a Wikidata
// id, and that a city named like another one of its country says where it is.
func TestPlacesStandOnce(t *testing.T) {
	byWikidata, byName := map[string]string{}, map[string]string{}
	for r := range rowsOf(t, placeFiles) {
		if q := r.get("wikidata"); q != "" {
			if other, twice := byWikidata[q]; twice {
				t.Errorf("%s:%d: %s has the wikidata id of %s, %s", r.table.file, r.line, r.get("id"), other, q)
			}
			byWikidata[q] = r.get("id")
		}
		for _, cell := range []string{"en", "zh"} {
			first, _, _ := strings.Cut(r.get(cell), "|")
			key := r.get("country") + "\t" + r.get("part_of") + "\t" + r.get("class") + "\t" + strings.TrimLeft(first, "?=")
			if other, twice := byName[key]; twice && first != "" {
				t.Errorf("%s:%d: %s is named like %s, of the same place", r.table.file, r.line, r.get("id"), other)
			}
			byName[key] = r.get("id")
		}
	}
}

// TestPlacesThatAreWordsAreMarked holds the mark of place names that are words,
// family names, or may be an accident of the words around them.
func TestPlacesThatAreWordsAreMarked(t *testing.T) {
	marked := map[string]bool{}
	for r := range rowsOf(t, "cities-*.tsv") {
		for n := range strings.SplitSeq(r.get("en")+"|"+r.get("zh"), "|") {
			marked[strings.TrimPrefix(n, "?")] = strings.HasPrefix(n, "?")
		}
	}
	for _, n := range []string{"Hayward", "Engels", "Zamora", "Wau", "Moss", "Cognac", "Salto", "Manta", "曹县", "义县", "和县", "解放区"} {
		if is, known := marked[n]; !known || !is {
			t.Errorf("%s: known %v, marked %v", n, known, is)
		}
	}
	for _, n := range []string{"Krasnoyarsk", "Kramatorsk", "昆山市", "石景山区", "萨格勒布"} {
		if marked[n] {
			t.Errorf("%s is marked", n)
		}
	}
}

// rowsOf yields the rows of the built-in tables that match a pattern.
func rowsOf(t *testing.T, pattern string) func(func(*row) bool) {
	t.Helper()
	paths, err := fs.Glob(tablesOfOurs(), pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no table %s: %v", pattern, err)
	}
	return func(yield func(*row) bool) {
		for _, path := range paths {
			table, err := openTable(tablesOfOurs(), path)
			if err != nil {
				t.Error(err)
				return
			}
			for r, err := range table.rows() {
				if err != nil {
					t.Error(err)
					return
				}
				if !yield(r) {
					return
				}
			}
		}
	}
}
