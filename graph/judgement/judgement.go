// Package judgement holds what people decided about identity: that two nodes
// are one or are not, that mentions in some articles are another thing, what a
// thing is called and of which class it is. Judgements come in as lines of a
// plain file and go out as a graph.Record of joins and corrections that is
// applied to what extraction said; nothing here opens a store. A judgement
// that contradicts others by a chain is refused and named, never half obeyed.
package judgement

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"trigraph/graph"
)

// Verdict is what a person decided.
type Verdict string

// The verdicts.
const (
	Same      Verdict = "same"      // A and B are one thing; with Articles: A there is rightly A
	Different Verdict = "different" // A and B are two
	Unsure    Verdict = "unsure"    // somebody looked at A and B and could not say
	Split     Verdict = "split"     // what Articles call A is B
	Rename    Verdict = "rename"    // A is called Name in Lang
	Reclass   Verdict = "class"     // A is of Class
	Undo      Verdict = "undo"      // judgement number Of does not hold any more
)

// Judgement is one line of the file.
type Judgement struct {
	Number   int         `json:"-"` // the line in the file, from 1
	Time     time.Time   `json:"time"`
	Author   string      `json:"author"`
	Verdict  Verdict     `json:"verdict"`
	A        string      `json:"a,omitempty"`    // entity id
	B        string      `json:"b,omitempty"`    // entity id
	AIn      string      `json:"a_in,omitempty"` // an article that names A: finds it should its id be another later
	BIn      string      `json:"b_in,omitempty"`
	Articles []string    `json:"articles,omitempty"`
	Lang     string      `json:"lang,omitempty"`
	Name     string      `json:"name,omitempty"`
	Class    graph.Class `json:"class,omitempty"`
	Of       int         `json:"of,omitempty"`
	Reason   string      `json:"reason,omitempty"`
}

// String says a judgement in words.
func (j Judgement) String() string {
	switch j.Verdict {
	case Split:
		return fmt.Sprintf("what %s calls %s is %s", first(j.Articles), j.A, j.B)
	case Rename:
		return fmt.Sprintf("%s is called %q in %q", j.A, j.Name, j.Lang)
	case Reclass:
		return fmt.Sprintf("%s is of class %s", j.A, j.Class)
	case Undo:
		return fmt.Sprintf("judgement %d is undone", j.Of)
	}
	switch {
	case j.confirms() && j.Verdict == Same:
		return fmt.Sprintf("%s is right in %s", j.A, first(j.Articles))
	case j.confirms():
		return fmt.Sprintf("whether %s is right in %s is unsure", j.A, first(j.Articles))
	}
	return fmt.Sprintf("%s and %s are %s", j.A, j.B, j.Verdict)
}

// confirms reports whether j only says that an article's thing is what it was
// taken for, or that nobody can say.
func (j Judgement) confirms() bool { return j.A == j.B && (j.Verdict == Same || j.Verdict == Unsure) }

func first(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return fmt.Sprintf("%d articles", len(list))
}

// check says what a judgement lacks, whatever others say.
func (j Judgement) check() error {
	lacks := func(missing bool, what string) error {
		if missing {
			return fmt.Errorf("verdict %q needs %s", j.Verdict, what)
		}
		return nil
	}
	switch j.Verdict {
	case Same:
		return lacks(j.A == "" || j.B == "" || j.A == j.B && len(j.Articles) == 0, "two things, a and b")
	case Unsure:
		return lacks(j.A == "" || j.B == "" || j.A == j.B && len(j.Articles) == 0, "two things, a and b")
	case Different:
		return lacks(j.A == "" || j.B == "" || j.A == j.B, "two things, a and b")
	case Split:
		return lacks(j.A == "" || j.B == "" || j.A == j.B || len(j.Articles) == 0, "a, another id b, and articles")
	case Rename:
		return lacks(j.A == "" || j.Name == "" || j.Lang == "", "a, lang and name")
	case Reclass:
		return lacks(j.A == "" || j.Class == "", "a and class")
	case Undo:
		return lacks(j.Of <= 0, "of, the number of a judgement")
	}
	return fmt.Errorf("unknown verdict %q; the verdicts are same, different, unsure, split, rename, class and undo", j.Verdict)
}

// ReadFile reads the judgements of a file. One that is not there has none. An
// error names file and line.
func ReadFile(file string) (*List, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return NewList(nil), nil
	}
	if err != nil {
		return nil, err
	}
	list, err := Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s:%w", file, err)
	}
	return NewList(list), nil
}

// Parse reads judgements, a JSON object on each line; empty lines and those
// that begin with # are passed over. An error begins with the line's number.
func Parse(r io.Reader) ([]Judgement, error) {
	var list []Judgement
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		j := Judgement{}
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&j); err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
		if err := j.check(); err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
		j.Number = n
		list = append(list, j)
	}
	return list, lines.Err()
}

// Append writes a judgement behind those of a file, which it makes where there
// is none, and returns its number.
func Append(file string, j Judgement) (int, error) {
	if err := j.check(); err != nil {
		return 0, err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return 0, err
	}
	before, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	var line bytes.Buffer
	if len(before) > 0 && before[len(before)-1] != '\n' { // edited by hand
		line.WriteByte('\n')
	}
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(j); err != nil {
		return 0, err
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return 0, err
	}
	_, err = f.Write(line.Bytes())
	number := bytes.Count(slices.Concat(before, line.Bytes()), []byte("\n"))
	return number, errors.Join(err, f.Sync(), f.Close())
}
