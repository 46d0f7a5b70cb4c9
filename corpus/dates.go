package corpus

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
)

// dateReader finds dates that are written out in full.
type dateReader struct {
	months map[string]time.Month
	forms  []dateForm
}

// dateForm is one way to write a date; the numbers say which group is which.
type dateForm struct {
	*regexp.Regexp
	year, month, day int
}

func newDateReader(months map[string]time.Month) dateReader {
	names := make([]string, 0, len(months))
	for name := range months {
		names = append(names, regexp.QuoteMeta(name))
	}
	sort.Slice(names, func(i, j int) bool {
		return len(names[i]) > len(names[j]) || len(names[i]) == len(names[j]) && names[i] < names[j]
	})
	month := `(` + strings.Join(names, "|") + `)\.?`
	form := func(re string, year, month, day int) dateForm {
		return dateForm{regexp.MustCompile(`(?i)` + re), year, month, day}
	}
	return dateReader{months, []dateForm{
		form(`\b(\d{4})([-/.])(\d{1,2})[-/.](\d{1,2})(?:\b|T)`, 1, 3, 4),
		form(`(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]`, 1, 2, 3),
		form(`\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b`, 3, 2, 1),
		form(`\b(\d{1,2})(?:\.|st|nd|rd|th)?(?: of)?[ -]`+month+`[ ,-]+(\d{4})\b`, 3, 2, 1),
		form(`\b`+month+`\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`, 3, 1, 2),
	}}
}

// find returns the first date in s and s without it; a zero time means none.
func (d dateReader) find(s string) (time.Time, string) {
	if digits(s) < 5 {
		return time.Time{}, s
	}
	var best []int
	var day time.Time
	for _, f := range d.forms {
		m := f.FindStringSubmatchIndex(s)
		if m == nil || best != nil && m[0] >= best[0] {
			continue
		}
		group := func(n int) string { return s[m[2*n]:m[2*n+1]] }
		if t := d.date(group(f.year), group(f.month), group(f.day)); !t.IsZero() {
			best, day = m, t
		}
	}
	if best == nil {
		return time.Time{}, s
	}
	return day, s[:best[0]] + " " + s[best[1]:]
}

// digits counts the digits of s: a day needs five of them at least.
func digits(s string) int {
	n := 0
	for _, b := range []byte(s) {
		if b >= '0' && b <= '9' {
			n++
		}
	}
	return n
}

// date returns midnight UTC of a day that exists between 1600 and 2200.
func (d dateReader) date(year, month, day string) time.Time {
	y, _ := strconv.Atoi(year)
	n, err := strconv.Atoi(month)
	if err != nil {
		n = int(d.months[strings.ToLower(month)])
	}
	date, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(n), date, 0, 0, 0, 0, time.UTC)
	if y < 1600 || y > 2200 || t.Year() != y || int(t.Month()) != n || t.Day() != date {
		return time.Time{}
	}
	return t
}

// value reads a date out of metadata: a time, or a string with a date in it.
// The day is the one that is written there, whatever the zone.
func (d dateReader) value(v any) time.Time {
	switch v := v.(type) {
	case time.Time:
		return time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC)
	case string:
		if len(v) == 8 {
			if t, err := time.Parse("20060102", v); err == nil {
				return t
			}
		}
		t, _ := d.find(v)
		return t
	}
	return time.Time{}
}

var (
	clock = regexp.MustCompile(`(?i)(?:\b|日|号)\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?:uhr|am|pm|a\.m\.|p\.m\.|h|cet|cest|utc|gmt|est|edt|z))?\b`)
	// placeAndDay is a place of up to three words, and what may be a day.
	placeAndDay = regexp.MustCompile(`^\p{Lu}[\p{L}.-]+(?: \p{Lu}[\p{L}.-]+){0,2},? (?:den )?(.*\d.*)$`)
	dateline    = regexp.MustCompile(`^\s*(?:/[^/]{1,30}/)?\s*[(\-–—－/]`)
)

// besideDate reports whether the rest of a line leaves it a date line: nothing
// but a time of day and words such as "Stand" or "Published".
func (t *tables) besideDate(rest string) bool {
	rest = strings.Trim(clock.ReplaceAllString(rest, " "), " \t,;:：|·•-–—/()（）[]【】.")
	rest = strings.Join(strings.Fields(rest), " ")
	lower := strings.ToLower(rest)
	for _, kind := range []string{"beside", "byline", "signed", "source"} {
		if t.isKind(kind, rest, lower) {
			return true
		}
	}
	return rest == ""
}

// textDate returns the day an article names as its own: in a date line among
// its first or last blocks, or before the dash of a press release ("BERLIN,
// March 24, 2022 -").
func (rd *reading) textDate(text string, blocks []Block) time.Time {
	for i, b := range blocks {
		if i > 10 && i < len(blocks)-4 {
			continue
		}
		line := b.In(text)
		if b.Kind == Boilerplate {
			if day, _ := rd.tables.dates.find(line); !day.IsZero() && rd.boilerplate(line) != "copyright" && len(line) < 200 {
				return day
			}
		}
		if b.Kind != Boilerplate && i < 5 {
			if day := rd.tables.dateline(line); !day.IsZero() {
				return day
			}
		}
	}
	return time.Time{}
}

// dateline reads the day that opens a press release, or stands behind a place
// on a line ("Brussels, 24 March 2022"), or with the time of day on one.
func (t *tables) dateline(line string) time.Time {
	if m := placeAndDay.FindStringSubmatch(line); m != nil && len(line) < 60 {
		if day, rest := t.dates.find(m[1]); !day.IsZero() && strings.TrimSpace(rest) == "" {
			return day
		}
	}
	if width(line) < 60 && !endsSentence(line) && clock.MatchString(line) {
		if day, _ := t.dates.find(line); !day.IsZero() {
			return day // a site's name, day and time
		}
	}
	head := strings.ToValidUTF8(line[:min(len(line), 120)], "")
	day, rest := t.dates.find(head)
	at := 0
	for at < len(rest) && at < len(head) && rest[at] == head[at] {
		at++
	}
	if day.IsZero() || at > 70 || strings.ContainsAny(rest[:min(at, len(rest))], "。!?") || !dateline.MatchString(rest[min(at, len(rest)):]) {
		return time.Time{}
	}
	return day
}
