package dump

import (
	"errors"

	"trigraph/extract/lexicon"
)

// countries finds the lexicon's country by what others call it.
type countries struct {
	wikidata map[uint32]string // by Wikidata number
	iso      map[string]string // by ISO 3166-1 code of two capitals
	raw      []byte            // the tables, to see whether they changed
}

func readCountries() (countries, error) {
	c := countries{wikidata: map[uint32]string{}, iso: map[string]string{}}
	const table, codes = "countries.tsv", "data/isocodes.tsv"
	ids := []byte(lexicon.Countries())
	isos, err := data.ReadFile(codes)
	if err != nil {
		return c, err
	}
	c.raw = append(append(c.raw, ids...), isos...)
	return c, errors.Join(
		rows(table, ids, []string{"id", "wikidata"}, func(cells []string) error {
			if q := number([]byte(cells[1]), 'Q'); q > 0 {
				c.wikidata[q] = cells[0]
			}
			return nil
		}),
		rows(codes, isos, []string{"iso", "id"}, func(cells []string) error {
			c.iso[cells[0]] = cells[1]
			return nil
		}))
}
