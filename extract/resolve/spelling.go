package resolve

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"trigraph/corpus/hanzi"
	"trigraph/graph"
)

// shortestSpelling is the least number of letters of a Latin name that may be
// one with another by its letters alone.
const shortestSpelling = 5

// spellings joins ids that differ only in accents, umlauts written out, spaces,
// hyphens and traditional characters: the one named in more articles stands for
// all.
func (x *across) spellings() {
	byKey := map[string][]string{}
	for id := range x.things {
		if k := spellingKey(id); k != "" {
			byKey[k] = append(byKey[k], id)
		}
	}
	known := x.knownSpellings()
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		if to := known[k]; to != "" {
			x.spellsKnown(byKey[k], to)
		} else if ids := byKey[k]; len(ids) > 1 {
			x.oneSpelling(ids)
		}
	}
}

// knownSpellings maps spelling keys to the known thing that articles name and
// that bears such a name; to "" where several do.
func (x *across) knownSpellings() map[string]string {
	keys := map[string]string{}
	for id := range x.df {
		e, ok := x.r.known.Entity(id)
		if !ok {
			continue
		}
		for _, name := range e.Names {
			k := spellingKey(family(e.Class) + "/" + slug(name))
			if other, taken := keys[k]; taken && other != id {
				keys[k] = ""
			} else if k != "" {
				keys[k] = id
			}
		}
	}
	return keys
}

// spellsKnown joins other spellings of a known thing's name to it: RedHat. A name
// that the lexicon has as it is written was refused in its article, or means
// something else.
func (x *across) spellsKnown(ids []string, to string) {
	slices.Sort(ids)
	for _, id := range ids {
		t := x.things[id]
		if len(x.r.known.Lookup(t.name)) > 0 || x.apart(id, to) {
			continue
		}
		x.spelled(t, to)
		delete(x.things, id)
	}
}

func (x *across) spelled(t *thing, to string) {
	p := t.places[0]
	x.joins = append(x.joins, graph.Join{From: t.id, To: to, Name: t.name, Reason: Spelling, Provenance: graph.Provenance{
		Article: p.article, Start: p.start, End: p.end, Quote: p.quote, Rule: "resolve:spelling", Confidence: sureSpelling,
	}})
}

func (x *across) oneSpelling(ids []string) {
	slices.Sort(ids)
	to := most(x.counts(ids))
	for _, id := range ids {
		if id == to || x.apart(id, to) {
			continue
		}
		t := x.things[id]
		x.spelled(t, to)
		x.things[to].open = x.things[to].open || t.open
		x.things[to].places = append(x.things[to].places, t.places...)
		x.moveClaims(id, to)
		delete(x.things, id)
	}
	x.things[to].inOrder()
}

// sureSpelling is how sure two spellings are one name.
const sureSpelling = 0.9

func (x *across) counts(ids []string) map[string]int {
	n := map[string]int{}
	for _, id := range ids {
		n[id] = x.df[id]
	}
	return n
}

// moveClaims lets what was claimed of one spelling hold for the other.
func (x *across) moveClaims(id, to string) {
	for full, j := range x.claims[id] {
		if x.claims[to] == nil {
			x.claims[to] = map[string]graph.Join{}
		}
		if _, ok := x.claims[to][full]; !ok {
			x.claims[to][full] = j
		}
	}
	delete(x.claims, id)
	for _, full := range x.claims {
		if j, ok := full[id]; ok {
			delete(full, id)
			if _, ok := full[to]; !ok {
				full[to] = j
			}
		}
	}
}

// spellingKey is an id without what a spelling may vary, or "" for one that is
// too short to tell.
func spellingKey(id string) string {
	family, name, ok := strings.Cut(id, "/")
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(umlauts.Replace(name)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(hanzi.Simplified(r))
		}
	}
	key := b.String()
	if key == "" || !han(key) && utf8.RuneCountInString(key) < shortestSpelling {
		return ""
	}
	return family + "/" + key
}

// umlauts writes out what German may write with one letter.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")
