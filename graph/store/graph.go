package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Graph is one state of a graph as questions see it, wherever it is kept. It
// never changes and is safe for concurrent use; what its methods return is
// shared and must not be changed. *Store is one, over a folder.
type Graph interface {
	Cayley() cayley.QuadStore
	Quads(yield func(quad.Quad) bool)
	// Records and Entities hold all at once in memory; EachRecord and EachEntity
	// do not, and come in the order of the nodes' IRIs.
	Records() []graph.Record
	EachRecord(yield func(graph.Record) bool)
	Entities() []graph.Entity
	EachEntity(yield func(graph.Entity) bool)

	Article(id string) (graph.Article, bool)
	// Record returns all that one article says, as judged.
	Record(id string) (graph.Record, bool)
	Entity(id string) (graph.Entity, bool)
	// Resolve returns the id of the entity that an id stands for today: itself,
	// or what it was joined to. It is false where there is no such entity.
	Resolve(id string) (now string, ok bool)
	// ClaimsOf yields the claims that have an entity as subject or object, of
	// every status, once each, in no order that a caller may rely on.
	ClaimsOf(entity string) iter.Seq[graph.Claim]
	// Briefs yields the claims that a query asks for, once each, in no order that a
	// caller may rely on; Whole returns one of them with all that is said of it.
	Briefs(q graph.ClaimQuery) iter.Seq[graph.Brief]
	Whole(b graph.Brief) graph.Claim
	// ArticlesOf yields the articles that mention an entity, by id; of "" all, with
	// their mentions of anything.
	ArticlesOf(entity string) iter.Seq[ArticleCount]
	// MentionCounts counts for each entity the articles that mention it, of those
	// in a language that mention another; "" for any.
	MentionCounts(with, lang string) map[string]int
	// CountOf counts the articles that mention an entity, and its claims.
	CountOf(entity string) (articles, claims int)
	// Degree counts the other entities to which stated claims lead from an
	// entity or from which they lead to it.
	Degree(entity string) int

	Find(name string, limit int) []Match
	Search(q SearchQuery) []Match
	// Overview returns the entities that most articles mention, then by id.
	Overview(limit int) []Match
	// Joins returns the joins over articles; JoinsOf those that lead to an entity, in
	// one article or over them, and those from it that were not made.
	Joins() []graph.Join
	JoinsOf(entity string) []graph.Join
	// Surfaces yields how articles write an entity, with the article's language. It
	// looks at so many articles.
	Surfaces(entity string, articles int) iter.Seq2[string, string]
	// EachArticle yields the articles without their text, in the order of their
	// IRIs, and how many mentions each has.
	EachArticle(yield func(a graph.Article, mentions int) bool)
	Counts() Counts
	Stats() Stats
	Generation() int
	// Stale reports whether there is a newer state.
	Stale() (bool, error)
	// Err is the first error that one of the others met and could not return.
	Err() error
	Close() error
}

var _ Graph = (*Store)(nil)

// ArticleCount is an article that mentions an entity.
type ArticleCount struct {
	Article   string // id
	Lang      string
	Published time.Time // zero where it has no date
	Mentions  int       // of the entity, or of all
}

// SearchQuery asks for the entities that a name may mean.
type SearchQuery struct {
	Name    string        // in any language and script; "" asks for what is mentioned most
	Classes []graph.Class // only entities of one of these, not of those below them; none for all
	Prefix  bool          // the name may be only its beginning
	Limit   int           // at most so many; 0 or less for none
}

// Part is a record of the store as it is read: what an article says, or facts
// that none says.
type Part struct {
	Article string // id; "" for facts
	Facts   string // what facts: "lexicon"
	Sum     string // differs where the quads differ
	Quads   func() ([]quad.Quad, error)
}

// Parts yields every record: the articles by id, then the facts by name.
func (s *Store) Parts(yield func(Part) bool) {
	for _, id := range articles(s.view) {
		p := s.part(articleOwner(id))
		p.Article = id
		if !yield(p) {
			return
		}
	}
	for _, name := range s.manifest.Facts {
		p := s.part(factsOwner(name))
		p.Facts = name
		if !yield(p) {
			return
		}
	}
}

func (s *Store) part(owner quad.Value) Part {
	quads := slices.SortedFunc(s.view.Owned(owner), compareQuads)
	sum := sha256.New()
	for _, q := range quads {
		io.WriteString(sum, q.NQuad()+"\n")
	}
	return Part{
		Sum:   hex.EncodeToString(sum.Sum(nil)[:16]),
		Quads: func() ([]quad.Quad, error) { return quads, nil },
	}
}

// compareQuads sorts by subject, predicate, object and label as they are written.
func compareQuads(a, b quad.Quad) int {
	return cmp.Or(compareValues(a.Subject, b.Subject), compareValues(a.Predicate, b.Predicate),
		compareValues(a.Object, b.Object), compareValues(a.Label, b.Label))
}

func compareValues(a, b quad.Value) int {
	if a == b {
		return 0
	}
	return strings.Compare(quad.ToString(a), quad.ToString(b))
}

// Article returns what is known of an article beside what it says.
func (s *Store) Article(id string) (graph.Article, bool) {
	var r graph.Record
	said := slices.Collect(s.view.Match(quad.Quad{Subject: articleOwner(id), Label: articleOwner(id)}))
	if len(said) == 0 || r.UnmarshalQuads(said) != nil {
		return graph.Article{}, false
	}
	return r.Article, true
}

// Close does nothing: others may be asking. The memory is given back when
// nothing refers to the state any more.
func (s *Store) Close() error { return nil }
