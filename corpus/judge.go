package corpus

import (
	"strings"
	"unicode/utf8"
)

// finish judges the blocks of an article and sets what follows from its text:
// kinds that are still open, day and languages. It writes the article's Blocks.
func (rd *reading) finish(a *Article, blocks []Block) {
	if !utf8.ValidString(a.Text) {
		a.Text = strings.ToValidUTF8(a.Text, "\uFFFD")
	}
	rd.judge(a, blocks)
	if a.Published.IsZero() {
		a.Published = rd.textDate(a.Text, blocks)
	}
	a.Blocks = blocks
	setLanguages(a)
}

// judge gives each block its kind.
func (rd *reading) judge(a *Article, blocks []Block) {
	mined, links := 0, false
	kinds := make([]Kind, len(blocks))
	for i := range blocks {
		b := &blocks[i]
		line := b.In(a.Text)
		kinds[i] = b.Kind
		if b.Kind == "" {
			kinds[i] = rd.openKind(a, b, i)
		}
		reason := ""
		if b.Kind != Title {
			reason = rd.boilerplate(line)
		}
		links = reason == "links" || links && reason == "" && headingLike(line) && i > len(blocks)/2
		if b.Kind = kinds[i]; reason != "" || links {
			b.Kind = Boilerplate
		}
		if b.Kind != Boilerplate {
			mined++
		}
	}
	if mined > 0 {
		return
	}
	for i, kind := range kinds { // a lone line such as a date is what there is
		blocks[i].Kind = kind
	}
}

// openKind tells title, heading and paragraph apart by the look of a block.
func (rd *reading) openKind(a *Article, b *Block, i int) Kind {
	line := b.In(a.Text)
	switch {
	case i == 0 && a.Title != "" && sameWords(line, a.Title):
		return Title
	case headingLike(line) && !bullet.MatchString(line):
		return Heading
	}
	return Paragraph
}

// boilerplate returns why a line is not part of the text: the kind of its
// pattern, "date" for a date line, "" where it is text.
func (rd *reading) boilerplate(line string) string {
	if len(line) > 400 || strings.Count(line, "\n") > 1 {
		return ""
	}
	line = strings.Join(strings.Fields(line), " ")
	for _, kind := range rd.tables.kinds {
		if rd.tables.boilerplate[kind].MatchString(line) {
			return kind
		}
	}
	if day, rest := rd.tables.dates.find(line); !day.IsZero() && rd.tables.besideDate(rest) {
		return "date"
	}
	return ""
}

// sameWords compares two lines by their letters and digits.
func sameWords(a, b string) bool { return wordsHash(a) == wordsHash(b) }
