package resolve

import (
	"math"
	"slices"

	"trigraph/extract"
	"trigraph/graph"
)

// signsOf returns, for each reading of a question and last for none of them,
// what speaks for it or against it. What begins with ~ is no evidence: it says
// what the lexicon knows of a thing at all, so that learning does not take for
// evidence of which things a set's lexicon knows more.
func (s *scene) signsOf(q *question, index int) [][]sign {
	out := make([][]sign, 0, len(q.Readings)+1)
	for _, rd := range q.Readings {
		signs := s.fame(nil, q, rd)
		signs = s.form(signs, q, rd)
		signs = s.place(signs, q, rd)
		signs = s.topic(signs, q, rd)
		out = append(out, s.company(signs, q, rd, index))
	}
	for _, of := range unknowns() {
		impute(out, of[0], of[1:])
	}
	return append(out, s.none(q))
}

// unknowns lists what tells that something is known of a thing, with the signs
// that rest on it.
func unknowns() [][]string {
	return [][]string{{"~country", "home", "language"}, {"~about", "about near", "about article", "about others"}}
}

// impute gives the readings of which something is not known the mean of what
// the others have for it: to be described less well speaks for no other thing.
func impute(readings [][]sign, known string, names []string) {
	var ignorant []int
	sums := make([]float64, len(names))
	for i, signs := range readings {
		if !slices.ContainsFunc(signs, func(s sign) bool { return s.name == known }) {
			ignorant = append(ignorant, i)
			continue
		}
		for _, s := range signs {
			if j := slices.Index(names, s.name); j >= 0 {
				sums[j] += s.value
			}
		}
	}
	n := float64(len(readings) - len(ignorant))
	for _, i := range ignorant {
		for j, name := range names {
			if sums[j] != 0 {
				readings[i] = append(readings[i], sign{name, sums[j] / n})
			}
		}
	}
}

// fame is how well known the thing is, and whether it bears the name in full.
func (s *scene) fame(out []sign, q *question, rd extract.Reading) []sign {
	out = append(out, sign{"family " + family(rd.Class), 1}, sign{"fame", fameOf(rd)})
	if rd.Class == graph.Region { // whose bare name is mostly its town's
		out = append(out, sign{"region", 1})
	}
	if rd.Weak {
		out = append(out, sign{"weak", 1})
	}
	return out
}

// How well known a thing is whose list tells no number, by how likely its name
// means it. A company that a list of what news are about has is about as well
// known as what some 60 articles are on; of towns the lists have the small too.
const (
	unlistedFame        = 0.5
	unlistedCompanyFame = 0.8
)

// fameOf is how well known a thing is, from 0 to about 1.2: by the number of its
// articles, or, where a list does not know it, by how likely its name means it.
func fameOf(rd extract.Reading) float64 {
	switch {
	case rd.Popularity > 0:
		return math.Log1p(float64(rd.Popularity)) / 5
	case rd.Class == graph.Company:
		return unlistedCompanyFame + 0.1*logit(rd.Prior)
	}
	return unlistedFame + 0.1*logit(rd.Prior)
}

// form is what tagger and rules say of the kind of name that stands there.
func (s *scene) form(out []sign, q *question, rd extract.Reading) []sign {
	f := family(rd.Class)
	if o := q.Opinion; o != (extract.Opinion{}) {
		p := o.Other
		if f == family(q.Class) {
			p = o.Same
		}
		out = append(out, sign{"opinion", evidenceOdds(p)})
	}
	same, other := 0.0, 0.0
	for _, m := range s.proposed[q.Span] {
		if family(m.Class) == f {
			same = max(same, m.Confidence)
		} else {
			other = max(other, m.Confidence)
		}
	}
	return append(out, sign{"proposed", same}, sign{"proposed else", other})
}

// place is what the words beside the name say of its class.
func (s *scene) place(out []sign, q *question, rd extract.Reading) []sign {
	m := withClass(q.Mention, rd.Class)
	w := s.r.support.around(s.d, m) + ofNation(s.nation(q.Mention), s.subject(rd.Entity).Entity)
	if w != 0 {
		out = append(out, sign{"around", w})
	}
	if neighbour(s.d.Article.Text, s.ev, m) {
		out = append(out, sign{"neighbour", 1})
	}
	return out
}

// Words more than these say no more.
const (
	mostNear    = 3
	mostArticle = 5
)

// topic is how much of what goes with the thing the article speaks of.
func (s *scene) topic(out []sign, q *question, rd extract.Reading) []sign {
	about := s.subject(rd.Entity).about
	if len(about) == 0 {
		return out
	}
	near, article, shared := 0, 0, 0
	words, sentence := s.words(), s.wordsNear(q.Start)
	own := stemsOf([]string{q.surface})
	for _, w := range about {
		if slices.Contains(own, w) { // "Zürich" says not which Zürich
			continue
		}
		if sentence[w] {
			near++
		} else if words[w] {
			article++
		}
		if s.topics[w] > 0 && family(rd.Class) != "place" { // of places it is known in which country they lie
			shared++
		}
	}
	return append(out, sign{"~about", 1}, sign{"about near", float64(min(near, mostNear))},
		sign{"about article", float64(min(article, mostArticle))}, sign{"about others", float64(min(shared, mostArticle))})
}

// company is what else the article names. A question speaks not for itself.
func (s *scene) company(out []sign, q *question, rd extract.Reading, index int) []sign {
	e := s.subject(rd.Entity).Entity
	elsewhere, again := s.ev.named[rd.Entity] > 0, false
	for _, i := range s.settled[rd.Entity] {
		again = again || i != index
	}
	for _, x := range []struct {
		name string
		is   bool
	}{
		{"named", elsewhere},
		{"settled", again},
		{"full name", s.bearers[q.surface][rd.Entity]},
		{"related", s.ev.related[rd.Entity] > 0},
		{"~part", e.PartOf != ""},
		{"~country", e.Country != "" || rd.Class == graph.Country},
		{"language", s.r.homes[langOf(s.d, q.Span)][e.Country] || s.r.homes[langOf(s.d, q.Span)][rd.Entity]},
	} {
		if x.is {
			out = append(out, sign{x.name, 1})
			if x.name == "related" && family(rd.Class) == "place" {
				out = append(out, sign{x.name + " place", 1})
			}
		}
	}
	if n := s.ev.named[e.PartOf] + len(s.settled[e.PartOf]); e.PartOf != "" && n > 0 {
		out = append(out, sign{"container", 1})
	}
	return s.home(out, e, rd, index)
}

// home is how much of the article is about the thing's country.
func (s *scene) home(out []sign, e graph.Entity, rd extract.Reading, index int) []sign {
	home := e.Country
	if rd.Class == graph.Country {
		home = rd.Entity
	}
	if home == "" {
		return out
	}
	n := s.homes[home]
	for _, i := range s.settled[rd.Entity] {
		if i == index {
			n-- // its own word
		}
	}
	if n <= 0 && len(s.homes) > 0 && family(rd.Class) == "place" {
		out = append(out, sign{"abroad", 1})
	}
	return append(out, sign{"home", math.Log1p(float64(max(n, 0)))})
}

// none is what speaks for a thing that the lexicon does not hold.
func (s *scene) none(q *question) []sign {
	out := []sign{{"none", 1}}
	weak, offered := true, map[string]bool{}
	for _, rd := range q.Readings {
		weak = weak && rd.Weak
		offered[family(rd.Class)] = true
	}
	if len(q.Readings) == 1 {
		out = append(out, sign{"none: one reading", 1})
	}
	if weak {
		out = append(out, sign{"none: weak", 1})
	}
	if s.bearers[q.surface][""] {
		out = append(out, sign{"none: full name", 1})
	}
	other := 0.0
	for _, m := range s.proposed[q.Span] {
		if !offered[family(m.Class)] {
			other = max(other, m.Confidence)
		}
	}
	return append(out, sign{"none: proposed", other})
}
