package resolve

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/graph"
)

// Weights, in log odds, of what speaks for one name in two articles being one
// thing. They are set by judgement, not learned: marked articles with people of
// one name in two companies are not at hand in any number.
const (
	sameEmployer  = 4.0  // both articles say that the person works there
	otherEmployer = -6.0 // both name employers, and no common one
	sameNear      = 2.0  // the same company beside the name
	otherNear     = -1.5
	mostCompany   = 2.5 // that other common companions can add
	margin        = 1.0 // by which the best of several must be better
	claimedTwice  = -1.0
	openReading   = 0.0 // what may be several known things is one only in like company
)

// nameOdds is how likely a name alone means one thing in a set of articles.
// Long names do; a Chinese name of two characters may be anybody's, and a
// family name or a given name is: only a common employer joins those.
func nameOdds(name string) float64 {
	n := utf8.RuneCountInString(name)
	switch {
	case han(name) && n >= 4:
		return 3
	case han(name):
		return []float64{-3, -3, 0.5, 1.5}[n] // by the number of characters
	case strings.ContainsAny(name, " ·・•"):
		return 3
	}
	return -3
}

// group is places that are one node, with what they have in common.
type group struct {
	to        string // the full name, where one was claimed
	places    []naming
	odds      []float64 // of each place when it was added
	shared    [][]string
	employers map[string]int
	near      map[string]int
	named     map[string]int
}

func newGroup(to string) *group {
	return &group{to: to, employers: map[string]int{}, near: map[string]int{}, named: map[string]int{}}
}

func (g *group) add(p naming, odds float64, shared []string) {
	g.places, g.odds, g.shared = append(g.places, p), append(g.odds, odds), append(g.shared, shared)
	g.know(p)
}

// know lets the group be known by what p is named with.
func (g *group) know(p naming) {
	count(g.employers, p.employers)
	count(g.near, p.near)
	count(g.named, p.named)
}

func count(in map[string]int, ids []string) {
	for _, id := range ids {
		in[id]++
	}
}

// separate finds which of the places where a name stands are one thing. Places
// that say most of it come first, and each goes to the group that it fits, if
// it fits one clearly better than the others.
func (x *across) separate(t *thing, full []string) {
	var groups []*group
	for _, to := range full {
		groups = append(groups, x.claimedBy(t.id, to))
	}
	odds := nameOdds(t.name)
	switch {
	case len(full) > 0:
		odds = claimedTwice
	case t.open && strings.HasPrefix(t.id, "person/"):
		odds = min(odds, openReading)
	case t.open:
		odds = openReading
	}
	places := slices.Clone(t.places)
	slices.SortStableFunc(places, func(a, b naming) int {
		return cmp.Or(len(b.employers)-len(a.employers), len(b.near)-len(a.near), strings.Compare(a.article, b.article))
	})
	for _, p := range places {
		g, o, shared := x.fitting(groups, p, odds)
		if g == nil {
			g = newGroup("")
			groups = append(groups, g)
		}
		g.add(p, o, shared)
	}
	x.name(t, groups)
}

// claimedBy is the group of a full name that an article gives the short form,
// known by what that article names.
func (x *across) claimedBy(short, to string) *group {
	g := newGroup(to)
	if t, ok := x.things[to]; ok {
		for _, p := range t.places {
			count(g.named, p.named)
		}
	}
	return g
}

func (x *across) fitting(groups []*group, p naming, prior float64) (*group, float64, []string) {
	var best *group
	var odds, second float64
	var shared []string
	for _, g := range groups {
		o, with := x.odds(g, p)
		if o += prior; o <= 0 {
			continue
		}
		if best == nil || o > odds {
			best, odds, second, shared = g, o, odds, with
		} else {
			second = max(second, o)
		}
	}
	if best == nil || second > 0 && odds-second < margin {
		return nil, 0, nil
	}
	return best, odds, shared
}

// odds is what employers, companies beside the name and other companions say
// of p being in the group, and which of them they share.
func (x *across) odds(g *group, p naming) (float64, []string) {
	employers, near := shared(g.employers, p.employers), shared(g.near, p.near)
	o := 0.0
	switch {
	case len(employers) > 0:
		o += sameEmployer
	case len(g.employers) > 0 && len(p.employers) > 0:
		o += otherEmployer
	case len(near) > 0:
		o += sameNear
	case len(g.near) > 0 && len(p.near) > 0:
		o += otherNear
	}
	list := append(employers, near...)
	company := 0.0
	for _, id := range shared(g.named, p.named) {
		if id != p.id && !slices.Contains(list, id) && !x.country(id) {
			company += math.Log(float64(x.total+100)/float64(max(1, x.df[id]))) / 2
			list = append(list, id)
		}
	}
	slices.SortFunc(list, func(a, b string) int { // the rarest tell most
		return cmp.Or(x.df[a]-x.df[b], strings.Compare(a, b))
	})
	list = slices.Compact(list)
	return o + min(company, mostCompany), list[:min(len(list), mostTold)]
}

// mostTold is how many companions a join names as its reason.
const mostTold = 6

func shared(in map[string]int, ids []string) []string {
	var list []string
	for _, id := range ids {
		if in[id] > 0 {
			list = append(list, id)
		}
	}
	return list
}

func (x *across) country(id string) bool {
	e, ok := x.r.known.Entity(id)
	return ok && e.Class == graph.Country
}

// name gives each group its id. Where there are several, the id says by whom
// the group is known, or else in which article it stands, whatever other
// articles there are.
func (x *across) name(t *thing, groups []*group) {
	groups = slices.DeleteFunc(groups, func(g *group) bool { return len(g.places) == 0 })
	taken := map[string]bool{}
	for _, g := range groups {
		to := cmp.Or(g.to, t.id)
		if g.to == "" && len(groups) > 1 {
			to = t.id + "~" + g.mark()
			if taken[to] {
				to += "-" + slug(g.places[0].article)
			}
			taken[to] = true
		}
		x.note(t, g, to)
	}
}

// mark is the distinguishing part of an id: the employer or else the company
// named most beside the thing, or the first of its articles.
func (g *group) mark() string {
	for _, in := range []map[string]int{g.employers, g.near} {
		if id := most(in); id != "" {
			_, name, ok := strings.Cut(id, "/")
			if !ok {
				name = id
			}
			return name
		}
	}
	first := g.places[0].article
	for _, p := range g.places {
		first = min(first, p.article)
	}
	return slug(first)
}

func most(in map[string]int) string {
	best := ""
	for _, id := range slices.Sorted(maps.Keys(in)) {
		if best == "" || in[id] > in[best] {
			best = id
		}
	}
	return best
}

// note writes the joins of a group. The first place of a node that no other
// has is joined to nothing.
func (x *across) note(t *thing, g *group, to string) {
	for i, p := range g.places {
		if to == t.id && i == 0 && p.id == to {
			continue
		}
		j := graph.Join{From: p.id, To: to, In: p.article, Name: t.name, Reason: SameName, Provenance: graph.Provenance{
			Article: p.article, Start: p.start, End: p.end, Quote: p.quote, Confidence: 1 / (1 + math.Exp(-g.odds[i])),
		}}
		if i == 0 && g.to == "" {
			j.Confidence, j.Reason = 1, Apart
		}
		if said, ok := x.claims[t.id][g.to]; ok {
			j.Provenance, j.Reason = said.Provenance, Elsewhere
			j.Confidence = 1 / (1 + math.Exp(-g.odds[i]))
		}
		j.Rule = "resolve:companions"
		if len(g.shared[i]) > 0 {
			j.Rule += " " + strings.Join(g.shared[i], " ")
		}
		x.joins = append(x.joins, j)
	}
}
