package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"trigraph/graph/store/segment"
)

// Commit makes all that was put and removed the state of the store, and
// returns what it holds now. Where nothing differs from the state before, no
// file is changed. An error leaves the state before or the new one, whole.
func (w *Writer) Commit() (Stats, error) {
	if w.manifest.Generation > 0 && !w.Changed() && len(w.facts) == 0 && w.asNoted() {
		return w.manifest.stats(), nil
	}
	changed := w.changes()
	if err := w.commit(changed, -1); err != nil {
		return Stats{}, fmt.Errorf("store %s: %w", w.dir, err)
	}
	stats := w.manifest.stats()
	stats.Added, stats.Replaced, stats.Removed = changed.Added, changed.Replaced, changed.Removed
	return stats, nil
}

// Compact writes all segments to one, without what is gone, and returns what
// the store holds. What was put and removed is committed with it.
func (w *Writer) Compact() (Stats, error) {
	changed := w.changes()
	dense := !slices.ContainsFunc(w.stack.pieces, func(p piece) bool { return len(p.Gone) > 0 })
	if len(w.articles) == 0 && len(w.facts) == 0 && len(w.stack.pieces) < 2 && dense {
		return w.manifest.stats(), nil
	}
	if err := w.commit(changed, 0); err != nil {
		return Stats{}, fmt.Errorf("store %s: %w", w.dir, err)
	}
	return w.manifest.stats(), nil
}

func (w *Writer) changes() (s Stats) {
	for id, span := range w.articles {
		switch there := w.there(id); {
		case span.from == span.to:
			s.Removed++
		case there:
			s.Replaced++
		default:
			s.Added++
		}
	}
	return s
}

// replaced returns the owners, by their numbers in the stack, whose quads there
// no longer count, in either version.
func (w *Writer) replaced() (list []uint32) {
	for id := range w.articles {
		if n, ok := w.said.ID(articleOwner(id)); ok {
			list = append(list, n, segment.JudgedID(n))
		}
	}
	for name, s := range w.facts {
		if s.more {
			continue
		}
		if n, ok := w.said.ID(factsOwner(name)); ok {
			list = append(list, n, segment.JudgedID(n))
		}
	}
	slices.Sort(list)
	return list
}

// commit first brings the segments to disk, then puts a manifest in place that
// counts them in: only that last step changes the store. Segments from n on are
// merged; where n is below 0, as many as are worth it.
func (w *Writer) commit(changed Stats, n int) error {
	standing, err := w.stack.without(w.replaced())
	if err != nil {
		return err
	}
	if n < 0 {
		if n, err = standing.mergeFrom(w.builder.Len()); err != nil {
			return err
		}
	}
	next := w.manifest
	next.Format, next.Tool, next.Generation = format, w.tool, w.manifest.Generation+1
	next.Last++
	next.Facts = w.factNames()
	next.Notes, next.Outdated = w.notes, slices.Sorted(maps.Keys(w.outdated))
	after, err := standing.write(w.dir, segmentName(next.Last), w.builder, n)
	if err != nil {
		return err
	}
	if after, err = w.judge(after, &next); err != nil {
		return err
	}
	if after, err = after.named(w.dir); err != nil {
		return err
	}
	view, err := after.view(segment.Judged)
	if err != nil {
		return err
	}
	next.Segments, next.Quads = after.pieces, view.Len()
	next.Articles += changed.Added - changed.Removed
	if err := next.place(w.dir); err != nil {
		return err
	}
	return errors.Join(syncDir(w.dir), w.stand(next, after), w.sweep())
}

func (w *Writer) factNames() []string {
	names := map[string]bool{}
	for _, name := range w.manifest.Facts {
		names[name] = true
	}
	for name, s := range w.facts {
		names[name] = s.more || s.from < s.to
	}
	maps.DeleteFunc(names, func(_ string, there bool) bool { return !there })
	return slices.Sorted(maps.Keys(names))
}

// Close forgets what is not committed and lets others write. It may be called
// twice.
func (w *Writer) Close() error {
	w.reset()
	if w.lock == nil {
		return nil
	}
	err := unlock(w.dir, w.lock)
	w.lock = nil
	return err
}
