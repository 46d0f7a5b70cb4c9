package store

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/cayleygraph/quad"

	"trigraph/graph/store/segment"
)

// allNames returns the names of each segment. Those that were not written are
// read from the segments, which takes a while.
func (s stack) allNames(v *segment.View) []*segment.Names {
	names := slices.Clone(s.names)
	for k := range names {
		if names[k] == nil {
			names[k] = naming().Names(v, k)
		}
	}
	return names
}

// Search implements Graph. Without Prefix it finds what Find does. With it,
// names that begin so are found beside those that are so, and similar ones only
// where there are none.
func (s *Store) Search(q SearchQuery) []Match { return s.search(q, 1000) }

// search looks at so many keys one by one without a thought.
func (s *Store) search(q SearchQuery, few int) []Match {
	w := &search{Store: s, SearchQuery: q, few: few, key: Fold(q.Name), hits: map[uint32]hit{}, classes: map[uint32]bool{}}
	if q.Limit <= 0 {
		return []Match{}
	}
	if q.Name == "" {
		return w.most()
	}
	w.same()
	if len(w.hits) == 0 || q.Prefix {
		exact := len(w.hits)
		w.beginning()
		if len(w.hits) == 0 || !q.Prefix && exact == 0 {
			w.similar()
		}
	}
	return w.matches()
}

// Overview implements Graph.
func (s *Store) Overview(limit int) []Match { return s.Search(SearchQuery{Limit: limit}) }

// search is a query on its way.
type search struct {
	*Store
	SearchQuery
	few     int
	key     string // the name folded
	hits    map[uint32]hit
	classes map[uint32]bool // whether a node is of a class that is wanted
}

// hit is an entity that was found.
type hit struct {
	fit
	node     uint32
	articles int
	id       string
}

func (h hit) compare(o hit) int {
	return cmp.Or(h.rank-o.rank, h.edits-o.edits, o.articles-h.articles)
}

// wanted reports whether a node is of a class asked for.
func (w *search) wanted(node uint32) bool {
	if len(w.Classes) == 0 {
		return true
	}
	is, known := w.classes[node]
	if !known {
		is = slices.Contains(w.Classes, w.class(node))
		w.classes[node] = is
	}
	return is
}

func (w *search) add(node uint32, f fit) {
	old, known := w.hits[node]
	if known && f.compare(old.fit) >= 0 || !known && !w.wanted(node) {
		return
	}
	w.hits[node] = hit{fit: f, node: node}
}

// bearers yields the entities that are found by the key at a place of an index,
// with the name, and whether that is their id.
func (s *Store) bearers(names *segment.Names, place uint32) iter.Seq2[uint32, fit] {
	return func(yield func(uint32, fit) bool) {
		for _, term := range names.Terms(place) {
			name, isName := s.view.Value(term).(quad.String)
			if !isName {
				if s.isEntity(term) && !yield(term, fit{own: true, name: s.id(term)}) {
					return
				}
				continue
			}
			for node := range s.namedSo(term) {
				if !yield(node, fit{name: string(name)}) {
					return
				}
			}
		}
	}
}

// namedSo yields the entities that have a name.
func (s *Store) namedSo(name uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for _, among := range s.terms.entities {
			for node := range s.view.Groups(segment.Row{0, s.terms.name, name}, quad.Subject, among) {
				if !yield(node) {
					return
				}
			}
		}
	}
}

// same finds names that have the key.
func (w *search) same() {
	for node := range w.joined(w.Name) {
		w.add(node, fit{rank: rankOf("exact"), own: true, name: w.Name})
	}
	for _, names := range w.names() {
		place, ok := names.Find(w.key)
		if !ok {
			continue
		}
		for node, f := range w.bearers(names, place) {
			w.add(node, same(f.name, w.Name, f.own))
		}
	}
}

// beginning finds names that begin with the key. Where there are many, those of
// the things that are mentioned most are looked at first, as long as that takes
// no longer than looking at all.
func (w *search) beginning() {
	var spans []segment.Span
	n := 0
	for _, names := range w.names() {
		span := names.Begin(w.key)
		spans = append(spans, span)
		n += int(span.To - span.From)
	}
	if n > w.few && w.popular(n) {
		return
	}
	for k, names := range w.names() {
		for place := spans[k].From; place < spans[k].To; place++ {
			key := names.Key(place)
			for node, f := range w.bearers(names, place) {
				f.rank, f.key = rankOf("prefix"), key
				w.add(node, f)
			}
		}
	}
}

// popular looks at the things that are mentioned most, in so many steps at most,
// and reports whether it found all that are asked for: those that it did not look
// at come after them.
func (w *search) popular(steps int) bool {
	for node := range w.byArticles(steps) {
		if f, ok := w.begins(node); ok {
			w.add(node, f)
		}
		if len(w.hits) >= w.Limit {
			return true
		}
	}
	return false
}

// begins returns the name of a node that begins with the key.
func (w *search) begins(node uint32) (first fit, ok bool) {
	try := func(name string, own bool) {
		f := fit{rank: rankOf("prefix"), key: Fold(name), own: own, name: name}
		if strings.HasPrefix(f.key, w.key) && (!ok || f.compare(first) < 0) {
			first, ok = f, true
		}
	}
	try(w.id(node), true)
	for o := range w.objects(node, w.terms.name) {
		if name, isName := w.view.Value(o).(quad.String); isName {
			try(string(name), false)
		}
	}
	return first, ok
}

// similar finds names that differ from the key in few letters, those that differ
// in fewest first, until there are enough.
func (w *search) similar() {
	most := maxEdits(w.key)
	near := make([][]segment.Candidate, len(w.names()))
	for k, names := range w.names() {
		near[k] = names.Near(w.key, most)
	}
	for edits := 1; edits <= most && len(w.hits) < w.Limit; edits++ {
		for k, names := range w.names() {
			for _, c := range near[k] {
				if c.Edits <= edits {
					w.like(names, c.Place, edits)
				}
			}
		}
	}
}

// like adds what is found by a key that differs in so many letters.
func (w *search) like(names *segment.Names, place uint32, edits int) {
	key := names.Key(place)
	if levenshtein.ComputeDistance(key, w.key) != edits {
		return
	}
	for node, f := range w.bearers(names, place) {
		f.rank, f.edits, f.key = rankOf("similar"), edits, key
		w.add(node, f)
	}
}

// matches returns the best hits.
func (w *search) matches() []Match {
	var list []hit
	for node, h := range w.hits {
		h.articles = w.articlesNaming(node)
		list = append(list, h)
	}
	slices.SortFunc(list, hit.compare)
	if len(list) > w.Limit { // ids are read of those that may stay
		last := list[w.Limit-1]
		list = slices.DeleteFunc(list, func(h hit) bool { return h.compare(last) > 0 })
	}
	for i := range list {
		list[i].id = w.id(list[i].node)
	}
	slices.SortFunc(list, func(a, b hit) int { return cmp.Or(a.compare(b), strings.Compare(a.id, b.id)) })
	found := []Match{}
	for _, h := range list[:min(w.Limit, len(list))] {
		found = append(found, Match{w.entity(h.node), h.name, h.how(), h.articles})
	}
	return found
}
