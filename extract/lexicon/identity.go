package lexicon

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/graph"
)

// Join is a row that is, or could be, a thing known already under another id.
type Join struct {
	ID     string // of the row
	Known  string // of the thing
	Reason string // why they are one, or why that is not sure
}

// identity decides which rows of tables are things that a lexicon knows. It
// holds back the rows that could be one until all are read, since what two rows
// could be, neither is.
type identity struct {
	known    *Lexicon
	ontology *graph.Ontology
	external map[string]string // external id -> id of the known thing
	held     []entry
	claims   []claim
}

// knownAs is the id of the known thing for which a row's id is made from one that
// others give ("q30", "lei-…"), else the row's own.
func (d *identity) knownAs(id string) string {
	given := strings.ToUpper(strings.TrimPrefix(id, "lei-"))
	return cmp.Or(d.external[given], id)
}

// claim says that a row could be a known thing.
type claim struct {
	row    int // in held
	known  string
	sure   int // 0: not enough; more for names, most for the external ids that say most
	reason string
}

// How sure a claim is.
const (
	unsure = iota
	byNames
	byTicker
	byISIN
	byLEI
	byWikidata
)

func newIdentity(known *Lexicon) (*identity, error) {
	ontology, err := graph.LoadOntology()
	if err != nil {
		return nil, err
	}
	d := &identity{known: known, ontology: ontology, external: map[string]string{}}
	for _, x := range known.layers {
		for _, r := range x.from(0) {
			e, _ := r.entry(x.dictionary)
			for _, ids := range e.external() {
				for _, id := range ids {
					d.external[id] = e.id
				}
			}
		}
	}
	return d, nil
}

// external lists the ids that others give a thing, by what they prove.
func (e *entry) external() map[int][]string {
	out := map[int][]string{byISIN: e.isin, byTicker: e.ticker}
	if e.wikidata != "" {
		out[byWikidata] = []string{e.wikidata}
	}
	if e.lei != "" {
		out[byLEI] = []string{e.lei}
	}
	return out
}

// holds reports whether a row could be a known thing of another id, and keeps it
// if so.
func (d *identity) holds(e *entry) bool {
	if d == nil {
		return false
	}
	e.partOf = d.knownAs(e.partOf)
	if _, ok := d.known.entry(e.id); ok {
		return false
	}
	found := d.claimsOf(e)
	for _, c := range found {
		c.row = len(d.held)
		d.claims = append(d.claims, c)
	}
	if len(found) > 0 {
		d.held = append(d.held, *e)
	}
	return len(found) > 0
}

func (d *identity) claimsOf(e *entry) map[string]claim {
	out := map[string]claim{}
	for sure, ids := range e.external() {
		for _, id := range ids {
			if known, ok := d.external[id]; ok && out[known].sure < sure {
				out[known] = d.byExternal(e, known, id, sure)
			}
		}
	}
	for known, names := range d.agreeing(e) {
		if out[known].sure == unsure {
			if c, ok := d.byNames(e, known, names); ok && out[known].reason == "" {
				out[known] = c
			}
		}
	}
	return out
}

// byExternal judges a claim by an external id that both have.
func (d *identity) byExternal(e *entry, id, shared string, sure int) claim {
	c := claim{known: id, sure: sure, reason: "both are " + shared}
	if known, ok := d.known.entry(id); ok && !d.compatible(known.class, e.class) {
		c.sure = unsure
		c.reason += fmt.Sprintf(", but one is a %s, the other a %s", known.class, e.class)
	}
	return c
}

// agreement is the names that a row and a known thing both have, apart from
// those that are common words to either.
type agreement struct{ names, words []string }

// agreeing lists, by known thing, the names that it and a row have.
func (d *identity) agreeing(e *entry) map[string]agreement {
	out := map[string]agreement{}
	for _, n := range e.names {
		if n.is&(adjective|blocker|short) != 0 {
			continue
		}
		for _, m := range d.known.named(n.form) {
			id, key := m.of.Entity, foldedKey(n.form)
			a := out[id]
			list := &a.names
			if (n.is|m.is)&marked != 0 {
				list = &a.words
			}
			if m.is&(adjective|blocker) == 0 && !slices.Contains(*list, key) {
				*list = append(*list, key)
			}
			out[id] = a
		}
	}
	maps.DeleteFunc(out, func(_ string, a agreement) bool { return len(a.names) == 0 })
	return out
}

// byNames judges a claim by names that agree; false where the two cannot be one.
func (d *identity) byNames(e *entry, id string, both agreement) (claim, bool) {
	known, ok := d.known.entry(id)
	if !ok || !d.compatible(known.class, e.class) || contradict(known.country, e.country) ||
		contradict(known.wikidata, e.wikidata) || contradict(known.lei, e.lei) {
		return claim{}, false
	}
	names, home := both.names, known.country != "" && known.country == e.country
	slices.Sort(names)
	c := claim{known: id, sure: unsure, reason: fmt.Sprintf("only %q agrees", names[0])}
	switch {
	case len(names) > 1:
		c.sure, c.reason = byNames, fmt.Sprintf("%q and %q agree", names[0], names[1])
	case home && len(both.words) > 0:
		c.sure, c.reason = byNames, fmt.Sprintf("%q agrees, the common word %q and the country", names[0], slices.Min(both.words))
	case home && known.partOf != "" && known.partOf == e.partOf:
		c.sure, c.reason = byNames, fmt.Sprintf("%q agrees, and both are part of %s", names[0], e.partOf)
	case home && telling(names[0]) && len(readings(d.known.named(names[0]))) == 1:
		c.sure, c.reason = byNames, fmt.Sprintf("%q agrees, and the country", names[0])
	}
	return c, true
}

// compatible reports whether one class is the other or above it.
func (d *identity) compatible(a, b graph.Class) bool {
	return d.ontology.Is(a, b) || d.ontology.Is(b, a)
}

func contradict(a, b string) bool { return a != "" && b != "" && a != b }

// telling reports whether a name is so long that two things of one country
// hardly share it.
func telling(key string) bool {
	r, _ := utf8.DecodeRuneInString(key)
	n := utf8.RuneCountInString(key)
	return !wordy(r) && n >= 5 || n >= 10 && strings.ContainsAny(key, " -")
}

// decide yields the rows held back, those that are known things under their ids,
// and tells what was joined and what was left apart.
func (d *identity) decide() (rows []entry, joined, apart []Join) {
	best := map[string]claim{} // by known thing; row -1 where two are as sure
	for _, c := range d.claims {
		switch have, ok := best[c.known]; {
		case !ok || c.sure > have.sure:
			best[c.known] = c
		case c.sure == have.sure && d.held[c.row].id != heldID(d.held, have.row):
			have.row = -1
			best[c.known] = have
		}
	}
	of := map[int][]claim{} // by row
	for _, c := range d.claims {
		of[c.row] = append(of[c.row], c)
	}
	for _, row := range slices.Sorted(maps.Keys(of)) {
		e := d.held[row]
		slices.SortFunc(of[row], func(a, b claim) int { return cmp.Or(b.sure-a.sure, strings.Compare(a.known, b.known)) })
		first := of[row][0]
		join := Join{e.id, first.known, first.reason}
		switch {
		case first.sure == unsure:
			apart = append(apart, join)
		case len(of[row]) > 1 && of[row][1].sure == first.sure:
			join.Reason += ", but as well it is " + of[row][1].known
			apart = append(apart, join)
		case heldID(d.held, best[first.known].row) != e.id:
			join.Reason += ", but it is not the only such row"
			apart = append(apart, join)
		default:
			joined = append(joined, join)
			e = d.become(e, first.known)
		}
		rows = append(rows, e)
	}
	return rows, joined, apart
}

func heldID(held []entry, row int) string {
	if row < 0 {
		return ""
	}
	return held[row].id
}

// become makes a row one about a known thing: it adds to that, and changes
// neither its class nor how likely it is.
func (d *identity) become(e entry, id string) entry {
	if known, ok := d.known.entry(id); ok {
		e.class, e.prior = known.class, -1
		e.country, e.partOf = cmp.Or(known.country, e.country), cmp.Or(known.partOf, e.partOf)
		e.wikidata, e.lei = cmp.Or(known.wikidata, e.wikidata), cmp.Or(known.lei, e.lei)
	}
	e.id = id
	return e
}
