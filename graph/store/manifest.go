package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

const (
	manifestName = "MANIFEST.json"
	tempSuffix   = ".tmp"
	// format is raised when a store written before can no longer be read.
	format = 1
)

// The kinds of record: what an article says, and facts that no article says.
const (
	articleKind = "article"
	factsKind   = "facts"
)

// manifest says what of the log counts. Bytes of the log beyond Length, and
// records that no entry names, are as if they were not there.
type manifest struct {
	Format     int     `json:"format"`
	Tool       string  `json:"tool"` // program and version that wrote it
	Generation int     `json:"generation"`
	Log        string  `json:"log"`
	Length     int64   `json:"length"` // bytes
	Articles   int     `json:"articles"`
	Quads      int     `json:"quads"`
	Records    []entry `json:"records"` // by kind and id
}

// entry is where a record lies in the log.
type entry struct {
	Kind   string `json:"kind"`
	ID     string `json:"id"`
	Hash   string `json:"hash"` // of the article's content, as the caller gave it
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	Quads  int    `json:"quads"`
	Sum    string `json:"sum"` // of the record's bytes
}

func (e entry) key() string { return e.Kind + " " + e.ID }

// Stats counts what a store holds and, after a commit, what it changed.
type Stats struct {
	Generation int
	Articles   int
	Quads      int
	Bytes      int64 // of the log

	Added, Replaced, Removed int // articles
	Compacted                bool
}

func (m manifest) stats() Stats {
	return Stats{Generation: m.Generation, Articles: m.Articles, Quads: m.Quads, Bytes: m.Length}
}

func (m manifest) byKey() map[string]entry {
	records := make(map[string]entry, len(m.Records))
	for _, e := range m.Records {
		records[e.key()] = e
	}
	return records
}

// next returns the manifest after m, with these records.
func (m manifest) next(tool, log string, length int64, records map[string]entry) manifest {
	n := manifest{Format: format, Tool: tool, Generation: m.Generation + 1, Log: log, Length: length}
	for _, e := range records {
		n.Records = append(n.Records, e)
		n.Quads += e.Quads
		if e.Kind == articleKind {
			n.Articles++
		}
	}
	slices.SortFunc(n.Records, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.ID, b.ID))
	})
	return n
}

// readManifest returns the manifest of a store and the state of its file. A
// format other than this program's is refused before anything else is read.
func readManifest(dir string) (manifest, fs.FileInfo, error) {
	f, err := os.Open(filepath.Join(dir, manifestName))
	if err != nil {
		return manifest{}, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return manifest{}, nil, err
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return manifest{}, nil, err
	}
	m, err := parseManifest(data)
	return m, info, err
}

func parseManifest(data []byte) (manifest, error) {
	var version struct {
		Format int    `json:"format"`
		Tool   string `json:"tool"`
	}
	if err := json.Unmarshal(data, &version); err != nil {
		return manifest{}, fmt.Errorf("%s: %w", manifestName, err)
	}
	if version.Format != format {
		return manifest{}, fmt.Errorf("%s: format %d, written by %q; this program reads format %d: build the store anew",
			manifestName, version.Format, version.Tool, format)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return manifest{}, fmt.Errorf("%s: %w", manifestName, err)
	}
	return m, m.check()
}

// check refuses a manifest that could lead outside its folder or its log.
func (m manifest) check() error {
	if logNumber(m.Log) == 0 {
		return fmt.Errorf("%s: log %q is not a log of this folder", manifestName, m.Log)
	}
	for _, e := range m.Records {
		if e.Offset < int64(len(logHeader)) || e.Length <= 0 || e.Offset > m.Length-e.Length {
			return fmt.Errorf("%s: %s %q: bytes %d+%d are not in the log's %d",
				manifestName, e.Kind, e.ID, e.Offset, e.Length, m.Length)
		}
	}
	return nil
}

// place puts the manifest in place of the one before, which stays whole until
// the new one is on disk. After an error the one before is still there.
func (m manifest) place(dir string) error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	name := filepath.Join(dir, manifestName)
	if err := writeSynced(name+tempSuffix, append(data, '\n')); err != nil {
		return err
	}
	return os.Rename(name+tempSuffix, name)
}

func writeSynced(name string, data []byte) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncDir makes a rename last. Windows has no way to, and needs none.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
