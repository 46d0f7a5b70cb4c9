package corpus

import "strings"

// finish judges the blocks of an article and sets what follows from its text:
// kinds that are still open, day and languages. It writes the article's Blocks.
func (rd *reading) finish(a *Article, blocks []Block) {
	rd.judge(a, blocks)
	if a.Published.IsZero() {
		a.Published = rd.textDate(a.Text, blocks)
	}
	a.Blocks = blocks
	rd.tables.setLanguages(a)
}

// judge gives each block its kind. Boilerplate is marked, never an article's
// only text.
func (rd *reading) judge(a *Article, blocks []Block) {
	kinds := make([]Kind, len(blocks))
	tail := rd.linkTail(a.Text, blocks)
	mined, links := 0, false
	for i := range blocks {
		b := &blocks[i]
		if kinds[i] = b.Kind; b.Kind == "" {
			kinds[i] = rd.openKind(a, b, i)
		}
		reason := ""
		if b.Kind != Title {
			reason = rd.boilerplate(b.In(a.Text))
		}
		if reason == "signed" && i > 4 && i < len(blocks)-2 {
			reason = ""
		}
		links = links || reason == "links" && i >= tail
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

// linkTail returns the first of the short lines that end an article. A heading
// such as "Related articles" among them opens a list of links.
func (rd *reading) linkTail(text string, blocks []Block) int {
	i := len(blocks)
	for i > 0 && (headingLike(blocks[i-1].In(text)) || rd.boilerplate(blocks[i-1].In(text)) != "") {
		i--
	}
	return i
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
	lower := strings.ToLower(line)
	for _, kind := range rd.tables.kinds {
		if rd.tables.isKind(kind, line, lower) {
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
