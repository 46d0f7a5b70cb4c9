package store

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

// Put says that an article with this id and content hash says these quads, and
// nothing else. The same again changes nothing. Quads that could not be read
// back, such as a mention outside its text, are an error, after which the
// writer is as before.
func (w *Writer) Put(id, hash string, quads []quad.Quad) error {
	err := check(id, hash, quads)
	if err == nil {
		err = w.put(w.articles, id, articleOwner(id), quads)
	}
	if err != nil {
		return fmt.Errorf("store %s: article %q: %w", w.dir, id, err)
	}
	w.hashes[id] = hash
	delete(w.outdated, id)
	return nil
}

// PutFacts replaces the facts of a name, such as "lexicon", which no article
// says. Where some have come and none has gone, only those are written.
func (w *Writer) PutFacts(name string, quads []quad.Quad) error {
	err := check(name, "", quads)
	if err == nil {
		err = w.put(w.facts, name, factsOwner(name), quads)
	}
	if err != nil {
		return fmt.Errorf("store %s: facts %q: %w", w.dir, name, err)
	}
	return nil
}

// check keeps out of the store what could not be read.
func check(id, hash string, quads []quad.Quad) error {
	if id == "" || !utf8.ValidString(id) || !utf8.ValidString(hash) {
		return fmt.Errorf("id %q, hash %q: not usable", id, hash)
	}
	for _, q := range quads {
		if !q.IsValid() || broken(q.Subject) || broken(q.Predicate) || broken(q.Object) || broken(q.Label) {
			return fmt.Errorf("%q is not a quad that can be written", q.NQuad())
		}
	}
	var r graph.Record
	return r.UnmarshalQuads(quads)
}

// broken names no N-Quads file can hold.
func broken(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	return ok && strings.ContainsAny(string(iri), "\n\r")
}

// put keeps the quads of an owner, unless they are what the store has of it.
func (w *Writer) put(list map[string]span, name string, owner quad.Value, quads []quad.Quad) error {
	w.drop(list, name)
	isNew, kept := w.compare(owner, quads)
	if len(isNew) == 0 && kept {
		return nil
	}
	more := kept && owner == factsOwner(name)
	if more {
		quads = isNew
	}
	from := w.builder.Len()
	if err := w.add(owner, quads); err != nil {
		w.builder.Drop(from, w.builder.Len())
		return err
	}
	list[name] = span{from, w.builder.Len(), more}
	return nil
}

// add adds quads for an owner; most are their labels'.
func (w *Writer) add(owner quad.Value, quads []quad.Quad) error {
	for i, q := range quads {
		if i == 0 || (q.Label == owner) != (quads[i-1].Label == owner) {
			by := owner
			if q.Label == owner {
				by = nil
			}
			if err := w.builder.Begin(by, false); err != nil {
				return err
			}
		}
		if err := w.builder.Add(q); err != nil {
			return err
		}
	}
	return nil
}

// drop forgets what was put under a name.
func (w *Writer) drop(list map[string]span, name string) {
	if s, ok := list[name]; ok {
		w.builder.Drop(s.from, s.to)
		delete(list, name)
	}
}

// compare returns which quads an owner has not said before, and whether all it
// has said are among them.
func (w *Writer) compare(owner quad.Value, quads []quad.Quad) (isNew []quad.Quad, kept bool) {
	gone := map[quad.Quad]bool{}
	for q := range w.said.Owned(owner) {
		gone[q] = true
	}
	before := maps.Clone(gone)
	for _, q := range quads {
		if !before[q] {
			isNew = append(isNew, q)
		}
		delete(gone, q)
	}
	return isNew, len(gone) == 0
}

// Has reports whether the store holds an article with this content.
func (w *Writer) Has(id, hash string) bool {
	if s, ok := w.articles[id]; ok {
		return s.from < s.to && w.hashes[id] == hash
	}
	article := articleOwner(id)
	return !w.outdated[id] && w.said.Has(quad.Quad{Subject: article, Predicate: graph.HasHash, Object: quad.String(hash), Label: article})
}

// Remove takes back all that an article said; an unknown id is no error.
func (w *Writer) Remove(id string) {
	w.drop(w.articles, id)
	delete(w.outdated, id)
	if w.there(id) {
		w.articles[id] = span{}
	}
}

// there reports whether an article is in the state on disk.
func (w *Writer) there(id string) bool {
	article := articleOwner(id)
	return w.said.Has(quad.Quad{Subject: article, Predicate: graph.IsA, Object: graph.ArticleType, Label: article})
}

// committed returns the ids of the articles on disk.
func (w *Writer) committed() []string {
	if w.ids == nil {
		w.ids = articles(w.said)
	}
	return w.ids
}

// Articles returns the ids of the articles in the store, sorted.
func (w *Writer) Articles() []string {
	all := map[string]bool{}
	for _, id := range w.committed() {
		all[id] = true
	}
	for id, s := range w.articles {
		if s.from < s.to {
			all[id] = true
		} else {
			delete(all, id)
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// quads yields what an article says, what is not committed included.
func (w *Writer) quads(id string) iter.Seq[quad.Quad] {
	if s, ok := w.articles[id]; ok {
		return w.builder.Quads(s.from, s.to)
	}
	return w.said.Owned(articleOwner(id))
}
