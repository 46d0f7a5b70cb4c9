package walk

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// maxSteps bounds the search for paths in what has been read.
const maxSteps = 2_000_000

// Paths returns at most limit ways from one thing to another over at most
// longest edges, the shortest first, of equally long ones those over the best
// witnessed edges, and the things and edges on them. No thing is on a way twice.
// It reads from both ends, from the side that has come to fewer things.
func (w *Walker) Paths(ctx context.Context, from, to string, longest, limit int) ([][]string, Graph, error) {
	s := &search{walk: w.begin(ctx, []string{from, to}), to: to, limit: limit + 1, next: map[string]map[string]int{},
		ahead: side{dist: map[string]int{from: 0}, ring: []string{from}}, back: side{dist: map[string]int{to: 0}, ring: []string{to}}}
	for length := 1; length <= longest && len(s.found) <= limit; length++ {
		if err := s.grow(); err != nil {
			return nil, Graph{}, err
		}
		if err := s.extend([]string{from}, length); err != nil {
			return nil, Graph{}, err
		}
	}
	if len(s.found) > limit {
		s.found, s.cut = s.found[:limit], true
	}
	return s.found, s.onPaths(), nil
}

// search looks for paths.
type search struct {
	*walk
	to          string
	limit       int
	ahead, back side
	next        map[string]map[string]int // neighbours, with the number of sentences between
	steps       int
	found       [][]string
}

// side is how far the search has come from one end.
type side struct {
	dist   map[string]int
	ring   []string // the things farthest from it, not yet read
	radius int
}

// grow reads the ring of the smaller side.
func (s *search) grow() error {
	side := &s.back
	if len(s.ahead.ring) > 0 && (len(s.back.ring) == 0 || len(s.ahead.ring) <= len(s.back.ring)) {
		side = &s.ahead
	}
	var ring []string
	for _, id := range side.ring {
		if err := s.read(id, func(_ *Edge, other string) { s.tie(id, other) }); err != nil {
			return err
		}
		for other := range s.next[id] { // also what was read from the other side
			if _, known := side.dist[other]; !known && len(side.dist) < s.Limits.Nodes {
				side.dist[other] = side.radius + 1
				ring = append(ring, other)
			}
		}
		s.cut = s.cut || len(side.dist) >= s.Limits.Nodes
	}
	slices.Sort(ring)
	side.ring, side.radius = ring, side.radius+1
	return nil
}

func (s *search) tie(a, b string) {
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		if s.next[pair[0]] == nil {
			s.next[pair[0]] = map[string]int{}
		}
		s.next[pair[0]][pair[1]]++
	}
}

// extend looks for all ways on from the end of a path that take exactly steps
// more. Each way of that length has an edge read from one side or the other
// everywhere, and what is farther from the goal than steps leads nowhere.
func (s *search) extend(path []string, steps int) error {
	at := path[len(path)-1]
	if steps == 0 {
		s.found = append(s.found, slices.Clone(path))
		return nil
	}
	for _, id := range s.ordered(at) {
		if s.steps++; s.steps > maxSteps || len(s.found) >= s.limit {
			s.cut = s.cut || s.steps > maxSteps
			return nil
		}
		if s.steps%1024 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if slices.Contains(path, id) || s.away(id) > steps-1 || id == s.to && steps > 1 {
			continue
		}
		if err := s.extend(append(path, id), steps-1); err != nil {
			return err
		}
	}
	return nil
}

// away is the least number of edges to the goal.
func (s *search) away(id string) int {
	if d, known := s.back.dist[id]; known {
		return d
	}
	return s.back.radius + 1
}

func (s *search) ordered(id string) []string {
	var list []string
	for other := range s.next[id] {
		list = append(list, other)
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(s.next[id][b]-s.next[id][a], strings.Compare(a, b))
	})
	return list
}

// onPaths is the part of the graph that the paths go over.
func (s *search) onPaths() Graph {
	beside := map[[2]string]bool{}
	on := map[string]bool{}
	var ids []string
	for _, path := range s.found {
		for i, id := range path {
			if !on[id] {
				on[id] = true
				ids = append(ids, id)
			}
			if i > 0 {
				beside[[2]string{path[i-1], id}], beside[[2]string{id, path[i-1]}] = true, true
			}
		}
	}
	for key := range s.edges {
		if !beside[[2]string{key.source, key.target}] {
			delete(s.edges, key)
		}
	}
	return s.graph(ids, 0, 0)
}
