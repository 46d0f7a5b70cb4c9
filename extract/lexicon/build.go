package lexicon

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
)

// compile writes the index of what was added, but for its header, and returns
// that. records gives the section of entities, once it is written.
func (c *compiler) compile(out io.Writer, records func(length uint64) (string, error)) ([]byte, error) {
	if err := c.writeEntities(out); err != nil {
		return nil, err
	}
	written, err := records(c.head.sections[secEntities].length)
	if err != nil {
		return nil, err
	}
	f := newFilter(c.seen.count())
	c.fill(f, written)
	if _, err := c.part(out, secSamples).Write(c.samples); err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	if err := c.writeNames(out, f); err != nil {
		return nil, err
	}
	return c.writeRest(out, f)
}

// inMemory makes an index in memory.
func (c *compiler) inMemory() (string, error) {
	var out bytes.Buffer
	out.Write(make([]byte, headerSize))
	head, err := c.compile(&out, func(length uint64) (string, error) {
		return text(out.Bytes()[headerSize:][:length]), nil
	})
	if err != nil {
		return "", err
	}
	image := out.Bytes()
	copy(image, head)
	return text(image), nil
}

// Summary says what an index holds.
type Summary struct {
	Entities, Names int    // things, and names of things, each spelling but for case once
	Bytes           int64  // size of the file
	Joined, Apart   []Join // rows that are known things; rows that could be
}

// Build compiles the tables at the root of each file system to an index in a
// file, in bounded memory, and puts it in place of one that is there. A row that
// is a thing that known has under another id becomes that thing: by a Wikidata
// id, LEI, ISIN or ticker that both have, or by their names, where two agree that
// are no common words, or one and the country with a common word, with what both
// are part of, or for a long name alone, the classes fit, and no other row could
// be that thing. Errors are Load's, and those of writing.
func Build(path string, known *Lexicon, files ...fs.FS) (Summary, error) {
	c := newCompiler()
	defer c.close()
	var err error
	if c.identity, err = newIdentity(known); err != nil {
		return Summary{}, err
	}
	for _, f := range files {
		if err := c.load(f); err != nil {
			return Summary{}, err
		}
	}
	s := Summary{}
	rows, joined, apart := c.identity.decide()
	for i := range rows {
		if err := c.add(&rows[i]); err != nil {
			return Summary{}, err
		}
	}
	s.Joined, s.Apart = joined, apart
	c.identity = nil
	if err := c.writeFile(path, &s); err != nil {
		return Summary{}, err
	}
	return s, nil
}

// writeFile writes the index to a file and says how much it holds.
func (c *compiler) writeFile(path string, s *Summary) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // nothing is left of it where all went well
	err = c.write(f)
	if e := f.Close(); err == nil && e != nil {
		err = fmt.Errorf("lexicon: %w", e)
	}
	if err != nil {
		return err
	}
	return c.finish(f.Name(), path, s)
}

// write writes the whole index to a file.
func (c *compiler) write(f *os.File) error {
	out := bufio.NewWriterSize(f, 1<<20)
	_, _ = out.Write(make([]byte, headerSize)) // Flush tells the error
	head, err := c.compile(out, func(length uint64) (string, error) {
		if err := out.Flush(); err != nil {
			return "", fmt.Errorf("lexicon: %w", err)
		}
		all, err := mapped(f, int64(headerSize)+int64(length))
		if err != nil {
			return "", fmt.Errorf("lexicon: %s: %w", f.Name(), err)
		}
		return all[headerSize:], nil
	})
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	if _, err := f.WriteAt(head, 0); err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	return nil
}

// finish gives the file its name.
func (c *compiler) finish(from, to string, s *Summary) error {
	info, err := os.Stat(from)
	if err == nil {
		err = os.Chmod(from, 0o644)
	}
	if err == nil {
		err = os.Rename(from, to)
	}
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	s.Entities, s.Names, s.Bytes = int(c.head.entities), int(c.head.entries), info.Size()
	return nil
}

// IsIndex reports whether a file begins as an index does.
func IsIndex(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // it was only read
	b := make([]byte, len(indexMagic))
	_, err = io.ReadFull(f, b)
	return err == nil && string(b) == indexMagic
}

// Verify reads a whole index and holds it against its checksums. The error names
// the file and what is damaged.
func Verify(path string) error {
	_, err := openChecked(path, math.MaxInt64)
	return err
}

// checkedWhole is the size up to which opening an index checks all of it.
const checkedWhole = 8 << 20

// openChecked maps an index, and checks all of it where it has no more bytes than
// whole says. The error names the file.
func openChecked(path string, whole int64) (*index, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	if info.Size() < int64(headerSize) {
		return nil, fmt.Errorf("%s: no index of a lexicon", path)
	}
	image, err := mapped(f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	x, err := openIndex(image, info.Size() <= whole)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return x, nil
}
