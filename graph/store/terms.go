package store

import (
	"iter"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// terms are the numbers that a view has for what the graph is written with.
type terms struct {
	class, label, name, country, within, sameAs uint32 // predicates of entities
	isArticle                                   uint32
	mentions, mention, span                     uint32
	subject, predicate, object, detail, article uint32 // of claims
	status, time, confidence, quote, rule       uint32
	start, end, value                           uint32 // of what has a place, and of details
	lang, published, text                       uint32
	joinFrom, joinTo, reason, candidate         uint32
	entities                                    []segment.Span
	facts                                       [3]uint32 // labels
}

// unknown is the number of what is not in the store; nothing has it.
const unknown = ^uint32(0)

func termsOf(v *segment.View) terms {
	id := func(value quad.Value) uint32 {
		if n, ok := v.ID(value); ok {
			return n
		}
		return unknown
	}
	return terms{
		class: id(graph.IsA), label: id(graph.RDFSLabel), name: id(graph.HasName), country: id(graph.HasCountry),
		within: id(graph.Within), sameAs: id(graph.SameAs),
		isArticle: id(graph.ArticleType), mentions: id(graph.Mentions), mention: id(graph.OfEntity), span: id(graph.HasSpan),
		subject: id(graph.ClaimSubject), predicate: id(graph.ClaimPredicate), object: id(graph.ClaimObject), detail: id(graph.HasDetail), article: id(graph.InArticle),
		status: id(graph.HasStatus), time: id(graph.HasTime), confidence: id(graph.HasConfidence), quote: id(graph.HasQuote), rule: id(graph.HasRule),
		start: id(graph.HasStart), end: id(graph.HasEnd), value: id(graph.HasValue),
		lang: id(graph.InLanguage), published: id(graph.Published), text: id(graph.HasText),
		joinFrom: id(graph.JoinFrom), joinTo: id(graph.JoinTo), reason: id(graph.HasReason), candidate: id(quad.String(graph.Candidate)),
		entities: v.Spans(graph.EntityPrefix),
		facts:    [3]uint32{id(graph.LexiconLabel), id(graph.OntologyLabel), id(graph.JudgementLabel)},
	}
}

// of returns the number of an entity's node.
func (s *Store) of(id string) uint32 { return s.numberOf(graph.Entity{ID: id}.IRI()) }

// article returns the number of an article's node.
func (s *Store) article(id string) uint32 { return s.numberOf(articleOwner(id)) }

func (s *Store) numberOf(v quad.Value) uint32 {
	if n, ok := s.view.ID(v); ok {
		return n
	}
	return unknown
}

// entityID returns the id of an entity by its node; "" for another node.
func entityID(iri quad.IRI) string {
	if kind, id, ok := graph.ParseIRI(iri); ok && kind == "entity" {
		return id
	}
	return ""
}

// id returns the id behind the number of a node.
func (s *Store) id(node uint32) string {
	iri, _ := s.view.Value(node).(quad.IRI)
	_, id, _ := graph.ParseIRI(iri)
	return id
}

// objects yields to what a predicate leads from a node, and how many quads say
// so.
func (s *Store) objects(node, predicate uint32) iter.Seq2[uint32, int] {
	return s.view.Groups(segment.Row{node, predicate}, quad.Object, segment.Span{})
}

// subjects yields from what a predicate leads to a node, and how many quads say
// so.
func (s *Store) subjects(predicate, node uint32) iter.Seq2[uint32, int] {
	return s.view.Groups(segment.Row{0, predicate, node}, quad.Subject, segment.Span{})
}

// object is the first to which a predicate leads from a node.
func (s *Store) object(node, predicate uint32) uint32 {
	if r, ok := s.view.First(segment.Row{node, predicate}); ok {
		return r[2]
	}
	return unknown
}

// text is the first string to which a predicate leads from a node.
func (s *Store) text(node, predicate uint32) string { return s.string(s.object(node, predicate)) }

func (s *Store) string(node uint32) string {
	text, _ := s.view.Value(node).(quad.String)
	return string(text)
}

func (s *Store) int(node uint32) int {
	n, _ := s.view.Value(node).(quad.Int)
	return int(n)
}

func (s *Store) has(p segment.Row) bool {
	_, ok := s.view.First(p)
	return ok
}
