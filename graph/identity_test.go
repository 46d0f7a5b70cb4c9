package graph

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

func TestIdentityApply(t *testing.T) {
	r := Record{
		Article: Article{ID: "a"},
		Entities: []Entity{
			{ID: "org/acme", Class: Organization, Labels: map[string]string{"en": "Acme", "zh": "阿克梅"}, Names: []string{"Acme", "阿克梅"}},
			{ID: "org/acme-holding", Class: Company, Labels: map[string]string{"en": "Acme Holding"}, Names: []string{"Acme Holding"}, PartOf: "org/acme"},
			{ID: "person/li", Class: Person, Labels: map[string]string{"zh": "李"}, Names: []string{"李"}},
		},
		Mentions: []Mention{{"org/acme", "Acme", 0, 4}, {"org/acme-holding", "Acme Holding", 5, 17}, {"person/li", "李", 18, 19}},
		Claims: []Claim{
			{Subject: "org/acme", Predicate: "ownedBy", Object: "org/acme-holding"},
			{Subject: "org/acme", Predicate: "headedBy", Object: "person/li"},
		},
		Joins: []Join{{From: "org/ac", To: "org/acme", Name: "AC", Reason: "alias"}},
	}
	identity := Record{
		Joins: []Join{
			{From: "org/acme", To: "org/acme-holding"},
			{From: "person/li", To: "person/li~acme", In: "a"},
			{From: "person/li", To: "person/li~other", In: "b"},
		},
		Entities: []Entity{{ID: "person/li~acme", Class: Organization, Labels: map[string]string{"zh": "李先生"}}},
	}.Identity()
	got, changed := identity.Apply(r)
	want := Record{
		Article: Article{ID: "a"},
		Entities: []Entity{
			{ID: "org/acme-holding", Class: Company, Labels: map[string]string{"en": "Acme Holding", "zh": "阿克梅"},
				Names: []string{"Acme", "Acme Holding", "阿克梅"}, PartOf: "org/acme-holding"},
			{ID: "person/li~acme", Class: Organization, Labels: map[string]string{"zh": "李先生"}, Names: []string{"李", "李先生"}},
		},
		Mentions: []Mention{{"org/acme-holding", "Acme", 0, 4}, {"org/acme-holding", "Acme Holding", 5, 17}, {"person/li~acme", "李", 18, 19}},
		Claims:   []Claim{{Subject: "org/acme-holding", Predicate: "headedBy", Object: "person/li~acme"}},
		Joins:    []Join{{From: "org/ac", To: "org/acme-holding", Name: "AC", Reason: "alias"}},
	}
	if !changed || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if _, changed := identity.Apply(Record{Article: Article{ID: "c"}, Mentions: []Mention{{"person/li", "李", 0, 1}}}); changed {
		t.Error("a join of other articles changes this one")
	}
}

// Whatever is joined, no mention and no entity's name is lost, and the record
// that was given stays as it was.
func TestIdentityKeepsWhatWasSaid(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	id := func() string { return "org/" + strconv.Itoa(rnd.IntN(8)) }
	for range 500 {
		r := Record{Article: Article{ID: "a"}}
		seen := map[string]bool{}
		for k := range 6 {
			m := Mention{Entity: id(), Start: k, End: k + 1}
			r.Mentions = append(r.Mentions, m)
			if !seen[m.Entity] {
				seen[m.Entity] = true
				r.Entities = append(r.Entities, Entity{ID: m.Entity, Labels: map[string]string{"en": m.Entity}, Names: []string{m.Entity}})
			}
			r.Claims = append(r.Claims, Claim{Subject: m.Entity, Object: id()})
		}
		var by Record
		for range rnd.IntN(5) {
			by.Joins = append(by.Joins, Join{From: id(), To: id(), In: []string{"", "a", "b"}[rnd.IntN(3)]})
		}
		before := clone(r)
		identity := by.Identity()
		got, _ := identity.Apply(r)
		if !reflect.DeepEqual(r, before) {
			t.Fatal("Apply changed what it was given")
		}
		for k, m := range got.Mentions {
			if m.Entity != identity.Node("a", r.Mentions[k].Entity) || m.Start != r.Mentions[k].Start {
				t.Fatalf("mention %v became %v", r.Mentions[k], m)
			}
		}
		for _, e := range r.Entities {
			i := slices.IndexFunc(got.Entities, func(x Entity) bool { return x.ID == identity.Node("a", e.ID) })
			if i < 0 || !slices.Contains(got.Entities[i].Names, e.Names[0]) {
				t.Fatalf("the name of %s is lost: %+v", e.ID, got.Entities)
			}
		}
	}
}

func clone(r Record) Record {
	r.Mentions, r.Claims, r.Entities = slices.Clone(r.Mentions), slices.Clone(r.Claims), slices.Clone(r.Entities)
	for i, e := range r.Entities {
		r.Entities[i].Labels = map[string]string{"en": e.Labels["en"]}
		r.Entities[i].Names = slices.Clone(e.Names)
	}
	return r
}
