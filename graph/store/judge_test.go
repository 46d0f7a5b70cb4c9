package store

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trigraph/graph"
)

// plain answers from all records and entities in memory: the judge of what
// reads the indexes.
type plain struct {
	records  []graph.Record
	entities []graph.Entity
}

func (p plain) claimsOf(id string) (list []graph.Claim) {
	for _, r := range p.records {
		for _, c := range r.Claims {
			if c.Subject == id || c.Object == id {
				list = append(list, c)
			}
		}
	}
	return list
}

func (p plain) articlesOf(id string) (list []ArticleCount) {
	for _, r := range p.records {
		a := ArticleCount{Article: r.Article.ID, Lang: r.Article.Lang, Published: r.Article.Published}
		for _, m := range r.Mentions {
			if m.Entity == id {
				a.Mentions++
			}
		}
		if a.Mentions > 0 {
			list = append(list, a)
		}
	}
	return list
}

func (p plain) counts() Counts {
	c := Counts{Entities: len(p.entities), Classes: map[graph.Class]int{}, Predicates: map[graph.Predicate]int{},
		Statuses: map[graph.Status]int{}, Languages: map[string]int{}}
	for _, e := range p.entities {
		c.Classes[e.Class]++
	}
	for _, r := range p.records {
		c.Claims += len(r.Claims)
		c.Mentions += len(r.Mentions)
		c.Languages[r.Article.Lang]++
		for _, x := range r.Claims {
			c.Predicates[x.Predicate]++
			c.Statuses[x.Status]++
		}
		if day := r.Article.Published.Format(time.DateOnly); !r.Article.Published.IsZero() {
			if c.First == "" || day < c.First {
				c.First = day
			}
			c.Last = max(c.Last, day)
		}
	}
	return c
}

// articles lists the articles with their mentions, by id.
func (p plain) articles() []string {
	return headlines(func(yield func(graph.Article, int) bool) {
		for _, r := range p.records {
			a := r.Article
			a.Text = ""
			if !yield(a, len(r.Mentions)) {
				return
			}
		}
	})
}

func headlines(all func(func(graph.Article, int) bool)) (list []string) {
	for a, mentions := range all {
		list = append(list, fmt.Sprintf("%+v %d", a, mentions))
	}
	slices.Sort(list)
	return list
}

func (p plain) degree(id string) int {
	others := map[string]bool{}
	for _, c := range p.claimsOf(id) {
		if c.Status == graph.Stated && c.Subject != c.Object {
			others[c.Subject+c.Object] = true
			if reversed := c.Object + c.Subject; c.Subject != id {
				delete(others, c.Subject+c.Object)
				others[reversed] = true
			}
		}
	}
	return len(others)
}

// overview lists the entities of some classes by their articles.
func (p plain) overview(classes []graph.Class) (list []Match) {
	for _, e := range p.entities {
		if n := len(p.articlesOf(e.ID)); n > 0 && (classes == nil || slices.Contains(classes, e.Class)) {
			list = append(list, Match{Entity: e, Name: e.ID, Articles: n})
		}
	}
	slices.SortStableFunc(list, func(a, b Match) int {
		return cmp.Or(b.Articles-a.Articles, strings.Compare(a.Entity.ID, b.Entity.ID))
	})
	return list
}

// world makes random records over a few things, with names that are alike.
type world struct {
	*rand.Rand
	o *graph.Ontology
}

func (w world) id() string {
	return []string{"nvidia", "org/nv", "org/größe gmbh", "person/王伟", "a", "b", "c~d", "law/x-1", "person/王 伟"}[w.IntN(9)]
}

func (w world) name() string {
	return []string{"Nvidia", "NVIDIA", "英伟达", "Größe GmbH", "Groesse", "王伟", "Meta", "Metaverse", "Meto", "C++", "Zz", "nvidia"}[w.IntN(12)]
}

func (w world) record(id string) graph.Record {
	r := graph.Record{Article: graph.Article{ID: id, Hash: fmt.Sprint(w.Uint32()), Title: w.name(), Text: strings.Repeat("Größe王 ", 5),
		Lang: []string{"", "en", "zh"}[w.IntN(3)]}}
	if w.IntN(3) > 0 {
		r.Article.Published = time.Date(2020+w.IntN(3), 5, 1+w.IntN(9), 0, 0, 0, 0, time.UTC)
	}
	if w.IntN(4) > 0 {
		r.Article.Lang = []string{"zh", "en", "de"}[w.IntN(3)]
		r.Article.Published = time.Date(2020, 1, 1+w.IntN(900), 0, 0, 0, 0, time.UTC)
	}
	for range w.IntN(5) {
		r.Mentions = append(r.Mentions, graph.Mention{Entity: w.id(), Start: w.IntN(10), End: 10 + w.IntN(10)})
	}
	seen := map[string]bool{}
	for range w.IntN(3) {
		if e := w.entity(); !seen[e.ID] {
			seen[e.ID] = true
			r.Entities = append(r.Entities, e)
		}
	}
	for range w.IntN(5) {
		r.Claims = append(r.Claims, w.claim(id))
	}
	if w.IntN(3) == 0 {
		r.Joins = append(r.Joins, graph.Join{From: w.id(), To: w.id(), Name: "x", Reason: "alias"})
	}
	return r
}

func (w world) entity() graph.Entity {
	e := graph.Entity{ID: w.id(), Names: []string{w.name(), w.name()}, Labels: map[string]string{}}
	if w.IntN(2) == 0 {
		e.Class = []graph.Class{graph.Company, graph.Person, graph.City}[w.IntN(3)]
		e.Labels[[]string{"de", "en", "zh"}[w.IntN(3)]] = w.name()
	}
	if w.IntN(3) == 0 {
		e.Country, e.PartOf = w.id(), w.id()
		e.SameAs = []string{"wd:Q" + fmt.Sprint(w.IntN(3))}
	}
	return e
}

func (w world) claim(article string) graph.Claim {
	c := graph.Claim{Subject: w.id(), Object: w.id(), Predicate: []graph.Predicate{"acquired", "partnersWith", "headedBy"}[w.IntN(3)],
		Status: []graph.Status{graph.Stated, graph.Stated, graph.Denied}[w.IntN(3)], Provenance: graph.Provenance{
			Article: article, Start: w.IntN(5), End: 5 + w.IntN(5), Quote: "q", Rule: fmt.Sprint(w.IntN(3)), Confidence: 0.5}}
	for range w.IntN(3) {
		c.Particulars = append(c.Particulars, graph.Particular{Name: []string{"date", "role"}[w.IntN(2)], Value: fmt.Sprint(w.IntN(3)), Start: w.IntN(3), End: 3})
	}
	return c
}

// grow changes a store several times, so that it has segments, what is gone and
// what is judged.
func (w world) grow(t *testing.T, dir string) *Store {
	t.Helper()
	wr := writer(t, dir)
	defer wr.Close()
	for range 1 + w.IntN(4) {
		for range 1 + w.IntN(12) {
			id := fmt.Sprintf("art/%d ü", w.IntN(15))
			if w.IntN(6) == 0 {
				wr.Remove(id)
			} else {
				put(t, wr, w.record(id))
			}
		}
		for _, name := range []string{"lexicon", "joins", "judgements"} {
			if w.IntN(2) == 0 {
				if err := wr.PutFacts(name, quadsOf(w.facts(name), w.o)); err != nil {
					t.Fatal(err)
				}
			}
		}
		commit(t, wr)
	}
	return read(t, dir)
}

func (w world) facts(name string) (r graph.Record) {
	if name != "joins" {
		r.Entities = append(r.Entities, w.entity())
	}
	if name != "lexicon" && w.IntN(3) > 0 {
		j := graph.Join{From: w.id(), To: w.id(), Reason: "alias"}
		if w.IntN(3) == 0 {
			j.In = fmt.Sprintf("art/%d ü", w.IntN(15))
		}
		r.Joins = append(r.Joins, j)
	}
	return r
}

// What is read by index is what all records say.
func TestIndexesAgreeWithRecords(t *testing.T) {
	seeds := uint64(40)
	if testing.Short() {
		seeds = 10
	}
	for seed := range seeds {
		w := world{rand.New(rand.NewPCG(seed, 0)), ontology(t)}
		s := w.grow(t, t.TempDir())
		p := plain{s.Records(), s.Entities()}
		agree(t, seed, s, p)
		if s.Err() != nil {
			t.Fatal(s.Err())
		}
	}
}

func agree(t *testing.T, seed uint64, s *Store, p plain) {
	t.Helper()
	same := func(what string, got, want any) {
		t.Helper()
		if x, y := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); x != y {
			t.Fatalf("seed %d: %s\n%s\nwant\n%s", seed, what, x, y)
		}
	}
	var entities []graph.Entity
	for e := range s.EachEntity {
		entities = append(entities, e)
	}
	slices.SortFunc(entities, func(a, b graph.Entity) int { return strings.Compare(a.ID, b.ID) })
	same("entities", entities, p.entities)
	var records []graph.Record
	for r := range s.EachRecord {
		records = append(records, r)
	}
	slices.SortFunc(records, func(a, b graph.Record) int { return strings.Compare(a.Article.ID, b.Article.ID) })
	same("records", records, p.records)
	same("counts", s.Counts(), p.counts())
	same("articles", headlines(s.EachArticle), p.articles())
	for n := range 16 {
		id := fmt.Sprintf("art/%d ü", n)
		i := slices.IndexFunc(p.records, func(r graph.Record) bool { return r.Article.ID == id })
		r, ok := s.Record(id)
		a, _ := s.Article(id)
		if ok != (i >= 0) || ok && (!reflect.DeepEqual(r, p.records[i]) || !reflect.DeepEqual(a, r.Article)) {
			t.Fatalf("seed %d: record %s\n%+v", seed, id, r)
		}
	}
	for _, id := range []string{"nvidia", "org/nv", "org/größe gmbh", "person/王伟", "a", "b", "c~d", "law/x-1", "person/王 伟", "none"} {
		about(t, s, p, id, same)
	}
	for _, classes := range [][]graph.Class{nil, {graph.Company}, {graph.City, graph.Law}} {
		all := p.overview(classes)
		same("overview", s.Search(SearchQuery{Classes: classes, Limit: 3}), all[:min(3, len(all))])
	}
	all := p.overview(nil)
	same("overview", s.Overview(100), all)
	for _, lang := range []string{"", "en", "zh", "fr"} {
		for _, with := range []string{"", "nvidia", "person/王伟", "nobody"} {
			same("named with "+with+" in "+lang, s.MentionCounts(with, lang), p.mentionCounts(with, lang))
		}
	}
	same("articles", slices.SortedFunc(s.ArticlesOf(""), func(a, b ArticleCount) int { return strings.Compare(a.Article, b.Article) }), p.allArticles())
	for _, name := range []string{"nvidia", "Nvidia", "NVIDIA", "n", "nvid", "英", "英伟达", "grosse", "groesse", "Met", "met!", "meta", "Mexa", "c", "c~", "王", "zz", "nvidea", "nvdia", "metaversum", "org/nv", "lawx2"} {
		for _, q := range []SearchQuery{{Name: name, Limit: 50}, {Name: name, Limit: 2}, {Name: name, Limit: 1, Prefix: true}, {Name: name, Limit: 3, Prefix: true},
			{Name: name, Limit: 50, Prefix: true}, {Name: name, Limit: 2, Prefix: true, Classes: []graph.Class{graph.Company, graph.City}}} {
			want := p.search(q, s.joined(q.Name), s)
			for _, few := range []int{0, 1000} {
				same(fmt.Sprintf("%+v", q), s.search(q, few), want)
			}
		}
	}
}

// search ranks all names of all entities. What an id was joined to is found by
// it as by an exact name.
func (p plain) search(q SearchQuery, joined func(func(uint32) bool), s *Store) []Match {
	var all []Match
	for _, e := range p.entities {
		n := len(p.articlesOf(e.ID))
		all = append(all, Match{Entity: e, Name: e.ID, Articles: n})
		for _, name := range e.Names {
			all = append(all, Match{Entity: e, Name: name, Articles: n})
		}
		for node := range joined {
			if s.id(node) == e.ID && e.ID != q.Name {
				all = append(all, Match{Entity: e, Name: q.Name, Articles: n})
			}
		}
	}
	return q.Rank(all)
}

// allArticles are those of all records, with their mentions of anything.
func (p plain) allArticles() (list []ArticleCount) {
	for _, r := range p.records {
		list = append(list, ArticleCount{r.Article.ID, r.Article.Lang, r.Article.Published, len(r.Mentions)})
	}
	return list
}

func about(t *testing.T, s *Store, p plain, id string, same func(string, any, any)) {
	t.Helper()
	i := slices.IndexFunc(p.entities, func(e graph.Entity) bool { return e.ID == id })
	e, ok := s.Entity(id)
	if same("entity "+id, ok, i >= 0); ok {
		same("entity "+id, e, p.entities[i])
	}
	order := func(a, b graph.Claim) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }
	same("claims of "+id, slices.SortedFunc(s.ClaimsOf(id), order), slices.SortedFunc(slices.Values(p.claimsOf(id)), order))
	same("articles of "+id, slices.Collect(s.ArticlesOf(id)), p.articlesOf(id))
	claimsAndNames(s, p, id, same)
	same("degree of "+id, s.Degree(id), p.degree(id))
	articles, claims := s.CountOf(id)
	same("counts of "+id, []int{articles, claims}, []int{len(p.articlesOf(id)), len(p.claimsOf(id))})
	if now, ok := s.Resolve(id); ok {
		if _, is := s.Entity(now); !is || now != id && e.ID != "" {
			t.Errorf("%s resolves to %q", id, now)
		}
	}
}

// A store that was written before there were indexes of names, or when others
// were one, is read all the same, and the next commit writes them.
func TestStoreWithoutNames(t *testing.T) {
	dir := t.TempDir()
	w := writer(t, dir)
	put(t, w, record("a", "org/größe", "arm", "text"))
	commit(t, w)
	w.Close()
	for _, change := range []string{"names", "fold"} {
		files := contents(t, dir)
		m, err := parseManifest([]byte(files[manifestName]))
		if err != nil {
			t.Fatal(err)
		}
		if change == "names" {
			m.Segments[0].Names = nil
			delete(files, namesName(1))
		} else {
			m.Segments[0].Names.Fold--
		}
		delete(files, manifestName)
		dir := restore(t, files)
		if err := m.place(dir); err != nil {
			t.Fatal(err)
		}
		for round := range 2 {
			s := read(t, dir)
			if found := s.Find("ORG/GRÖSSE", 2); len(found) != 1 || found[0].Name != "org/größe" || round == 1 && s.manifest.Segments[0].Names == nil {
				t.Errorf("%s, round %d: %+v", change, round, found)
			}
			w := writer(t, dir)
			put(t, w, record("b", "x", "y", "other"))
			commit(t, w)
			w.Close()
		}
	}
}
