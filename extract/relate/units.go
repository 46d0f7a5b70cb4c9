package relate

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"trigraph/corpus"
)

// units reads amounts as a language writes them.
type units struct {
	comma      bool // 7,3 is seven point three
	numbers    map[string]float64
	scales     map[string]float64
	currencies map[string]string
	word       *regexp.Regexp // what may be one of them
}

// digits are a number in digits, with its marks.
var digits = regexp.MustCompile(`\d[\d.,]*`)

// word is a word or sign of a language that writes spaces.
var word = regexp.MustCompile(`[\pL\-]+\$?|[$€£¥]`)

func loadUnits(lang corpus.Lang) (units, error) {
	u := units{
		comma: lang == corpus.German, numbers: map[string]float64{},
		scales: map[string]float64{}, currencies: map[string]string{},
	}
	rows, err := readLang("units.tsv", 4, lang)
	if err != nil {
		return u, err
	}
	var words []string
	for _, r := range rows {
		for _, w := range strings.Split(r.cells[3], "|") {
			words = append(words, regexp.QuoteMeta(w))
			n, err := strconv.ParseFloat(r.cells[2], 64)
			switch {
			case r.cells[1] == "currency":
				u.currencies[w] = r.cells[2]
			case r.cells[1] != "number" && r.cells[1] != "scale":
				return u, r.errorf("unknown kind %q", r.cells[1])
			case err != nil:
				return u, r.errorf("%w", err)
			case r.cells[1] == "number":
				u.numbers[w] = n
			default:
				u.scales[w] = n
			}
		}
	}
	if u.word = word; lang == corpus.Chinese {
		if u.word, err = regexp.Compile(strings.Join(words, "|")); err != nil {
			return u, err
		}
		u.word.Longest()
	}
	return u, nil
}

// amount gives "7300000000 EUR" for "7,3 Milliarden Euro", "" where a part of it
// is not understood.
func (u units) amount(text string) string {
	text = strings.ToLower(text)
	number, known := 0.0, false
	if d := digits.FindString(text); d != "" {
		number, known = u.number(d)
	}
	currency := ""
	for _, w := range u.word.FindAllString(text, -1) {
		if n, ok := u.numbers[w]; ok && !known {
			number, known = n, true
		}
		if n, ok := u.scales[w]; ok {
			number *= n
		}
		if c, ok := u.currencies[w]; ok && currency == "" {
			currency = c
		}
	}
	if !known || currency == "" {
		return ""
	}
	return plain(number) + " " + currency
}

// share gives "4.99%".
func (u units) share(text string) string {
	n, ok := u.number(digits.FindString(text))
	if !ok {
		return ""
	}
	return plain(n) + "%"
}

// number reads digits with the decimal and grouping marks of the language.
func (u units) number(s string) (float64, bool) {
	point, group := ".", ","
	if u.comma {
		point, group = ",", "."
	}
	s = strings.ReplaceAll(strings.TrimRight(s, ".,"), group, "")
	n, err := strconv.ParseFloat(strings.Replace(s, point, ".", 1), 64)
	return n, err == nil
}

// plain writes a number without exponent and with two decimals at most.
func plain(n float64) string {
	return strconv.FormatFloat(math.Round(n*100)/100, 'f', -1, 64)
}
