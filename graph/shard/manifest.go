package shard

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// ManifestName is the file that counts the others in. It is written last.
const ManifestName = "manifest.json"

// format is raised when files written before can no longer be read.
const format = 1

// Manifest says which files a graph consists of.
type Manifest struct {
	Format int    `json:"format"`
	Tool   string `json:"tool"` // program that wrote them
	Files  []File `json:"files"`

	Articles int `json:"articles"`
	Quads    int `json:"quads"` // of the graph
}

// NewManifest counts files in, sorted by name.
func NewManifest(tool string, files []File) Manifest {
	m := Manifest{Format: format, Tool: tool, Files: slices.Clone(files)}
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range m.Files {
		if f.Kind == Articles {
			m.Articles += f.Blocks
		}
		if f.Kind != Said {
			m.Quads += f.Quads
		}
	}
	return m
}

// Write writes the manifest as JSON.
func (m Manifest) Write(w io.Writer) error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// ReadManifest reads what Write wrote. It refuses another format, and files
// that would lie outside the manifest's folder.
func ReadManifest(r io.Reader) (Manifest, error) {
	var m Manifest
	if err := json.NewDecoder(r).Decode(&m); err != nil {
		return m, fmt.Errorf("%s: %w", ManifestName, err)
	}
	if m.Format != format {
		return m, fmt.Errorf("%s: format %d, written by %q; this program reads format %d", ManifestName, m.Format, m.Tool, format)
	}
	for _, f := range m.Files {
		if f.Name != path.Base(f.Name) || f.Name == "." || f.Name == ".." || strings.Contains(f.Name, `\`) {
			return m, fmt.Errorf("%s: file %q is not in its folder", ManifestName, f.Name)
		}
	}
	return m, nil
}

// Of returns the files of a kind, by name.
func (m Manifest) Of(kind Kind) []File {
	var list []File
	for _, f := range m.Files {
		if f.Kind == kind {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
