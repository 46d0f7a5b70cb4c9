package dump

import (
	"bytes"
	"strconv"
	"strings"
)

// thing is what is kept of one entity until everything is read: a line of a
// run. Names and words are clean: no tab, newline or bar in them.
type thing struct {
	id         string   // of the table: "q312", "lei-..."
	class      string   // where the format states it; "" where the tree decides
	kinds      []uint32 // classes it is an instance of, by Wikidata number
	parents    []uint32 // classes it is a subclass of
	en, de, zh []string // the label first, with marks
	country    string   // id of the lexicon
	within     uint32   // Wikidata number of what contains a place, or owns a body
	popularity int      // sitelinks; -1 where the file tells none
	about      []string
	wikidata   string
	lei        string
	isin       []string
	ticker     []string
	website    string
}

const fields = 16

// line is the thing as a line of a run, without its end.
func (t *thing) line() string {
	var b strings.Builder
	for i, f := range [fields]string{
		t.id, t.class, numbers(t.kinds), numbers(t.parents),
		strings.Join(t.en, "|"), strings.Join(t.de, "|"), strings.Join(t.zh, "|"),
		t.country, strconv.Itoa(t.popularity), strings.Join(t.about, "|"), t.wikidata, t.lei,
		strings.Join(t.isin, "|"), strings.Join(t.ticker, "|"), t.website, strconv.FormatUint(uint64(t.within), 10),
	} {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(f)
	}
	return b.String()
}

// parseLine reads what line wrote.
func parseLine(line string) thing {
	var f [fields]string
	for i := range f {
		f[i], line, _ = strings.Cut(line, "\t")
	}
	popularity, _ := strconv.Atoi(f[8])
	within, _ := strconv.ParseUint(f[15], 10, 32)
	return thing{id: f[0], class: f[1], kinds: parseNumbers(f[2]), parents: parseNumbers(f[3]),
		en: split(f[4]), de: split(f[5]), zh: split(f[6]), country: f[7], popularity: popularity,
		about: split(f[9]), wikidata: f[10], lei: f[11], isin: split(f[12]), ticker: split(f[13]), website: f[14], within: uint32(within)}
}

func split(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

func numbers(list []uint32) string {
	var b []byte
	for i, n := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendUint(b, uint64(n), 10)
	}
	return string(b)
}

func parseNumbers(cell string) (list []uint32) {
	for f := range strings.FieldsSeq(cell) {
		n, _ := strconv.ParseUint(f, 10, 32)
		list = append(list, uint32(n))
	}
	return list
}

// number reads the number of a Wikidata id, "Q312" or "P31"; 0 where it is none.
func number(id []byte, kind byte) uint32 {
	if len(id) < 2 || id[0] != kind {
		return 0
	}
	var n uint64
	for _, c := range id[1:] {
		if c < '0' || c > '9' || n > 1<<32 {
			return 0
		}
		n = n*10 + uint64(c-'0')
	}
	if n >= 1<<32 {
		return 0
	}
	return uint32(n)
}

// idOf is what a line of a run begins with.
func idOf(line []byte) []byte {
	if i := bytes.IndexByte(line, '\t'); i >= 0 {
		return line[:i]
	}
	return line
}
