// Package dump turns what others publish of known things into tables of the
// lexicon: Wikidata's JSON dump, GLEIF's register of legal entities, and entity
// files of the FollowTheMoney model, as OpenSanctions publishes them.
//
// A dump is read once, from beginning to end: unpacked on one goroutine (bzip2 on
// several), cut into pieces of whole lines, parsed on as many goroutines as there
// are cores. What may be kept goes to disk in sorted runs, with the edges between
// Wikidata's classes; when all is read, the tree of classes decides what each
// thing is, and the runs are merged into the table. So memory is bounded by the
// number of classes and of common words, not by that of things, and no second
// pass over the dump is needed; the price is room on disk beside the table, up to
// about a tenth of the unpacked dump.
//
// An import may be stopped or killed at any time. A second start goes on behind
// the last run and makes the same table, byte for byte, as one that was never
// stopped.
package dump

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"trigraph/extract/lexicon"
	"trigraph/graph"
)

// Format says how an input is to be read.
type Format string

// The formats that are read.
const (
	Wikidata      Format = "wikidata"
	GLEIF         Format = "gleif"
	OpenSanctions Format = "opensanctions"
)

// Options says what to import and how. The zero value of what is optional is a
// fair choice.
type Options struct {
	Format        Format
	Input, Output string
	Classes       string               // a file in place of the built-in table of Wikidata classes
	Parents       string               // with GLEIF: a file of level 2, who owns whom; "": none
	Known         *lexicon.Lexicon     // names that it marks as common words are marked; nil: none
	Unsigned      bool                 // German and Chinese labels without a sign of use are kept
	Popularity    int                  // things with fewer sitelinks are left out
	Workers       int                  // goroutines; 0: one for each core
	RunBytes      int                  // of rows held in memory; 0: 64 MiB
	Progress      func(read, of int64) // called now and then with bytes of the input file; may be nil
}

// Report is what an import did.
type Report struct {
	Entities  int64 // read
	Rows      int64 // in the table
	Malformed int64 // lines that could not be read
	Faults    []Fault
	Resumed   int64 // bytes of the unpacked input that an earlier start had read
}

const runBytes = 64 << 20

// Import reads the input and writes the table. Lines that cannot be read are
// counted and passed over. When it returns an error, what was read stays beside
// the output, and a second call goes on from there; the context may end it so.
func Import(ctx context.Context, o Options) (Report, error) {
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.RunBytes == 0 {
		o.RunBytes = runBytes
	}
	if o.Progress == nil {
		o.Progress = func(int64, int64) {}
	}
	j := job{Options: o, dir: workFolder(o.Output)}
	if err := j.prepare(); err != nil {
		return Report{}, fmt.Errorf("import: %w", err)
	}
	if err := j.run(ctx); err != nil {
		return j.report(), fmt.Errorf("import: %w", err)
	}
	return j.report(), nil
}

// job is one import under way.
type job struct {
	Options
	dir      string
	ontology *graph.Ontology
	classes  classes
	reader   reader
	parents  map[string]string // LEI -> id of the direct parent
	state    state
	resumed  int64
	rows     int64
	held     batch // not yet in a run
	bytes    int   // of rows held
}

// reader reads an input of one format from a place on and emits what it holds.
type reader interface {
	read(ctx context.Context, in io.Reader, from position, emit func(*batch) error) error
}

func (j *job) report() Report {
	return Report{Entities: j.state.Entities, Rows: j.rows, Malformed: j.state.Malformed, Faults: j.state.Faults, Resumed: j.resumed}
}

func (j *job) prepare() error {
	var err error
	if j.ontology, err = graph.LoadOntology(); err != nil {
		return err
	}
	countries, err := readCountries()
	if err != nil {
		return err
	}
	switch j.Format {
	case Wikidata:
		return j.prepareWikidata(countries)
	case GLEIF:
		j.reader = &gleif{iso: countries.iso, names: &j.state.Header}
		j.state.Options = hashed(GLEIF, countries.raw)
		return j.readParents()
	case OpenSanctions:
		f, tables, err := newFollowTheMoney(countries.iso, j.ontology)
		if err != nil {
			return err
		}
		j.reader = lines{j.Workers, f.line}
		j.state.Options = hashed(OpenSanctions, countries.raw, tables)
		return nil
	}
	return fmt.Errorf("unknown format %q", j.Format)
}

// readParents reads who owns whom, if a file was named.
func (j *job) readParents() error {
	if j.Parents == "" {
		return nil
	}
	in, err := openSource(j.Parents, j.Workers)
	if err != nil {
		return err
	}
	defer in.Close()
	if j.parents, err = parentsOf(in); err != nil {
		return fmt.Errorf("%s: %w", j.Parents, err)
	}
	return nil
}

func (j *job) prepareWikidata(c countries) error {
	file := "data/classes.tsv"
	raw, err := data.ReadFile(file)
	if j.Classes != "" {
		file = j.Classes
		raw, err = os.ReadFile(file)
	}
	if err != nil {
		return err
	}
	if j.classes, err = parseClasses(file, raw, j.ontology); err != nil {
		return err
	}
	names, err := data.ReadFile("data/properties.tsv")
	if err != nil {
		return err
	}
	p, err := parseProperties("data/properties.tsv", names)
	if err != nil {
		return err
	}
	exchanges, err := readExchanges()
	if err != nil {
		return err
	}
	w := &wikidata{properties: p, classes: j.classes, countries: c.wikidata, exchanges: exchanges, unsigned: j.Unsigned}
	j.reader = lines{j.Workers, w.line}
	j.state.Options = hashed(Wikidata, raw, names, c.raw, exchanges, j.Unsigned)
	return nil
}

// lines reads an input of one record a line.
type lines struct {
	workers int
	line    func([]byte, *batch) error
}

func (l lines) read(ctx context.Context, in io.Reader, from position, emit func(*batch) error) error {
	return feed(ctx, in, from, l.workers, l.line, emit)
}

func (j *job) run(ctx context.Context) error {
	in, err := openSource(j.Input, j.Workers)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := j.resume(in); err != nil {
		return err
	}
	if !j.state.Complete {
		if err := j.readAll(ctx, in); err != nil {
			return err
		}
	}
	if err := j.finish(ctx); err != nil {
		return err
	}
	return forget(j.dir)
}

// resume takes up what an earlier start left, if it was of the same import;
// otherwise it begins anew.
func (j *job) resume(in *source) error {
	before, err := readState(j.dir)
	if err != nil {
		return err
	}
	if before.fits(j.state.Options, in) {
		j.state = before
		j.resumed = before.At.Offset
	}
	return nil
}

func (j *job) readAll(ctx context.Context, in *source) error {
	if err := j.skip(ctx, in); err != nil {
		return err
	}
	readErr := j.reader.read(ctx, in, j.state.At, func(b *batch) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		j.Progress(in.read.Load(), in.size)
		return j.hold(b, in)
	})
	j.state.Complete = readErr == nil
	if err := j.writeRun(in); err != nil {
		return errors.Join(readErr, err)
	}
	if readErr != nil && ctx.Err() == nil {
		return in.errorf(fmt.Errorf("%w; %d entities up to there are kept, start again to go on", readErr, j.state.Entities))
	}
	return readErr
}

// skip goes behind what an earlier start had read: in a bzip2 file to the block,
// in others by unpacking.
func (j *job) skip(ctx context.Context, in *source) error {
	if err := in.begin(j.state.Mark, j.Workers); err != nil {
		return err
	}
	for left := j.state.At.Offset - j.state.Mark.Offset; left > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := io.CopyN(io.Discard, in, min(left, 16<<20))
		if err != nil {
			return in.errorf(err)
		}
		left -= n
		j.Progress(in.read.Load(), in.size)
	}
	return nil
}

// hold keeps a batch in memory until there is enough for a run.
func (j *job) hold(b *batch, in *source) error {
	j.held.rows = append(j.held.rows, b.rows...)
	j.held.edges = append(j.held.edges, b.edges...)
	j.held.common = append(j.held.common, b.common...)
	for _, r := range b.rows {
		j.bytes += len(r)
	}
	j.state.Entities += b.entities
	j.state.Malformed += b.malformed
	if n := mostFaults - len(j.state.Faults); n > 0 {
		j.state.Faults = append(j.state.Faults, b.faults[:min(n, len(b.faults))]...)
	}
	j.state.At = b.end
	if j.bytes+8*len(j.held.edges)+8*len(j.held.common) < j.RunBytes {
		return nil
	}
	return j.writeRun(in)
}

// writeRun writes what is held as a run, and then the state.
func (j *job) writeRun(in *source) error {
	err := writeRun(j.dir, j.state.Runs, j.held.rows, j.held.edges, j.held.common)
	if err != nil {
		return err
	}
	j.held, j.bytes = batch{}, 0
	j.state.Runs++
	j.state.Read, j.state.Mark = in.read.Load(), in.mark(j.state.At.Offset)
	if j.state.Tail, err = in.tail(j.state.Read); err != nil {
		return err
	}
	return j.state.write(j.dir)
}
