package corpus

import (
	_ "embed"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

//go:embed formats.tsv
var formatsTSV string

//go:embed fields.tsv
var fieldsTSV string

//go:embed months.tsv
var monthsTSV string

//go:embed function_words.tsv
var functionWordsTSV string

//go:embed boilerplate.tsv
var boilerplateTSV string

// format is how a file of text is read.
type format string

const (
	formatText     format = "text"
	formatMarkdown format = "markdown"
	formatHTML     format = "html"
	formatJSON     format = "json"
	formatJSONL    format = "jsonl"
	formatCSV      format = "csv"
	formatSkip     format = "skip"
)

// tables are the data files, ready for use.
type tables struct {
	formats     map[string]format        // by extension
	fields      []fieldName              // in the order of the file
	boilerplate map[string][]linePattern // by kind
	kinds       []string                 // of boilerplate, sorted; without beside
	dates       dateReader
	words       map[string]Lang // function words
}

type fieldName struct{ field, name string }

// loadTables parses the data files. A test parses each of them strictly, so
// that nothing can go wrong here.
func loadTables() *tables {
	t := &tables{formats: map[string]format{}, boilerplate: map[string][]linePattern{}}
	for _, row := range rows(formatsTSV, 2) {
		t.formats[row[0]] = format(row[1])
	}
	for _, row := range rows(fieldsTSV, 2) {
		t.fields = append(t.fields, fieldName{row[0], row[1]})
	}
	t.words = map[string]Lang{}
	for _, row := range rows(functionWordsTSV, 2) {
		t.words[row[1]] = Lang(row[0])
	}
	months := map[string]time.Month{}
	for _, row := range rows(monthsTSV, 2) {
		n, _ := strconv.Atoi(row[1])
		months[row[0]] = time.Month(n)
	}
	t.dates = newDateReader(months)
	for _, row := range rows(boilerplateTSV, 3) {
		t.boilerplate[row[2]] = append(t.boilerplate[row[2]], newLinePattern(row[1]))
	}
	for _, kind := range slices.Sorted(maps.Keys(t.boilerplate)) {
		if kind != "beside" {
			t.kinds = append(t.kinds, kind)
		}
	}
	return t
}

// rows returns the rows of a table of n columns, without comments.
func rows(tsv string, n int) [][]string {
	var out [][]string
	for line := range strings.Lines(tsv) {
		row := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if !strings.HasPrefix(line, "#") && len(row) == n {
			out = append(out, row)
		}
	}
	return out
}

// formatOf returns what the extension of a file name hints at, "" for nothing.
func (t *tables) formatOf(name string) format {
	ext := strings.TrimPrefix(path.Ext(name), ".")
	return t.formats[strings.ToLower(ext)]
}

// isKind reports whether a line, white space single, is boilerplate of a kind;
// lower is the line in small letters.
func (t *tables) isKind(kind, line, lower string) bool {
	for i := range t.boilerplate[kind] {
		if t.boilerplate[kind][i].matches(line, lower) {
			return true
		}
	}
	return false
}
