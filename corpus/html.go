package corpus

import (
	"fmt"
	"regexp"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// shortPage is the number of letters below which readability tends to return
// the navigation, so that the page's own <article> or <main> is asked first.
const shortPage = 3000

// siteSuffix matches the name of a site behind a page's title. A dash may be
// part of the title, so it counts only before a name that the page declares.
var siteSuffix = regexp.MustCompile(`(?:\s+(?:[|»·]|::)\s+[^|»·]{2,40}|(?:_[^_]*\p{Han}[^_]*)+)$`)

// html reads the main text of a web page.
func (rd *reading) html(in *input, data string) (a *Article, bad *Error) {
	defer func() {
		if p := recover(); p != nil {
			a, bad = nil, &Error{Source: in.source, Err: fmt.Errorf("html parser gave up: %v", p)}
		}
	}()
	doc, err := html.Parse(strings.NewReader(data))
	if err != nil {
		return nil, &Error{Source: in.source, Err: fmt.Errorf("broken html: %w", err)}
	}
	a = &Article{Source: in.source}
	page, _ := readability.FromDocument(doc, nil)
	rd.take(a, rd.metadata(doc))
	if a.Title == "" {
		a.Title = siteSuffix.ReplaceAllString(page.Title(), "")
	}
	a.Title = pageTitle(doc, tidy(a.Title), page.SiteName())
	if t, err := page.PublishedTime(); err == nil && a.Published.IsZero() {
		a.Published = rd.tables.dates.value(t)
	}
	if a.Published.IsZero() {
		a.Published = rd.tables.dates.value(timeTag(doc))
	}
	a.ID = in.id
	w := &htmlWriter{}
	w.children(mainNode(doc, page.Node))
	w.flush()
	return rd.layOut(in, a, w.pieces, nil)
}

// metadata returns what a page declares about the article: the fields of an
// article under any of their names, the author and the description.
func (rd *reading) metadata(doc *html.Node) record {
	wanted := map[string]bool{"author": true, "description": true}
	for _, f := range rd.tables.fields {
		wanted[f.name] = f.field != "text" && f.field != "id" && f.name != "title"
	}
	r := record{}
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Html && attr(n, "lang") != "":
			r["lang"] = attr(n, "lang")
		case n.DataAtom == atom.Meta && attr(n, "content") != "":
			for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
				if name := attr(n, key); wanted[plainName(name)] && r[name] == nil {
					r[name] = attr(n, "content")
				}
			}
		}
	}
	return r
}

// pageTitle prefers a heading that the declared title begins with, so that the
// site's name does not become part of it.
func pageTitle(doc *html.Node, title, site string) string {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.H1 {
			if h := tidy(textOf(n)); h != "" && (title == "" || strings.HasPrefix(title, h)) {
				return h
			}
		}
	}
	if bare := strings.TrimSuffix(title, site); site != "" && bare != title {
		return strings.TrimRight(bare, " |–—»·:-")
	}
	return title
}

// timeTag returns the first <time> that names a day.
func timeTag(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Time {
			if s := attr(n, "datetime"); len(s) >= 8 {
				return s
			}
		}
	}
	return ""
}

// mainNode chooses the part of a page that holds its text: on a short page its
// own <article> or <main>, on a longer one what readability finds, unless that
// is much less; the whole body where there is neither.
func mainNode(doc, found *html.Node) *html.Node {
	body := doc
	var marked *html.Node
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Body:
			body = n
		case atom.Article:
			if marked == nil || marked.DataAtom == atom.Main || letters(n) > letters(marked) {
				marked = n
			}
		case atom.Main:
			if marked == nil {
				marked = n
			}
		}
	}
	whole, own, read := letters(body), 0, 0
	if marked != nil {
		own = letters(marked)
	}
	if found != nil {
		read = letters(found)
	}
	switch {
	case own > 0 && (whole < shortPage || own > read*2 || read == 0):
		return marked
	case read*4 > whole || whole >= shortPage && read > 0:
		return found
	}
	return body
}

// letters counts the bytes of text below n that a reader would see.
func letters(n *html.Node) int {
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			total += len(strings.TrimSpace(c.Data))
		case c.Type == html.ElementNode && !unseen(c):
			total += letters(c)
		}
	}
	return total
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
