package main

import (
	"context"
	"fmt"
	"regexp"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// question is asked about another thing in each round: as a script, and as the
// script's path in Go, which tells the store's time from Gizmo's.
type question struct {
	name   string
	script func(round int) string
	path   func(qs graph.QuadStore, round int) *path.Path
}

func about(format string, first, step int) func(int) string {
	return func(round int) string { return fmt.Sprintf(format, entity(first+round*step)) }
}

// from begins a path at the things that about names.
func from(first, step int, then func(*path.Path) *path.Path) func(graph.QuadStore, int) *path.Path {
	return func(qs graph.QuadStore, round int) *path.Path {
		return then(path.StartPath(qs, quad.IRI(entity(first+round*step))))
	}
}

const mentions, company = quad.IRI("tg:mentions"), quad.IRI("tg:Company")

func coNamedPath(p *path.Path) *path.Path { return p.In(mentions).Out(mentions) }

func bothPath(a, b func(round int) int) func(graph.QuadStore, int) *path.Path {
	return func(qs graph.QuadStore, round int) *path.Path {
		naming := func(n int) *path.Path { return path.StartPath(qs, quad.IRI(entity(n))).In(mentions) }
		return naming(a(round)).And(naming(b(round))).Unique()
	}
}

// questions are those of docs/bench.md.
func questions() []question {
	top, middling := func(int) int { return 0 }, func(round int) int { return 200 + round*7 }
	one, other := func(round int) int { return round % 3 }, func(round int) int { return 3 + round%5 }
	return []question{
		{"neighbours of a thing", about(`g.V("<%s>").both().all()`, 10, 37), from(10, 37, func(p *path.Path) *path.Path { return p.Both() })},
		{"named with a thing, with counts (rank 50 to 150)", about(coNamed, 50, 5), from(50, 5, coNamedPath)},
		{"named with a thing, with counts (top)", about(coNamed, 0, 1), from(0, 1, coNamedPath)},
		{"paths of up to 4 steps", about(`g.V("<%s>").followRecursive(g.M().both(["<tg:ownedBy>","<tg:acquired>","<tg:partnersWith>"]), 4).all()`, 20, 11),
			from(20, 11, func(p *path.Path) *path.Path {
				return p.FollowRecursive(path.StartMorphism().Both([]quad.Value{quad.IRI("tg:ownedBy"), quad.IRI("tg:acquired"), quad.IRI("tg:partnersWith")}), 4, nil)
			})},
		{"companies by a pattern of their names", func(round int) string {
			return fmt.Sprintf(`g.V("<tg:Company>").in("<rdf:type>").tag("id").out("<tg:name>").filter(regex("%d$")).all()`, 10+round)
		}, func(qs graph.QuadStore, round int) *path.Path {
			ends := regexp.MustCompile(fmt.Sprintf("%d$", 10+round))
			return path.StartPath(qs, company).In(quad.IRI("rdf:type")).Tag("id").Out(quad.IRI("tg:name")).Filters(shape.Regexp{Re: ends})
		}},
		{"articles that name two things (top and middle)", func(round int) string { return both(0, middling(round)) }, bothPath(top, middling)},
		{"articles that name two things (both top)", func(round int) string { return both(one(round), other(round)) }, bothPath(one, other)},
		{"all companies by number of articles", func(int) string {
			return `var n={}; g.V("<tg:Company>").in("<rdf:type>").tag("c").in("<tg:mentions>").forEach(function(d){n[d.c]=(n[d.c]||0)+1}); for (c in n) g.emit({c:c,n:n[c]})`
		}, func(qs graph.QuadStore, _ int) *path.Path {
			return path.StartPath(qs, company).In(quad.IRI("rdf:type")).Tag("c").In(mentions)
		}},
		{"all that an article says", func(round int) string {
			return fmt.Sprintf(`g.V("<tg:article/news/%07d>").labelContext("<tg:article/news/%07d>").out().all()`, round*31, round*31)
		}, func(qs graph.QuadStore, round int) *path.Path {
			article := quad.IRI(fmt.Sprintf("tg:article/news/%07d", round*31))
			return path.StartPath(qs, article).LabelContext(article).Out()
		}},
	}
}

// walked goes along a path with its tags, counts how often it leads to each
// node, and returns how many rows a script would be handed.
func walked(p *path.Path) (rows int, err error) {
	times := map[any]int{}
	err = p.Tag("id").Iterate(context.Background()).TagEach(func(tags map[string]graph.Ref) {
		times[graph.ToKey(tags["id"])]++
		rows++
	})
	return rows, err
}

const coNamed = `var n={}; g.V("<%s>").in("<tg:mentions>").out("<tg:mentions>").forEach(function(d){n[d.id]=(n[d.id]||0)+1}); for (k in n) g.emit({k:k,n:n[k]})`

func both(a, b int) string {
	return fmt.Sprintf(`g.V("<%s>").in("<tg:mentions>").intersect(g.V("<%s>").in("<tg:mentions>")).unique().all()`, entity(a), entity(b))
}
