package server

import (
	"context"
	"iter"
	"maps"
	"net/http"
	"slices"
	"time"

	"trigraph/graph"
	"trigraph/graph/evidence"
	"trigraph/queries/walk"
)

// findingAnswer is one thing that is said, with all who say it.
type findingAnswer struct {
	Subject        string          `json:"subject"`
	Predicate      graph.Predicate `json:"predicate"`
	Object         string          `json:"object"`
	SubjectLabel   string          `json:"subject_label"`
	ObjectLabel    string          `json:"object_label"`
	PredicateLabel string          `json:"predicate_label"`
	Status         graph.Status    `json:"status"`
	Independent    int             `json:"independent"`
	Conflicts      []conflict      `json:"conflicts"`
	Witnesses      []witnessAnswer `json:"witnesses"`
}

type conflict struct {
	Kind    string `json:"kind"`
	Other   string `json:"other"`
	Article string `json:"article"`
}

type witnessAnswer struct {
	Article     string             `json:"article"`
	Title       string             `json:"title"`
	Lang        string             `json:"lang"`
	Published   string             `json:"published"`
	Quote       string             `json:"quote"`
	Start       int                `json:"start"`
	End         int                `json:"end"`
	Status      graph.Status       `json:"status"`
	Time        string             `json:"time"`
	Particulars []particularAnswer `json:"particulars"`
	Confidence  float64            `json:"confidence"`
	Rule        string             `json:"rule"`
	CopyOf      string             `json:"copy_of"`
}

type particularAnswer struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Normal string `json:"normal"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

func particulars(list []graph.Particular) []particularAnswer {
	out := []particularAnswer{}
	for _, p := range list {
		out = append(out, particularAnswer(p))
	}
	return out
}

type claimsAnswer struct {
	Findings []findingAnswer `json:"findings"`
	Total    int             `json:"total"`
	measured
}

// claimsAsked is what /api/claims is asked.
type claimsAsked struct {
	entity, other, article []string // at most one of each
	filter                 walk.Filter
	asOf, language         string
	conflicts              bool
	limit, offset          int
}

func (st *state) readClaimsAsked(p *params) claimsAsked {
	a := claimsAsked{entity: st.ids(p, "entity"), other: st.ids(p, "other"), article: p.list("article"), language: p.language(), asOf: p.date("as_of"),
		conflicts: p.flag("conflicts"), limit: p.number("limit", 100, 1, 1000), offset: p.number("offset", 0, 0, maxClaims)}
	a.filter = walk.Filter{Predicates: p.predicates(st.ontology), Statuses: p.statuses(), From: p.date("from"), To: p.date("to"),
		MinConfidence: p.share("min_confidence"), Languages: p.among("article_language", "en", "de", "zh")}
	for _, name := range []string{"entity", "other", "article"} {
		p.text(name) // once at most
	}
	if len(a.entity) == 0 && len(a.article) == 0 {
		p.wrong("say of what: /api/claims?entity=ID or ?article=ID")
	}
	if len(a.other) > 0 && len(a.entity) == 0 {
		p.wrong("other needs entity, the thing at the other end")
	}
	return a
}

// claims is /api/claims.
func (s *Server) claims(w http.ResponseWriter, r *http.Request) error {
	began := time.Now()
	st := s.store(w)
	p := readParams(r)
	asked := st.readClaimsAsked(p)
	if err := p.done(); err != nil {
		return err
	}
	ctx, cancel := s.inTime(r)
	defer cancel()
	list, total, cut, err := st.findings(ctx, asked)
	if err != nil {
		return err
	}
	out := claimsAnswer{Findings: []findingAnswer{}, Total: total}
	for _, f := range list {
		out.Findings = append(out.Findings, st.findingAnswer(f, asked.language))
	}
	out.measured = measure(began, cut || asked.offset+len(list) < total)
	return writeJSON(w, http.StatusOK, out)
}

// The claims of a page are read chapter by chapter until it is full: what takes
// long is to weigh them, with their sentences and the texts of their articles.
// findings returns those of the page, the number of all, and whether there were
// more claims than are looked at.
func (st *state) findings(ctx context.Context, a claimsAsked) (list []evidence.Finding, total int, cut bool, err error) {
	q := evidence.Question{AsOf: a.asOf, Text: st.textOf}
	if len(a.entity) > 0 {
		q.Entity = a.entity[0]
	}
	places := evidence.PlacesAmong(remembered(st.Entity))
	before := a.offset
	for _, ch := range evidence.Chapters(st.briefs(ctx, a, &cut), seen, st.ontology, q) {
		if ctx.Err() != nil {
			return nil, 0, false, ctx.Err()
		}
		if a.conflicts {
			for _, f := range evidence.Gather(st.records(ch.Claims), st.ontology, places, q) {
				if len(f.Conflicts) == 0 {
					continue
				}
				if total++; total > a.offset && len(list) < a.limit {
					list = append(list, f)
				}
			}
			continue
		}
		if q.Offset, q.Limit = before, a.limit-len(list); before < ch.Findings && q.Limit > 0 {
			list = append(list, evidence.Gather(st.records(ch.Claims), st.ontology, places, q)...)
		}
		before = max(0, before-ch.Findings)
		total += ch.Findings
	}
	return list, total, cut, ctx.Err()
}

// briefs yields the claims asked for, and notes where there are too many.
func (st *state) briefs(ctx context.Context, a claimsAsked, cut *bool) iter.Seq[graph.Brief] {
	q := graph.ClaimQuery{Statuses: a.filter.Statuses}
	if len(a.entity) > 0 {
		q.Entity = a.entity[0]
	}
	if len(a.article) > 0 {
		q.Article = a.article[0]
	}
	if len(a.other) > 0 {
		q.Other = func(id string) bool { return id == a.other[0] }
	}
	return func(yield func(graph.Brief) bool) {
		n := 0
		for b := range st.Briefs(q) {
			if n++; n > maxClaims || ctx.Err() != nil {
				*cut = true
				return
			}
			if a.filter.Keeps(b) && !yield(b) {
				return
			}
		}
	}
}

// seen is a claim as far as a brief tells it.
func seen(b graph.Brief) evidence.Witness {
	return evidence.Witness{Claim: b.Claim, Lang: b.Lang, Published: b.Published}
}

// records are claims with all that is said of them, by their articles, whose
// texts are left out.
func (st *state) records(claims []graph.Brief) []graph.Record {
	byArticle := map[string]*graph.Record{}
	for _, b := range claims {
		if byArticle[b.Article] == nil {
			a, _ := st.Article(b.Article)
			a.Text = ""
			byArticle[b.Article] = &graph.Record{Article: a}
		}
		byArticle[b.Article].Claims = append(byArticle[b.Article].Claims, st.Whole(b))
	}
	var list []graph.Record
	for _, id := range slices.Sorted(maps.Keys(byArticle)) {
		list = append(list, *byArticle[id])
	}
	return list
}

func (st *state) textOf(article string) string {
	a, _ := st.Article(article)
	return a.Text
}

// remembered asks for each thing once.
func remembered(entity func(id string) (graph.Entity, bool)) func(id string) (graph.Entity, bool) {
	type answer struct {
		graph.Entity
		ok bool
	}
	known := map[string]answer{}
	return func(id string) (graph.Entity, bool) {
		a, asked := known[id]
		if !asked {
			a.Entity, a.ok = entity(id)
			known[id] = a
		}
		return a.Entity, a.ok
	}
}

func (st *state) findingAnswer(f evidence.Finding, language string) findingAnswer {
	a := findingAnswer{Subject: f.Subject, Predicate: f.Predicate, Object: f.Object,
		SubjectLabel: st.label(f.Subject, language), ObjectLabel: st.label(f.Object, language),
		PredicateLabel: st.ontology.Label(string(f.Predicate), language), Independent: f.Independent, Conflicts: []conflict{}}
	for _, c := range f.Conflicts {
		a.Conflicts = append(a.Conflicts, conflict(c))
	}
	var statuses []graph.Status
	for _, x := range f.Witnesses {
		statuses = append(statuses, x.Status)
		a.Witnesses = append(a.Witnesses, witnessAnswer{x.Article, x.Title, x.Lang, x.Published, x.Quote, x.Start, x.End,
			x.Status, x.Time, particulars(x.Particulars), rounded(x.Confidence), x.Rule, x.CopyOf})
	}
	a.Status = walk.Strongest(statuses)
	return a
}
