// Package relate reads relations out of sentences: what comes in is a document
// with sentences and resolved mentions, what goes out is its claims, each with
// the sentence as evidence. What a sentence may say is data: cues/*.tsv hold
// the patterns of each language, and what makes a claim planned, reported or
// denied. The package refuses a claim whose two ends the ontology does not
// allow, and any that no cue states; it guesses nothing from mere nearness.
package relate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// Relater adds the claims to a document. It is safe for concurrent use.
type Relater struct {
	rules     *graph.Ontology
	languages map[corpus.Lang]func() (*language, error)
}

// New returns a Relater whose claims keep to the rules. It is cheap: what is
// known of a language is read, in some 50 ms, when a sentence in it comes that
// names two things.
func New(rules *graph.Ontology) *Relater {
	r := &Relater{rules: rules, languages: map[corpus.Lang]func() (*language, error){}}
	for _, lang := range []corpus.Lang{corpus.English, corpus.German, corpus.Chinese} {
		r.languages[lang] = sync.OnceValues(func() (*language, error) { return load(lang, rules) })
	}
	return r
}

// load reads what is known of a language. An error names the file and line of
// the cue that cannot be read.
func load(lang corpus.Lang, rules *graph.Ontology) (*language, error) {
	l, err := loadLanguage(lang, rules)
	if err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	if l.pairs, err = loadPairs(lang, newPairLabels(rules)); err != nil {
		return nil, fmt.Errorf("relate: %w", err)
	}
	return l, nil
}

// Analyze fills d.Claims from d.Sentences and d.Mentions: in text order, at most
// one claim per sentence for the same subject, predicate and object. Mentions
// without an entity take no part. d.References stand for things as mentions do,
// with less confidence. An error means that the context was cancelled, or that
// the cues of a language cannot be read.
func (r *Relater) Analyze(ctx context.Context, d *extract.Document) error {
	return eachSentence(d, func(s extract.Sentence, mentions []extract.Mention) error {
		known := r.languages[s.Lang]
		if known == nil || s.Kind == corpus.Boilerplate || len(mentions) < 2 {
			return ctx.Err()
		}
		l, err := known()
		if err != nil {
			return err
		}
		d.Claims = append(d.Claims, r.sentence(d, l, s, mentions)...)
		return ctx.Err()
	})
}

// withReferences returns mentions and references in text order.
func withReferences(d *extract.Document) []extract.Mention {
	if len(d.References) == 0 {
		return d.Mentions
	}
	all := slices.Concat(d.Mentions, d.References)
	slices.SortStableFunc(all, func(a, b extract.Mention) int { return cmp.Compare(a.Start, b.Start) })
	kept := all[:0]
	for _, m := range all {
		if n := len(kept); n == 0 || kept[n-1].End <= m.Start {
			kept = append(kept, m)
		}
	}
	return kept
}

// sentence gives the claims of one sentence in the language l.
func (r *Relater) sentence(d *extract.Document, l *language, s extract.Sentence, mentions []extract.Mention) []graph.Claim {
	plain := l.mask(d.Text(s.Span), s, mentions, nil)
	cues, guesses := l.candidates(plain), l.pairs.guesses(l, plain)
	if len(cues) == 0 && len(guesses) == 0 {
		return nil
	}
	values := l.values.find(d.Text(s.Span), d.Article.Published)
	m := l.mask(d.Text(s.Span), s, mentions, values)
	found := best(l.guessed(guesses, m, l.match(cues, m, r.rules)))
	if len(found) == 0 {
		return nil
	}
	at := graph.Provenance{
		Article: d.Article.ID, Quote: d.Text(s.Span),
		Start: d.CodePoint(s.Start), End: d.CodePoint(s.End),
	}
	claims := make([]graph.Claim, len(found))
	for i, f := range found {
		claims[i] = f.claim(at)
		for j := range claims[i].Particulars {
			p := &claims[i].Particulars[j]
			p.Start, p.End = d.CodePoint(s.Start+p.Start), d.CodePoint(s.Start+p.End)
		}
	}
	return claims
}

// A claim over a mention that is less sure than sureMention is worth
// doubtfulMention of one over sure names.
const (
	sureMention     = 0.75
	doubtfulMention = 0.9
)

// finding is one claim seen by one cue in one sentence.
type finding struct {
	cue             *cue
	predicate       graph.Predicate // the cue's, but where an end is a party
	subject, object *extract.Mention
	status          graph.Status
	time            string
	particulars     []graph.Particular
	confidence      float64
}

func (f finding) claim(at graph.Provenance) graph.Claim {
	at.Rule, at.Confidence = f.cue.rule, f.confidence
	if f.subject.Confidence < sureMention || f.object.Confidence < sureMention {
		at.Confidence *= doubtfulMention
	}
	return graph.Claim{
		Subject: f.subject.Entity, Predicate: f.predicate, Object: f.object.Entity,
		Status: f.status, Time: f.time, Particulars: slices.Clone(f.particulars), Provenance: at,
	}
}

// best keeps the surest finding for each subject, predicate and object, in the
// order of the mentions.
func best(all []finding) []finding {
	slices.SortStableFunc(all, func(a, b finding) int {
		return cmp.Or(
			cmp.Compare(b.confidence, a.confidence),
			cmp.Compare(len(b.particulars), len(a.particulars)),
			cmp.Compare(a.cue.rule, b.cue.rule))
	})
	type key struct {
		subject, object string
		predicate       graph.Predicate
	}
	seen := map[key]bool{}
	kept := all[:0]
	for _, f := range all {
		k := key{f.subject.Entity, f.object.Entity, f.predicate}
		if !seen[k] {
			seen[k] = true
			kept = append(kept, f)
		}
	}
	kept = slices.DeleteFunc(kept, func(f finding) bool { // who heads it works for it without a word
		return f.predicate == "worksFor" && seen[key{f.object.Entity, f.subject.Entity, "headedBy"}]
	})
	slices.SortStableFunc(kept, func(a, b finding) int {
		return cmp.Or(
			cmp.Compare(a.subject.Start, b.subject.Start),
			cmp.Compare(a.object.Start, b.object.Start),
			cmp.Compare(a.predicate, b.predicate))
	})
	return kept
}
