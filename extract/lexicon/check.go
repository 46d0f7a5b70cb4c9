package lexicon

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"trigraph/extract"
)

// Report is what Check found. Faults must be mended; Shared lists names that
// several entities bear though none of them has a prior, so that which is
// meant first is left to chance.
type Report struct{ Faults, Shared []string }

// Check reads tables as Load does and says what is wrong with them, each line
// with its place. Countries and owners are things of the tables or of others,
// where they are not nil. The error is for files that cannot be read at all.
func Check(others extract.Knowledge, files ...fs.FS) (Report, error) {
	rules, err := loadRules(ruleFiles)
	if err != nil {
		return Report{}, err
	}
	c := &checker{rules: rules, others: others, seen: map[string]string{}, explicit: map[string]bool{}, owners: map[string][]string{}, things: map[string]string{}}
	for _, f := range files {
		paths, err := fs.Glob(f, "*.tsv")
		if err != nil {
			return Report{}, fmt.Errorf("lexicon: %w", err)
		}
		for _, path := range paths {
			t, err := openTable(f, path)
			if err == nil {
				err = c.table(t)
			}
			if err != nil {
				return Report{}, err
			}
		}
	}
	c.references()
	c.shared()
	return c.report, nil
}

type checker struct {
	rules    *rules
	others   extract.Knowledge
	report   Report
	seen     map[string]string   // id -> place
	explicit map[string]bool     // ids whose row states a prior
	owners   map[string][]string // folded name -> ids
	things   map[string]string   // external id, or class and names -> id and place
	links    []link
}

// link is an id that one row says of another.
type link struct{ place, column, id string }

func (c *checker) fault(r *row, format string, args ...any) {
	c.report.Faults = append(c.report.Faults, r.errorf(format, args...).Error())
}

func (c *checker) table(t *table) error {
	if !t.has("id") {
		return c.blockers(t)
	}
	last := ""
	for r, err := range t.rows() {
		if err != nil {
			return err
		}
		e, err := parse(r)
		if err != nil {
			c.report.Faults = append(c.report.Faults, err.Error())
			continue
		}
		if e.id <= last {
			c.fault(r, "%s: not sorted, it follows %s", e.id, last)
		}
		last = e.id
		c.row(r, e)
	}
	return nil
}

func (c *checker) blockers(t *table) error {
	if !t.has("text") {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf("%s: no column \"id\" or \"text\"", t.file))
		return t.close()
	}
	seen := map[string]bool{}
	for r, err := range t.rows() {
		if err != nil {
			return err
		}
		text := r.get("text")
		if key := foldedKey(text); text == "" || seen[key] {
			c.fault(r, "blocker %q is empty or stands twice", text)
		} else {
			seen[key] = true
		}
	}
	return nil
}

func (c *checker) row(r *row, e entry) {
	place := fmt.Sprintf("%s:%d", r.table.file, r.line)
	if first, twice := c.seen[e.id]; twice {
		c.fault(r, "%s: the id stands already in %s", e.id, first)
	}
	c.seen[e.id] = place
	c.explicit[e.id] = r.get("prior") != ""
	for _, fault := range externalFaults(e) {
		c.fault(r, "%s: %s", e.id, fault)
	}
	for _, column := range []string{"country", "part_of"} {
		if id := r.get(column); id != "" {
			c.links = append(c.links, link{place, column, id})
		}
	}
	if n := len(r.table.columns); strings.Contains(r.cells[n-1], "\t") {
		c.fault(r, "%s: more cells than the %d columns", e.id, n)
	}
	for _, column := range []string{"en", "de", "zh", "adj_en", "adj_de"} {
		c.names(r, e.id, column)
	}
	c.twice(r, &e, place)
	for _, n := range e.names {
		if n.is&marked != 0 && slices.ContainsFunc(e.names, func(o name) bool { return o.form == n.form && (o.is^n.is)&^labels == marked }) {
			c.fault(r, "%s: %q stands with and without the mark", e.id, n.form)
		}
	}
}

// twice finds a thing that stands under two ids: by an external id, or by the
// same names, at least two, and class.
func (c *checker) twice(r *row, e *entry, place string) {
	proofs := slices.Concat(slices.Collect(maps.Values(e.external()))...)
	var names []string
	for _, n := range e.names {
		if key := foldedKey(n.form); n.is&adjective == 0 && !slices.Contains(names, key) {
			names = append(names, key)
		}
	}
	if slices.Sort(names); len(names) > 1 {
		proofs = append(proofs, strings.TrimSpace(string(e.class)+" "+e.partOf)+" "+joined(names))
	}
	slices.Sort(proofs)
	for _, proof := range proofs {
		if first, ok := c.things[proof]; ok && !strings.HasPrefix(first, e.id+" ") {
			c.fault(r, "%s: the same thing as %s: both are %q", e.id, first, proof)
			return
		}
		c.things[proof] = fmt.Sprintf("%s (%s)", e.id, place)
	}
}

// names checks one cell of names.
func (c *checker) names(r *row, id, column string) {
	cell := r.get(column)
	if cell == "" {
		return
	}
	var seen []string
	for text := range strings.SplitSeq(cell, "|") {
		n := newName(strings.TrimSpace(text))
		switch {
		case n.form == "" || n.form != strings.TrimSpace(n.form) || strings.ContainsAny(n.form[:1], "?=") || text != strings.TrimSpace(text):
			c.fault(r, "%s: %s %q is empty or has a wrong mark or space", id, column, text)
		case slices.Contains(seen, n.form):
			c.fault(r, "%s: %s %q stands twice", id, column, n.form)
		case n.is&short != 0 && !c.shortKnown(n):
			c.fault(r, "%s: %s %q has one character: mark it ? and say in rules/shorts.tsv where it counts", id, column, n.form)
		}
		seen = append(seen, n.form)
		if key := foldedKey(n.form); !strings.HasPrefix(column, "adj") && !slices.Contains(c.owners[key], id) {
			c.owners[key] = append(c.owners[key], id)
		}
	}
}

func (c *checker) shortKnown(n name) bool {
	r, _ := utf8.DecodeRuneInString(n.form)
	_, ok := c.rules.shorts[r]
	return ok && n.is&marked != 0
}

// references checks that countries and parents exist.
func (c *checker) references() {
	for _, l := range c.links {
		_, ok := c.seen[l.id]
		if !ok && c.others != nil {
			_, ok = c.others.Entity(l.id)
		}
		if !ok {
			c.report.Faults = append(c.report.Faults, fmt.Sprintf("%s: unknown %s %q", l.place, l.column, l.id))
		}
	}
}

func (c *checker) shared() {
	for key, ids := range c.owners {
		if len(ids) > 1 && !slices.ContainsFunc(ids, func(id string) bool { return c.explicit[id] }) {
			c.report.Shared = append(c.report.Shared, fmt.Sprintf("%q: %s", key, strings.Join(ids, ", ")))
		}
	}
	slices.Sort(c.report.Shared)
}
