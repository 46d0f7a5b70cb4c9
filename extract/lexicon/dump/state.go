package dump

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// state is how far an import has come. It is written after each run, so that a
// second start goes on where the first was stopped.
type state struct {
	Options   string   // what must be the same to go on, hashed
	Read      int64    // bytes of the input file
	Tail      uint32   // checksum of the file before that place
	At        position // in the unpacked input
	Mark      mark     // where unpacking can begin to come there
	Entities  int64
	Malformed int64
	Faults    []Fault
	Runs      int
	Header    []string // of a CSV file
	Complete  bool     // everything is read
}

// workFolder is where an import keeps its runs, beside the table it makes.
func workFolder(output string) string { return output + ".import" }

func stateFile(dir string) string { return filepath.Join(dir, "state.json") }

// readState reads what an earlier start left, or makes the folder.
func readState(dir string) (state, error) {
	var s state
	raw, err := os.ReadFile(stateFile(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return s, os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err != nil {
		return s, fmt.Errorf("%s: %w", stateFile(dir), err)
	}
	return s, nil
}

// write puts a new state in place of the old one at once.
func (s *state) write(dir string) error {
	raw, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return err
	}
	next := stateFile(dir) + ".next"
	err = writeFile(next, func(w *bufio.Writer) error {
		_, err := w.Write(raw)
		return err
	})
	if err != nil {
		return err
	}
	return os.Rename(next, stateFile(dir))
}

// fits reports whether the state is of the same import of the same file.
func (s *state) fits(options string, in *source) bool {
	if s.Options != options || s.Read > in.size {
		return false
	}
	tail, err := in.tail(s.Read)
	return err == nil && tail == s.Tail
}

// hashed is a short name for options.
func hashed(parts ...any) string {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%q", parts)))
	return hex.EncodeToString(sum[:8])
}

// forget removes what an import kept. The state goes first: what is left when the
// process is killed here is no import that could be gone on with.
func forget(dir string) error {
	if err := os.Remove(stateFile(dir)); err != nil {
		return err
	}
	return os.RemoveAll(dir)
}
