package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strings"
)

var (
	jsonObject = regexp.MustCompile(`^\s*\{\s*(?:"|\}\s*$)`)
	jsonArray  = regexp.MustCompile(`^\s*\[\s*(?:\{\s*"|\]\s*$)`)
	htmlStart  = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|title|meta|h[1-6]|p)\b[^>]*>`)
	htmlTag    = regexp.MustCompile(`(?i)</(?:p|div|html|body|article|h[1-6]|title|span)>|<(?:p|br|body)\b[^>]*>`)
	matter     = regexp.MustCompile(`^\s*(?:---(?:yaml)?[ \t]*\r?\n(?s:.*?)\n---[ \t]*(?:\r?\n|$)|(?:\+\+\+)[ \t]*\r?\n(?s:.*?)\n\+\+\+[ \t]*(?:\r?\n|$)|---toml[ \t]*\r?\n)`)
	matterKey  = regexp.MustCompile(`^\s*(?:---|\+\+\+)[a-z]*[ \t]*\r?\n(?:\s*(?:#.*)?\r?\n)*[\w\-"' ]+\s*[:=]`)
	mdHeading  = regexp.MustCompile(`(?m)^#{1,6} +\S`)
	mdLink     = regexp.MustCompile(`!?\[[^\]\n]*\]\([^)\s]+(?: "[^"]*")?\)`)
	mdStrong   = regexp.MustCompile(`\*\*[^*\s][^*\n]*\*\*`)
	mdFence    = regexp.MustCompile("(?m)^(?:```|~~~)")
	mdQuote    = regexp.MustCompile(`(?m)^> \S`)
	mdTable    = regexp.MustCompile(`(?m)^\|?(?: *:?-{3,}:? *\|)+`)
)

// text reads a file that is no archive.
func (rd *reading) text(in *input, r *bufio.Reader, head []byte) bool {
	sample, _, err := decode(wholeCharacters(head))
	if err != nil {
		return rd.fail(in.source, 0, err)
	}
	if strings.TrimSpace(sample) == "" && len(head) < peekSize {
		return rd.fail(in.source, 0, errEmpty)
	}
	stream := fromUTF16(r, head)
	switch rd.sniff(sample, rd.tables.formatOf(in.name)) {
	case formatJSONL:
		return rd.jsonLines(in, stream)
	case formatJSON:
		return rd.jsonDocument(in, stream)
	case formatCSV:
		return rd.csv(in, stream)
	case formatHTML:
		return rd.single(in, r, rd.html)
	case formatMarkdown:
		return rd.single(in, r, rd.markdown)
	}
	return rd.single(in, r, rd.plain)
}

// wholeCharacters cuts a sample behind its last line feed, so that it does not
// end within a character.
func wholeCharacters(head []byte) []byte {
	if len(head) < peekSize {
		return head
	}
	if utf16(head) != nil {
		return head[:len(head)&^3]
	}
	if i := bytes.LastIndexByte(head, '\n'); i > 0 {
		return head[:i]
	}
	for len(head) > 0 && head[len(head)-1] >= 0x80 {
		head = head[:len(head)-1]
	}
	return head
}

// sniff decides how a text is read: its content first, its name where the
// content fits several formats.
func (rd *reading) sniff(sample string, hint format) format {
	switch {
	case jsonObject.MatchString(firstLines(sample, 2)):
		return sniffJSON(sample, hint)
	case jsonArray.MatchString(firstLines(sample, 3)):
		return formatJSON
	case hint == formatJSONL || hint == formatJSON:
		return hint
	case matter.MatchString(sample) && (hint == formatMarkdown || matterKey.MatchString(sample)):
		return formatMarkdown
	case htmlStart.MatchString(sample), hint == formatHTML && htmlTag.MatchString(sample):
		return formatHTML
	case hint == formatCSV || hint == formatMarkdown:
		return hint
	case rd.csvHeader(firstLine(sample)) != nil:
		return formatCSV
	case looksMarkdown(sample):
		return formatMarkdown
	}
	return formatText
}

// sniffJSON tells one object on many lines from one object on each line.
func sniffJSON(sample string, hint format) format {
	if hint == formatJSONL {
		return hint
	}
	line, rest, more := strings.Cut(strings.TrimLeft(sample, " \t\r\n"), "\n")
	switch {
	case !more: // one line, or one longer than the sample
		if hint == formatJSON {
			return formatJSON
		}
		return formatJSONL
	case json.Valid([]byte(line)) && (strings.TrimSpace(rest) != "" || hint != formatJSON):
		return formatJSONL
	case strings.HasPrefix(strings.TrimSpace(rest), "{") && strings.HasSuffix(strings.TrimSpace(line), "}"):
		return formatJSONL // the first line is the broken one
	}
	return formatJSON
}

// looksMarkdown wants two different marks, so that a plain text with a lone
// "#" or "*" stays one.
func looksMarkdown(sample string) bool {
	marks := 0
	for _, re := range []*regexp.Regexp{mdHeading, mdLink, mdStrong, mdFence, mdQuote, mdTable} {
		if re.MatchString(sample) {
			marks++
		}
	}
	lead := mdHeading.FindStringIndex(sample)
	return marks > 1 || lead != nil && strings.TrimSpace(sample[:lead[0]]) == ""
}

func firstLine(s string) string { return firstLines(s, 1) }

// firstLines returns the first n lines that are not blank.
func firstLines(s string, n int) string {
	var out []string
	for line := range strings.Lines(s) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if out = append(out, line); len(out) == n {
			break
		}
	}
	return strings.Join(out, "")
}

// single reads a file that is one article.
func (rd *reading) single(in *input, r io.Reader, parse func(*input, string) (*Article, *Error)) bool {
	if in.size > rd.MaxArticle {
		return rd.fail(in.source, 0, errTooLong{rd.MaxArticle})
	}
	data, err := readAll(r, rd.MaxArticle)
	if err != nil {
		return rd.fail(in.source, 0, cause(err))
	}
	text, damaged, err := decode(data)
	if err == nil && strings.TrimSpace(text) == "" {
		err = errEmpty
	}
	if err == nil && damaged {
		if !rd.fail(in.source, 0, errDamaged) {
			return false
		}
	}
	if err != nil {
		return rd.fail(in.source, 0, err)
	}
	a, bad := parse(in, strings.ReplaceAll(text, "\r\n", "\n"))
	if bad != nil && !rd.fail(bad.Source, bad.Line, bad.Err) {
		return false
	}
	return a == nil || rd.give(in, a)
}
