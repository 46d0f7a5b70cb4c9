package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// finalMarks end a sentence; closers may follow them.
const (
	finalMarks = ".!?。！？…；;"
	closers    = "\"'”’»«“)）】」』]"
)

var bullet = regexp.MustCompile(`^\s*(?:[-*•·▪●■◆–]\s|\d{1,3}[.)、]|[(（]\d{1,3}[)）]|[a-z]\))`)

// plain reads plain text. Its lines stay as they are.
func (rd *reading) plain(in *input, text string) (*Article, *Error) {
	a := &Article{ID: in.id, Source: in.source, Text: text}
	blocks := rd.cut(text)
	if i := rd.titleAt(text, blocks); i >= 0 {
		a.Title = strings.TrimSpace(blocks[i].In(text))
		blocks[i].Kind = Title
	}
	rd.finish(a, blocks)
	return a, nil
}

// cut divides text into blocks of no kind: paragraphs between blank lines, and
// single lines where lines are paragraphs.
func (rd *reading) cut(text string) []Block {
	var blocks []Block
	var lines []Span
	flush := func() {
		for _, s := range paragraphs(text, lines) {
			blocks = append(blocks, Block{Span: s})
		}
		lines = lines[:0]
	}
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		next := end + 1
		if end < start {
			end, next = len(text), len(text)
		}
		if s, ok := trim(text, Span{start, end}); ok {
			lines = append(lines, s)
		} else {
			flush()
		}
		start = next
	}
	flush()
	return blocks
}

// trim takes white space off both ends of a span; false means nothing is left.
func trim(text string, s Span) (Span, bool) {
	in := s.In(text)
	s.Start += len(in) - len(strings.TrimLeftFunc(in, blank))
	in = s.In(text)
	s.End -= len(in) - len(strings.TrimRightFunc(in, blank))
	return s, s.Len() > 0
}

// blank reports white space, and signs that are not seen at all.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' || r == 0 }

// paragraphs joins lines that a paragraph was wrapped into.
func paragraphs(text string, lines []Span) []Span {
	if len(lines) < 2 {
		return lines
	}
	var out []Span
	wide := wrapWidth(text, lines)
	for i, line := range lines {
		joined := false
		if i > 0 {
			above := lines[i-1]
			joined = !bullet.MatchString(line.In(text)) && (wide > 0 && width(above.In(text)) >= wide ||
				wide == 0 && runsOn(above.In(text), line.In(text)))
		}
		if joined {
			out[len(out)-1].End = line.End
		} else {
			out = append(out, line)
		}
	}
	return out
}

// wrapWidth returns how wide a line must be to run on into the next; 0 means
// that the lines were not wrapped at a margin.
func wrapWidth(text string, lines []Span) int {
	const margin = 120
	widest := 0
	for _, s := range lines {
		widest = max(widest, width(s.In(text)))
	}
	if len(lines) < 3 || widest > margin || widest < 30 {
		return 0
	}
	full, ended := 0, 0
	for _, s := range lines[:len(lines)-1] {
		if width(s.In(text))*10 >= widest*7 {
			full++
		}
		if endsSentence(s.In(text)) {
			ended++
		}
	}
	if n := len(lines) - 1; full*10 < n*7 || ended*2 > n {
		return 0
	}
	return widest * 7 / 10
}

// runsOn reports whether a sentence goes on from one line to the next.
func runsOn(above, line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(first) && !endsSentence(above)
}

// width counts columns: characters of East Asia are two wide.
func width(line string) int {
	n := 0
	for _, r := range line {
		if n++; r >= 0x2E80 {
			n++
		}
	}
	return n
}

// endsSentence reports whether a line ends with a final mark.
func endsSentence(line string) bool {
	line = strings.TrimRight(line, closers+" \t")
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(finalMarks, r)
}

// headingLike reports whether a line can stand over a text: short, with
// letters, and not the end or the list of something.
func headingLike(line string) bool {
	if strings.Contains(line, "\n") || width(line) > 120 || bullet.MatchString(line) && endsSentence(line) {
		return false
	}
	bare := strings.TrimRight(line, closers+" \t")
	if r, _ := utf8.DecodeLastRuneInString(bare); strings.ContainsRune(".。;；:：,，、…", r) {
		return false
	}
	return strings.ContainsFunc(line, unicode.IsLetter) && strings.Count(line, "。") == 0
}

// titleAt returns the block that is the title of a plain text, -1 for none: its
// first block if that looks like one, or one below a short teaser.
func (rd *reading) titleAt(text string, blocks []Block) int {
	above := 0
	for i, b := range blocks {
		line := b.In(text)
		if i > 3 || above > 250 || i == len(blocks)-1 {
			break
		}
		if rd.boilerplate(line) != "" || bullet.MatchString(line) && i > 0 {
			continue
		}
		if headingLike(line) {
			return i
		}
		above += b.Len()
	}
	return -1
}
