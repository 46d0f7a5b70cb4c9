package segment

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Naming says by what names nodes are found.
type Naming struct {
	Nodes   quad.IRI              // the prefix of those that are found
	Name    quad.IRI              // the predicate that leads to a name, a plain string
	Mention quad.IRI              // the predicate whose objects are ranked by how often it leads to them
	Own     func(quad.IRI) string // what a node is called by its IRI alone; "" for nothing
	Fold    func(string) string   // names that it makes the same are found by each other
}

// A file of names belongs to one segment of a stack. It holds the keys under
// which terms of the stack are found, folded, in a dictionary; where in a list
// of terms those of each key begin; the terms; for each pair of letters that
// keys have, and how often they had it before, which keys have it; and the nodes
// that are mentioned in the segment, most often first.
const (
	keyBlockSection = iota
	keyTextSection
	keyStartSection
	keyTermSection
	pairSection
	pairStartSection
	pairKeySection
	topSection
	topCountSection
	nameSections
)

// Write writes, to a file that is not there yet, the names that segment k of a
// view adds to those below it, whether the view shows them or not.
func (by Naming) Write(path string, v *View, k int) error {
	c, all := v.nameBodies(k, by)
	return writeFile(path, namesMagic, c, all)
}

// named is a term that is found by a key.
type named struct {
	key  string
	term uint32
}

func (v *View) nameBodies(k int, n Naming) (counts, []body) {
	list := v.namesOf(k, n)
	all := make([]body, nameSections)
	var keys []string
	for _, x := range list {
		if len(keys) == 0 || keys[len(keys)-1] != x.key {
			keys = append(keys, x.key)
			all[keyStartSection].numbers = append(all[keyStartSection].numbers, uint32(len(all[keyTermSection].numbers)))
		}
		all[keyTermSection].numbers = append(all[keyTermSection].numbers, x.term)
	}
	all[keyStartSection].numbers = append(all[keyStartSection].numbers, uint32(len(list)))
	all[keyBlockSection].bytes, all[keyTextSection].bytes = encodeDictionary(len(keys), func(i int) []byte { return []byte(keys[i]) })
	arrangePairs(keys, all)
	v.arrangeTop(k, n, all)
	return counts{first: v.segments[k].sum, terms: uint32(len(keys)), quads: uint32(len(list))}, all
}

// namesOf returns the names that segment k is the first to hold, sorted.
func (v *View) namesOf(k int, n Naming) (list []named) {
	nodes := v.Spans(n.Nodes)
	for _, span := range nodes {
		if s := v.segments[k]; span.From < s.first || span.From >= s.next() {
			continue
		}
		for id := span.From; id < span.To; id++ {
			iri, _ := v.Value(id).(quad.IRI)
			if own := n.Own(iri); own != "" {
				list = append(list, named{n.Fold(own), id})
			}
		}
	}
	if p, ok := v.ID(n.Name); ok {
		raw := v.raw()
		for g := raw.group(k, Row{predicate: p}, object, everything); g.next(); {
			name, _ := v.Value(g.id).(quad.String)
			known := raw.leadsBelow(k, p, g.id, nodes)
			if name != "" && !known && raw.leads(k, p, g.id, nodes) {
				list = append(list, named{n.Fold(string(name)), g.id})
			}
		}
	}
	slices.SortFunc(list, func(a, b named) int {
		if order := strings.Compare(a.key, b.key); order != 0 {
			return order
		}
		return int(a.term) - int(b.term)
	})
	return list
}

// raw is a view of all that the segments hold.
func (v *View) raw() *View {
	return &View{segments: v.segments, dead: make([]bitset, len(v.segments))}
}

// leads reports whether in segment k a predicate leads from a node of some spans
// to a name.
func (v *View) leads(k int, p, name uint32, nodes []Span) bool {
	return slices.ContainsFunc(nodes, func(among Span) bool {
		return v.group(k, Row{predicate: p, object: name}, subject, among).next()
	})
}

func (v *View) leadsBelow(k int, p, name uint32, nodes []Span) bool {
	for below := range k {
		if v.leads(below, p, name, nodes) {
			return true
		}
	}
	return false
}

// arrangeTop lists the nodes that segment k mentions.
func (v *View) arrangeTop(k int, n Naming, all []body) {
	p, ok := v.ID(n.Mention)
	if !ok {
		return
	}
	type counted struct{ id, n uint32 }
	var list []counted
	for g := v.raw().group(k, Row{predicate: p}, object, everything); g.next(); {
		list = append(list, counted{g.id, uint32(g.n)})
	}
	slices.SortStableFunc(list, func(a, b counted) int { return int(b.n) - int(a.n) })
	for _, c := range list {
		all[topSection].numbers = append(all[topSection].numbers, c.id)
		all[topCountSection].numbers = append(all[topCountSection].numbers, c.n)
	}
}

// pairs returns the pairs of neighbouring letters of a key, its ends included,
// each as a number that also says how often the key had the pair before: of n
// letters there are n+1, all different.
func pairs(key string) []uint32 {
	const end = 0xFFFF
	before := rune(end)
	list := make([]uint32, 0, len(key)+1)
	for _, r := range key {
		list, before = append(list, pair(before, r)), r
	}
	list = append(list, pair(before, end))
	slices.Sort(list)
	last, again := uint32(1), uint32(0)
	for i, p := range list {
		if again++; p != last {
			last, again = p, 0
		}
		list[i] = p + min(again, repeats)
	}
	return slices.Compact(list)
}

// repeats is how often a key's pair is told apart.
const repeats = 15

// pair is a number for two letters; two pairs may share one, which only makes
// more keys look alike than are. The lowest bits are left for the repetitions.
func pair(a, b rune) uint32 {
	return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA77) * 0xC2B2AE35 &^ repeats
}

// arrangePairs lists for each pair the keys that have it.
func arrangePairs(keys []string, all []body) {
	var list []uint64 // pair and key
	for i, key := range keys {
		for _, p := range pairs(key) {
			list = append(list, uint64(p)<<32|uint64(i))
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	var text []byte
	before, key := uint32(0), uint32(0)
	for i, x := range list {
		if p := uint32(x >> 32); i == 0 || p != before {
			all[pairSection].numbers = append(all[pairSection].numbers, p)
			all[pairStartSection].numbers = append(all[pairStartSection].numbers, uint32(len(text)))
			before, key = p, 0
		}
		text = binary.AppendUvarint(text, uint64(uint32(x)-key))
		key = uint32(x)
	}
	all[pairStartSection].numbers = append(all[pairStartSection].numbers, uint32(len(text)))
	all[pairKeySection].bytes = text
}
