package judgement

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"trigraph/graph"
)

// Doubt is a question that a person could settle: whether A and B are one thing
// (B differs from A), or whether Articles rightly call something A.
type Doubt struct {
	Kind     string     `json:"kind"` // "similar name", "one name", …, or the reason of a join that was made
	A        string     `json:"a"`
	B        string     `json:"b"`
	Articles []string   `json:"articles,omitempty"`
	Joined   bool       `json:"joined"` // they are one now
	Doubt    float64    `json:"doubt"`  // 0 to 1
	Touched  int        `json:"touched"`
	Value    float64    `json:"value"` // doubt times what it touches
	Evidence []Sighting `json:"evidence"`
}

// Sighting is a place that speaks of one side of a doubt.
type Sighting struct {
	Node    string `json:"node"`
	Name    string `json:"name"`
	Article string `json:"article"`
	Quote   string `json:"quote"`
}

// Judgement returns what a verdict on the doubt, Same, Different or Unsure,
// comes to.
func (d Doubt) Judgement(v Verdict) Judgement {
	j := Judgement{Verdict: v, A: d.A, B: d.B}
	switch {
	case d.B != d.A:
	case v == Different: // one node for the others, another for these articles
		j.Verdict, j.B = Split, OwnID(d.A, d.Articles[0])
		j.Articles = d.Articles
	default:
		j.Articles = d.Articles
	}
	for _, s := range d.Evidence {
		if s.Node == j.A {
			j.AIn = cmp.Or(j.AIn, s.Article)
		} else if s.Node == j.B {
			j.BIn = cmp.Or(j.BIn, s.Article)
		}
	}
	return j
}

// sureEnough is the confidence from which a join is no doubt.
const sureEnough = 0.97

// Doubts returns the joins that are not sure and the nodes that may be one and
// are not, most valuable first: those on which most rests and that are least
// sure. records have joins and judgements applied, joins are those over
// articles. What people have judged is left out.
func (l *List) Doubts(records []graph.Record, entities []graph.Entity, joins []graph.Join) []Doubt {
	s := newScene(records, entities)
	var list []Doubt
	for _, j := range joins {
		if j.Reason != Reason && j.Confidence < sureEnough {
			list = append(list, s.ofJoin(j))
		}
	}
	list = append(mergeDoubts(list), s.similar(records, joins)...)
	settled := l.settled()
	list = slices.DeleteFunc(list, func(d Doubt) bool {
		return settled[question(d.Judgement(Unsure))] || d.B != d.A && (l.Apart(d.A, d.B) || d.Joined && slices.Contains(l.one(d.A), d.B))
	})
	for i := range list {
		d := &list[i]
		d.Touched = s.touched(*d)
		d.Value = d.Doubt * float64(d.Touched)
	}
	slices.SortStableFunc(list, func(a, b Doubt) int {
		return cmp.Or(cmp.Compare(b.Value, a.Value), strings.Compare(a.A, b.A), strings.Compare(a.B, b.B), strings.Compare(a.Kind, b.Kind))
	})
	for i := range list {
		list[i].Evidence = append(list[i].Evidence, s.evidence(list[i])...)
	}
	return list
}

// settled are the questions that judgements answer.
func (l *List) settled() map[string]bool {
	answered := map[string]bool{}
	for q := range l.answers {
		if _, holds := l.holds[l.answers[q]]; holds {
			answered[q] = true
		}
	}
	return answered
}

// mergeDoubts makes one doubt of those about the same two ids in several
// articles.
func mergeDoubts(list []Doubt) []Doubt {
	var out []Doubt
	at := map[string]int{}
	for _, d := range list {
		key := d.Kind + "\x00" + d.A + "\x00" + d.B
		if d.A == d.B { // a question about each article
			key += "\x00" + strings.Join(d.Articles, "\x00")
		}
		if i, ok := at[key]; ok {
			out[i].Articles = append(out[i].Articles, d.Articles...)
			out[i].Doubt = max(out[i].Doubt, d.Doubt)
			continue
		}
		at[key] = len(out)
		out = append(out, d)
	}
	return out
}

// scene is what doubts are looked for in.
type scene struct {
	entities map[string]graph.Entity
	places   map[string][]sighted // of each node, by article
	claims   map[string]int       // that name a node
}

// sighted is an article that names a node, and where first.
type sighted struct {
	record   *graph.Record
	mention  graph.Mention
	mentions int
}

func newScene(records []graph.Record, entities []graph.Entity) *scene {
	s := &scene{entities: map[string]graph.Entity{}, places: map[string][]sighted{}, claims: map[string]int{}}
	for _, e := range entities {
		s.entities[e.ID] = e
	}
	for i := range records {
		r := &records[i]
		seen := map[string]int{}
		for _, m := range r.Mentions {
			list := s.places[m.Entity]
			if k, ok := seen[m.Entity]; ok {
				list[k].mentions++
				continue
			}
			seen[m.Entity] = len(list)
			s.places[m.Entity] = append(list, sighted{r, m, 1})
		}
		for _, c := range r.Claims {
			s.claims[c.Subject]++
			s.claims[c.Object]++
		}
	}
	return s
}

// ofJoin is the doubt about a join. One of a node with itself, or into one of
// several of a name, is about the article.
func (s *scene) ofJoin(j graph.Join) Doubt {
	d := Doubt{Kind: j.Reason, A: j.To, B: j.From, Joined: true, Doubt: min(1, 2*(1-j.Confidence))}
	if j.In != "" {
		d.Articles = []string{j.In}
	}
	if base(j.From) == base(j.To) {
		d.B = d.A
	}
	d.Evidence = []Sighting{{Node: j.From, Name: j.Name, Article: j.Article, Quote: j.Quote}}
	return d
}

// touched counts mentions and claims that a verdict may move.
func (s *scene) touched(d Doubt) int {
	count := func(id string, only []string) int {
		n := 0
		for _, p := range s.places[id] {
			if len(only) == 0 || slices.Contains(only, p.record.Article.ID) {
				n += p.mentions
			}
		}
		if len(only) == 0 {
			n += s.claims[id]
		}
		return n
	}
	if d.Joined {
		return count(d.A, d.Articles)
	}
	if len(s.places[d.A]) == 0 {
		return count(d.B, nil)
	}
	return min(count(d.A, nil), count(d.B, nil))
}

// evidence is what articles say of both sides, two places each; of a node in
// doubt in some articles, one of these and one of the others.
func (s *scene) evidence(d Doubt) []Sighting {
	var list []Sighting
	take := func(id string, most int, fits func(string) bool) {
		for _, p := range s.places[id] {
			if most > 0 && fits(p.record.Article.ID) {
				most--
				list = append(list, Sighting{id, p.mention.Name, p.record.Article.ID, quoteAround(p.record.Article.Text, p.mention)})
			}
		}
	}
	within := func(a string) bool { return slices.Contains(d.Articles, a) }
	if d.Joined {
		if d.A != d.B {
			take(d.A, 2, within)
		}
		take(d.A, 2, func(a string) bool { return !within(a) })
		return list
	}
	always := func(string) bool { return true }
	take(d.A, 2, always)
	take(d.B, 2, always)
	return list
}

// quoteAround is a mention with some words before and behind it, on one line.
func quoteAround(text string, m graph.Mention) string {
	const most = 70 // code points
	rs := []rune(text)
	from, to := max(0, m.Start-most), min(len(rs), m.End+most)
	return strings.Join(strings.Fields(string(rs[from:to])), " ")
}

// OwnID is the id of what one article alone calls a thing.
func OwnID(id, article string) string {
	letters := strings.FieldsFunc(strings.ToLower(article), notInID)
	return base(id) + "~" + strings.Join(letters, "-")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
