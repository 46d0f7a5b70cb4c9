package graph

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// UnmarshalQuads fills r from quads as Record.Quads or Entity.Quads write them,
// in any order: entities sorted by id, mentions and claims by place. An entity's
// names include its labels. Quads that say nothing of an article, an entity, a
// claim or a mention are passed over; a node that lacks a part is an error that
// names the node.
func (r *Record) UnmarshalQuads(quads []quad.Quad) error {
	*r = Record{}
	nodes := groupBySubject(quads)
	for _, n := range nodes {
		if n.kind == "article" {
			if err := r.readArticle(n); err != nil {
				return err
			}
		}
	}
	text := []rune(r.Article.Text)
	details := map[quad.IRI]Particular{}
	for _, n := range nodes {
		if n.kind == "detail" {
			details[n.iri] = Particular{n.text(HasName), n.text(HasQuote), n.text(HasValue), n.number(HasStart), n.number(HasEnd)}
		}
	}
	for _, n := range nodes {
		var err error
		switch n.kind {
		case "entity":
			r.readEntity(n)
		case "mention":
			err = r.readMention(n, text)
		case "claim":
			err = r.readClaim(n, details)
		case "join":
			err = r.readJoin(n)
		}
		if err != nil {
			return err
		}
	}
	slices.SortFunc(r.Mentions, func(a, b Mention) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End, strings.Compare(a.Entity, b.Entity))
	})
	slices.SortFunc(r.Claims, compareClaims)
	slices.SortFunc(r.Joins, compareJoins)
	return nil
}

func compareClaims(a, b Claim) int {
	return cmp.Or(a.Start-b.Start, a.End-b.End, strings.Compare(a.Subject, b.Subject),
		strings.Compare(string(a.Predicate), string(b.Predicate)), strings.Compare(a.Object, b.Object),
		strings.Compare(string(a.Status), string(b.Status)), strings.Compare(a.Rule, b.Rule))
}

// quadNode is a subject with what is said of it.
type quadNode struct {
	iri      quad.IRI
	kind, id string
	said     []quad.Quad
}

// groupBySubject returns the nodes by their IRIs. Quads mostly come sorted.
func groupBySubject(quads []quad.Quad) (nodes []quadNode) {
	bySubject := func(a, b quad.Quad) int { return strings.Compare(string(iriOf(a.Subject)), string(iriOf(b.Subject))) }
	if !slices.IsSortedFunc(quads, bySubject) {
		quads = slices.Clone(quads)
		slices.SortStableFunc(quads, bySubject)
	}
	for from := 0; from < len(quads); {
		subject, to := iriOf(quads[from].Subject), from+1
		for to < len(quads) && iriOf(quads[to].Subject) == subject {
			to++
		}
		kind, id, _ := ParseIRI(subject)
		nodes = append(nodes, quadNode{subject, kind, id, quads[from:to]})
		from = to
	}
	return nodes
}

func iriOf(v quad.Value) quad.IRI {
	iri, _ := v.(quad.IRI)
	return iri
}

// values yields to what a predicate leads.
func (n quadNode) values(predicate quad.IRI) iter.Seq[quad.Value] {
	return func(yield func(quad.Value) bool) {
		for i := range n.said {
			if iriOf(n.said[i].Predicate) == predicate && !yield(n.said[i].Object) {
				return
			}
		}
	}
}

// first is the first of them, nil where there is none.
func (n quadNode) first(predicate quad.IRI) quad.Value {
	for v := range n.values(predicate) {
		return v
	}
	return nil
}

// texts returns the strings said with a predicate, sorted.
func (n quadNode) texts(predicate quad.IRI) []string {
	var list []string
	for v := range n.values(predicate) {
		if s, ok := v.(quad.String); ok {
			list = append(list, string(s))
		}
	}
	slices.Sort(list)
	return list
}

func (n quadNode) text(predicate quad.IRI) string {
	if list := n.texts(predicate); len(list) > 0 {
		return list[0]
	}
	return ""
}

// ids returns the ids of the nodes a predicate leads to, sorted.
func (n quadNode) ids(predicate quad.IRI) []string {
	var list []string
	for v := range n.values(predicate) {
		if iri, ok := v.(quad.IRI); ok {
			if _, id, ok := ParseIRI(iri); ok {
				list = append(list, id)
			}
		}
	}
	slices.Sort(list)
	return list
}

func (n quadNode) id1(predicate quad.IRI) string {
	if list := n.ids(predicate); len(list) > 0 {
		return list[0]
	}
	return ""
}

func (n quadNode) number(predicate quad.IRI) int {
	i, _ := n.first(predicate).(quad.Int)
	return int(i)
}

func (r *Record) readArticle(n quadNode) error {
	a := Article{
		ID: n.id, Title: n.text(HasTitle), Lang: n.text(InLanguage), Source: n.text(HasSource),
		Text: n.text(HasText), Hash: n.text(HasHash), Tags: n.texts(HasTag),
	}
	if date := n.text(Published); date != "" {
		t, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return fmt.Errorf("%s: %w", n.iri, err)
		}
		a.Published = t
	}
	r.Article = a
	return nil
}

func (r *Record) readEntity(n quadNode) {
	e := Entity{
		ID: n.id, Class: Class(n.id1(IsA)), Labels: map[string]string{}, Names: n.texts(HasName),
		Country: n.id1(HasCountry), PartOf: n.id1(Within),
	}
	for v := range n.values(RDFSLabel) {
		if s, ok := v.(quad.LangString); ok {
			e.Labels[s.Lang] = string(s.Value)
		}
	}
	for v := range n.values(SameAs) {
		if iri, ok := v.(quad.IRI); ok {
			e.SameAs = append(e.SameAs, string(iri))
		}
	}
	slices.Sort(e.SameAs)
	// An entity that is only the end of an edge has nothing said of itself.
	if e.Class != "" || len(e.Names) > 0 || e.Country != "" || e.PartOf != "" || e.SameAs != nil {
		r.Entities = append(r.Entities, e)
	}
}

func (r *Record) readMention(n quadNode, text []rune) error {
	entity := n.id1(OfEntity)
	for _, span := range n.texts(HasSpan) {
		from, to, _ := strings.Cut(span, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || end < start || end > len(text) {
			return fmt.Errorf("%s: span %q does not fit the article's %d code points", n.iri, span, len(text))
		}
		r.Mentions = append(r.Mentions, Mention{Entity: entity, Name: string(text[start:end]), Start: start, End: end})
	}
	return nil
}

func (r *Record) readClaim(n quadNode, details map[quad.IRI]Particular) error {
	c := Claim{
		Subject: n.id1(ClaimSubject), Predicate: Predicate(n.id1(ClaimPredicate)), Object: n.id1(ClaimObject),
		Status: Status(n.text(HasStatus)), Time: n.text(HasTime),
		Provenance: Provenance{
			Article: n.id1(InArticle), Start: n.number(HasStart), End: n.number(HasEnd),
			Quote: n.text(HasQuote), Rule: n.text(HasRule),
		},
	}
	if c.Subject == "" || c.Predicate == "" || c.Object == "" {
		return fmt.Errorf("%s: a claim needs %s, %s and %s", n.iri, ClaimSubject, ClaimPredicate, ClaimObject)
	}
	c.Confidence = n.confidence()
	c.Particulars = n.particulars(details)
	r.Claims = append(r.Claims, c)
	return nil
}

func (n quadNode) confidence() float64 {
	f, _ := n.first(HasConfidence).(quad.Float)
	return float64(f)
}

func (r *Record) readJoin(n quadNode) error {
	j := Join{
		From: n.text(JoinFrom), To: n.id1(JoinTo), In: n.id1(JoinIn), Name: n.text(HasSurface), Reason: n.text(HasReason),
		Provenance: Provenance{
			Article: n.id1(InArticle), Start: n.number(HasStart), End: n.number(HasEnd),
			Quote: n.text(HasQuote), Rule: n.text(HasRule), Confidence: n.confidence(),
		},
	}
	if j.From == "" || j.To == "" {
		return fmt.Errorf("%s: a join needs %s and %s", n.iri, JoinFrom, JoinTo)
	}
	r.Joins = append(r.Joins, j)
	return nil
}

// particulars reads what a claim's node and its details say, sorted by name,
// value and place.
func (n quadNode) particulars(details map[quad.IRI]Particular) []Particular {
	var all []Particular
	placed := map[[2]string]bool{}
	for v := range n.values(HasDetail) {
		if iri, ok := v.(quad.IRI); ok {
			p, ok := details[iri]
			if !ok {
				continue
			}
			all = append(all, p)
			placed[[2]string{p.Name, p.Value}] = true
		}
	}
	for _, q := range n.said {
		if !strings.HasPrefix(string(iriOf(q.Predicate)), ParticularPrefix) {
			continue
		}
		_, name, ok := ParseIRI(iriOf(q.Predicate))
		value, isText := q.Object.(quad.String)
		if ok && isText && !placed[[2]string{name, string(value)}] {
			all = append(all, Particular{Name: name, Value: string(value)})
		}
	}
	slices.SortFunc(all, func(a, b Particular) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Value, b.Value), a.Start-b.Start)
	})
	return all
}
