package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// IRIs are kept short, prefix and name, as Cayley's voc packages write them.
// What is trigraph's own stands under "tg:"; Namespace is what the prefix is
// short for where full IRIs are wanted. The kinds of node follow the prefix.
const (
	Namespace = "urn:trigraph:"

	EntityPrefix  = "tg:entity/"
	ArticlePrefix = "tg:article/"
	claimPrefix   = "tg:claim/"
	mentionPrefix = "tg:mention/"
	detailPrefix  = "tg:detail/"
	JoinPrefix    = "tg:join/"
	// A claim's particulars are predicates of this prefix: tg:particular/role.
	ParticularPrefix = "tg:particular/"
)

// Labels of quads that no article says.
const (
	LexiconLabel   quad.IRI = "tg:lexicon"
	OntologyLabel  quad.IRI = "tg:ontology"
	JudgementLabel quad.IRI = "tg:judgement" // what people decided
)

// Predicates of every node, and the types of nodes that are not entities.
const (
	IsA         quad.IRI = "rdf:type"
	RDFSLabel   quad.IRI = "rdfs:label"
	ArticleType quad.IRI = "tg:Article"
	ClaimType   quad.IRI = "tg:Claim"
	DetailType  quad.IRI = "tg:Detail"
	MentionType quad.IRI = "tg:Mention"
	JoinType    quad.IRI = "tg:Join"
)

// Predicates of entities beside those of the ontology.
const (
	HasName    quad.IRI = "tg:name"
	HasCountry quad.IRI = "tg:country"
	Within     quad.IRI = "tg:within" // what contains or owns it, by a data file
	SameAs     quad.IRI = "owl:sameAs"
)

// Predicates of articles.
const (
	HasTitle   quad.IRI = "schema:headline"
	InLanguage quad.IRI = "schema:inLanguage"
	Published  quad.IRI = "schema:datePublished" // "2024-03-18", a plain string that compares as a date
	HasTag     quad.IRI = "schema:keywords"
	HasText    quad.IRI = "schema:text"
	HasSource  quad.IRI = "tg:source"
	HasHash    quad.IRI = "tg:hash"
	Mentions   quad.IRI = "tg:mentions"
)

// Predicates of claim nodes, of their details, of mention and of join nodes.
const (
	ClaimSubject   quad.IRI = "tg:subject"
	ClaimPredicate quad.IRI = "tg:predicate"
	ClaimObject    quad.IRI = "tg:object"
	InArticle      quad.IRI = "tg:article"
	HasQuote       quad.IRI = "tg:quote"
	HasStart       quad.IRI = "tg:start"
	HasEnd         quad.IRI = "tg:end"
	HasConfidence  quad.IRI = "tg:confidence"
	HasStatus      quad.IRI = "tg:status"
	HasTime        quad.IRI = "tg:time"
	HasRule        quad.IRI = "tg:rule"
	HasDetail      quad.IRI = "tg:detail" // a particular as a node, with its place
	HasValue       quad.IRI = "tg:value"  // a particular in a form that can be compared
	OfEntity       quad.IRI = "tg:entity"
	HasCount       quad.IRI = "tg:count"
	HasSpan        quad.IRI = "tg:span" // "12-15", code points
	JoinFrom       quad.IRI = "tg:from" // id of the node that the name alone would be
	JoinTo         quad.IRI = "tg:to"
	JoinIn         quad.IRI = "tg:in" // the only article where the join holds
	HasSurface     quad.IRI = "tg:surface"
	HasReason      quad.IRI = "tg:reason"
)

// IRI returns the node of a class: tg:Company.
func (c Class) IRI() quad.IRI { return quad.IRI("tg:" + escapeIRI(string(c))) }

// IRI returns the node of a predicate: tg:ownedBy.
func (p Predicate) IRI() quad.IRI { return quad.IRI("tg:" + escapeIRI(string(p))) }

// IRI returns the node of an entity, tg:entity/ and its id. What an IRI may not
// hold is percent-encoded; letters of any script stay as they are.
func (e Entity) IRI() quad.IRI { return entityIRI(e.ID) }

// IRI returns the node of an article, tg:article/ and its id.
func (a Article) IRI() quad.IRI { return articleIRI(a.ID) }

// IRI returns the node of a claim. It depends on what is said and where, so
// that the same sentence gives the same node in every build.
func (c Claim) IRI() quad.IRI {
	return hashIRI(claimPrefix, c.Article, strconv.Itoa(c.Start), strconv.Itoa(c.End),
		c.Subject, string(c.Predicate), c.Object, string(c.Status), c.Rule)
}

// ParseIRI takes apart the IRI of a node: tg:entity/nvidia is "entity" and
// "nvidia", tg:Company is "" and "Company". What is not trigraph's own gives
// false.
func ParseIRI(iri quad.IRI) (kind, id string, ok bool) {
	name, ok := strings.CutPrefix(string(iri), "tg:")
	if !ok {
		return "", "", false
	}
	if before, after, found := strings.Cut(name, "/"); found {
		kind, name = before, after
	}
	id, err := url.PathUnescape(name)
	return kind, id, err == nil
}

func entityIRI(id string) quad.IRI  { return quad.IRI(EntityPrefix + escapeIRI(id)) }
func articleIRI(id string) quad.IRI { return quad.IRI(ArticlePrefix + escapeIRI(id)) }

// hashIRI names a node by the first 80 bits of a hash over its parts.
func hashIRI(prefix string, parts ...string) quad.IRI {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p)) // the length keeps "a","bc" from "ab","c"
	}
	return quad.IRI(prefix + hex.EncodeToString(h.Sum(nil)[:10]))
}

// escapeIRI percent-encodes what the IRIREF of N-Quads refuses, what no IRI may
// hold, the percent sign itself, and bytes that are not UTF-8.
func escapeIRI(s string) string { return escapeRunes(s, "<>\"{}|^`\\%") }

// cleanIRI makes a finished IRI safe to write; escapes it has stay.
func cleanIRI(s string) quad.IRI { return quad.IRI(escapeRunes(s, "<>\"{}|^`\\")) }

func escapeRunes(s, refused string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 || !inIRI(r) || strings.ContainsRune(refused, r) {
			for _, c := range []byte(s[:n]) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		} else {
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// inIRI reports whether an IRI may hold a character as it is: letters and signs of
// any script, but no white space, control, direction mark, private or unassigned
// ones (RFC 3987, 2.2 and 4.1). Readers of RDF drop IRIs with them.
func inIRI(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f
	}
	return !unicode.IsSpace(r) && !unicode.In(r, unicode.Cc, unicode.Co, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point, unicode.Bidi_Control) &&
		r != 0xfeff && (r < 0xfff0 || r > 0xffff) && (r < 0xe0000 || r > 0xe0fff)
}
