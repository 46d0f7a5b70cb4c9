package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"trigraph/graph"
	"trigraph/queries/walk"
)

// The most that one walk may read and give.
const (
	maxNodes  = 5000
	maxEdges  = 20000
	maxClaims = 200_000
	maxAsked  = 100 // things that a neighbourhood may start from
)

type nodeAnswer struct {
	ID       string            `json:"id"`
	Class    graph.Class       `json:"class"`
	Label    string            `json:"label"`
	Labels   map[string]string `json:"labels"`
	Country  string            `json:"country"`
	Articles int               `json:"articles"`
	Degree   int               `json:"degree"`
}

type edgeAnswer struct {
	ID         string          `json:"id"`
	Source     string          `json:"source"`
	Target     string          `json:"target"`
	Predicate  graph.Predicate `json:"predicate"`
	Label      string          `json:"label"`
	Weight     int             `json:"weight"` // articles
	Confidence float64         `json:"confidence"`
	Status     graph.Status    `json:"status"`
	Time       string          `json:"time"`
	First      string          `json:"first"`
	Last       string          `json:"last"`
	Quote      string          `json:"quote"`
	Article    string          `json:"article"`
	Title      string          `json:"title,omitempty"` // of paths only: an article is read for it
	Published  string          `json:"published"`
	Languages  []string        `json:"languages"`
	Months     map[string]int  `json:"months"`
}

type leftOut struct {
	Nodes int `json:"nodes"`
	Edges int `json:"edges"`
}

type graphAnswer struct {
	Nodes   []nodeAnswer `json:"nodes"`
	Edges   []edgeAnswer `json:"edges"`
	LeftOut leftOut      `json:"left_out"`
	measured
}

// neighbourhood is /api/graph.
func (s *Server) neighbourhood(w http.ResponseWriter, r *http.Request) error {
	began := time.Now()
	st := s.store(w)
	p := readParams(r)
	language, depth := p.language(), p.number("depth", 1, 1, 3)
	k := st.walker(p.filter(st.ontology, "from", "to"), p.number("limit", 200, 1, maxNodes))
	ids := st.ids(p, "entity")
	if err := p.done(); err != nil {
		return err
	}
	ctx, cancel := s.inTime(r)
	defer cancel()
	g, err := st.walked(ctx, k, ids, depth)
	if err != nil {
		return err
	}
	a := st.graphAnswer(g, language)
	a.measured = measure(began, g.Cut || a.LeftOut != leftOut{})
	return writeJSON(w, http.StatusOK, a)
}

// maxKept is how many overviews of a state are kept.
const maxKept = 16

// walked is what lies around some things, or the overview where there are none.
// That looks at the best known things, which takes long, and is what every visitor
// sees first: it is made once for each filter.
func (st *state) walked(ctx context.Context, k *walk.Walker, ids []string, depth int) (walk.Graph, error) {
	if len(ids) > 0 {
		return k.Around(ctx, ids, depth)
	}
	key := fmt.Sprintf("%+v %+v", k.Filter, k.Limits)
	st.mu.Lock()
	defer st.mu.Unlock() // whoever asks meanwhile waits for this one
	if g, ok := st.overviews[key]; ok {
		return g, nil
	}
	g, err := k.Overview(ctx)
	if err == nil {
		if len(st.overviews) >= maxKept {
			clear(st.overviews)
		}
		st.overviews[key] = g
	}
	return g, err
}

func (st *state) walker(f walk.Filter, nodes int) *walk.Walker {
	return &walk.Walker{Source: st, Ontology: st.ontology, Filter: f,
		Limits: walk.Limits{Nodes: nodes, Edges: min(maxEdges, 20*nodes+100), Claims: maxClaims}}
}

// ids reads the ids of things that must be there, each once, as they are now.
func (st *state) ids(p *params, name string) []string {
	var ids []string
	seen := map[string]bool{}
	list := p.list(name)
	if len(list) > maxAsked {
		p.wrong("%s is given %d times, at most %d", name, len(list), maxAsked)
		return nil
	}
	for _, id := range list {
		now, err := st.now(id)
		if err != nil {
			if p.err == nil {
				p.err = err
			}
			return nil
		}
		if !seen[now] {
			seen[now] = true
			ids = append(ids, now)
		}
	}
	return ids
}

func (st *state) graphAnswer(g walk.Graph, language string) graphAnswer {
	a := graphAnswer{Nodes: []nodeAnswer{}, Edges: []edgeAnswer{}, LeftOut: leftOut{g.LeftOut.Nodes, g.LeftOut.Edges}}
	for _, n := range g.Nodes {
		a.Nodes = append(a.Nodes, nodeAnswer{n.ID, n.Class, label(n.Entity, language), orNone(n.Labels), n.Country, n.Articles, n.Degree})
	}
	for _, e := range g.Edges {
		a.Edges = append(a.Edges, edgeAnswer{
			e.ID(), e.Source, e.Target, e.Predicate, st.ontology.Label(string(e.Predicate), language), len(e.Articles), rounded(e.Best.Confidence),
			e.Status, e.Best.Time, e.First, e.Last, e.Best.Quote, e.Best.Article, "", e.Published, listed(e.Languages), orNone(e.Months),
		})
	}
	return a
}

type pathsAnswer struct {
	Paths [][]string   `json:"paths"`
	Nodes []nodeAnswer `json:"nodes"`
	Edges []edgeAnswer `json:"edges"`
	measured
}

// paths is /api/paths.
func (s *Server) paths(w http.ResponseWriter, r *http.Request) error {
	began := time.Now()
	st := s.store(w)
	p := readParams(r)
	ends := append(st.ids(p, "from"), st.ids(p, "to")...)
	language, longest, limit := p.language(), p.number("max", 4, 1, 6), p.number("limit", 5, 1, 50)
	k := st.walker(p.filter(st.ontology, "since", "until"), maxNodes)
	if p.text("from") == "" || p.text("to") == "" {
		p.wrong("say between which: /api/paths?from=ID&to=ID")
	}
	if err := p.done(); err != nil {
		return err
	}
	if ends[0] == ends[1] {
		return refuse(http.StatusBadRequest, "from and to are one thing, %q", ends[0])
	}
	ctx, cancel := s.inTime(r)
	defer cancel()
	found, g, err := k.Paths(ctx, ends[0], ends[1], longest, limit)
	if err != nil {
		return err
	}
	a := st.graphAnswer(g, language)
	for i, e := range a.Edges {
		in, _ := st.Article(e.Article)
		a.Edges[i].Title = in.Title
	}
	return writeJSON(w, http.StatusOK, pathsAnswer{listed(found), a.Nodes, a.Edges, measure(began, g.Cut)})
}
