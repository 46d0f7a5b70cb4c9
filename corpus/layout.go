package corpus

import (
	"slices"
	"strings"
)

// piece is a block of an article whose markup was taken off, before it has a
// place in a text.
type piece struct {
	text string
	kind Kind
}

// layOut joins pieces to the article's text, a blank line between two of them,
// with the title first unless the article opens with it.
func (rd *reading) layOut(in *input, a *Article, pieces []piece, bad *Error) (*Article, *Error) {
	pieces = withTitle(a, pieces)
	var b strings.Builder
	var blocks []Block
	mined := false
	for _, p := range pieces {
		s := strings.TrimFunc(clean(p.text), blank)
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(s)
		blocks = append(blocks, Block{Span: Span{start, b.Len()}, Kind: p.kind})
		mined = mined || p.kind != Boilerplate && p.kind != Title
	}
	if len(blocks) == 0 || !mined && a.Title == "" {
		if bad == nil {
			bad = &Error{Source: in.source, Err: errEmptyText}
		}
		return nil, bad
	}
	a.Text = b.String()
	rd.finish(a, blocks)
	return a, bad
}

// withTitle settles which piece is the title: the one that says what the
// metadata says, else one put in front; without metadata, the first heading of
// the first level.
func withTitle(a *Article, pieces []piece) []piece {
	titled := false
	heads := 0
	if a.Title == "" && len(pieces) > 0 && pieces[0].kind == Heading && !hasTitle(pieces) {
		pieces[0].kind = Title
	}
	for i := range pieces {
		p := &pieces[i]
		if p.kind != Title && p.kind != Heading {
			continue
		}
		heads++
		switch {
		case titled || heads > 2 && p.kind != Title:
			p.kind = Heading
		case a.Title == "" && p.kind == Title:
			a.Title, titled = strings.Join(strings.Fields(p.text), " "), true
		case a.Title != "" && sameWords(p.text, a.Title):
			p.kind, titled = Title, true
		default:
			p.kind = Heading
		}
	}
	if !titled && a.Title != "" {
		pieces = append([]piece{{a.Title, Title}}, pieces...)
	}
	return pieces
}

func hasTitle(pieces []piece) bool {
	return slices.ContainsFunc(pieces, func(p piece) bool { return p.kind == Title })
}
