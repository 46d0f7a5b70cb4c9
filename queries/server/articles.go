package server

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"trigraph/graph"
	"trigraph/graph/store"
)

type articleAnswer struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Lang      string   `json:"lang"`
	Published string   `json:"published"`
	Source    string   `json:"source"`
	Keywords  []string `json:"keywords"`
	Mentions  int      `json:"mentions"`
}

func articleOf(a graph.Article, mentions int) articleAnswer {
	return articleAnswer{a.ID, a.Title, a.Lang, dayOf(a.Published), a.Source, listed(a.Tags), mentions}
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// listArticles is /api/articles.
func (s *Server) listArticles(w http.ResponseWriter, r *http.Request) error {
	began := time.Now()
	st := s.store(w)
	p := readParams(r)
	entity, languages := st.ids(p, "entity"), p.among("language", "en", "de", "zh")
	p.text("entity")
	from, to, limit, offset := p.date("from"), p.date("to"), p.number("limit", 50, 1, 1000), p.number("offset", 0, 0, 1<<30)
	if err := p.done(); err != nil {
		return err
	}
	list := slices.DeleteFunc(st.articlesOf(entity), func(a store.ArticleCount) bool {
		day := dayOf(a.Published)
		return len(languages) > 0 && !slices.Contains(languages, a.Lang) ||
			(from != "" || to != "") && day == "" || day < from || to != "" && day > to && !strings.HasPrefix(day, to)
	})
	page, shown := list[min(offset, len(list)):], []articleAnswer{}
	for _, in := range page[:min(limit, len(page))] {
		a, _ := st.Article(in.Article)
		shown = append(shown, articleOf(a, in.Mentions))
	}
	return writeJSON(w, http.StatusOK, struct {
		Articles []articleAnswer `json:"articles"`
		Total    int             `json:"total"`
		measured
	}{shown, len(list), measure(began, len(page) > limit)})
}

// articlesOf returns the articles that name a thing, most often first, or all,
// newest first.
func (st *state) articlesOf(entity []string) []store.ArticleCount {
	if len(entity) == 0 {
		return slices.Clone(st.articlesByDay())
	}
	return slices.SortedFunc(st.ArticlesOf(entity[0]), func(a, b store.ArticleCount) int {
		return cmp.Or(b.Mentions-a.Mentions, newestFirst(a, b))
	})
}

// newest returns the articles of the graph, newest first.
func (st *state) newest() []store.ArticleCount {
	return slices.SortedFunc(st.ArticlesOf(""), newestFirst)
}

func newestFirst(a, b store.ArticleCount) int {
	return cmp.Or(b.Published.Compare(a.Published), strings.Compare(a.Article, b.Article))
}

// marked is an article's text with what it names and states.
type marked struct {
	ID        string          `json:"id"`
	Title     string          `json:"title"`
	Lang      string          `json:"lang"`
	Published string          `json:"published"`
	Source    string          `json:"source"`
	Keywords  []string        `json:"keywords"`
	Text      string          `json:"text"`
	Mentions  []mentionAnswer `json:"mentions"`
	Claims    []saidAnswer    `json:"claims"`
	measured
}

type mentionAnswer struct {
	Start   int         `json:"start"`
	End     int         `json:"end"`
	Surface string      `json:"surface"`
	Entity  string      `json:"entity"`
	Class   graph.Class `json:"class"`
	Label   string      `json:"label"`
}

// saidAnswer is a claim in its article.
type saidAnswer struct {
	Subject        string             `json:"subject"`
	Predicate      graph.Predicate    `json:"predicate"`
	Object         string             `json:"object"`
	SubjectLabel   string             `json:"subject_label"`
	ObjectLabel    string             `json:"object_label"`
	PredicateLabel string             `json:"predicate_label"`
	Quote          string             `json:"quote"`
	Start          int                `json:"start"`
	End            int                `json:"end"`
	Status         graph.Status       `json:"status"`
	Time           string             `json:"time"`
	Particulars    []particularAnswer `json:"particulars"`
	Confidence     float64            `json:"confidence"`
	Rule           string             `json:"rule"`
}

// article is /api/articles/{id}.
func (s *Server) article(w http.ResponseWriter, r *http.Request) error {
	began := time.Now()
	st := s.store(w)
	p := readParams(r)
	language := p.language()
	if err := p.done(); err != nil {
		return err
	}
	rec, ok := st.Record(r.PathValue("id"))
	if !ok {
		return refuse(http.StatusNotFound, "no article has the id %q; /api/articles lists them", r.PathValue("id"))
	}
	a := articleOf(rec.Article, 0)
	m := marked{a.ID, a.Title, a.Lang, a.Published, a.Source, a.Keywords, rec.Article.Text, []mentionAnswer{}, []saidAnswer{}, measured{}}
	for _, x := range rec.Mentions {
		e, _ := st.Entity(x.Entity)
		e.ID = x.Entity
		m.Mentions = append(m.Mentions, mentionAnswer{x.Start, x.End, x.Name, e.ID, e.Class, label(e, language)})
	}
	for _, c := range rec.Claims {
		m.Claims = append(m.Claims, saidAnswer{c.Subject, c.Predicate, c.Object, st.label(c.Subject, language), st.label(c.Object, language),
			st.ontology.Label(string(c.Predicate), language), c.Quote, c.Start, c.End, c.Status, c.Time, particulars(c.Particulars), rounded(c.Confidence), c.Rule})
	}
	m.measured = measure(began, false)
	return writeJSON(w, http.StatusOK, m)
}
