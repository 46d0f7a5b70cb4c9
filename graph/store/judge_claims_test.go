package store

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"trigraph/graph"
)

// claimsAndNames holds what is read of a thing by numbers to the records.
func claimsAndNames(s *Store, p plain, id string, same func(string, any, any)) {
	said := ""
	for _, r := range p.records {
		said = r.Article.ID
	}
	short := func(id string) bool { return len(id) < 7 }
	for _, q := range []graph.ClaimQuery{{Entity: id}, {Entity: id, Other: short}, {Entity: id, Statuses: []graph.Status{graph.Denied, graph.Planned}}, {Entity: id, Article: said},
		{Article: said}, {Article: said, Statuses: []graph.Status{graph.Stated}, Other: short}, {Statuses: []graph.Status{graph.Reported, graph.Planned}}, {}} {
		same(fmt.Sprintf("briefs of %+v", q), briefs(s, q), p.briefs(q))
	}
	var surfaces, joins []string
	for lang, name := range s.Surfaces(id, 1000) {
		surfaces = append(surfaces, lang+" "+name)
	}
	for _, j := range s.JoinsOf(id) {
		joins = append(joins, fmt.Sprint(j))
	}
	slices.Sort(surfaces)
	slices.Sort(joins)
	same("surfaces of "+id, surfaces, p.surfaces(id))
	same("joins of "+id, joins, p.joinsOf(id, s.Joins()))
}

// briefs are claims with what is known of their articles, each on a line, sorted.
func briefs(s *Store, q graph.ClaimQuery) (lines []string) {
	for b := range s.Briefs(q) {
		light := b.Claim
		light.Quote, light.End, light.Rule, light.Particulars = "", 0, "", nil
		if !reflect.DeepEqual(light, b.Claim) {
			lines = append(lines, fmt.Sprintf("%+v is no brief", b))
		}
		lines = append(lines, fmt.Sprintf("%+v %s %s", s.Whole(b), b.Lang, b.Published))
	}
	slices.Sort(lines)
	return lines
}

func (p plain) surfaces(id string) (list []string) {
	for _, r := range p.records {
		for _, m := range r.Mentions {
			if m.Entity == id {
				list = append(list, r.Article.Lang+" "+m.Name)
			}
		}
	}
	slices.Sort(list)
	return list
}

// joinsOf are those of all articles and those over them that lead to a thing, or
// from it where they were not made.
func (p plain) joinsOf(id string, over []graph.Join) (list []string) {
	for _, r := range p.records {
		over = append(over, r.Joins...)
	}
	for _, j := range over {
		if made := j.Reason != graph.Candidate; made && j.To == id || !made && j.From == id {
			list = append(list, fmt.Sprint(j))
		}
	}
	slices.Sort(list)
	return list
}

func (p plain) briefs(q graph.ClaimQuery) (lines []string) {
	for _, r := range p.records {
		for _, c := range r.Claims {
			other := c.Object
			if other == q.Entity {
				other = c.Subject
			}
			if q.Entity != "" && c.Subject != q.Entity && c.Object != q.Entity || q.Article != "" && c.Article != q.Article ||
				len(q.Statuses) > 0 && !slices.Contains(q.Statuses, c.Status) || q.Other != nil && !q.Other(other) {
				continue
			}
			day := ""
			if !r.Article.Published.IsZero() {
				day = r.Article.Published.Format(time.DateOnly)
			}
			lines = append(lines, fmt.Sprintf("%+v %s %s", c, r.Article.Lang, day))
		}
	}
	slices.Sort(lines)
	return lines
}

func (p plain) mentionCounts(with, lang string) map[string]int {
	counts := map[string]int{}
	for _, r := range p.records {
		named := map[string]bool{}
		for _, m := range r.Mentions {
			named[m.Entity] = true
		}
		if lang != "" && r.Article.Lang != lang || with != "" && !named[with] {
			continue
		}
		for id := range named {
			counts[id]++
		}
	}
	return counts
}
