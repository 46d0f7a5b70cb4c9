package export

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"trigraph/graph"
)

// edge is one claim, or all claims that say the same.
type edge struct {
	graph.Claim // the surest
	id          string
	label       string
	weight      int // claims
	articles    map[string]bool
	languages   map[string]bool
	dates       map[string]bool    // of the articles, "2024-03-18"
	times       map[string]bool    // as the claims have them
	spans       map[[2]string]bool // first and last day spoken of; "" is open
	particulars map[string]bool
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
				if err := f(*e); err != nil {
					return err
				}
			}
			e = p.newEdge(id, w.Claim)
		}
		e.add(w)
	}
	if e == nil {
		return nil
	}
	return f(*e)
}

func (p *plan) newEdge(id string, c graph.Claim) *edge {
	return &edge{Claim: c, id: id, label: says(p.Ontology, c, p.Lang), articles: map[string]bool{}, languages: map[string]bool{},
		dates: map[string]bool{}, times: map[string]bool{}, spans: map[[2]string]bool{}, particulars: map[string]bool{}}
}

func (e *edge) add(w witness) {
	e.weight++
	e.articles[w.Article] = true
	if w.lang != "" {
		e.languages[w.lang] = true
	}
	if !w.published.IsZero() {
		e.dates[w.published.Format(time.DateOnly)] = true
	}
	if w.Time != "" {
		e.times[w.Time] = true
	}
	if first, last := span(w.Claim, w.published); first != "" || last != "" {
		e.spans[[2]string{first, last}] = true
	}
	for _, p := range w.Particulars {
		e.particulars[p.Name+": "+p.Value] = true
	}
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

// join makes one string of a set.
func join(set map[string]bool) string { return joined(slices.Sorted(maps.Keys(set))) }

func joined(list []string) string { return strings.Join(list, "; ") }
