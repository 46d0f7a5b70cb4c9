package queries

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

func mostNamed(a *asking) ([]row, error) {
	return a.counted("entity", a.graph.MentionCounts("", a.text("lang")))
}

func together(a *asking) ([]row, error) {
	count := a.graph.MentionCounts(a.id("entity"), "")
	delete(count, a.id("entity"))
	return a.counted("other", count)
}

// counted returns the things of the classes asked for with their counts, most
// first. It looks at the classes of those only that may be shown.
func (a *asking) counted(column string, count map[string]int) (rows []row, err error) {
	classes, wanted := a.values["class"].([]string)
	nodes := make(map[string]int, len(count))
	for id, n := range count {
		nodes[entityNode(id)] = n
	}
	for _, node := range ranked(nodes) {
		if a.enough(rows) {
			break
		}
		if wanted {
			is, err := a.ids(a.from(node).Out(graph.IsA))
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(is, func(c string) bool { return slices.Contains(classes, c) }) {
				continue
			}
		}
		rows = append(rows, row{column: node, "class": node, "articles": nodes[node]})
	}
	return rows, nil
}

func companiesOf(a *asking) ([]row, error) {
	country := a.text("entity")
	places, err := a.inside(country)
	if err != nil {
		return nil, err
	}
	because := map[string]row{}
	add := func(why string) func(found) {
		return func(d found) {
			place, id := cmp.Or(d.text("place"), country), d.text("id")
			if because[id] == nil {
				because[id] = row{"company": id, "because": why, "place": place}
			}
		}
	}
	company := valueOf("<tg:Company>")
	err = a.each(a.from(places...).Tag("place").In(quad.IRI("tg:basedIn")).Has(graph.IsA, company), add("articles"))
	if err == nil {
		err = a.each(a.from(country).In(graph.HasCountry).Has(graph.IsA, company), add("lexicon"))
	}
	articles := map[string]int{}
	for id := range because {
		articles[id], _ = a.graph.CountOf(idOf(id))
	}
	var rows []row
	for _, id := range ranked(articles) {
		because[id]["articles"] = articles[id]
		rows = append(rows, because[id])
	}
	return rows, err
}

// inside returns a place with all that lies in it, by the articles and the
// lexicon.
func (a *asking) inside(place string) ([]string, error) {
	all, seen := []string{place}, map[string]bool{place: true}
	for next := all; len(next) > 0; {
		within, err := a.ids(a.from(next...).In(quad.IRI("tg:locatedIn"), graph.HasCountry, graph.Within))
		if err != nil || len(within) == 0 {
			return all, err
		}
		next = nil
		for _, class := range []string{"<tg:City>", "<tg:Region>"} {
			places, err := a.set(a.from(within...).Has(graph.IsA, valueOf(class)))
			if err != nil {
				return nil, err
			}
			for p := range places {
				if !seen[p] {
					seen[p] = true
					next = append(next, p)
				}
			}
		}
		slices.SortFunc(next, strings.Compare)
		all = append(all, next...)
	}
	return all, nil
}

// lawRow is what is known of a law together with the thing asked about.
type lawRow struct {
	law               string
	articles          map[string]bool
	sentences, claims int
}

func laws(a *asking) ([]row, error) {
	rows := map[string]*lawRow{}
	of := func(law string) *lawRow {
		if rows[law] == nil {
			rows[law] = &lawRow{law: law, articles: map[string]bool{}}
		}
		return rows[law]
	}
	if err := a.lawsNamed(of); err != nil {
		return nil, err
	}
	for i, near := range ends() {
		far := ends()[1-i]
		p := a.from(a.text("entity")).In(near).Save(graph.InArticle, "article").Out(far)
		var all []found
		if err := a.each(p, func(d found) { all = append(all, d) }); err != nil {
			return nil, err
		}
		for _, d := range all {
			is, err := a.ids(a.from(d.text("id")).Has(graph.IsA, valueOf("<tg:Law>")))
			if err != nil {
				return nil, err
			}
			if len(is) > 0 {
				r := of(d.text("id"))
				r.claims++
				r.articles[d.text("article")] = true
			}
		}
	}
	return a.lawRows(slices.SortedFunc(maps.Values(rows), func(x, y *lawRow) int {
		return cmp.Or(y.claims-x.claims, y.sentences-x.sentences, len(y.articles)-len(x.articles), strings.Compare(x.law, y.law))
	}))
}

// lawsNamed finds the laws that articles name beside the thing asked about.
func (a *asking) lawsNamed(of func(string) *lawRow) error {
	entity := a.text("entity")
	articles, err := a.ids(a.from(entity).In(graph.Mentions).Unique())
	if err != nil {
		return err
	}
	for _, article := range articles {
		named, err := a.ids(a.from(article).Out(graph.Mentions).Has(graph.IsA, valueOf("<tg:Law>")).Unique())
		if err != nil {
			return err
		}
		named = slices.DeleteFunc(named, func(law string) bool { return law == entity })
		if len(named) == 0 {
			continue
		}
		texts, err := a.ids(a.from(article).Out(graph.HasText))
		if err != nil {
			return err
		}
		text := []rune(strings.Join(texts[:min(len(texts), 1)], ""))
		mine, err := a.spans(article, entity)
		if err != nil {
			return err
		}
		for _, law := range named {
			its, err := a.spans(article, law)
			if err != nil {
				return err
			}
			of(law).articles[article] = true
			of(law).sentences += inOneSentence(text, mine, its)
		}
	}
	return nil
}

// spans returns the places where an article names an entity, in code points.
func (a *asking) spans(article, entity string) ([][2]int, error) {
	texts, err := a.ids(a.from(entity).In(graph.OfEntity).Has(graph.InArticle, valueOf(article)).Out(graph.HasSpan))
	var list [][2]int
	for _, s := range texts {
		from, to, _ := strings.Cut(s, "-")
		x, errX := strconv.Atoi(from)
		y, errY := strconv.Atoi(to)
		if errX == nil && errY == nil {
			list = append(list, [2]int{x, y})
		}
	}
	return list, err
}

// inOneSentence counts the places of b that stand in one sentence with one of a.
func inOneSentence(text []rune, a, b [][2]int) int {
	n := 0
	for _, q := range b {
		if slices.ContainsFunc(a, func(p [2]int) bool {
			from, to := p[1], q[0]
			if p[0] >= q[0] {
				from, to = q[1], p[0]
			}
			return to-from < 400 && (from >= to || !hasEnd(text[min(from, len(text)):min(to, len(text))]))
		}) {
			n++
		}
	}
	return n
}

// hasEnd reports whether a sentence ends within a text.
func hasEnd(text []rune) bool {
	for i, r := range text {
		if strings.ContainsRune("。！？!?\n", r) || r == '.' && i+1 < len(text) && (unicode.IsSpace(text[i+1]) || text[i+1] == '\uFEFF') {
			return true
		}
	}
	return false
}

func (a *asking) lawRows(list []*lawRow) ([]row, error) {
	var rows []row
	for _, r := range list {
		jurisdiction, err1 := a.stated(r.law, "tg:jurisdiction")
		if len(jurisdiction) == 0 && err1 == nil {
			jurisdiction, err1 = a.stated(r.law, graph.HasCountry)
		}
		proposedBy, err2 := a.stated(r.law, "tg:proposedBy")
		if err := cmp.Or(err1, err2); err != nil {
			return nil, err
		}
		rows = append(rows, row{"law": r.law, "articles": len(r.articles), "sentences": r.sentences, "claims": r.claims,
			"jurisdiction": jurisdiction, "proposed_by": proposedBy})
	}
	return rows, nil
}

// stated returns the objects of a predicate of a law, sorted.
func (a *asking) stated(law string, predicate quad.IRI) ([]any, error) {
	set, err := a.set(a.from(law).Out(predicate))
	list := []any{}
	for _, s := range slices.SortedFunc(maps.Keys(set), strings.Compare) {
		list = append(list, s)
	}
	return list, err
}
