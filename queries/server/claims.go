package server

import (
	"context"
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
	records, cut, err := st.claimsAsked(ctx, asked)
	if err != nil {
		return err
	}
	q := evidence.Question{AsOf: asked.asOf}
	if len(asked.entity) > 0 {
		q.Entity = asked.entity[0]
	}
	list := evidence.Gather(records, st.ontology, evidence.PlacesAmong(st.Entity), q)
	if asked.conflicts {
		list = slices.DeleteFunc(list, func(f evidence.Finding) bool { return len(f.Conflicts) == 0 })
	}
	page := list[min(asked.offset, len(list)):]
	cut = cut || len(page) > asked.limit
	out := claimsAnswer{Findings: []findingAnswer{}, Total: len(list)}
	for _, f := range page[:min(asked.limit, len(page))] {
		out.Findings = append(out.Findings, st.findingAnswer(f, asked.language))
	}
	out.measured = measure(began, cut)
	return writeJSON(w, http.StatusOK, out)
}

// maxGathered bounds the claims that are weighed for one answer, each with the
// text of its article: copies are found by comparing them.
const maxGathered = 500

// claimsAsked returns the claims that are asked for with their articles, as
// records.
func (st *state) claimsAsked(ctx context.Context, a claimsAsked) (list []graph.Record, cut bool, err error) {
	byArticle := map[string]*graph.Record{}
	n, kept := 0, 0
	for c := range st.claimsOf(a) {
		if n++; n > maxClaims || kept == maxGathered {
			cut = true
			break
		}
		if n%256 == 0 && ctx.Err() != nil {
			return nil, cut, ctx.Err()
		}
		if !a.wants(c) {
			continue
		}
		if about, _ := st.About(c.Article); !a.filter.Keeps(c, about) {
			continue
		}
		kept++
		if byArticle[c.Article] == nil {
			full, _ := st.Article(c.Article) // its text tells copies
			byArticle[c.Article] = &graph.Record{Article: full}
		}
		byArticle[c.Article].Claims = append(byArticle[c.Article].Claims, c)
	}
	for _, id := range slices.Sorted(maps.Keys(byArticle)) {
		list = append(list, *byArticle[id])
	}
	return list, cut, nil
}

func (st *state) claimsOf(a claimsAsked) func(yield func(graph.Claim) bool) {
	if len(a.entity) > 0 {
		return st.Claims(a.entity[0])
	}
	r, _ := st.Record(a.article[0])
	return slices.Values(r.Claims)
}

func (a claimsAsked) wants(c graph.Claim) bool {
	return (len(a.article) == 0 || c.Article == a.article[0]) &&
		(len(a.other) == 0 || c.Subject == a.other[0] || c.Object == a.other[0])
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
