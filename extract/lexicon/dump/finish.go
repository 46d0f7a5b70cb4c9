package dump

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"trigraph/graph"
)

// columns are those of the table.
const columns = "id\tclass\ten\tde\tzh\tcountry\tpart_of\twikidata\tprior\tpopularity\tabout\tlei\tisin\tticker\twebsite"

// finisher turns runs into the table.
type finisher struct {
	*job
	tree   tree
	marker marker
	found  map[string]*meeting // known things that were met, by id
	ours   map[string]string   // id in the dump -> id of the known thing
	owners map[string]bool     // ids of parents that are in the dump
}

// finish decides what each thing is and writes the table in the order of ids. It
// reads the runs twice: first for the names of people and for things that are
// known already, then for the rows.
func (j *job) finish(ctx context.Context) error {
	f := finisher{job: j, found: map[string]*meeting{}, ours: map[string]string{}, owners: map[string]bool{}}
	for _, id := range j.parents {
		f.owners[id] = false
	}
	edges, err := readEdges(j.dir, j.state.Runs)
	if err != nil {
		return err
	}
	f.tree = grow(edges, j.classes)
	f.marker = marker{known: j.Known, people: map[uint64]bool{}}
	if f.marker.common, err = readCommon(j.dir, j.state.Runs); err != nil {
		return err
	}
	if err := f.things(ctx, f.survey); err != nil {
		return err
	}
	for id, m := range f.found {
		f.ours[m.id] = id
	}
	return f.table(ctx)
}

// things calls f with each thing that is of a class.
func (f *finisher) things(ctx context.Context, each func(*thing, graph.Class) error) error {
	return merge(f.dir, f.state.Runs, func(row string) error {
		t := parseLine(row)
		class := f.tree.class(&t)
		if err := ctx.Err(); err != nil || class == undecided || class == notKept {
			return err
		}
		return each(&t, class)
	})
}

func (f *finisher) survey(t *thing, class graph.Class) error {
	if class == ofPeople {
		for _, n := range slices.Concat(t.en, t.de, t.zh) {
			f.marker.people[hash(n)] = true
		}
		return nil
	}
	if _, owns := f.owners[t.id]; owns {
		f.owners[t.id] = true
	}
	f.meet(t, class)
	return nil
}

// table writes the table into a file beside the output, which then takes its
// place. Known things are as many as the lexicon has at most; their rows wait in
// memory for their turn.
func (f *finisher) table(ctx context.Context) error {
	waiting := f.known()
	out := filepath.Join(f.dir, "table.tsv")
	err := writeFile(out, func(w *bufio.Writer) error {
		fmt.Fprintf(w, "# Known things, imported from %s (%s).\n# Source: %s\n%s\n", filepath.Base(f.Input), f.Format, origin(f.Format), columns)
		put := func(id, row string) {
			f.rows++
			w.WriteString(id + "\t" + row + "\n")
		}
		err := f.things(ctx, func(t *thing, class graph.Class) error {
			for len(waiting) > 0 && waiting[0].id < t.id {
				put(waiting[0].id, waiting[0].row)
				waiting = waiting[1:]
			}
			_, known := f.ours[t.id]
			if row := f.row(t, class, nil); !known && class != ofPeople && max(t.popularity, 0) >= f.Popularity && row != "" {
				put(t.id, row)
			}
			return nil
		})
		for _, r := range waiting {
			put(r.id, r.row)
		}
		return err
	})
	return errors.Join(err, ctx.Err(), unlessFailed(err, func() error { return os.Rename(out, f.Output) }))
}

func unlessFailed(err error, f func() error) error {
	if err != nil {
		return nil
	}
	return f()
}

// origin says whose data the table holds, and under what terms.
func origin(f Format) string {
	switch f {
	case GLEIF:
		return "Global LEI Index, GLEIF (gleif.org), CC0 1.0."
	case OpenSanctions:
		return "entities of the FollowTheMoney model; of OpenSanctions (opensanctions.org): CC BY-NC 4.0 or by its licence."
	}
	return "Wikidata (wikidata.org), CC0 1.0."
}

// row is what follows the id in the table; "" where no name is left. m is the
// known thing that this one was recognised as, or nil.
func (f *finisher) row(t *thing, class graph.Class, m *meeting) string {
	prior := ""
	if m != nil {
		class, prior = m.class, m.prior
		t.en, t.de, t.zh = m.news(t)
	}
	popularity := ""
	if t.popularity >= 0 {
		popularity = strconv.Itoa(t.popularity)
	}
	for _, list := range [][]string{t.en, t.de, t.zh} {
		for i, n := range list {
			list[i] = f.marker.mark(n, class, t.popularity) + n
		}
	}
	if len(t.en)+len(t.de)+len(t.zh) == 0 {
		return ""
	}
	return strings.Join([]string{string(class), bars(t.en), bars(t.de), bars(t.zh), t.country, f.parent(t), t.wikidata, prior, popularity,
		bars(t.about), t.lei, bars(t.isin), bars(t.ticker), t.website}, "\t")
}

// parent is the id of what owns the thing, if it has a row.
func (f *finisher) parent(t *thing) string {
	id := f.parents[t.lei]
	if !f.owners[id] {
		return ""
	}
	return cmp.Or(f.ours[id], id)
}

func bars(list []string) string { return strings.Join(list, "|") }
