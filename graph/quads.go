package graph

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Quads returns all that an article adds to the graph, labelled with the
// article's IRI, sorted and without duplicates. A stated claim is a direct edge
// and a claim node, any other only a claim node. The two ends of a symmetric
// predicate are put in order of their ids, so that both ways of saying it are
// one edge. A claim whose predicate the ontology does not know, and a claim or
// mention without its entities, is left out.
func (r Record) Quads(o *Ontology) []quad.Quad {
	w := quadWriter{label: r.Article.IRI()}
	w.article(r.Article)
	for _, e := range r.Entities {
		w.entity(e)
	}
	w.mentions(r.Article, r.Mentions)
	for _, c := range r.Claims {
		if p, ok := o.Predicate(c.Predicate); ok && c.Subject != "" && c.Object != "" {
			c.Article = r.Article.ID
			if p.Symmetric && c.Object < c.Subject {
				c.Subject, c.Object = c.Object, c.Subject
			}
			w.claim(c)
		}
	}
	for _, j := range r.Joins {
		j.Article = cmp.Or(j.Article, r.Article.ID)
		w.join(j)
	}
	return w.sorted()
}

// Quads returns a join as no article says it, under the label of the article
// whose word it rests on, or under JudgementLabel where it is a person's.
func (j Join) Quads() []quad.Quad {
	w := quadWriter{label: JudgementLabel}
	if article := cmp.Or(j.Article, j.In); article != "" {
		w.label = articleIRI(article)
	}
	w.join(j)
	return w.sorted()
}

// Quads returns the facts of an entity under a label: LexiconLabel for what
// data files say of it.
func (e Entity) Quads(label quad.IRI) []quad.Quad {
	w := quadWriter{label: label}
	w.entity(e)
	return w.sorted()
}

// quadWriter collects quads that share a label.
type quadWriter struct {
	label quad.IRI
	quads []quad.Quad
}

func (w *quadWriter) add(subject, predicate quad.IRI, object quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: w.label})
}

// text adds a plain string unless it is empty.
func (w *quadWriter) text(subject, predicate quad.IRI, s string) {
	if s != "" {
		w.add(subject, predicate, quad.String(validText(s)))
	}
}

func (w *quadWriter) article(a Article) {
	node := a.IRI()
	w.add(node, IsA, ArticleType)
	w.text(node, HasTitle, a.Title)
	w.text(node, InLanguage, a.Lang)
	w.text(node, HasSource, a.Source)
	w.text(node, HasText, a.Text)
	w.text(node, HasHash, a.Hash)
	if !a.Published.IsZero() {
		w.text(node, Published, a.Published.Format(time.DateOnly))
	}
	for _, tag := range a.Tags {
		w.text(node, HasTag, tag)
	}
}

func (w *quadWriter) entity(e Entity) {
	node := e.IRI()
	if e.Class != "" {
		w.add(node, IsA, e.Class.IRI())
	}
	for lang, label := range e.Labels {
		w.add(node, RDFSLabel, langText(label, lang))
		w.text(node, HasName, label)
	}
	for _, name := range e.Names {
		w.text(node, HasName, name)
	}
	if e.Country != "" {
		w.add(node, HasCountry, entityIRI(e.Country))
	}
	if e.PartOf != "" {
		w.add(node, Within, entityIRI(e.PartOf))
	}
	for _, iri := range e.SameAs {
		if iri != "" {
			w.add(node, SameAs, cleanIRI(iri))
		}
	}
}

// mentions adds, for each entity an article names, an edge and a node with the
// places.
func (w *quadWriter) mentions(a Article, all []Mention) {
	spans := map[string]map[[2]int]bool{}
	for _, m := range all {
		if m.Entity == "" {
			continue
		}
		if spans[m.Entity] == nil {
			spans[m.Entity] = map[[2]int]bool{}
		}
		spans[m.Entity][[2]int{m.Start, m.End}] = true
	}
	for entity, places := range spans {
		node := hashIRI(mentionPrefix, a.ID, entity)
		w.add(a.IRI(), Mentions, entityIRI(entity))
		w.add(node, IsA, MentionType)
		w.add(node, InArticle, a.IRI())
		w.add(node, OfEntity, entityIRI(entity))
		w.add(node, HasCount, quad.Int(len(places)))
		for p := range places {
			w.text(node, HasSpan, strconv.Itoa(p[0])+"-"+strconv.Itoa(p[1]))
		}
	}
}

func (w *quadWriter) claim(c Claim) {
	subject, predicate, object := entityIRI(c.Subject), c.Predicate.IRI(), entityIRI(c.Object)
	if c.Status == Stated {
		w.add(subject, predicate, object)
	}
	node := c.IRI()
	w.add(node, IsA, ClaimType)
	w.add(node, ClaimSubject, subject)
	w.add(node, ClaimPredicate, predicate)
	w.add(node, ClaimObject, object)
	w.add(node, InArticle, articleIRI(c.Article))
	w.text(node, HasQuote, c.Quote)
	w.add(node, HasStart, quad.Int(c.Start))
	w.add(node, HasEnd, quad.Int(c.End))
	w.add(node, HasConfidence, quad.Float(math.Round(c.Confidence*1e4)/1e4))
	w.text(node, HasStatus, string(c.Status))
	w.text(node, HasTime, c.Time)
	w.text(node, HasRule, c.Rule)
	for _, p := range c.Particulars {
		w.text(node, quad.IRI(ParticularPrefix+escapeIRI(p.Name)), p.Value)
		if p.Start < p.End || p.Normal != "" {
			w.detail(node, p)
		}
	}
}

// join adds the node of a join. The id it leads from is a plain string: there
// need be no such node.
func (w *quadWriter) join(j Join) {
	node := hashIRI(JoinPrefix, j.From, j.To, j.In, j.Article, strconv.Itoa(j.Start), strconv.Itoa(j.End), j.Name, j.Reason)
	w.add(node, IsA, JoinType)
	w.text(node, JoinFrom, j.From)
	w.add(node, JoinTo, entityIRI(j.To))
	if j.In != "" {
		w.add(node, JoinIn, articleIRI(j.In))
	}
	w.text(node, HasSurface, j.Name)
	w.text(node, HasReason, j.Reason)
	if j.Article != "" {
		w.add(node, InArticle, articleIRI(j.Article))
	}
	w.text(node, HasQuote, j.Quote)
	w.add(node, HasStart, quad.Int(j.Start))
	w.add(node, HasEnd, quad.Int(j.End))
	w.add(node, HasConfidence, quad.Float(math.Round(j.Confidence*1e4)/1e4))
	w.text(node, HasRule, j.Rule)
}

// detail adds the node of a particular: its name, words, comparable form and
// place.
func (w *quadWriter) detail(claim quad.IRI, p Particular) {
	node := hashIRI(detailPrefix, string(claim), p.Name, p.Value, strconv.Itoa(p.Start), strconv.Itoa(p.End))
	w.add(claim, HasDetail, node)
	w.add(node, IsA, DetailType)
	w.text(node, HasName, p.Name)
	w.text(node, HasQuote, p.Value)
	w.text(node, HasValue, p.Normal)
	w.add(node, HasStart, quad.Int(p.Start))
	w.add(node, HasEnd, quad.Int(p.End))
}

// sorted puts the quads in the order of their N-Quads lines.
func (w *quadWriter) sorted() []quad.Quad {
	type keyed struct {
		line string
		quad quad.Quad
	}
	list := make([]keyed, len(w.quads))
	for i, q := range w.quads {
		list[i] = keyed{q.NQuad(), q}
	}
	slices.SortFunc(list, func(a, b keyed) int { return strings.Compare(a.line, b.line) })
	list = slices.CompactFunc(list, func(a, b keyed) bool { return a.line == b.line })
	quads := make([]quad.Quad, len(list))
	for i, k := range list {
		quads[i] = k.quad
	}
	return quads
}

var langTag = regexp.MustCompile(`^[a-zA-Z]+(-[a-zA-Z0-9]+)*$`)

// langText is a plain string where the tag is none that N-Quads can write.
func langText(s, lang string) quad.Value {
	if !langTag.MatchString(lang) {
		return quad.String(validText(s))
	}
	return quad.LangString{Value: quad.String(validText(s)), Lang: lang}
}

// validText replaces bytes that are not UTF-8, which would not come back as
// they were written.
func validText(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
