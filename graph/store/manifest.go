package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

const (
	manifestName = "MANIFEST.json"
	tempSuffix   = ".tmp"
	// format is raised when a store written before can no longer be read.
	format = 2
)

// manifest says what of a folder counts.
type manifest struct {
	Format     int      `json:"format"`
	Tool       string   `json:"tool"` // program and version that wrote it
	Generation int      `json:"generation"`
	Last       int      `json:"last"` // the highest number a segment has had
	Articles   int      `json:"articles"`
	Quads      int      `json:"quads"`    // as judged
	Facts      []string `json:"facts"`    // the names of those there are, sorted
	Segments   []piece  `json:"segments"` // the lowest first

	Notes    map[string]string `json:"notes,omitempty"`    // Writer.Note
	Outdated []string          `json:"outdated,omitempty"` // articles that were extracted otherwise than the note says
}

// piece is a segment of the stack.
type piece struct {
	File string `json:"file"`
	Size int64  `json:"size"`
	Sum  uint32 `json:"sum"`            // segment.Sum
	Gone gone   `json:"gone,omitempty"` // owners whose quads in it do not count

	Names *namesPiece `json:"names,omitempty"` // nil where it was written before there were any
}

// namesPiece is the file of a segment's names.
type namesPiece struct {
	Size int64  `json:"size"`
	Sum  uint32 `json:"sum"`
	Fold int    `json:"fold"` // which names were one when it was written
}

func (p piece) namesFile() string { return namesName(fileNumber(p.File)) }

// is reports whether a file is one of the piece's.
func (p piece) is(name string) bool { return name == p.File || p.Names != nil && name == p.namesFile() }

// gone is numbers in rising order, in JSON the differences as varints.
type gone []uint32

// MarshalJSON implements json.Marshaler.
func (g gone) MarshalJSON() ([]byte, error) {
	var b []byte
	before := uint32(0)
	for _, n := range g {
		b = binary.AppendUvarint(b, uint64(n-before))
		before = n
	}
	return json.Marshal(b)
}

// UnmarshalJSON implements json.Unmarshaler.
func (g *gone) UnmarshalJSON(data []byte) error {
	var b []byte
	if err := json.Unmarshal(data, &b); err != nil {
		return err
	}
	*g = nil
	before := uint32(0)
	for len(b) > 0 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			return errors.New("owners that are gone: not a list of numbers")
		}
		before += uint32(n)
		*g, b = append(*g, before), b[size:]
	}
	return nil
}

// with returns the numbers with more of them.
func (g gone) with(more []uint32) gone {
	all := append(slices.Clone(g), more...)
	slices.Sort(all)
	return slices.Compact(all)
}

// Stats counts what a store holds and, after a commit, what it changed.
type Stats struct {
	Generation int
	Articles   int
	Quads      int
	Bytes      int64 // of the files
	Segments   int   // files

	Added, Replaced, Removed int // articles
}

func (m manifest) stats() Stats {
	s := Stats{Generation: m.Generation, Articles: m.Articles, Quads: m.Quads, Segments: len(m.Segments)}
	for _, p := range m.Segments {
		s.Bytes += p.Size
		if p.Names != nil {
			s.Bytes += p.Names.Size
		}
	}
	return s
}

func segmentName(number int) string { return fmt.Sprintf("quads-%06d.seg", number) }

func namesName(number int) string { return fmt.Sprintf("names-%06d.idx", number) }

// fileNumber returns the number of a segment or its names, 0 for a name that
// neither has.
func fileNumber(name string) int {
	for _, format := range []string{"quads-%d.seg", "names-%d.idx"} {
		var n int
		if _, err := fmt.Sscanf(name, format, &n); err == nil && n > 0 && (name == segmentName(n) || name == namesName(n)) {
			return n
		}
	}
	return 0
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
		return manifest{}, fmt.Errorf("%s: format %d, written by %q; this program reads format %d: build the store anew, in another folder or after removing this one",
			manifestName, version.Format, version.Tool, format)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return manifest{}, fmt.Errorf("%s: %w", manifestName, err)
	}
	return m, m.check()
}

// check refuses a manifest that could lead outside its folder.
func (m manifest) check() error {
	for _, p := range m.Segments {
		if n := fileNumber(p.File); n == 0 || n > m.Last || p.File != segmentName(n) {
			return fmt.Errorf("%s: segment %q is not one of this folder", manifestName, p.File)
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
