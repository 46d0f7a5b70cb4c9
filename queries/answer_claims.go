package queries

import (
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
	a.at(nil, func(b graph.Brief, near quad.IRI) {
		relation, arrow := node(b.Predicate.IRI()), map[quad.IRI]string{graph.ClaimSubject: "→", graph.ClaimObject: "←"}[near]
		if p := a.text("predicate"); p != "" && relation != p {
			return
		}
		if symmetric[relation] {
			arrow = "↔"
		}
		other := entityNode(farEnd(b, near))
		rows.add(b, row{"direction": arrow, "relation": relation, "other": other, "class": other, "status": string(b.Status)},
			arrow, relation, other, string(b.Status))
	})
	return rows.rows(), nil
}

// farEnd is the end of a claim that is not the near one.
func farEnd(b graph.Brief, near quad.IRI) string {
	if near == graph.ClaimSubject {
		return b.Object
	}
	return b.Subject
}

func rivalsPartners(a *asking) ([]row, error) {
	rows := groups{}
	a.at([]graph.Predicate{"competesWith", "partnersWith", "supplies"}, func(b graph.Brief, near quad.IRI) {
		relation, other, direction := node(b.Predicate.IRI()), entityNode(farEnd(b, near)), "↔"
		if b.Predicate == "supplies" {
			direction = map[quad.IRI]string{graph.ClaimSubject: "→", graph.ClaimObject: "←"}[near]
		}
		rows.add(b, row{"relation": relation, "direction": direction, "other": other, "status": string(b.Status)},
			relation, direction, other, string(b.Status))
	})
	return rows.rows(), nil
}

func members(a *asking) ([]row, error) {
	rows := groups{}
	a.at([]graph.Predicate{"memberOf", "partOf"}, func(b graph.Brief, _ quad.IRI) {
		relation, member, organization := node(b.Predicate.IRI()), entityNode(b.Subject), entityNode(b.Object)
		rows.add(b, row{"member": member, "relation": relation, "organization": organization, "status": string(b.Status)},
			relation, organization, member, string(b.Status))
	})
	return rows.rows(), nil
}

func products(a *asking) ([]row, error) {
	rows := groups{}
	a.at([]graph.Predicate{"develops"}, func(b graph.Brief, _ quad.IRI) {
		organization, product := entityNode(b.Subject), entityNode(b.Object)
		rows.add(b, row{"organization": organization, "product": product, "status": string(b.Status)}, organization, product, string(b.Status))
	})
	return rows.rows(), nil
}

func sanctions(a *asking) ([]row, error) {
	rows := groups{}
	a.at([]graph.Predicate{"sanctions", "fines", "sues", "regulates"}, func(b graph.Brief, _ quad.IRI) {
		for _, amount := range a.particular(b, "amount") {
			subject, relation, object := entityNode(b.Subject), node(b.Predicate.IRI()), entityNode(b.Object)
			r := row{"subject": subject, "relation": relation, "object": object, "status": string(b.Status)}
			if amount != "" {
				r["amount"] = amount
			}
			rows.add(b, r, relation, subject, object, string(b.Status), amount)
		}
	})
	return rows.rows(), nil
}

func heads(a *asking) ([]row, error) {
	rows := groups{}
	a.at([]graph.Predicate{"headedBy", "foundedBy", "worksFor"}, func(b graph.Brief, _ quad.IRI) {
		if a.isLater(b) {
			return
		}
		relation, organization, person := node(b.Predicate.IRI()), entityNode(b.Subject), entityNode(b.Object)
		if b.Predicate == "worksFor" {
			person, organization = organization, person
		}
		for _, role := range a.particular(b, "role") {
			r := row{"person": person, "relation": relation, "organization": organization, "status": string(b.Status)}
			if role != "" {
				r["role"] = role
			}
			rows.add(b, r, relation, organization, person, role, string(b.Status))
		}
	})
	return rows.rows(), nil
}

// isLater reports whether a claim is of a later time than the one asked for: of
// the time that its sentence names, else of the day of publication.
func (a *asking) isLater(b graph.Brief) bool {
	asOf, said := a.text("as_of"), cmpOr(b.Time, b.Published)
	if asOf == "" || said == "" {
		return false
	}
	when, _, _ := strings.Cut(said, "/") // of a period its beginning
	n := min(len(when), len(asOf))
	return when[:n] > asOf[:n]
}
