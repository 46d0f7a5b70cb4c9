// Package graph says what may be true, without text: entities, claims between
// them, where a claim comes from, and the ontology that allows it. Claims go
// in, quads come out; nothing here opens a store or reads an article.
package graph

import "time"

// Class is a class of the ontology, such as Company.
type Class string

// Predicate is a predicate of the ontology, such as ownedBy.
type Predicate string

// The classes of ontology.yaml that code names; a test holds the two together.
const (
	Person           Class = "Person"
	Organization     Class = "Organization"
	Company          Class = "Company"
	GovernmentAgency Class = "GovernmentAgency"
	Place            Class = "Place"
	Country          Class = "Country"
	Region           Class = "Region"
	City             Class = "City"
	Law              Class = "Law"
	DocumentClass    Class = "Document"
	Product          Class = "Product"
	Event            Class = "Event"
	Concept          Class = "Concept"
)

// Entity is one thing. ID is stable and readable: "nvidia" for a thing the
// lexicon knows, "person/zhang-wei" for one it does not.
type Entity struct {
	ID      string
	Class   Class
	Labels  map[string]string // language tag -> preferred name
	Names   []string          // every name and alias, sorted
	Country string            // entity id, where a data file says so
	PartOf  string            // entity id of what contains or owns it, likewise
	SameAs  []string          // external ids as IRIs, from data files only
}

// Status is how a sentence puts a claim.
type Status string

// The statuses. Only a stated claim becomes a direct edge.
const (
	Stated     Status = "stated"
	Denied     Status = "denied"
	Planned    Status = "planned"
	Reported   Status = "reported"   // hearsay
	Questioned Status = "questioned" // rumoured, possible, open
)

// Particular is what a claim says beside its ends: the date, amount, share,
// role or product, as written and in a form that can be compared.
type Particular struct {
	Name       string // "date", "amount", "share", "role", "product"
	Value      string // as the article writes it
	Normal     string // "2021-10", "2019/..", "7300000000 EUR", "20%"; "" where there is none
	Start, End int    // code points of the article's text; both 0 where the place is not known
}

// Provenance says where a claim or a mention stands and who found it. Start and
// End count Unicode code points of the article's text, end exclusive.
type Provenance struct {
	Article    string // article id
	Start, End int    // the sentence
	Quote      string // its text
	Rule       string // rule or model
	Confidence float64
}

// Claim is what one sentence states: subject, predicate, object by entity id.
type Claim struct {
	Subject     string
	Predicate   Predicate
	Object      string
	Status      Status
	Time        string // ISO 8601 date, part of one, or interval of two ("2019/..": since 2019); "" where not stated
	Particulars []Particular
	Provenance
}

// Mention says that an article names an entity at some places.
type Mention struct {
	Entity string
	Name   string // as written
	Start  int    // code points
	End    int
}

// Article is what the graph keeps of an article.
type Article struct {
	ID, Source, Lang, Title, Text string
	Published                     time.Time
	Tags                          []string
	Hash                          string // of the content, hex
}

// Record is all that one article adds to the graph.
type Record struct {
	Article  Article
	Entities []Entity // those without a lexicon entry, and names seen only here
	Mentions []Mention
	Claims   []Claim
	Joins    []Join // why names are joined, within the article
}
