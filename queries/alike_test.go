package queries

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store"
)

// randomStore is a graph of n articles in which everything is drawn by a seed:
// classes, names, containers, mentions, and claims of every relation and status.
func randomStore(t testing.TB, seed uint64, n, entities int) string {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	o, err := graph.LoadOntology()
	check(t, err)
	dir := filepath.Join(t.TempDir(), "store")
	w, err := store.OpenWriter(dir, "test")
	check(t, err)
	defer w.Close()
	var facts []quad.Quad
	for i := range entities {
		facts = append(facts, randomEntity(r, o, i, entities).Quads(graph.LexiconLabel)...)
	}
	check(t, w.PutFacts("lexicon", facts))
	check(t, w.PutFacts("ontology", o.Quads()))
	for i := range n {
		a := randomArticle(r, o, i, entities)
		check(t, w.Put(a.Article.ID, a.Article.Hash, a.Quads(o)))
	}
	_, err = w.Commit()
	check(t, err)
	return dir
}

func randomID(r *rand.Rand, entities int) string {
	// Few are in most of what is said, as in life.
	return fmt.Sprintf("e%d", int(float64(entities)*r.Float64()*r.Float64()))
}

func randomEntity(r *rand.Rand, o *graph.Ontology, i, entities int) graph.Entity {
	classes := o.Classes()
	common := []graph.Class{"Company", "Law", "City", "Country", "Person", "Product", "Region"}
	e := graph.Entity{ID: fmt.Sprintf("e%d", i), Class: common[r.IntN(len(common))], Names: []string{fmt.Sprintf("Name %d 英 \U0001F600", i)}}
	if r.IntN(4) == 0 {
		e.Class = classes[r.IntN(len(classes))]
	}
	if r.IntN(3) == 0 {
		e.PartOf = randomID(r, entities)
	}
	if r.IntN(2) == 0 {
		e.Country = randomID(r, entities)
	}
	return e
}

func randomArticle(r *rand.Rand, o *graph.Ontology, i, entities int) graph.Record {
	var text strings.Builder
	rec := graph.Record{Article: graph.Article{ID: fmt.Sprintf("a/%d", i), Lang: []string{"en", "de", "zh"}[r.IntN(3)], Title: fmt.Sprint(i), Hash: "00"}}
	if r.IntN(5) > 0 {
		rec.Article.Published = time.Date(2020+r.IntN(4), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
	}
	at := 0
	for range 3 + r.IntN(12) {
		id := randomID(r, entities)
		rec.Mentions = append(rec.Mentions, graph.Mention{Entity: id, Start: at, End: at + 4})
		word := "name" + []string{" and ", ". ", "。", ".x", "\u00a0", " " + strings.Repeat("z", 390)}[r.IntN(6)]
		text.WriteString(word)
		at += len([]rune(word))
	}
	rec.Article.Text = text.String()
	predicates, statuses := o.Predicates(), []graph.Status{graph.Stated, graph.Stated, graph.Stated, "planned", "denied", "reported", "questioned"}
	often := []graph.Predicate{"ownedBy", "acquired", "supplies", "headedBy", "worksFor", "basedIn", "locatedIn", "memberOf", "develops", "fines"}
	for range r.IntN(6) {
		c := graph.Claim{Subject: randomID(r, entities), Object: randomID(r, entities), Status: statuses[r.IntN(len(statuses))], Predicate: often[r.IntN(len(often))]}
		if r.IntN(2) == 0 {
			c.Predicate = predicates[r.IntN(len(predicates))].Name
		}
		c.Quote, c.End, c.Rule, c.Confidence = "name", 4, "test", 0.5
		if r.IntN(3) == 0 {
			c.Time = []string{"2021", "2021-05", "2022-01/2022-03"}[r.IntN(3)]
		}
		if r.IntN(3) == 0 {
			c.Particulars = []graph.Particular{{Name: []string{"role", "amount"}[r.IntN(2)], Value: []string{"CEO", "5 Mio. €", "\uff01", "\U0001F600"}[r.IntN(4)]}}
		}
		rec.Claims = append(rec.Claims, c)
	}
	return rec
}

// TestGoAndGizmoAgree: an answer in Go has the rows of the question's script, on
// the small world and on random graphs.
func TestGoAndGizmoAgree(t *testing.T) {
	for seed := range uint64(3) {
		s, err := store.Open(randomStore(t, seed, 60, 50))
		check(t, err)
		e, err := newEngine(s)
		check(t, err)
		agree(t, e, fmt.Sprint("random graph ", seed), 16)
	}
	agree(t, testEngine(t), "small world", 1000)
}

// agree asks every question that has an answer in Go of some things.
func agree(t *testing.T, e *engine, where string, most int) {
	t.Helper()
	entities := e.store.Entities()
	rows := map[string]int{}
	for name := range answers() {
		q, err := Lookup(name)
		check(t, err)
		for i, x := range entities[:min(most, len(entities))] {
			for _, params := range variants(q, x.ID, entities[(i*7+3)%len(entities)].ID) {
				goes, err1 := direct(t, e, Request{Question: name, Params: params})
				script, err2 := direct(t, e, Request{Question: name, Params: params, Gizmo: true})
				if err1 != nil || err2 != nil {
					t.Fatalf("%s: %s %v: %v, %v", where, name, params, err1, err2)
				}
				few, err := direct(t, e, Request{Question: name, Params: params, Limit: 2})
				check(t, err)
				if all := linesOf(goes); !slices.Equal(linesOf(few), all[:min(len(all), len(few.Notes)+2)]) || few.Truncated != (len(goes.Rows) > 2) {
					t.Fatalf("%s: %s %v: two rows are %s, truncated %v, of\n%s", where, name, params, linesOf(few), few.Truncated, strings.Join(all, "\n"))
				}
				if a, b := linesOf(goes), linesOf(script); !slices.Equal(a, b) {
					t.Fatalf("%s: %s %v in Go\n%s\nin Gizmo\n%s", where, name, params, strings.Join(a, "\n"), strings.Join(b, "\n"))
				}
				rows[name] += len(goes.Rows)
			}
		}
		if rows[name] == 0 && most < len(entities) {
			t.Errorf("%s: %s never had a row", where, name)
		}
	}
}

func linesOf(res *Result) []string {
	lines := slices.Clone(res.Notes)
	for _, r := range res.Rows {
		lines = append(lines, string(r))
	}
	return lines
}

// variants are the parameters of a question with and without what may be left
// out.
func variants(q Question, entity, other string) []map[string]string {
	values := map[string]string{"entity": entity, "to": other, "predicate": "ownedBy", "class": "Organization", "lang": "de", "as_of": "2021-06", "hops": "2", "date": "2021-05"}
	least := map[string]string{}
	for _, p := range q.Params {
		if p.Required {
			least[p.Name] = values[p.Name]
		}
	}
	list := []map[string]string{least}
	for _, p := range q.Params {
		if !p.Required {
			more := map[string]string{p.Name: values[p.Name]}
			for k, v := range least {
				more[k] = v
			}
			list = append(list, more)
		}
	}
	return list
}

// FuzzOrder: Gizmo orders texts as Go does, which the answers in Go rest on.
// JavaScript as such goes by UTF-16.
func FuzzOrder(f *testing.F) {
	e := testEngine(f)
	f.Add("a", "b")
	f.Add("\uff01", "\U0001F600")
	f.Add("英", "英伟达")
	f.Add("\U0001F600", "\U0001F601")
	f.Fuzz(func(t *testing.T, x, y string) {
		x, y = strings.ToValidUTF8(x, "?"), strings.ToValidUTF8(y, "?")
		res, err := direct(t, e, Request{Script: `g.emit($.x < $.y ? -1 : $.x > $.y ? 1 : 0)`, Params: map[string]string{"x": x, "y": y}})
		check(t, err)
		if got := fmt.Sprint(strings.Compare(x, y)); got != string(res.Rows[0]) {
			t.Errorf("%q, %q: %s, Gizmo says %s", x, y, got, res.Rows[0])
		}
	})
}
