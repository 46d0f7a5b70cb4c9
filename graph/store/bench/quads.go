package main

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/cayleygraph/quad"
)

// articles yields about n quads in the shape of those that articles give: each
// article names things, some very often and most seldom, with a node for every
// mention, and states claims. The same seed gives the same quads.
func articles(n int, seed uint64) iter.Seq[quad.Quad] {
	return func(yield func(quad.Quad) bool) {
		g := generator{r: rand.New(rand.NewPCG(seed, 1)), things: n/60 + 100}
		for made, a := 0, 0; made < n; a++ {
			g.out = g.out[:0]
			g.article(a)
			for _, q := range g.out {
				if made++; !yield(q) {
					return
				}
			}
		}
	}
}

type generator struct {
	r      *rand.Rand
	things int
	known  map[int]bool
	out    []quad.Quad
	label  quad.Value
}

func (g *generator) add(s, p string, o quad.Value) {
	g.out = append(g.out, quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o, Label: g.label})
}

// thing picks a thing by Zipf's law: the first are named most.
func (g *generator) thing() int {
	return int(math.Pow(float64(g.things), g.r.Float64())) - 1
}

func entity(n int) string { return fmt.Sprintf("tg:entity/thing-%d", n) }

func class(n int) string {
	return []string{"Company", "Company", "Person", "City", "Law", "Product", "Organization", "Country"}[n%8]
}

func (g *generator) node(kind string) string { return fmt.Sprintf("tg:%s/%020x", kind, g.r.Uint64()) }

func (g *generator) article(n int) {
	id := fmt.Sprintf("tg:article/news/%07d", n)
	g.label = quad.IRI(id)
	g.add(id, "rdf:type", quad.IRI("tg:Article"))
	g.add(id, "schema:headline", quad.String(fmt.Sprintf("Headline %d of thing %d", n, g.thing())))
	g.add(id, "schema:inLanguage", quad.String([]string{"zh", "en", "de"}[n%3]))
	g.add(id, "schema:datePublished", quad.String(fmt.Sprintf("20%02d-%02d-%02d", 10+n%15, 1+n%12, 1+n%28)))
	g.add(id, "tg:hash", quad.String(fmt.Sprintf("%032x", g.r.Uint64())))
	named := map[int]bool{}
	for range 4 + g.r.IntN(10) {
		named[g.thing()] = true
	}
	for _, t := range slices.Sorted(maps.Keys(named)) {
		g.mention(id, t)
	}
	for range 1 + g.r.IntN(3) {
		g.claim(id, g.thing(), g.thing())
	}
}

func (g *generator) mention(article string, thing int) {
	if g.known == nil {
		g.known = map[int]bool{}
	}
	if !g.known[thing] {
		g.known[thing] = true
		g.add(entity(thing), "rdf:type", quad.IRI("tg:"+class(thing)))
		g.add(entity(thing), "rdfs:label", quad.LangString{Value: quad.String(fmt.Sprintf("Thing %d", thing)), Lang: "en"})
		g.add(entity(thing), "tg:name", quad.String(fmt.Sprintf("Thing %d", thing)))
	}
	g.add(article, "tg:mentions", quad.IRI(entity(thing)))
	m := g.node("mention")
	g.add(m, "rdf:type", quad.IRI("tg:Mention"))
	g.add(m, "tg:article", quad.IRI(article))
	g.add(m, "tg:entity", quad.IRI(entity(thing)))
	g.add(m, "tg:count", quad.Int(1+g.r.IntN(3)))
	g.add(m, "tg:span", quad.String(fmt.Sprintf("%d-%d", g.r.IntN(3000), g.r.IntN(3000))))
}

func (g *generator) claim(article string, s, o int) {
	p := []string{"ownedBy", "headedBy", "acquired", "partnersWith", "basedIn", "develops"}[g.r.IntN(6)]
	g.add(entity(s), "tg:"+p, quad.IRI(entity(o)))
	c := g.node("claim")
	g.add(c, "rdf:type", quad.IRI("tg:Claim"))
	g.add(c, "tg:subject", quad.IRI(entity(s)))
	g.add(c, "tg:predicate", quad.IRI("tg:"+p))
	g.add(c, "tg:object", quad.IRI(entity(o)))
	g.add(c, "tg:article", quad.IRI(article))
	g.add(c, "tg:quote", quad.String(fmt.Sprintf("A sentence that says in some words what thing %d has to do with thing %d, numbered %x.", s, o, g.r.Uint32())))
	g.add(c, "tg:start", quad.Int(g.r.IntN(3000)))
	g.add(c, "tg:confidence", quad.Float(float64(g.r.IntN(100))/100))
	g.add(c, "tg:status", quad.String("stated"))
}
