package main

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"trigraph/graph"
)

// records yields articles until they give about n quads, and things with names
// of the three languages, some very often named and most seldom. The same seed
// gives the same.
func records(n int, seed uint64) iter.Seq[graph.Record] {
	return func(yield func(graph.Record) bool) {
		p := press{rand.New(rand.NewPCG(seed, 2)), n/60 + 100}
		for a := 0; a*quadsOfArticle < n; a++ {
			if !yield(p.article(a)) {
				return
			}
		}
	}
}

// quadsOfArticle is about what an article gives.
const quadsOfArticle = 108

// lexicon returns what data files say of every fourth thing.
func lexicon(n int) (list []graph.Entity) {
	for t := 0; t < n/60+100; t += 4 {
		e := named(t)
		e.Country = fmt.Sprintf("thing-%d", t%40*8+7)
		e.SameAs = []string{fmt.Sprintf("http://www.wikidata.org/entity/Q%d", 1000+t)}
		list = append(list, e)
	}
	return list
}

type press struct {
	*rand.Rand
	things int
}

// thing picks a thing by Zipf's law: the first are named most.
func (p press) thing() int { return int(math.Pow(float64(p.things), p.Float64())) - 1 }

func (p press) article(n int) graph.Record {
	r := graph.Record{Article: graph.Article{
		ID: fmt.Sprintf("news/%07d", n), Lang: []string{"zh", "en", "de"}[n%3], Title: fmt.Sprintf("Headline %d of %s", n, label(p.thing())),
		Published: time.Date(2010+n%15, time.Month(1+n%12), 1+n%28, 0, 0, 0, 0, time.UTC), Hash: fmt.Sprintf("%032x", p.Uint64()),
		Source: "bench", Tags: []string{"made up"},
	}}
	var text strings.Builder
	at := 0
	write := func(s string) {
		text.WriteString(s)
		at += utf8.RuneCountInString(s)
	}
	seen := map[int]bool{}
	for range 4 + p.IntN(10) {
		t := p.thing()
		write(fmt.Sprintf("In sentence %x something is said of ", p.Uint32()))
		r.Mentions = append(r.Mentions, graph.Mention{Entity: id(t), Start: at, End: at + utf8.RuneCountInString(label(t))})
		write(label(t) + " and of what it did. ")
		if !seen[t] && t%4 != 0 {
			r.Entities = append(r.Entities, named(t))
		}
		seen[t] = true
	}
	for range 1 + p.IntN(3) {
		start := at
		c := p.claim(&r, start, write)
		c.End = at
		r.Claims = append(r.Claims, c)
	}
	r.Article.Text = text.String()
	return r
}

func (p press) claim(r *graph.Record, start int, write func(string)) graph.Claim {
	s := r.Mentions[p.IntN(len(r.Mentions))].Entity
	o := id(p.thing())
	c := graph.Claim{Subject: s, Object: o, Predicate: []graph.Predicate{"ownedBy", "headedBy", "acquired", "partnersWith", "basedIn", "develops"}[p.IntN(6)],
		Status: graph.Stated, Time: fmt.Sprint(2010 + p.IntN(15))}
	if p.IntN(5) == 0 {
		c.Status = graph.Planned
	}
	c.Quote = fmt.Sprintf("A sentence that says in some words what %s has to do with %s, numbered %x. ", s, o, p.Uint32())
	c.Start, c.Rule, c.Confidence = start, "made up", float64(p.IntN(100))/100
	c.Particulars = []graph.Particular{{Name: "date", Value: c.Time, Normal: c.Time, Start: start, End: start + 4}}
	write(c.Quote)
	return c
}

func id(t int) string { return fmt.Sprintf("thing-%d", t) }

// named is a thing with its names.
func named(t int) graph.Entity {
	e := graph.Entity{ID: id(t), Class: graph.Class(class(t)), Labels: map[string]string{"en": label(t)}}
	if t%2 == 0 {
		e.Labels["zh"] = han(t)
	}
	if t%5 == 0 {
		e.Names = append(e.Names, label(t)+" AG")
	}
	return e
}

var parts = []string{"ba", "len", "tor", "mi", "ga", "schu", "ver", "no", "kel", "ri", "dan", "ost", "hal", "pe", "wu", "zi", "ran", "fel", "co", "nta"}

// label is a thing's name of one or two words.
func label(t int) string {
	r := rand.New(rand.NewPCG(uint64(t), 3))
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	if r.IntN(3) == 0 {
		return word()
	}
	return word() + " " + word()
}

// han is a thing's name of two to five characters.
func han(t int) string {
	r := rand.New(rand.NewPCG(uint64(t), 4))
	var b strings.Builder
	for range 2 + r.IntN(4) {
		b.WriteRune(rune(0x4E00 + int(math.Pow(3000, r.Float64()))))
	}
	return b.String()
}
