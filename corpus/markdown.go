package corpus

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// shortcode matches what Hugo replaces when it builds a page.
var shortcode = regexp.MustCompile(`\{\{[<%].*?[%>]\}\}`)

// markdown reads Markdown (CommonMark with tables, strikethrough and
// footnotes) behind YAML or TOML front matter.
func (rd *reading) markdown(in *input, data string) (*Article, *Error) {
	a := &Article{Source: in.source}
	fields, body, raw, bad := frontMatter(in, data)
	if summary, ok := rd.take(a, fields); ok && strings.TrimSpace(body) == "" {
		body = summary
	}
	if a.ID == "" {
		a.ID = in.id
	}
	pieces, err := markdownPieces(shortcode.ReplaceAllString(body, ""))
	if err != nil {
		return nil, &Error{Source: in.source, Err: err}
	}
	if raw != "" {
		pieces = append([]piece{{raw, Boilerplate}}, pieces...)
	}
	return rd.layOut(in, a, pieces, bad)
}

// markdownPieces parses Markdown. A panic of the parser becomes an error.
func markdownPieces(body string) (pieces []piece, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("markdown parser gave up: %v", p)
		}
	}()
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	p.AddOptions(
		parser.WithInlineParsers(
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewFootnoteParser(), 101)),
		parser.WithBlockParsers(util.Prioritized(extension.NewFootnoteBlockParser(), 999)),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
	src := []byte(body)
	w := &mdWriter{src: src}
	w.blocks(p.Parse(text.NewReader(src)))
	return w.pieces, nil
}

// mdWriter turns a Markdown tree into pieces of plain text.
type mdWriter struct {
	src    []byte
	pieces []piece
}

func (w *mdWriter) add(kind Kind, s string) {
	w.pieces = append(w.pieces, piece{s, kind})
}

func (w *mdWriter) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *mdWriter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.add(headingKind(n.Level), w.inline(n))
	case *ast.Paragraph, *ast.TextBlock:
		w.add(w.paragraphKind(n), w.inline(n))
	case *ast.FencedCodeBlock:
		w.add(Boilerplate, w.lines(n))
	case *ast.CodeBlock:
		w.indented(w.lines(n))
	case *ast.HTMLBlock:
		w.rawHTML(w.lines(n))
	case *ast.List:
		if linkList(n) {
			w.listOfLinks(n)
			return
		}
		w.blocks(n)
	case *east.Table:
		w.table(n)
	case *ast.ThematicBreak:
	default:
		w.blocks(n)
	}
}

// headingKind lets the first heading of the first level become the title.
func headingKind(level int) Kind {
	if level == 1 {
		return Title
	}
	return Heading
}

// paragraphKind takes a paragraph that is all bold and short for a heading.
func (w *mdWriter) paragraphKind(n ast.Node) Kind {
	if captionOf(n) {
		return Boilerplate
	}
	only, ok := n.FirstChild().(*ast.Emphasis)
	if ok && only.NextSibling() == nil && only.Level == 2 && n.Parent().Kind() == ast.KindDocument && headingLike(w.inline(n)) {
		return Heading
	}
	return Paragraph
}

// captionOf reports whether n is an image and emphasized words, no more.
func captionOf(n ast.Node) bool {
	image := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			image = true
		case *ast.Emphasis:
		case *ast.Text:
			if c.Segment.Len() > 0 {
				return false
			}
		default:
			return false
		}
	}
	return image
}

// indented takes indented prose, as Chinese authors write it, for a paragraph
// and everything else for code.
func (w *mdWriter) indented(s string) {
	if n := count(s); n.chinese() && n.han > 15 || endsSentence(strings.TrimSpace(s)) && !strings.ContainsAny(s, "{}=<>|$;\\") {
		w.add(Paragraph, s)
		return
	}
	w.add(Boilerplate, s)
}

func (w *mdWriter) rawHTML(s string) {
	pieces, err := htmlFragment(s)
	if err == nil {
		w.pieces = append(w.pieces, pieces...)
	}
}

// linkList reports whether each of at least three items is one link.
func linkList(n *ast.List) bool {
	items := 0
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		only := item.FirstChild()
		if only == nil || only.NextSibling() != nil || only.ChildCount() != 1 || only.FirstChild().Kind() != ast.KindLink {
			return false
		}
		items++
	}
	return items > 2
}

func (w *mdWriter) listOfLinks(n *ast.List) {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.add(Boilerplate, w.inline(item.FirstChild()))
	}
}

// table writes a row to a line, so that no name reaches over two cells.
func (w *mdWriter) table(n ast.Node) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if s := w.inline(cell); s != "" {
				cells = append(cells, s)
			}
		}
		w.add(Paragraph, strings.Join(cells, " | "))
	}
}

func (w *mdWriter) lines(n ast.Node) string {
	return strings.TrimRight(string(n.Lines().Value(w.src)), "\n")
}
