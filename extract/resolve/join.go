package resolve

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"trigraph/corpus"
	"trigraph/extract"
)

// joinData holds the weights by which lexicon, rules and tagger are joined to
// one decision.
//
//go:embed join.tsv
var joinData string

// joint maps language, source and sign to a weight in log odds; a source
// without weights keeps the confidence it has.
type joint map[jointKey]map[string]float64

type jointKey struct {
	lang   corpus.Lang
	source string
}

func loadJoint(table string) (joint, error) {
	j := joint{}
	for n, f := range rows(table) {
		if len(f) != 4 {
			return nil, fmt.Errorf("join.tsv:%d: %d columns, want 4", n, len(f))
		}
		w, err := strconv.ParseFloat(f[3], 64)
		if err != nil || math.IsNaN(w) {
			return nil, fmt.Errorf("join.tsv:%d: weight %q", n, f[3])
		}
		k := jointKey{corpus.Lang(f[0]), f[1]}
		if j[k] == nil {
			j[k] = map[string]float64{}
		}
		j[k][f[2]] = w
	}
	return j, nil
}

// The sources of proposals whose signs are weighed apart.
const (
	fromLexicon = "lexicon"
	fromRule    = "rule"
	fromTagger  = "tagger"
)

// sourceOf names the source of a proposal; "" for one that is not joined: other
// programs' names, and adjectives, which name nothing.
func sourceOf(m extract.Mention) string {
	switch lang, _, rule := strings.Cut(m.Step, ":"); {
	case m.Adjective:
		return ""
	case m.Step == fromLexicon:
		return fromLexicon
	case lang == fromTagger:
		return fromTagger
	case rule:
		return fromRule
	}
	return ""
}

// sign is one thing that speaks for or against a proposal: what it is, and how
// much of it there is.
type sign struct {
	name  string
	value float64
}

// join sets each proposal's confidence to the probability that all signs
// together give it. What no model read keeps the confidence it has.
func (r *Resolver) join(d *extract.Document, ms []extract.Mention) {
	var signs []sign
	around := surroundings(ms)
	confidence := make([]float64, len(ms))
	for i, m := range ms {
		confidence[i] = m.Confidence
		weights := r.joint[jointKey{langOf(d, m.Span), sourceOf(m)}]
		if weights == nil || m.Confidence <= 0 || m.Opinion == (extract.Opinion{}) {
			continue
		}
		signs = signsOf(signs[:0], d, m, around[i])
		odds := 0.0
		for _, s := range signs {
			odds += weights[s.name] * s.value
		}
		confidence[i] = logistic(odds)
		if vouched(m) && confidence[i] >= doubted { // only a better name in its place makes it none
			confidence[i] = max(confidence[i], enough)
		}
	}
	for i := range ms {
		ms[i].Confidence = confidence[i]
	}
}

// signsOf appends the signs of one proposal.
func signsOf(out []sign, d *extract.Document, m extract.Mention, n neighbours) []sign {
	f := family(m.Class)
	out = append(out, sign{"any", 1}, sign{"confidence", logit(m.Confidence)}, sign{"family " + f, 1})
	if sourceOf(m) == fromRule {
		out = append(out, sign{"step " + m.Step, 1})
	}
	o := m.Opinion
	if vouched(m) {
		out = append(out, sign{"vouched", 1}, sign{"share", share(o)})
	} else {
		out = append(out, sign{"same", evidenceOdds(o.Same)}, sign{"other", evidenceOdds(o.Other)},
			sign{"none", evidenceOdds(o.None)}, sign{"cross", evidenceOdds(1 - o.Same - o.Other - o.None)})
	}
	if utf8.RuneCountInString(d.Text(m.Span)) <= 2 {
		out = append(out, sign{"short", 1})
	}
	for _, s := range []sign{{"within", n.within}, {"holds", n.holds}, {"agrees", n.agrees}, {"differs", n.differs}} {
		if s.value > 0 {
			out = append(out, s)
		}
	}
	return out
}

// surelyRuled is the confidence from which a rule vouches for a name.
const surelyRuled = 0.85

// doubted is the confidence below which a name is none though list or rule
// vouch for it.
const doubted = 0.1

// vouched reports whether list or rule is sure that a name stands there. Then
// the model is asked only which one: a name that it does not see is still one.
func vouched(m extract.Mention) bool {
	switch sourceOf(m) {
	case fromLexicon:
		return m.Confidence >= sure
	case fromRule:
		return m.Confidence >= surelyRuled
	}
	return false
}

// share is, in log odds, how much of what the model sees of names speaks for
// this one; 0 where it sees none.
func share(o extract.Opinion) float64 {
	const unseen = 0.05
	return evidenceOdds((o.Same + unseen) / (1 - o.None + 2*unseen))
}

// evidenceOdds is the log odds of a model's probability, within bounds.
func evidenceOdds(p float64) float64 {
	p = min(max(p, 1e-3), 1-1e-3)
	return math.Log(p / (1 - p))
}

// neighbours are the proposals that share text with one: the greatest
// confidence of those of each kind.
type neighbours struct {
	within  float64 // longer ones around it
	holds   float64 // shorter ones in it
	agrees  float64 // of another source, with its borders and family
	differs float64 // with its borders and another family
}

// farBytes bounds how long before a proposal one may begin that still reaches it.
const farBytes = 300

// surroundings returns the neighbours of each proposal.
func surroundings(ms []extract.Mention) []neighbours {
	order := make([]int, len(ms))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(ms[a].Start, ms[b].Start), cmp.Compare(a, b)) })
	out := make([]neighbours, len(ms))
	for x, i := range order {
		for _, j := range order[x+1:] {
			if ms[j].Start >= ms[i].End || ms[j].Start > ms[i].Start+farBytes {
				break
			}
			out[i].meet(ms[i], ms[j])
			out[j].meet(ms[j], ms[i])
		}
	}
	return out
}

func (n *neighbours) meet(m, other extract.Mention) {
	source, c := sourceOf(other), other.Confidence
	switch {
	case source == "" || source == fromTagger || c < enough:
		// the model's own word is in the opinion
	case m.Span != other.Span && other.Contains(m.Span):
		n.within = max(n.within, c)
	case m.Span != other.Span && m.Contains(other.Span):
		n.holds = max(n.holds, c)
	case m.Span != other.Span || source == sourceOf(m) && m.Step == other.Step:
	case family(m.Class) == family(other.Class):
		n.agrees = max(n.agrees, c)
	default:
		n.differs = max(n.differs, c)
	}
}
