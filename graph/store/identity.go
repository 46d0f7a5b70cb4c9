package store

import (
	"maps"
	"reflect"
	"slices"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/segment"
)

// identities are the facts whose joins and corrections are applied to all other
// records, in this order, when they are written (graph.Identity): joins that
// the articles together show, and people's judgements over them. What was
// extracted stays beside what they make of it.
func identities() []string { return []string{"joins", "judgements"} }

// judge writes, for the records that identities change, a second version to a
// segment on top, and takes away the second versions that no longer hold. Only
// those are looked at that have changed or that name what is judged otherwise
// than before.
func (w *Writer) judge(s stack, next *manifest) (stack, error) {
	said, err := s.view(segment.Said)
	if err != nil {
		return s, err
	}
	j, now, err := judgeOf(said)
	if err != nil {
		return s, err
	}
	_, before, err := judgeOf(w.said)
	if err != nil {
		return s, err
	}
	b := segment.NewBuilder()
	var undone []uint32
	for _, owner := range w.suspects(said, before, now) {
		if n, ok := said.ID(owner); ok {
			undone = append(undone, segment.JudgedID(n))
		}
		if err := j.write(b, said, owner); err != nil {
			return s, err
		}
	}
	if s, err = s.without(undone); err != nil || b.Len() == 0 {
		return s, err
	}
	next.Last++
	return s.write(w.dir, segmentName(next.Last), b, len(s.segments))
}

// suspects returns the owners whose second version may differ from the one
// before.
func (w *Writer) suspects(said *segment.View, before, now []graph.Record) []quad.Value {
	owners := map[quad.Value]bool{}
	judged := false
	for _, r := range slices.Concat(before, now) {
		judged = judged || len(r.Joins) > 0 || len(r.Entities) > 0
	}
	if !judged {
		return nil
	}
	ids, within := touched(before, now)
	for _, id := range ids {
		for label := range said.Labels(graph.Entity{ID: id}.IRI()) {
			owners[label] = true
		}
	}
	for _, article := range within {
		owners[articleOwner(article)] = true
	}
	for id := range w.articles {
		owners[articleOwner(id)] = true
	}
	for _, name := range slices.Concat(w.manifest.Facts, slices.Collect(maps.Keys(w.facts))) {
		owners[factsOwner(name)] = true
	}
	return slices.SortedFunc(maps.Keys(owners), compareValues)
}

// touched returns the entities that two sets of identities treat differently,
// with those that lead to them, and the articles where only one of them holds.
func touched(before, now []graph.Record) (entities, within []string) {
	ids := map[string]bool{}
	for i := range identities() {
		for _, j := range joinsOfOne(before[i].Joins, now[i].Joins) {
			ids[j.From], ids[j.To] = true, true
			if j.In != "" {
				within = append(within, j.In)
			}
		}
		for _, e := range entitiesOfOne(before[i].Entities, now[i].Entities) {
			ids[e.ID] = true
		}
	}
	for grown := len(ids) > 0; grown; {
		grown = false
		for _, r := range slices.Concat(before, now) {
			for _, j := range r.Joins {
				if ids[j.To] && !ids[j.From] {
					ids[j.From], grown = true, true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(ids)), within
}

// joinsOfOne returns the joins that are in only one of two lists. How sure they
// are, and by what sentence, changes no other record.
func joinsOfOne(a, b []graph.Join) (list []graph.Join) {
	lists := map[graph.Join]int{}
	for n, joins := range [][]graph.Join{a, b} {
		for _, j := range joins {
			lists[graph.Join{From: j.From, To: j.To, In: j.In}] |= 1 << n
		}
	}
	for j, in := range lists {
		if in != 3 {
			list = append(list, j)
		}
	}
	return list
}

// entitiesOfOne returns the entities that are in only one of two lists, and
// those that differ.
func entitiesOfOne(a, b []graph.Entity) (list []graph.Entity) {
	before := map[string]graph.Entity{}
	for _, e := range a {
		before[e.ID] = e
	}
	for _, e := range b {
		if old, ok := before[e.ID]; !ok || !reflect.DeepEqual(old, e) {
			list = append(list, e)
		}
		delete(before, e.ID)
	}
	return slices.AppendSeq(list, maps.Values(before))
}

// judge applies identities to records.
type judge struct {
	identities []*graph.Identity
	ontology   *graph.Ontology
}

// judgeOf reads the identities of a view and the records they are made of.
func judgeOf(said *segment.View) (j judge, records []graph.Record, err error) {
	if j.ontology, err = graph.LoadOntology(); err != nil {
		return j, nil, err
	}
	for _, name := range identities() {
		r, err := recordOf(said, factsOwner(name))
		if err != nil {
			return j, nil, err
		}
		for _, i := range j.identities {
			r, _ = i.Apply(r)
		}
		records = append(records, r)
		j.identities = append(j.identities, r.Identity())
	}
	return j, records, nil
}

// write adds what identities make of what an owner said, if that differs.
func (j judge) write(b *segment.Builder, said *segment.View, owner quad.Value) error {
	r, err := recordOf(said, owner)
	if err != nil {
		return err
	}
	changed := false
	for i, name := range identities() {
		if owner != factsOwner(name) {
			var differs bool
			r, differs = j.identities[i].Apply(r)
			changed = changed || differs
		}
	}
	if !changed {
		return nil
	}
	if err := b.Begin(owner, true); err != nil {
		return err
	}
	for _, q := range quadsOf(r, j.ontology) {
		if err := b.Add(q); err != nil {
			return err
		}
	}
	return nil
}

// quadsOf writes a record that was changed: an article's, or facts.
func quadsOf(r graph.Record, o *graph.Ontology) []quad.Quad {
	if r.Article.ID != "" {
		return r.Quads(o)
	}
	var quads []quad.Quad
	for _, x := range r.Entities {
		quads = append(quads, x.Quads(graph.LexiconLabel)...)
	}
	for _, j := range r.Joins {
		quads = append(quads, j.Quads()...)
	}
	return quads
}

// Joins returns why things of several articles are one node, as the articles
// show it and as people decided, those that hold everywhere and those of one
// article.
func (s *Store) Joins() []graph.Join {
	var list []graph.Join
	for _, name := range identities() {
		list = append(list, s.record(factsOwner(name)).Joins...)
	}
	return list
}

// JoinsOf implements Graph.
func (s *Store) JoinsOf(entity string) (list []graph.Join) {
	add := func(join uint32) {
		var r graph.Record
		s.failed(r.UnmarshalQuads(s.about(join)))
		list = append(list, r.Joins...)
	}
	for join := range s.subjects(s.terms.joinTo, s.of(entity)) {
		if s.object(join, s.terms.reason) != s.terms.candidate {
			add(join)
		}
	}
	for join := range s.subjects(s.terms.joinFrom, s.numberOf(quad.String(entity))) {
		if s.object(join, s.terms.reason) == s.terms.candidate {
			add(join)
		}
	}
	return list
}

// about returns what is said of a node.
func (s *Store) about(node uint32) (said []quad.Quad) {
	for r := range s.view.Rows(segment.Row{node}) {
		said = append(said, quad.Quad{Subject: s.view.Value(r[0]), Predicate: s.view.Value(r[1]), Object: s.view.Value(r[2])})
	}
	return said
}
