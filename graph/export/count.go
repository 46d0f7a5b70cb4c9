package export

import (
	"maps"
	"slices"
	"time"

	"trigraph/graph"
)

// count is how often a thing is spoken of.
type count struct {
	mentions, articles int
	in, out            int    // edges that lead to it and from it
	first, last        string // day of the articles that mention it
}

func (c count) plus(d count) count {
	sum := count{c.mentions + d.mentions, c.articles + d.articles, c.in + d.in, c.out + d.out, c.first, max(c.last, d.last)}
	if sum.first == "" || d.first != "" && d.first < sum.first {
		sum.first = d.first
	}
	return sum
}

func (p *packer) count(c count) {
	for _, n := range []int{c.mentions, c.articles, c.in, c.out} {
		p.number(n)
	}
	p.text(c.first)
	p.text(c.last)
}

func (u *unpacker) count() count {
	return count{u.number(), u.number(), u.number(), u.number(), u.text(), u.text()}
}

// counter adds up counts by id and hands them to a sorter from time to time.
type counter struct {
	to *sorter
	of map[string]count
}

func (c *counter) add(id string, n count) error {
	c.of[id] = c.of[id].plus(n)
	if len(c.of) < 1<<16 {
		return nil
	}
	return c.flush()
}

func (c *counter) flush() error {
	var row packer
	for id, n := range c.of {
		row = row[:0]
		row.count(n)
		if err := c.to.add([]byte(id), row); err != nil {
			return err
		}
	}
	clear(c.of)
	return nil
}

// mentions counts what an article names.
func (c *counter) mentions(r graph.Record) error {
	day := ""
	if !r.Article.Published.IsZero() {
		day = r.Article.Published.Format(time.DateOnly)
	}
	named := map[string]int{}
	for _, m := range r.Mentions {
		named[m.Entity]++
	}
	for id, n := range named {
		if err := c.add(id, count{mentions: n, articles: 1, first: day, last: day}); err != nil {
			return err
		}
	}
	return nil
}

// tally counts what is left out or changed.
type tally map[string]int

func (t tally) report(written Report) Report {
	for _, what := range slices.Sorted(maps.Keys(t)) {
		if t[what] > 0 {
			written.Changes = append(written.Changes, Change{what, t[what]})
		}
	}
	return written
}

// unreadable is what the report calls what clean leaves out.
const unreadable = "control characters and bytes that are no text, left out"

// clean leaves out of a string what most programs cannot read: bytes that are no
// UTF-8 and control characters but for tabs and the ends of lines.
func (t tally) clean(s string) string {
	x := xmlWriter{}
	if s = x.strip(s); x.stripped > 0 {
		t[unreadable] += x.stripped
	}
	return s
}
