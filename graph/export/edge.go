package export

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"time"

	"trigraph/graph"
)

// edge is one claim, or all claims that say the same. Its lists are sorted, each
// value once.
type edge struct {
	graph.Claim // the surest
	id          string
	label       string
	weight      int // claims
	articles    []string
	languages   []string
	dates       []string    // of the articles, "2024-03-18"
	times       []string    // as the claims have them
	spans       [][2]string // first and last day spoken of; "" is open
	particulars []string
}

// claimKey sorts claims by edge, and those of one edge from the surest on.
func (p *packer) claimKey(c graph.Claim, multi bool) {
	p.keyPart(c.Subject)
	p.keyPart(string(c.Predicate))
	p.keyPart(c.Object)
	status := string(c.Status)
	if c.Status == graph.Stated {
		status = ""
	}
	p.keyPart(status)
	if multi {
		p.keyPart(string(c.IRI()))
	}
	*p = binary.BigEndian.AppendUint64(*p, math.Float64bits(1-c.Confidence))
	p.keyPart(c.Article)
	*p = binary.BigEndian.AppendUint32(*p, uint32(c.Start))
}

// eachEdge yields the edges between what is kept, sorted by their ends.
func (p *plan) eachEdge(f func(edge) error) error {
	c, err := p.claims.read()
	if err != nil {
		return err
	}
	var e *edge
	for {
		ok, err := c.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		row := unpacker(c.value)
		w := row.witness()
		if !p.keeps(w.Subject) || !p.keeps(w.Object) {
			p.leave("claims too far away, left out")
			continue
		}
		if id := p.edgeID(w.Claim); e == nil || e.id != id {
			if e != nil {
				if err := f(e.complete()); err != nil {
					return err
				}
			}
			e = &edge{Claim: w.Claim, id: id, label: says(p.Ontology, w.Claim, p.Lang)}
		}
		e.add(w)
	}
	if e == nil {
		return nil
	}
	return f(e.complete())
}

func (e *edge) add(w witness) {
	e.weight++
	e.articles = append(e.articles, w.Article)
	if w.lang != "" {
		e.languages = append(e.languages, w.lang)
	}
	if !w.published.IsZero() {
		e.dates = append(e.dates, w.published.Format(time.DateOnly))
	}
	if w.Time != "" {
		e.times = append(e.times, w.Time)
	}
	if first, last := span(w.Claim, w.published); first != "" || last != "" {
		e.spans = append(e.spans, [2]string{first, last})
	}
	for _, p := range w.Particulars {
		e.particulars = append(e.particulars, p.Name+": "+p.Value)
	}
}

func (e *edge) complete() edge {
	for _, list := range []*[]string{&e.articles, &e.languages, &e.dates, &e.times, &e.particulars} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return *e
}

// says is the predicate in words. A status other than stated stands with it, so
// that nobody takes a plan for a fact.
func says(o *graph.Ontology, c graph.Claim, lang string) string {
	words := o.Label(string(c.Predicate), lang)
	if c.Status != graph.Stated {
		words += " (" + string(c.Status) + ")"
	}
	return words
}

// edgeID is stable and can be read: "arm|ownedBy|nvidia", with the status where
// it is not stated, and the claim's hash where each claim is an edge.
func (p *plan) edgeID(c graph.Claim) string {
	id := c.Subject + "|" + string(c.Predicate) + "|" + c.Object
	if c.Status != graph.Stated {
		id += "|" + string(c.Status)
	}
	if p.Multi {
		_, hash, _ := graph.ParseIRI(c.IRI())
		id += "|" + hash
	}
	return id
}

// joined makes one string of a list.
func joined(list []string) string { return strings.Join(list, "; ") }
