package judgement

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"trigraph/graph"
)

// Reason is that of joins that people decided (graph.Join.Reason).
const Reason = "judgement"

// Record returns what the judgements that hold make of a graph, as the joins and
// corrections of a graph.Identity. records are what the articles say, the joins
// across articles applied. The thing that others are judged to be keeps its id:
// a known one, or else the one named first.
func (l *List) Record(records iter.Seq[graph.Record]) graph.Record {
	if len(l.holds) == 0 {
		return graph.Record{}
	}
	l, there := l.now(records)
	var r graph.Record
	for _, j := range l.Holding() {
		switch {
		case j.Verdict == Split:
			r.Joins = append(r.Joins, l.splits(j)...)
		case j.Verdict == Same && !j.confirms():
			to := l.stands(j.A)
			for _, id := range []string{j.A, j.B} {
				if id != to {
					r.Joins = append(r.Joins, j.join(id, to, ""))
				}
			}
		case !slices.ContainsFunc(l.one(j.A), func(id string) bool { return there[id] }):
			// nothing to correct
		case j.Verdict == Rename:
			correct(&r, graph.Entity{ID: l.stands(j.A), Labels: map[string]string{j.Lang: j.Name}, Names: []string{j.Name}})
		case j.Verdict == Reclass:
			correct(&r, graph.Entity{ID: l.stands(j.A), Class: j.Class})
		}
	}
	slices.SortFunc(r.Entities, func(a, b graph.Entity) int { return strings.Compare(a.ID, b.ID) })
	return r
}

// splits are the joins of a split: in each of its articles, whatever has become
// A is B.
func (l *List) splits(j Judgement) []graph.Join {
	var list []graph.Join
	for _, article := range j.Articles {
		for _, id := range l.one(j.A) {
			list = append(list, j.join(id, l.stands(j.B), article))
		}
	}
	return list
}

func (j Judgement) join(from, to, article string) graph.Join {
	return graph.Join{From: from, To: to, In: article, Reason: Reason, Provenance: graph.Provenance{
		Quote: j.Reason, Rule: fmt.Sprintf("judgement %d by %s, %s", j.Number, j.Author, j.Time.Format("2006-01-02")), Confidence: 1,
	}}
}

func correct(r *graph.Record, by graph.Entity) {
	i := slices.IndexFunc(r.Entities, func(e graph.Entity) bool { return e.ID == by.ID })
	if i < 0 {
		r.Entities = append(r.Entities, by)
		return
	}
	e := &r.Entities[i]
	if by.Class != "" {
		e.Class = by.Class
	}
	for lang, label := range by.Labels {
		if e.Labels == nil {
			e.Labels = map[string]string{}
		}
		e.Labels[lang] = label
	}
	e.Names = append(e.Names, by.Names...)
	slices.Sort(e.Names)
}

// stands returns the id under which all that are one with id go: the only known
// one, or else the one judged first.
func (l *List) stands(id string) string {
	all := l.one(id)
	if len(all) == 1 {
		return id
	}
	known := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return strings.Contains(id, "/") })
	if len(known) == 1 {
		return known[0]
	}
	for _, j := range l.Holding() {
		if j.Verdict == Same && slices.Contains(all, j.A) && (len(known) == 0 || slices.Contains(known, j.A)) {
			return j.A
		}
	}
	return slices.Min(known)
}

// now returns the judgements with the ids that their things have now, and the
// ids that there are: which of several people of one name an id means depends
// on the articles read.
func (l *List) now(records iter.Seq[graph.Record]) (*List, map[string]bool) {
	there := map[string]bool{}
	anchors := map[[2]string]string{} // article and id without its mark -> id there
	for _, j := range l.holds {
		for _, x := range [][2]string{{j.AIn, base(j.A)}, {j.BIn, base(j.B)}} {
			if x[0] != "" {
				anchors[x] = ""
			}
		}
	}
	for r := range records {
		for _, m := range r.Mentions {
			there[m.Entity] = true
			at := [2]string{r.Article.ID, base(m.Entity)}
			if _, wanted := anchors[at]; wanted {
				anchors[at] = m.Entity
			}
		}
	}
	move := func(id *string, in string) {
		if to := anchors[[2]string{in, base(*id)}]; to != "" && !there[*id] {
			*id = to
		}
	}
	all := slices.Clone(l.Holding())
	for i := range all {
		move(&all[i].A, all[i].AIn)
		if all[i].Verdict != Split { // there B is the new thing's id
			move(&all[i].B, all[i].BIn)
		} else {
			there[all[i].B] = true
		}
	}
	return NewList(all), there
}

// base is an id without the mark that tells things of one name apart.
func base(id string) string {
	id, _, _ = strings.Cut(id, "~")
	return id
}
