package main

import "fmt"

// question is asked about another thing in each round.
type question struct {
	name   string
	script func(round int) string
}

func about(format string, first, step int) func(int) string {
	return func(round int) string { return fmt.Sprintf(format, entity(first+round*step)) }
}

// questions are those of docs/bench.md.
func questions() []question {
	return []question{
		{"neighbours of a thing", about(`g.V("<%s>").both().all()`, 10, 37)},
		{"named with a thing, with counts (rank 50 to 150)", about(coNamed, 50, 5)},
		{"named with a thing, with counts (top)", about(coNamed, 0, 1)},
		{"paths of up to 4 steps", about(`g.V("<%s>").followRecursive(g.M().both(["<tg:ownedBy>","<tg:acquired>","<tg:partnersWith>"]), 4).all()`, 20, 11)},
		{"companies by a pattern of their names", func(round int) string {
			return fmt.Sprintf(`g.V("<tg:Company>").in("<rdf:type>").tag("id").out("<tg:name>").filter(regex("%d$")).all()`, 10+round)
		}},
		{"articles that name two things (top and middle)", func(round int) string { return both(0, 200+round*7) }},
		{"articles that name two things (both top)", func(round int) string { return both(round%3, 3+round%5) }},
		{"all companies by number of articles", func(int) string {
			return `var n={}; g.V("<tg:Company>").in("<rdf:type>").tag("c").in("<tg:mentions>").forEach(function(d){n[d.c]=(n[d.c]||0)+1}); for (c in n) g.emit({c:c,n:n[c]})`
		}},
		{"all that an article says", func(round int) string {
			return fmt.Sprintf(`g.V("<tg:article/news/%07d>").labelContext("<tg:article/news/%07d>").out().all()`, round*31, round*31)
		}},
	}
}

const coNamed = `var n={}; g.V("<%s>").in("<tg:mentions>").out("<tg:mentions>").forEach(function(d){n[d.id]=(n[d.id]||0)+1}); for (k in n) g.emit({k:k,n:n[k]})`

func both(a, b int) string {
	return fmt.Sprintf(`g.V("<%s>").in("<tg:mentions>").intersect(g.V("<%s>").in("<tg:mentions>")).unique().all()`, entity(a), entity(b))
}
