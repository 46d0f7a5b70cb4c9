package export

import (
	"cmp"
	"slices"
)

// communities numbers the groups of nodes that are tied more closely among
// themselves than to others, from 1 on, the largest first, of equally large ones
// that with the first node. Modularity is made larger by moving single nodes,
// then whole groups (the Louvain method: Blondel, Guillaume, Lambiotte and
// Lefebvre 2008), the nodes in their order, so that chance has no part. A group
// that falls into parts without a tie is taken apart at the end (the fault of
// Louvain that Traag, Waltman and van Eck 2019 describe).
func communities(g *net) []int {
	group := make([]int32, g.size())
	for i := range group {
		group[i] = int32(i)
	}
	for level := g; ; {
		of, moved := moveNodes(level)
		if !moved {
			break
		}
		n := renumber(of)
		for i := range group {
			group[i] = of[group[i]]
		}
		level = level.merged(of, n)
	}
	return bySize(takeApart(g, group))
}

// moveNodes puts each node into the group beside it where modularity gains
// most, again and again until none gains.
func moveNodes(g *net) (group []int32, moved bool) {
	n := g.size()
	group, strength, total := make([]int32, n), make([]float64, n), make([]float64, n)
	all := 0.0
	for i := range n {
		group[i], strength[i] = int32(i), g.strength(i)
		total[i] = strength[i]
		all += strength[i]
	}
	toGroup, near := make([]float64, n), []int32{}
	for changed, round := true, 0; changed && round < 50; round++ {
		changed = false
		for i := range n {
			own := group[i]
			near = append(near[:0], own)
			for j, w := range g.ties(i) {
				if to := group[j]; toGroup[to] == 0 && to != own {
					near = append(near, to)
				}
				toGroup[group[j]] += w
			}
			total[own] -= strength[i]
			best, gain := own, toGroup[own]-strength[i]*total[own]/all
			for _, to := range near {
				const least = 1e-9 // less is noise of the arithmetic
				if x := toGroup[to] - strength[i]*total[to]/all; x > gain+least || x > gain-least && best != own && to < best {
					best, gain = to, x
				}
				toGroup[to] = 0
			}
			total[best] += strength[i]
			if best != own {
				group[i], changed, moved = best, true, true
			}
		}
	}
	return group, moved
}

// renumber makes group numbers dense, in the order in which they come first.
func renumber(group []int32) (n int) {
	number := make([]int32, len(group))
	for i, g := range group {
		if number[g] == 0 {
			n++
			number[g] = int32(n)
		}
		group[i] = number[g] - 1
	}
	return n
}

// merged makes one node of each of n groups.
func (g *net) merged(group []int32, n int) *net {
	var ends []pair
	sum, near := make([]float64, n), []int32{}
	inner := make([]float64, n)
	members := make([][]int32, n)
	for i, c := range group {
		members[c] = append(members[c], int32(i))
	}
	for c, list := range members {
		near = near[:0]
		for _, i := range list {
			inner[c] += g.inner[i]
			for j, w := range g.ties(int(i)) {
				to := group[j]
				if sum[to] == 0 {
					near = append(near, to)
				}
				sum[to] += w
			}
		}
		for _, to := range near {
			if int(to) == c {
				inner[c] += sum[to] / 2
			} else if int(to) > c {
				ends = append(ends, pair{int32(c), to, float32(sum[to])})
			}
			sum[to] = 0
		}
	}
	m := newNet(n, ends)
	m.inner = inner
	return m
}

// takeApart gives each connected part of a group a number of its own: that of
// its first node.
func takeApart(g *net, group []int32) []int32 {
	part := make([]int32, len(group))
	for i := range part {
		part[i] = -1
	}
	var todo []int32
	for i := range part {
		if part[i] >= 0 {
			continue
		}
		part[i], todo = int32(i), append(todo[:0], int32(i))
		for len(todo) > 0 {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for j := range g.ties(int(at)) {
				if part[j] < 0 && group[j] == group[at] {
					part[j] = int32(i)
					todo = append(todo, int32(j))
				}
			}
		}
	}
	return part
}

// bySize numbers groups from 1 on, the largest first.
func bySize(group []int32) []int {
	size := make([]int, len(group))
	for _, g := range group {
		size[g]++
	}
	var order []int
	for g, n := range size {
		if n > 0 {
			order = append(order, g)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	number := make([]int, len(group))
	for i, g := range order {
		number[g] = i + 1
	}
	list := make([]int, len(group))
	for i, g := range group {
		list[i] = number[g]
	}
	return list
}
