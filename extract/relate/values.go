package relate

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"time"

	"trigraph/corpus"
)

// value is a date, an amount or a share in a sentence.
type value struct {
	kind     string // "date", "amount", "share"
	from, to int    // bytes of the sentence
	offset   int    // of its rune in the masked text
	text     string // as written
	normal   string // ISO 8601, "7300000000 EUR", "20%"; "" where it cannot be known
	day      bool   // a day said relative to publication: it dates only what it stands beside
}

func (v *value) rune() rune {
	switch v.kind {
	case "date":
		return dateRune
	case "amount":
		return amountRune
	}
	if v.major() {
		return majorRune
	}
	return shareRune
}

// major reports whether a share is half or more: who buys it takes over.
func (v *value) major() bool {
	number := strings.TrimRightFunc(v.text, func(r rune) bool { return r < '0' || r > '9' })
	end := strings.IndexFunc(number, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
	if end >= 0 {
		number = number[:end]
	}
	share, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64)
	return err == nil && share >= 50
}

// valueFinder finds values by the expressions of values.tsv.
type valueFinder struct {
	rows   []valueRow
	number map[string]int // of a month, weekday or quarter, by its name
	units  units
}

type valueRow struct {
	kind  string
	shift string // for a date said relative to the day of publication
	words *regexp.Regexp
	needs [][]string // lower case; a text without one of each has no such value
}

// named are the kinds of rows that give names a number; in expressions their
// kind in capitals stands for all of them.
var named = []string{"month", "weekday", "quarter"}

func loadValues(lang corpus.Lang) (*valueFinder, error) {
	rows, err := readLang("values.tsv", 6, lang)
	if err != nil {
		return nil, err
	}
	f := &valueFinder{number: map[string]int{}}
	if f.units, err = loadUnits(lang); err != nil {
		return nil, err
	}
	places := []string{}
	for _, kind := range named {
		names, err := f.names(rows, kind)
		if err != nil {
			return nil, err
		}
		places = append(places, strings.ToUpper(kind), "(?P<"+kind+">"+strings.Join(names, "|")+")")
	}
	fill := strings.NewReplacer(places...)
	for _, r := range rows {
		if slices.Contains(named, r.cells[1]) {
			continue
		}
		re, err := regexp.Compile("(?i)" + fill.Replace(r.cells[2]))
		if err != nil {
			return nil, r.errorf("%w", err)
		}
		tree, err := syntax.Parse(re.String(), syntax.Perl)
		if err != nil {
			return nil, r.errorf("%w", err)
		}
		f.rows = append(f.rows, valueRow{r.cells[1], r.cells[3], re, allNeeds(tree)})
	}
	return f, nil
}

// names reads the rows of a kind and returns its names for an expression, the
// longest first.
func (f *valueFinder) names(rows []row, kind string) ([]string, error) {
	var names []string
	for _, r := range rows {
		if r.cells[1] != kind {
			continue
		}
		n, err := strconv.Atoi(r.cells[3])
		if err != nil {
			return nil, r.errorf("%s: %w", kind, err)
		}
		for _, name := range strings.Split(r.cells[2], "|") {
			f.number[name] = n
			names = append(names, regexp.QuoteMeta(name))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return names, nil
}

// find gives the values of a text in order, without overlap; of two that
// overlap the earlier row wins.
func (f *valueFinder) find(text string, published time.Time) []value {
	var all []value
	lower := strings.ToLower(text)
	for _, r := range f.rows {
		if !r.mayBeIn(lower) {
			continue
		}
		for _, at := range r.words.FindAllStringSubmatchIndex(text, -1) {
			v := value{kind: r.kind, from: at[0], to: at[1], text: text[at[0]:at[1]]}
			if i := r.words.SubexpIndex("value"); i > 0 && at[2*i] >= 0 {
				v.from, v.to = at[2*i], at[2*i+1]
				v.text = text[v.from:v.to]
			}
			switch r.kind {
			case "date":
				v.normal = f.date(r, text, at, published)
				v.day = r.shift != "" && strings.HasSuffix(r.shift, "d")
			case "amount":
				v.normal = f.units.amount(v.text)
			default:
				v.normal = f.units.share(v.text)
			}
			if !slices.ContainsFunc(all, func(o value) bool { return o.from < v.to && v.from < o.to }) {
				all = append(all, v)
			}
		}
	}
	slices.SortFunc(all, func(a, b value) int { return a.from - b.from })
	return all
}

// date gives what a matched row says as ISO 8601, "" where it cannot be known:
// a date, or an interval where the row has a group since, until or y2, or names
// a quarter.
func (f *valueFinder) date(r valueRow, text string, at []int, published time.Time) string {
	part := func(name string) string {
		if i := r.words.SubexpIndex(name); i > 0 && at[2*i] >= 0 {
			return text[at[2*i]:at[2*i+1]]
		}
		return ""
	}
	from := f.day(r, part, published)
	switch {
	case from == "":
		return ""
	case part("y2") != "":
		return from + "/" + part("y2")
	case part("since") != "":
		return from + "/.."
	case part("until") != "":
		return "../" + from
	}
	return from
}

// day gives the day, month, quarter or year of a matched row.
func (f *valueFinder) day(r valueRow, part func(string) string, published time.Time) string {
	number := func(kind string) int { return f.number[strings.ToLower(part(kind))] }
	if r.shift == "weekday" {
		return weekday(number("weekday"), published)
	}
	if r.shift != "" {
		return shifted(r.shift, published)
	}
	year := part("y")
	m, _ := strconv.Atoi(part("m"))
	m = max(m, number("month"))
	q, _ := strconv.Atoi(part("q"))
	q = max(q, number("quarter"))
	if year == "" && max(m, 3*q-2) > 0 {
		year = yearOf(max(m, 3*q-2), published)
	}
	d, _ := strconv.Atoi(part("d"))
	switch {
	case year == "" || m > 12 || d > 31 || q > 4:
		return ""
	case q > 0:
		return fmt.Sprintf("%s-%02d/%s-%02d", year, 3*q-2, year, 3*q)
	case m == 0:
		return year
	case d == 0:
		return fmt.Sprintf("%s-%02d", year, m)
	}
	return fmt.Sprintf("%s-%02d-%02d", year, m, d)
}

// weekday gives the last such day, 1 for Monday, that is not after publication.
func weekday(n int, published time.Time) string {
	if n == 0 || published.IsZero() {
		return ""
	}
	back := (int(published.Weekday()) - n + 7) % 7
	return published.AddDate(0, 0, -back).Format(time.DateOnly)
}

// yearOf gives the year of a month named without one: the last such month
// before publication.
func yearOf(month int, published time.Time) string {
	if published.IsZero() {
		return ""
	}
	year := published.Year()
	if month > int(published.Month()) {
		year--
	}
	return strconv.Itoa(year)
}

// shifted resolves "-1y", "0y", "-1m", "-1d" against the day of publication;
// "?" is a time that cannot be resolved.
func shifted(shift string, published time.Time) string {
	n, err := strconv.Atoi(strings.TrimRight(shift, "ymd"))
	if err != nil || published.IsZero() {
		return ""
	}
	switch shift[len(shift)-1] {
	case 'y':
		return strconv.Itoa(published.Year() + n)
	case 'm':
		first := time.Date(published.Year(), published.Month(), 1, 0, 0, 0, 0, time.UTC)
		return first.AddDate(0, n, 0).Format("2006-01")
	}
	return published.AddDate(0, 0, n).Format(time.DateOnly)
}

// besideBefore and besideAfter are how far from a hit, in bytes of the masked
// text, a value still counts as standing beside it.
const (
	besideBefore = 30
	besideAfter  = 12
)

// valueFor gives the value of a kind that belongs to a hit: the only one inside
// it, else the only one beside it, else the only one of the sentence; of a cue
// that tells no event a date only inside it. What stands in an aside belongs to the aside.
func (m *masked) valueFor(kind string, c *cue, h hit) (value, bool) {
	reaches := [][2]int{{0, 0}, {besideBefore, besideAfter}, {len(m.text), len(m.text)}}
	switch {
	case c.dated:
	case kind == "date":
		reaches = reaches[:1]
	default:
		reaches = reaches[:2]
	}
	for _, reach := range reaches {
		var found []value
		for _, v := range m.values {
			if v.kind == kind && (kind != "date" || v.normal != "") && !h.isAside(v.offset) &&
				(!v.day || reach[0] <= besideBefore) &&
				v.offset >= h.start-reach[0] && v.offset < h.end+reach[1] {
				found = append(found, v)
			}
		}
		if len(found) > 0 {
			return found[0], len(found) == 1
		}
	}
	return value{}, false
}

// isAside reports whether a place of the masked text is in an aside.
func (h hit) isAside(offset int) bool {
	for _, a := range h.aside {
		if a[0] <= offset && offset < a[1] {
			return true
		}
	}
	return false
}
