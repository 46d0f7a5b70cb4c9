package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"trigraph/extract/lexicon"
)

// tableColumns are the columns of a new table; each has a flag of its name, with
// "-" for "_". Of those that hold lists the flag may be given several times.
func tableColumns() []string {
	return []string{"id", "class", "en", "de", "zh", "country", "part_of", "wikidata", "prior",
		"popularity", "about", "lei", "isin", "ticker", "website"}
}

func (p *program) lexiconAddCommand() *cobra.Command {
	values := map[string]*[]string{}
	cmd := &cobra.Command{
		Use:   "add TABLE.tsv --id ID --class CLASS --en NAME...",
		Short: "add a thing to a table of your own",
		Long: `add writes a thing into a table, in its place by id, and makes the table where there
is none. The table is checked before it is written, and left as it was where there
is a fault: an id or an external id that stands already, an unknown class or
country, a wrong check digit. Names and other lists may be given several times. "?"
before a name says that it is also a common word, "=" that its case counts.`,
		Example: `  trigraph lexicon add mine.tsv --id zorpian-labs --class Company --en "Zorpian Labs" --zh 佐皮安实验室 --country germany`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			cells := map[string]string{}
			for column, v := range values {
				cells[column] = strings.Join(*v, "|")
			}
			return p.addThing(args[0], cells)
		},
	}
	says := map[string]string{
		"id": "id: small letters, digits, hyphens", "class": "class, as in Company", "en": "English name", "de": "German name",
		"zh": "Chinese name", "country": "id of its country", "part_of": "id of what it belongs to", "wikidata": "Wikidata id, as in Q1",
		"prior": "0 to 1: how likely its names mean it", "popularity": "number of Wikidata's articles on it",
		"about": "word that goes with it", "lei": "LEI", "isin": "ISIN", "ticker": "ticker, as in XETRA:SAP", "website": "address",
	}
	for _, column := range tableColumns() {
		values[column] = cmd.Flags().StringArray(strings.ReplaceAll(column, "_", "-"), nil, says[column])
	}
	return cmd
}

func (p *program) addThing(path string, cells map[string]string) error {
	for _, column := range []string{"id", "class"} {
		if cells[column] == "" || strings.Contains(cells[column], "|") {
			return usageError("lexicon add: name one --%s", column)
		}
	}
	for column, cell := range cells {
		if strings.ContainsAny(cell, "\t\r\n") {
			return usageError("lexicon add: --%s holds a tab or a new line", column)
		}
	}
	lines, err := tableLines(path)
	if err != nil {
		return err
	}
	if lines, err = inserted(path, lines, cells); err != nil {
		return err
	}
	if err := writeChecked(path, strings.Join(lines, "\n")+"\n"); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s added\n", path, cells["id"])
	return nil
}

// tableLines are the lines of a table, those of an empty one where there is none.
func tableLines(path string) ([]string, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return []string{"# Things of my own.", strings.Join(tableColumns(), "\t")}, nil
	}
	if err != nil {
		return nil, err
	}
	text := strings.ReplaceAll(strings.TrimPrefix(string(b), "\uFEFF"), "\r\n", "\n")
	return strings.Split(strings.TrimRight(text, "\n"), "\n"), nil
}

// inserted adds a row in its place by id. A column that the table lacks is added
// to its header where the row has it.
func inserted(path string, lines []string, cells map[string]string) ([]string, error) {
	header := slices.IndexFunc(lines, func(l string) bool { return !isRemark(l) })
	if header < 0 {
		return nil, fmt.Errorf("%s: no header line", path)
	}
	columns := strings.Split(lines[header], "\t")
	if columns[0] != "id" {
		return nil, fmt.Errorf("%s:%d: the first column is %q; add wants id there", path, header+1, columns[0])
	}
	for _, column := range tableColumns() {
		if cells[column] != "" && !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	row := make([]string, len(columns))
	for i, column := range columns {
		row[i] = cells[column]
	}
	at := len(lines)
	for i := len(lines) - 1; i > header; i-- {
		id, _, _ := strings.Cut(lines[i], "\t")
		if isRemark(lines[i]) || id < cells["id"] {
			continue
		}
		if id == cells["id"] {
			return nil, fmt.Errorf("%s:%d: %s stands there already", path, i+1, id)
		}
		at = i
	}
	lines[header] = strings.Join(columns, "\t")
	return slices.Insert(lines, at, strings.Join(row, "\t")), nil
}

func isRemark(line string) bool { return line == "" || line == "#" || strings.HasPrefix(line, "# ") }

// writeChecked puts a table in the place of one, if it has no fault.
func writeChecked(path, text string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*.tsv")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // nothing is left of it where all went well
	_, err = f.WriteString(text)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	builtin, err := lexicon.Builtin()
	if err != nil {
		return err
	}
	report, err := lexicon.Check(builtin, newTable{oneTable{tableFolder{os.DirFS(filepath.Dir(path)), ""}, filepath.Base(f.Name())}, path})
	if err != nil {
		return err
	}
	if len(report.Faults) > 0 {
		return fmt.Errorf("%s\nnothing was written", strings.Join(report.Faults, "\n"))
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// newTable is a table that is to be put in the place of another.
type newTable struct {
	oneTable
	place string
}

// Place is the other's path.
func (t newTable) Place(string) string { return t.place }
