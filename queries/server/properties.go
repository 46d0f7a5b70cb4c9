package server

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"trigraph/graph"
	"trigraph/graph/store"
)

// property is what may be asked of a thing: a relation one way or the other, or
// what is known of it.
type property struct {
	named
	says string
	from []graph.Class // things that have it; none for all
	of   func(st *state, e graph.Entity, language string, yield func(value) bool)
}

// value is a thing, by id, or a text.
type value struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
	Str  string `json:"str,omitempty"`
}

// properties returns those of things.
func (st *state) properties(language string) []property {
	list := known()
	for _, p := range st.ontology.Predicates() {
		list = append(list, property{named: named{string(p.Name), st.ontology.Label(string(p.Name), language)}, says: p.Says, from: p.From, of: objects(p.Name)})
		if !p.Symmetric && p.Inverse != "" {
			list = append(list, property{named: named{p.Inverse, p.Inverse}, says: "the other way of " + string(p.Name), from: p.To, of: subjects(p.Name)})
		}
	}
	return list
}

// known are the properties beside relations.
func known() []property {
	text := func(id, name string, of func(e graph.Entity) []string) property {
		return property{named: named{id, name}, of: func(_ *state, e graph.Entity, _ string, yield func(value) bool) {
			for _, s := range of(e) {
				if s != "" && !yield(value{Str: s}) {
					return
				}
			}
		}}
	}
	thing := func(id, name string, of func(e graph.Entity) string) property {
		return property{named: named{id, name}, of: func(st *state, e graph.Entity, language string, yield func(value) bool) {
			if other := of(e); other != "" {
				yield(value{ID: other, Name: st.label(other, language)})
			}
		}}
	}
	return []property{
		thing("country", "country", func(e graph.Entity) string { return e.Country }),
		thing("within", "within", func(e graph.Entity) string { return e.PartOf }),
		text("class", "class", func(e graph.Entity) []string { return []string{string(e.Class)} }),
		text("name", "every name", func(e graph.Entity) []string { return e.Names }),
		text("name_en", "English name", func(e graph.Entity) []string { return []string{e.Labels["en"]} }),
		text("name_de", "German name", func(e graph.Entity) []string { return []string{e.Labels["de"]} }),
		text("name_zh", "Chinese name", func(e graph.Entity) []string { return []string{e.Labels["zh"]} }),
		text("same_as", "the same elsewhere", func(e graph.Entity) []string { return e.SameAs }),
	}
}

// objects are those of what is stated of a thing, the most often stated first.
func objects(p graph.Predicate) func(*state, graph.Entity, string, func(value) bool) {
	return related(p, func(c graph.Claim) (string, string) { return c.Subject, c.Object })
}

func subjects(p graph.Predicate) func(*state, graph.Entity, string, func(value) bool) {
	return related(p, func(c graph.Claim) (string, string) { return c.Object, c.Subject })
}

func related(p graph.Predicate, ends func(graph.Claim) (from, to string)) func(*state, graph.Entity, string, func(value) bool) {
	return func(st *state, e graph.Entity, language string, yield func(value) bool) {
		info, _ := st.ontology.Predicate(p)
		sentences := map[string]int{}
		for c := range st.Briefs(graph.ClaimQuery{Entity: e.ID, Statuses: []graph.Status{graph.Stated}}) {
			from, to := ends(c.Claim)
			if info.Symmetric && to == e.ID {
				from, to = to, from
			}
			if c.Predicate == p && from == e.ID {
				sentences[to]++
			}
		}
		for _, to := range slices.SortedFunc(maps.Keys(sentences), func(a, b string) int {
			return cmp.Or(sentences[b]-sentences[a], strings.Compare(a, b))
		}) {
			if !yield(value{ID: to, Name: st.label(to, language)}) {
				return
			}
		}
	}
}

func (st *state) property(id, language string) (property, bool) {
	list := st.properties(language)
	i := slices.IndexFunc(list, func(p property) bool { return p.ID == strings.TrimPrefix(id, graph.Namespace) })
	if i < 0 {
		return property{}, false
	}
	return list[i], true
}

// has reports whether a thing has a property with a value that is, or names, the
// one that is given.
func (st *state) has(e graph.Entity, id string, given any, language string) (found bool) {
	p, ok := st.property(id, language)
	if !ok {
		return false
	}
	wanted := folded(given)
	p.of(st, e, language, func(v value) bool {
		names := []string{v.Str, v.ID, v.Name}
		if v.ID != "" {
			other, _ := st.Entity(v.ID)
			names = append(names, other.Names...)
		}
		found = slices.ContainsFunc(names, func(n string) bool { return n != "" && slices.Contains(wanted, store.Fold(n)) })
		return !found
	})
	return found
}

// folded are the texts of a property's value: a text, a thing, or a list.
func folded(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{store.Fold(v)}
	case map[string]any:
		return append(folded(v["id"]), folded(v["name"])...)
	case []any:
		var list []string
		for _, one := range v {
			list = append(list, folded(one)...)
		}
		return list
	}
	return nil
}

// extension asks for columns.
type extension struct {
	IDs        []string `json:"ids"`
	Properties []struct {
		ID       string `json:"id"`
		Settings struct {
			Limit any `json:"limit"`
		} `json:"settings"`
	} `json:"properties"`
}

// extend gives the values of some properties of some things.
func (st *state) extend(ctx context.Context, w http.ResponseWriter, x extension, language string) error {
	if len(x.IDs) > maxExtended || len(x.Properties) > maxProperties {
		return refuse(http.StatusRequestEntityTooLarge, "%d properties of %d things at a time, at most %d of %d", len(x.Properties), len(x.IDs), maxProperties, maxExtended)
	}
	if language == "" {
		language = "en"
	}
	meta, rows := []named{}, map[string]map[string][]value{}
	for _, id := range x.IDs {
		rows[id] = map[string][]value{}
	}
	for _, asked := range x.Properties {
		p, ok := st.property(asked.ID, language)
		if !ok {
			return refuse(http.StatusBadRequest, "there is no property %q; /reconcile/properties lists them", asked.ID)
		}
		meta = append(meta, named{asked.ID, p.Name})
		for _, id := range x.IDs {
			if err := ctx.Err(); err != nil {
				return err
			}
			rows[id][asked.ID] = st.values(p, id, language, most(asked.Settings.Limit))
		}
	}
	return writeJSON(w, http.StatusOK, map[string]any{"meta": meta, "rows": rows})
}

// values are the first ones of a property of a thing, none where there is no such
// thing.
func (st *state) values(p property, id, language string, limit int) []value {
	list := []value{}
	now, ok := st.Resolve(id)
	if !ok {
		return list
	}
	e, _ := st.Entity(now)
	p.of(st, e, language, func(v value) bool {
		list = append(list, v)
		return len(list) < limit
	})
	return list
}

// most reads a setting that comes as a number or a text.
func most(setting any) int {
	n := 0
	switch v := setting.(type) {
	case float64:
		n = int(v)
	case string:
		n, _ = limitOf(v, 0)
	}
	if n <= 0 || n > 1000 {
		return 10
	}
	return n
}
