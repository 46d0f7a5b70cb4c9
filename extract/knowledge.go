package extract

import "trigraph/graph"

// Knowledge is what later steps may ask of the known things. The lexicon
// provides it; it is safe for concurrent use.
type Knowledge interface {
	// Lookup returns the entities that bear a name, best first, after folding
	// width, script and case; nil where none does.
	Lookup(name string) []Reading
	// Entity returns a known entity by id.
	Entity(id string) (graph.Entity, bool)
	// About returns words and short phrases, in any language, that go with a
	// known entity: its industry, occupation, description. nil where none are known.
	About(id string) []string
}
