package relate

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

//go:embed pairs
var pairFiles embed.FS

// pairReader proposes claims by a learned model of one language.
type pairReader struct {
	labels *pairLabels
	model  *pairModel
	least  []float64 // of each label, from which probability on it is claimed
	cues   []cue     // of each label, what stands for a cue where it is claimed
}

// loadPairs reads the embedded model of a language; nil where there is none.
func loadPairs(lang corpus.Lang, labels *pairLabels) (*pairReader, error) {
	data, err := pairFiles.ReadFile("pairs/" + string(lang) + ".bin")
	if err != nil {
		return nil, nil
	}
	m, err := readPairs(bytes.NewReader(data), labels)
	if err != nil {
		return nil, fmt.Errorf("pairs/%s.bin: %w", lang, err)
	}
	least, err := loadLeast(lang)
	if err != nil {
		return nil, err
	}
	return newPairReader(lang, labels, m, least), nil
}

// loadLeast reads from which probability on a predicate is claimed.
func loadLeast(lang corpus.Lang) (map[graph.Predicate]float64, error) {
	rows, err := readRows(pairFiles, "pairs/least.tsv", 3)
	if err != nil {
		return nil, err
	}
	least := map[graph.Predicate]float64{}
	for _, r := range rows {
		if r.cells[0] != string(lang) {
			continue
		}
		p, err := strconv.ParseFloat(r.cells[2], 64)
		if err != nil {
			return nil, r.errorf("%w", err)
		}
		least[graph.Predicate(r.cells[1])] = p
	}
	return least, nil
}

// never is what no probability reaches.
const never = 2

func newPairReader(lang corpus.Lang, labels *pairLabels, m *pairModel, least map[graph.Predicate]float64) *pairReader {
	p := &pairReader{labels: labels, model: m, cues: make([]cue, len(labels.all)), least: make([]float64, len(labels.all))}
	for i, k := range labels.all {
		if p.least[i] = never; least[k.predicate] > 0 {
			p.least[i] = least[k.predicate]
		}
		p.cues[i] = cue{
			pattern: &pattern{event: true}, predicate: k.predicate,
			rule: fmt.Sprintf("pair:%s:%s", lang, k.predicate), symmetric: k.symmetric,
		}
	}
	return p
}

// guess is what the model says of two names.
type guess struct {
	first, second pairEnd
	label         int
	probability   float64
}

// guesses gives what the model says of the pairs of a masked sentence that it is
// sure enough of: of each two things the surest.
func (p *pairReader) guesses(l *language, m *masked) []guess {
	if p == nil || m == nil {
		return nil
	}
	var all []guess
	f := l.newPairFeatures()
	l.eachPair(m, &f, p.labels, func(a, b pairEnd, allowed labelSet, features []uint32) {
		label, probability := p.model.judge(features, allowed)
		if label == nothing || probability < p.least[label] || parted(m, a, b) || p.labels.all[label].predicate == "basedIn" && listed(m, a, b) {
			return
		}
		g := guess{a, b, label, probability}
		for i, o := range all {
			if o.about(g) {
				if o.probability < g.probability {
					all[i] = g
				}
				return
			}
		}
		all = append(all, g)
	})
	return all
}

// parted reports whether a semicolon stands between two names: what one clause
// says of its name, the other rarely says of its own.
func parted(m *masked, a, b pairEnd) bool {
	return strings.Contains(m.text[m.slots[a.slot].offset:m.slots[b.slot].offset], ";")
}

// listed reports whether either name stands in a list: who of several has the
// seat that is named beside them is not clear.
func listed(m *masked, a, b pairEnd) bool {
	return len(m.slots[a.slot].members) > 1 || len(m.slots[b.slot].members) > 1
}

// about reports whether two guesses are of the same two things.
func (g guess) about(o guess) bool {
	a, b, c, d := g.first.mention.Entity, g.second.mention.Entity, o.first.mention.Entity, o.second.mention.Entity
	return a == c && b == d || a == d && b == c
}

// eachPair gives all pairs of names that some claim may join, with the labels
// that their classes allow and their features, which the next call overwrites.
func (l *language) eachPair(m *masked, f *pairFeatures, labels *pairLabels, use func(a, b pairEnd, allowed labelSet, features []uint32)) {
	read := false
	for i, s := range m.slots {
		for n, a := range s.members {
			for j, t := range m.slots[i:] {
				from := 0
				if j == 0 {
					from = n + 1
				}
				for _, b := range t.members[from:] {
					allowed := labels.of(a, b)
					if allowed == 0 {
						continue
					}
					if !read {
						l.wordsOf(m, &f.text)
						f.slots = m.slots
						read = true
					}
					first, second := pairEnd{i, a}, pairEnd{i + j, b}
					if features := f.pair(first, second); features != nil {
						use(first, second, allowed, features)
					}
				}
			}
		}
	}
}

// guessed turns guesses into findings, but for pairs of which a cue has claimed
// something.
func (l *language) guessed(guesses []guess, m *masked, found []finding) []finding {
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(b.probability, a.probability) })
	for _, g := range guesses {
		if m == nil || claimsAny(found, g.first.mention.Entity, g.second.mention.Entity) {
			continue
		}
		c := &l.pairs.cues[g.label]
		h := hit{start: len(m.text)}
		for _, s := range m.slots {
			for _, member := range s.members {
				if member == g.first.mention || member == g.second.mention {
					h.start, h.end = min(h.start, s.offset), max(h.end, s.offset+len(string(otherRune)))
				}
			}
		}
		status, ok := graph.Stated, h.start < h.end
		if ok {
			status, ok = l.status(c, m, h)
		}
		if !ok {
			continue
		}
		f := finding{cue: c, predicate: c.predicate, status: status, confidence: g.probability}
		f.subject, f.object = g.first.mention, g.second.mention
		k := l.pairs.labels.all[g.label]
		if k.turned || k.symmetric && f.object.Entity < f.subject.Entity {
			f.subject, f.object = f.object, f.subject
		}
		f.particulars, f.time = m.particulars(c, h)
		if f = m.belongs(f, h, l.lists.office); !taken(found, f) {
			found = append(found, f)
		}
	}
	return found
}

// taken reports whether a sentence has already said of a thing what it says but
// once: whose it is, where it is, who made or bought it, what somebody founded or
// for whom he works. Two partners or rivals of a third are not each other's.
func taken(found []finding, f finding) bool {
	if f.cue.symmetric {
		return mentioned(found, f.predicate, f.subject.Entity) && mentioned(found, f.predicate, f.object.Entity)
	}
	for _, o := range found {
		same := o.predicate == f.predicate
		switch f.predicate {
		case "acquired", "develops", "foundedBy", "published":
			same = same && o.object.Entity == f.object.Entity
		case "headedBy", "worksFor":
			same = (o.predicate == "headedBy" || o.predicate == "worksFor") && person(o) == person(f)
		case "basedIn", "locatedIn", "ownedBy", "partOf", "jurisdiction":
			same = same && o.subject.Entity == f.subject.Entity
		default:
			same = false
		}
		if same {
			return true
		}
	}
	return false
}

// mentioned reports whether a predicate is said of a thing.
func mentioned(found []finding, p graph.Predicate, thing string) bool {
	return slices.ContainsFunc(found, func(f finding) bool {
		return f.predicate == p && (f.subject.Entity == thing || f.object.Entity == thing)
	})
}

// person is who holds the post of which a finding tells.
func person(f finding) string {
	if f.predicate == "headedBy" {
		return f.object.Entity
	}
	return f.subject.Entity
}

// claimsAny reports whether something is claimed of two things.
func claimsAny(found []finding, a, b string) bool {
	for _, f := range found {
		if f.subject.Entity == a && f.object.Entity == b || f.subject.Entity == b && f.object.Entity == a {
			return true
		}
	}
	return false
}

// eachSentence gives the sentences that may state something, with the mentions
// and references in them.
func eachSentence(d *extract.Document, use func(extract.Sentence, []extract.Mention) error) error {
	next := 0
	mentions := withReferences(d)
	for _, s := range d.Sentences {
		for next < len(mentions) && mentions[next].Start < s.Start {
			next++
		}
		first := next
		for next < len(mentions) && mentions[next].Start < s.End && mentions[next].End <= s.End {
			next++
		}
		if err := use(s, mentions[first:next]); err != nil {
			return err
		}
	}
	return nil
}
