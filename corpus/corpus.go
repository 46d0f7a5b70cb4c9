// Package corpus holds text: articles, where they came from, and positions in
// them. It reads plain text, Markdown, HTML, JSONL and CSV, single or packed,
// and web archives (WARC), and gives articles in UTF-8. What it cannot read as text it refuses with the
// name of the place; it knows nothing of entities or graphs.
package corpus

import "time"

// Lang is a language trigraph reads, as a BCP 47 primary tag. The zero Lang
// means not known.
type Lang string

// The three languages.
const (
	Chinese Lang = "zh"
	English Lang = "en"
	German  Lang = "de"
)

// Span is a half-open range of byte offsets into an Article's Text.
type Span struct{ Start, End int }

// Len returns the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// In returns the text the span covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether t lies within s; a span contains itself.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Kind says what part of an article a Block is.
type Kind string

// The kinds of block. Boilerplate (picture credits, captions, link lists,
// navigation, by-lines, code) stays in the text but is not mined.
const (
	Title       Kind = "title"
	Heading     Kind = "heading"
	Paragraph   Kind = "paragraph"
	Boilerplate Kind = "boilerplate"
)

// Block is a stretch of an article's text of one kind and one language. An
// article's blocks are in order and do not overlap; what lies between two
// blocks is white space.
type Block struct {
	Span
	Kind Kind
	Lang Lang
}

// Article is one text to read. Text is valid UTF-8 and never changes after
// reading: every Span points into it. The title is part of Text.
type Article struct {
	ID        string            // the input's own id, else derived from the path
	Source    string            // path as given; path#id for one of many in a file
	Lang      Lang              // main language
	Title     string            // "" where the input names none
	Text      string            // title and body, markup removed
	Published time.Time         // zero where not known; day precision
	Tags      []string          // as the input gives them; not facts about the text
	Meta      map[string]string // other front matter or metadata, as strings
	Blocks    []Block
}
