package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
)

// Commit makes all that was put and removed the state of the store, and
// returns what it holds now. Where nothing differs from the state before, no
// file is changed. An error leaves the state before or the new one, whole.
func (w *Writer) Commit() (Stats, error) {
	before := w.manifest.byKey()
	if w.manifest.Generation > 0 && w.broken == nil && maps.EqualFunc(before, w.records, sameContent) {
		return w.manifest.stats(), w.Abort()
	}
	after := maps.Clone(w.records)
	compacted, err := w.commit()
	if err != nil {
		return Stats{}, fmt.Errorf("store %s: %w", w.dir, err)
	}
	stats := w.manifest.stats()
	stats.Compacted = compacted
	stats.count(before, after)
	return stats, nil
}

func sameContent(a, b entry) bool { return a.Hash == b.Hash && a.Sum == b.Sum }

func (s *Stats) count(before, after map[string]entry) {
	for k, e := range after {
		old, ok := before[k]
		switch {
		case e.Kind != articleKind:
		case !ok:
			s.Added++
		case !sameContent(old, e):
			s.Replaced++
		}
	}
	for k, e := range before {
		if _, ok := after[k]; !ok && e.Kind == articleKind {
			s.Removed++
		}
	}
}

// commit first brings the log to disk, then puts a manifest in place that
// counts it in: only that last step changes the store.
func (w *Writer) commit() (compacted bool, err error) {
	if w.broken != nil {
		return false, w.broken
	}
	if err := w.append(nil); err != nil { // a store without articles has a log too
		return false, err
	}
	if err := errors.Join(w.buffer.Flush(), w.file.Sync()); err != nil {
		w.broken = err
		return false, err
	}
	next := w.manifest.next(w.tool, filepath.Base(w.file.Name()), w.length, w.records)
	if next.mostlyDead() {
		if next, err = w.compact(); err != nil {
			return false, err
		}
		compacted = true
	}
	if err := next.place(w.dir); err != nil {
		return false, err
	}
	w.manifest = next
	if compacted {
		w.leaveLog()
	}
	w.reset()
	return compacted, syncDir(w.dir)
}

// mostlyDead reports whether more than half of the log is records that no
// longer count.
func (m manifest) mostlyDead() bool {
	live := int64(len(logHeader))
	for _, e := range m.Records {
		live += e.Length
	}
	return m.Length > 2*live
}

// compact writes the records that count to a new log and returns the manifest
// for it. The old log stays as it is.
func (w *Writer) compact() (manifest, error) {
	name := logName(logNumber(filepath.Base(w.file.Name())) + 1)
	f, err := os.Create(filepath.Join(w.dir, name))
	if err != nil {
		return manifest{}, err
	}
	length, records, err := w.copyLive(f)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return manifest{}, err
	}
	return w.manifest.next(w.tool, name, length, records), nil
}

func (w *Writer) copyLive(f io.Writer) (int64, map[string]entry, error) {
	b := bufio.NewWriterSize(f, 1<<18)
	if _, err := b.WriteString(logHeader); err != nil {
		return 0, nil, err
	}
	length, records := int64(len(logHeader)), map[string]entry{}
	for _, e := range w.inOrder() {
		if _, err := io.Copy(b, io.NewSectionReader(w.file, e.Offset, e.Length)); err != nil {
			return 0, nil, err
		}
		e.Offset = length
		length += e.Length
		records[e.key()] = e
	}
	return length, records, b.Flush()
}

// leaveLog closes and removes the log that compaction has replaced. Where that
// fails, because a reader of Windows has it open, the next writer removes it.
func (w *Writer) leaveLog() {
	name := w.file.Name()
	_ = w.file.Close() // all that counts of it is in the new log
	_ = os.Remove(name)
	w.file = nil
}

// Abort forgets what was put and removed since the last commit.
func (w *Writer) Abort() error {
	w.reset()
	if w.file == nil {
		return nil
	}
	name := w.file.Name()
	err := errors.Join(w.file.Truncate(w.length), w.file.Close())
	w.file = nil
	if w.manifest.Log == "" { // nothing was ever committed
		err = errors.Join(err, os.Remove(name))
	}
	if err != nil {
		return fmt.Errorf("store %s: %w", w.dir, err)
	}
	return nil
}

// Close forgets what is not committed and lets others write. It may be called
// twice.
func (w *Writer) Close() error {
	err := w.Abort()
	if w.lock == nil {
		return err
	}
	err = errors.Join(err, unlock(w.dir, w.lock))
	w.lock = nil
	return err
}
