package queries

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

func who(a *asking) ([]row, error) {
	symmetric, err := a.set(a.from("<owl:SymmetricProperty>").In(graph.IsA))
	if err != nil {
		return nil, err
	}
	rows := groups{}
	for i, near := range ends() {
		err := a.each(a.claims(a.text("entity"), near), func(d found) {
			relation, other, arrow := d.text("relation"), d.text([]string{"object", "subject"}[i]), []string{"→", "←"}[i]
			if p := a.text("predicate"); p != "" && relation != p {
				return
			}
			if symmetric[relation] {
				arrow = "↔"
			}
			rows.add(d.text("article"), row{"direction": arrow, "relation": relation, "other": other, "class": other, "status": d["status"]},
				arrow, relation, other, d.text("status"))
		})
		if err != nil {
			return nil, err
		}
	}
	return rows.rows(), nil
}

// onRelations groups the claims on an entity that have one of some relations.
func (a *asking) onRelations(relations []string, add func(groups, found, quad.IRI)) ([]row, error) {
	rows := groups{}
	for _, near := range ends() {
		err := a.each(a.claims(a.text("entity"), near), func(d found) {
			if slices.Contains(relations, d.text("relation")) {
				add(rows, d, near)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return rows.rows(), nil
}

func rivalsPartners(a *asking) ([]row, error) {
	return a.onRelations([]string{"<tg:competesWith>", "<tg:partnersWith>", "<tg:supplies>"}, func(rows groups, d found, near quad.IRI) {
		other, direction := d.text("object"), "↔"
		if near == graph.ClaimObject {
			other = d.text("subject")
		}
		if d.text("relation") == "<tg:supplies>" {
			direction = map[quad.IRI]string{graph.ClaimSubject: "→", graph.ClaimObject: "←"}[near]
		}
		rows.add(d.text("article"), row{"relation": d["relation"], "direction": direction, "other": other, "status": d["status"]},
			d.text("relation"), direction, other, d.text("status"))
	})
}

func members(a *asking) ([]row, error) {
	return a.onRelations([]string{"<tg:memberOf>", "<tg:partOf>"}, func(rows groups, d found, _ quad.IRI) {
		rows.add(d.text("article"), row{"member": d["subject"], "relation": d["relation"], "organization": d["object"], "status": d["status"]},
			d.text("relation"), d.text("object"), d.text("subject"), d.text("status"))
	})
}

func products(a *asking) ([]row, error) {
	return a.onRelations([]string{"<tg:develops>"}, func(rows groups, d found, _ quad.IRI) {
		rows.add(d.text("article"), row{"organization": d["subject"], "product": d["object"], "status": d["status"]},
			d.text("subject"), d.text("object"), d.text("status"))
	})
}

func sanctions(a *asking) ([]row, error) {
	relations := []string{"<tg:sanctions>", "<tg:fines>", "<tg:sues>", "<tg:regulates>"}
	rows := groups{}
	for _, near := range ends() {
		p := a.claims(a.text("entity"), near).SaveOptional(quad.IRI(graph.ParticularPrefix+"amount"), "amount")
		err := a.each(p, func(d found) {
			if slices.Contains(relations, d.text("relation")) {
				rows.add(d.text("article"), row(d), d.text("relation"), d.text("subject"), d.text("object"), d.text("status"), d.text("amount"))
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return rows.rows(), nil
}

func heads(a *asking) ([]row, error) {
	rows := groups{}
	for _, near := range ends() {
		for _, relation := range []string{"<tg:headedBy>", "<tg:foundedBy>", "<tg:worksFor>"} {
			person, organization := "object", "subject"
			if relation == "<tg:worksFor>" {
				person, organization = organization, person
			}
			p := a.claims(a.text("entity"), near).Has(graph.ClaimPredicate, valueOf(relation)).
				SaveOptional(quad.IRI(graph.ParticularPrefix+"role"), "role").SaveOptional(graph.HasTime, "time")
			var all []found
			if err := a.each(p, func(d found) { all = append(all, d) }); err != nil {
				return nil, err
			}
			for _, d := range all {
				later, err := a.isLater(d)
				if err != nil {
					return nil, err
				}
				if !later {
					rows.add(d.text("article"), row{"person": d[person], "relation": relation, "organization": d[organization], "role": d["role"], "status": d["status"]},
						relation, d.text(organization), d.text(person), d.text("role"), d.text("status"))
				}
			}
		}
	}
	return rows.rows(), nil
}

// isLater reports whether a claim is of a later time than the one asked for: of
// the time that its sentence names, else of the day of publication.
func (a *asking) isLater(d found) (bool, error) {
	asOf := a.text("as_of")
	if asOf == "" {
		return false, nil
	}
	said := d.text("time")
	if said == "" {
		days, err := a.ids(a.from(d.text("article")).Out(graph.Published))
		if err != nil || len(days) == 0 {
			return false, err
		}
		said = days[0]
	}
	when, _, _ := strings.Cut(said, "/") // of a period its beginning
	n := min(len(when), len(asOf))
	return when[:n] > asOf[:n], nil
}
