package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"
)

var (
	errNoText    = errors.New("no field that holds the text (text, content, body)")
	errEmptyText = errors.New("text is empty")
)

// record is front matter, a JSON object or a row of CSV: values by name.
type record map[string]any

// take fills the fields of a that the record holds; the rest becomes Meta. It
// returns the text.
func (rd *reading) take(a *Article, r record) (text string, found bool) {
	names := make([]string, 0, len(r))
	for name := range r {
		names = append(names, name)
	}
	sort.Strings(names)
	byName := map[string]string{} // plain name -> name in the record
	for _, name := range names {
		byName[plainName(name)] = name
	}
	used := map[string]bool{}
	for _, f := range rd.tables.fields {
		name, ok := byName[f.name]
		if ok && rd.set(a, f.field, r[name], &text, &found) {
			used[name] = true
		}
	}
	for _, name := range names {
		if value := oneLine(r[name]); !used[name] && value != "" {
			if a.Meta == nil {
				a.Meta = map[string]string{}
			}
			a.Meta[name] = value
		}
	}
	return text, found
}

// set puts a value into one field, if that is still empty and the value fits.
func (rd *reading) set(a *Article, field string, value any, text *string, found *bool) bool {
	s := oneLine(value)
	switch {
	case field == "text" && !*found:
		*text, *found = value.(string)
		return *found
	case field == "tags":
		a.Tags = append(a.Tags, list(value)...)
	case field == "title" && a.Title == "":
		a.Title = s
	case field == "id" && a.ID == "" && len(s) <= 300:
		a.ID = strings.TrimSpace(s)
	case field == "lang" && a.Lang == "":
		a.Lang = Lang(s)
	case field == "published" && a.Published.IsZero():
		a.Published = rd.tables.dates.value(value)
		return !a.Published.IsZero()
	default:
		return false
	}
	return true
}

// plainName takes case and joiners off a field's name.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// list returns the strings of a list, or the parts of one string.
func list(value any) []string {
	var out []string
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			if s := oneLine(item); s != "" {
				out = append(out, s)
			}
		}
	case string:
		for _, part := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(",;|，；、", r) }) {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// oneLine writes a value as a string without control characters; what is no
// scalar becomes JSON.
func oneLine(value any) string {
	var s string
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		s = v
	case json.Number:
		s = v.String()
	case bool:
		s = strconv.FormatBool(v)
	case time.Time:
		s = v.Format(time.RFC3339)
	case int, int64, uint64, float64:
		s = fmt.Sprint(v)
	default:
		data, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		s = string(data)
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s))
}
