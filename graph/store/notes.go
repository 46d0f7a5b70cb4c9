package store

import "maps"

// Changed reports whether articles were put or removed since the last commit.
func (w *Writer) Changed() bool { return len(w.articles) > 0 }

// Note returns what was noted under a name, "" for nothing.
func (w *Writer) Note(name string) string { return w.notes[name] }

// SetNote notes something for later writers. It counts after Commit.
func (w *Writer) SetNote(name, value string) {
	if w.notes == nil {
		w.notes = map[string]string{}
	}
	w.notes[name] = value
}

// extraction is the note of how the articles in the store were extracted.
const extraction = "extraction"

// Extracted says by what articles are extracted from now on: a program, its
// lexicon and models, its settings. Has is false for articles that something
// else extracted, until they are put again.
func (w *Writer) Extracted(by string) {
	if w.Note(extraction) == by {
		return
	}
	w.SetNote(extraction, by)
	for _, id := range w.committed() {
		w.outdated[id] = true
	}
}

// asNoted reports whether the notes are those on disk.
func (w *Writer) asNoted() bool {
	if len(w.outdated) != len(w.manifest.Outdated) {
		return false
	}
	for _, id := range w.manifest.Outdated {
		if !w.outdated[id] {
			return false
		}
	}
	return maps.Equal(w.notes, w.manifest.Notes)
}
