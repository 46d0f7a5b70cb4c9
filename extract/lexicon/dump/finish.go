package dump

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"trigraph/graph"
)

// columns are those of the table.
const columns = "id\tclass\ten\tde\tzh\tcountry\tpart_of\twikidata\tpopularity\tabout\tlei\tisin\tticker\twebsite"

// finisher turns runs into the table.
type finisher struct {
	*job
	tree   tree
	marker marker
	owners map[string]bool // ids of parents -> they have a row
	kept   bits            // Wikidata numbers of what has a row
}

// finish decides what each thing is and writes the table in the order of ids. It
// reads the runs twice: first for the names of people and for the owners, then for
// the rows.
func (j *job) finish(ctx context.Context) error {
	f := finisher{job: j, owners: map[string]bool{}, kept: bits{}}
	for _, id := range j.parents {
		f.owners[id] = false
	}
	edges, err := readEdges(j.dir, j.state.Runs)
	if err != nil {
		return err
	}
	f.tree = grow(edges, j.classes)
	f.marker = marker{known: j.Known, people: map[uint64]bool{}, places: map[uint64]int{}}
	if f.marker.common, err = readCommon(j.dir, j.state.Runs); err != nil {
		return err
	}
	if err := f.things(ctx, f.survey); err != nil {
		return err
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
	if !f.popular(t) {
		return nil
	}
	if isPlace(class) && t.popularity >= famous {
		for _, list := range [][]string{t.en, t.de, t.zh} {
			if len(list) > 0 {
				f.marker.places[hash(list[0])] = max(f.marker.places[hash(list[0])], t.popularity)
			}
		}
	}
	if _, owns := f.owners[t.id]; owns {
		f.owners[t.id] = true
	}
	f.kept.set(number([]byte(t.wikidata), 'Q'))
	return nil
}

// table writes the table into a file beside the output, which then takes its
// place.
func (f *finisher) table(ctx context.Context) error {
	out := filepath.Join(f.dir, "table.tsv")
	err := writeFile(out, func(w *bufio.Writer) error {
		fmt.Fprintf(w, "# Known things, imported from %s (%s).\n# Source: %s\n%s\n", filepath.Base(f.Input), f.Format, origin(f.Format), columns)
		return f.things(ctx, func(t *thing, class graph.Class) error {
			if class == ofPeople || !f.popular(t) {
				return nil
			}
			f.rows++
			w.WriteString(f.row(t, class))
			return w.WriteByte('\n')
		})
	})
	if err != nil {
		return err
	}
	return os.Rename(out, f.Output)
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

// row is the thing as a row of the table.
func (f *finisher) row(t *thing, class graph.Class) string {
	popularity := ""
	if t.popularity >= 0 {
		popularity = strconv.Itoa(t.popularity)
	}
	for _, list := range [][]string{t.en, t.de, t.zh} {
		for i, n := range list {
			if i == 0 {
				list[i] = f.marker.label(n, class, t.popularity) + n
			} else {
				list[i] = f.marker.alias(n, class, t.popularity) + n
			}
		}
	}
	return strings.Join([]string{t.id, string(class), bars(t.en), bars(t.de), bars(t.zh), t.country, f.parent(t), t.wikidata, popularity,
		bars(t.about), t.lei, bars(t.isin), bars(t.ticker), t.website}, "\t")
}

// popular reports whether a thing is known well enough to be kept.
func (f *finisher) popular(t *thing) bool { return max(t.popularity, 0) >= f.Popularity }

// parent is the id of what contains or owns the thing, if it has a row.
func (f *finisher) parent(t *thing) string {
	if t.within > 0 {
		if !f.kept.has(t.within) {
			return ""
		}
		return "q" + strconv.FormatUint(uint64(t.within), 10)
	}
	id := f.parents[t.lei]
	if !f.owners[id] {
		return ""
	}
	return id
}

// bits is a set of numbers, in pages.
type bits map[uint32]*[1024]uint64

func (b bits) set(n uint32) {
	page := b[n>>16]
	if page == nil {
		page = new([1024]uint64)
		b[n>>16] = page
	}
	page[n>>6&1023] |= 1 << (n & 63)
}

func (b bits) has(n uint32) bool {
	page := b[n>>16]
	return page != nil && page[n>>6&1023]&(1<<(n&63)) != 0
}

func bars(list []string) string { return strings.Join(list, "|") }
