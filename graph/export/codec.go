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

// packer writes values one after the other; unpacker reads them in the same
// order. Nothing outlives the process that wrote it.
type packer []byte

func (p *packer) number(n int) { *p = binary.AppendVarint(*p, int64(n)) }

func (p *packer) text(s string) {
	p.number(len(s))
	*p = append(*p, s...)
}

func (p *packer) texts(list []string) {
	p.number(len(list))
	for _, s := range list {
		p.text(s)
	}
}

// keyPart writes a string so that whole keys sort as their parts do.
func (p *packer) keyPart(s string) {
	*p = append(append(*p, strings.ReplaceAll(s, "\x00", "\x00\x01")...), 0, 0)
}

type unpacker string

func (u *unpacker) number() int {
	n, size := binary.Varint([]byte((*u)[:min(len(*u), binary.MaxVarintLen64)]))
	*u = (*u)[size:]
	return int(n)
}

func (u *unpacker) text() string {
	n := u.number()
	s := (*u)[:n]
	*u = (*u)[n:]
	return string(s)
}

func (u *unpacker) texts() []string {
	n := u.number()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = u.text()
	}
	return list
}

func (p *packer) entity(e graph.Entity) {
	p.text(e.ID)
	p.text(string(e.Class))
	p.number(len(e.Labels))
	for _, lang := range slices.Sorted(maps.Keys(e.Labels)) {
		p.text(lang)
		p.text(e.Labels[lang])
	}
	p.texts(e.Names)
	p.text(e.Country)
	p.text(e.PartOf)
	p.texts(e.SameAs)
}

func (u *unpacker) entity() graph.Entity {
	e := graph.Entity{ID: u.text(), Class: graph.Class(u.text()), Labels: map[string]string{}}
	for range u.number() {
		lang := u.text()
		e.Labels[lang] = u.text()
	}
	e.Names, e.Country, e.PartOf, e.SameAs = u.texts(), u.text(), u.text(), u.texts()
	return e
}

// witness is a claim with what an edge takes from its article.
type witness struct {
	graph.Claim
	lang      string
	published time.Time
}

// witness begins with the two ends, which some readers need alone.
func (p *packer) witness(w witness) {
	p.text(w.Subject)
	p.text(w.Object)
	p.text(string(w.Predicate))
	p.text(string(w.Status))
	p.text(w.Time)
	p.number(len(w.Particulars))
	for _, d := range w.Particulars {
		p.text(d.Name)
		p.text(d.Value)
		p.text(d.Normal)
		p.number(d.Start)
		p.number(d.End)
	}
	p.text(w.Article)
	p.number(w.Start)
	p.number(w.End)
	p.text(w.Quote)
	p.text(w.Rule)
	*p = binary.BigEndian.AppendUint64(*p, math.Float64bits(w.Confidence))
	p.text(w.lang)
	if !w.published.IsZero() {
		p.number(int(w.published.Unix()))
	}
}

func (u *unpacker) witness() witness {
	var w witness
	w.Subject, w.Object = u.text(), u.text()
	w.Predicate, w.Status, w.Time = graph.Predicate(u.text()), graph.Status(u.text()), u.text()
	for range u.number() {
		w.Particulars = append(w.Particulars, graph.Particular{
			Name: u.text(), Value: u.text(), Normal: u.text(), Start: u.number(), End: u.number()})
	}
	w.Article, w.Start, w.End, w.Quote, w.Rule = u.text(), u.number(), u.number(), u.text(), u.text()
	w.Confidence = math.Float64frombits(binary.BigEndian.Uint64([]byte((*u)[:8])))
	*u = (*u)[8:]
	w.lang = u.text()
	if len(*u) > 0 {
		w.published = time.Unix(int64(u.number()), 0).UTC()
	}
	return w
}
