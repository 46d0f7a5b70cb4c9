package corpus

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v3"
)

var (
	yamlLine = regexp.MustCompile(`line (\d+): `)
	yamlAt   = regexp.MustCompile(` at line \d+$`) // counts from the front matter's first line
	// The YAML parser counts lines from 0 in these messages, from 1 in others.
	yamlFromZero = regexp.MustCompile(`did not find expected (?:<|node content|key|'-'|',')`)
)

// frontMatter takes the front matter off a text. Where it is broken, raw holds
// its lines and the error names the first that is wrong.
func frontMatter(in *input, data string) (fields record, body, raw string, bad *Error) {
	fields = record{}
	if !matterKey.MatchString(data) { // a rule between paragraphs looks alike
		return fields, data, "", nil
	}
	formats := []*frontmatter.Format{
		frontmatter.NewFormat("---", "---", yaml.Unmarshal),
		frontmatter.NewFormat("---yaml", "---", yaml.Unmarshal),
		frontmatter.NewFormat("+++", "+++", toml.Unmarshal),
		frontmatter.NewFormat("---toml", "---", toml.Unmarshal),
	}
	rest, err := frontmatter.Parse(strings.NewReader(data), &fields, formats...)
	at := matter.FindStringIndex(data)
	switch {
	case err == nil && at == nil:
		return fields, data, "", &Error{Source: in.source, Line: 1, Err: errors.New("broken front matter: it has no end")}
	case err == nil:
		return fields, string(rest), "", nil
	case at == nil:
		at = []int{0, 0}
	}
	line, what := placeOf(err)
	above := strings.Count(data[:len(data)-len(strings.TrimLeft(data, " \t\n"))], "\n") + 1
	line += above
	bad = &Error{Source: in.source, Line: line, Err: fmt.Errorf("broken front matter: %s", what)}
	return record{}, data[at[1]:], strings.TrimSpace(data[:at[1]]), bad
}

// placeOf returns the line of a parser's error within the front matter and what
// it says without it. The YAML parser names no line where it is the first.
func placeOf(err error) (int, string) {
	var t toml.ParseError
	if errors.As(err, &t) {
		return t.Position.Line, t.Message
	}
	what := strings.TrimPrefix(err.Error(), "yaml: ")
	m := yamlLine.FindStringSubmatch(what)
	if m == nil {
		return 1, what
	}
	line, _ := strconv.Atoi(m[1])
	if yamlFromZero.MatchString(what) {
		line++
	}
	what = strings.TrimPrefix(what, "unmarshal errors:\n")
	return line, strings.TrimSpace(yamlAt.ReplaceAllString(yamlLine.ReplaceAllString(what, ""), ""))
}
