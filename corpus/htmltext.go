package corpus

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// asideClass matches the class or id of what stands beside a text within the same
// element.
var asideClass = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:share|sharing|social|related|newsletter|breadcrumbs?|cookie|comments?|caption|credits?|byline|advert|promo|teaser-list|toc|tags)(?:$|[-_ ])`)

// htmlWriter turns a tree of HTML into pieces of plain text.
type htmlWriter struct {
	pieces []piece
	line   strings.Builder
	kind   Kind // of the block being written
	apart  int  // elements around that are no part of the text
}

// htmlFragment reads a piece of HTML within Markdown.
func htmlFragment(s string) ([]piece, error) {
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"})
	if err != nil {
		return nil, err
	}
	w := &htmlWriter{}
	for _, n := range nodes {
		w.node(n)
	}
	w.flush()
	return w.pieces, nil
}

func (w *htmlWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *htmlWriter) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.line.WriteString(strings.Map(oneSpace, n.Data))
		return
	case n.Type == html.DocumentNode:
		w.children(n)
		return
	case n.Type != html.ElementNode || unseen(n):
		return
	}
	switch n.DataAtom {
	case atom.Br:
		if strings.HasSuffix(strings.TrimRight(w.line.String(), " \t\v"), "\n") {
			w.flush() // two of them part paragraphs
			return
		}
		w.line.WriteByte('\n')
	case atom.H1:
		w.within(n, Title)
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.within(n, Heading)
	case atom.Figcaption, atom.Pre, atom.Caption, atom.Nav, atom.Footer, atom.Aside:
		w.beside(n)
	case atom.Tr:
		if has(n, atom.P, atom.Div, atom.Table, atom.H1, atom.H2, atom.H3, atom.Br, atom.Blockquote) {
			w.within(n, "") // a table that lays out the page
			return
		}
		w.row(n)
	default:
		w.element(n)
	}
}

func (w *htmlWriter) element(n *html.Node) {
	switch {
	case (n.DataAtom == atom.Ul || n.DataAtom == atom.Ol) && onlyLinks(n), asideClass.MatchString(attr(n, "class")) || asideClass.MatchString(attr(n, "id")):
		w.beside(n)
	case isBlock(n):
		w.within(n, "")
	default:
		w.children(n)
	}
}

// within writes an element that stands on lines of its own. An empty kind
// leaves the kind of what is around.
func (w *htmlWriter) within(n *html.Node, kind Kind) {
	w.flush()
	before := w.kind
	if kind != "" {
		w.kind = kind
	}
	w.children(n)
	w.flush()
	w.kind = before
}

// beside writes an element that is no part of the text.
func (w *htmlWriter) beside(n *html.Node) {
	w.flush()
	w.apart++
	w.children(n)
	w.flush()
	w.apart--
}

// row writes a row of a table to a line.
func (w *htmlWriter) row(n *html.Node) {
	w.flush()
	var cells []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if s := tidy(textOf(c)); s != "" && c.Type == html.ElementNode {
			cells = append(cells, strings.ReplaceAll(s, "\n", " "))
		}
	}
	w.line.WriteString(strings.Join(cells, " | "))
	w.flush()
}

// flush ends a block.
func (w *htmlWriter) flush() {
	s := tidy(w.line.String())
	w.line.Reset()
	kind := w.kind
	switch {
	case w.apart > 0:
		kind = Boilerplate
	case kind == "":
		kind = Paragraph
	}
	if s != "" {
		w.pieces = append(w.pieces, piece{s, kind})
	}
}

// oneSpace makes line ends of HTML spaces, soft ones in East Asian text.
func oneSpace(r rune) rune {
	if r == '\n' || r == '\r' {
		return softBreak
	}
	return r
}

// unseen reports elements that a reader does not see or that are no text.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Form, atom.Button, atom.Iframe,
		atom.Select, atom.Textarea, atom.Canvas, atom.Head, atom.Object, atom.Audio, atom.Video, atom.Map:
		return true
	case atom.Header:
		return !has(n, atom.H1)
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" ||
			a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
			return true
		}
	}
	return false
}

func has(n *html.Node, tags ...atom.Atom) bool {
	for c := range n.Descendants() {
		if slices.Contains(tags, c.DataAtom) {
			return true
		}
	}
	return false
}

// onlyLinks reports whether a list of at least three items holds links only.
func onlyLinks(list *html.Node) bool {
	items := 0
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			continue
		}
		linked := 0
		for d := range c.Descendants() {
			if d.DataAtom == atom.A {
				linked += letters(d)
			}
		}
		if linked == 0 || linked*10 < letters(c)*9 {
			return false
		}
		items++
	}
	return items > 2
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn,
		atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span,
		atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Label, atom.Img, atom.Ruby:
		return false
	}
	return true
}
