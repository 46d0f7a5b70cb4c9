package graph

// Brief is a claim without what takes long to read of many: its quote, end, rule
// and particulars. A store gives all of it for the Brief.
type Brief struct {
	Claim
	Lang, Published string // of its article: "en", "2024-03-18"; "" where not known
	Node            uint32 // the number that the store has for it
}

// ClaimQuery asks for claims. What is empty fits all.
type ClaimQuery struct {
	Entity   string               // is subject or object
	Other    func(id string) bool // the end that is not Entity fits
	Article  string               // says it
	Statuses []Status
}
