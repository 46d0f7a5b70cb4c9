package segment

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
)

// dice makes random quads, changes and paths.
type dice struct{ *rand.Rand }

func pick[T any](d dice, list ...T) T { return list[d.IntN(len(list))] }

func (d dice) node() quad.Value {
	n := d.IntN(12)
	return pick[quad.Value](d, quad.IRI(fmt.Sprint("n", n)), quad.IRI(fmt.Sprint("n", n)), quad.BNode(fmt.Sprint("b", n%3)))
}

func (d dice) predicate() quad.Value { return quad.IRI(fmt.Sprint("p", d.IntN(4))) }

func (d dice) object() quad.Value {
	n := d.IntN(5)
	return pick[quad.Value](d, d.node(), d.node(), d.node(),
		quad.String(fmt.Sprint("n", n)), quad.LangString{Value: quad.String(fmt.Sprint("w", n)), Lang: pick(d, "de", "en")},
		quad.Int(n-2), quad.Float(float64(n)-1.5), quad.Bool(n > 2), quad.Time(time.Unix(int64(n)*1e6, 5).UTC()),
		quad.TypedString{Value: quad.String(fmt.Sprint(n)), Type: "tg:unit"}, quad.String("Zürich "+strings.Repeat("长", n)))
}

func (d dice) quads(label quad.Value) (list []quad.Quad) {
	for range d.IntN(25) {
		list = append(list, quad.Quad{Subject: d.node(), Predicate: d.predicate(), Object: d.object(), Label: label})
	}
	return list
}

// path extends a path by random steps. It takes the same numbers from the dice
// for every store.
func (d dice) path(qs cayley.QuadStore, depth int) *path.Path {
	p := path.StartPath(qs)
	if d.IntN(4) > 0 {
		p = path.StartPath(qs, d.node(), d.node(), d.object())
	}
	for i := range d.IntN(4) {
		via := []any{d.predicate()}
		if d.IntN(3) == 0 {
			via = nil
		}
		switch d.IntN(11) {
		case 0, 1:
			p = p.Out(via...)
		case 2, 3:
			p = p.In(via...)
		case 4:
			p = p.Both(via...)
		case 5:
			p = p.Has(d.predicate(), d.object(), d.node())
		case 6:
			p = p.Save(d.predicate(), fmt.Sprint("s", i))
		case 7:
			p = p.SaveOptionalReverse(d.predicate(), fmt.Sprint("r", i))
		case 8:
			p = p.Tag(fmt.Sprint("t", i))
		case 9:
			p = p.LabelContext(d.label()).Out(via...)
		default:
			if depth > 0 {
				other := d.path(qs, depth-1)
				p = pick(d, p.And, p.Or, p.Except)(other)
			}
		}
	}
	return p
}

func (d dice) label() quad.Value { return quad.IRI(fmt.Sprint("l", d.IntN(5))) }

// fallen is what is found where Cayley's planner falls over a value that is not
// in the store, as it does on every store.
const fallen = "fallen"

// rows returns what a path finds, with tags, sorted.
func rows(t *testing.T, qs cayley.QuadStore, p *path.Path) (list []string) {
	t.Helper()
	defer func() {
		if recover() != nil {
			list = []string{fallen}
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	it, _ := p.BuildIterator().Optimize()
	defer it.Close()
	for it.Next(ctx) {
		for again := true; again; again = it.NextPath(ctx) {
			tags := map[string]cayley.Ref{}
			it.TagResults(tags)
			row := quad.StringOf(qs.NameOf(it.Result()))
			for _, tag := range slices.Sorted(maps.Keys(tags)) {
				row += "\t" + tag + "=" + quad.StringOf(qs.NameOf(tags[tag]))
			}
			list = append(list, row)
		}
	}
	if err := it.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// Random labels are put, replaced and removed; after every change random paths
// find in the view what they find in a memstore that holds the same.
func TestAgreesWithMemstore(t *testing.T) {
	worlds := 120
	if testing.Short() {
		worlds = 30
	}
	for seed := range uint64(worlds) {
		d := dice{rand.New(rand.NewPCG(seed, 7))}
		w := &world{t: t, held: map[quad.Value][]quad.Quad{}, view: view(t, nil)}
		for change := range 6 {
			w.change(d)
			mem := memstore.New(slices.Concat(slices.Collect(maps.Values(w.held))...)...)
			for n := range 25 {
				seeds := [2]uint64{seed, uint64(change*100 + n)}
				got := rows(t, w.view, dice{rand.New(rand.NewPCG(seeds[0], seeds[1]))}.path(w.view, 1))
				want := rows(t, mem, dice{rand.New(rand.NewPCG(seeds[0], seeds[1]))}.path(mem, 1))
				if !slices.Contains(want, fallen) && !slices.Equal(nodes(got), nodes(want)) {
					t.Fatalf("seed %v:\n%s\nwant\n%s", seeds, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		}
	}
}

// nodes returns what is found, once each, without tags: how often Cayley's And
// repeats a row, and which pairs of tags it gives, depends on which of its parts
// it takes first.
func nodes(rows []string) (list []string) {
	for _, r := range rows {
		node, _, _ := strings.Cut(r, "\t")
		list = append(list, node)
	}
	return slices.Compact(list)
}

// world is a stack that changes, and what it should hold under each label.
type world struct {
	t    *testing.T
	held map[quad.Value][]quad.Quad
	gone [][]uint32
	view *View
}

func (w *world) change(d dice) {
	var put []quad.Quad
	segments := w.view.segments
	w.gone = append(w.gone, nil)
	for range 1 + d.IntN(3) {
		label := d.label()
		if _, twice := w.held[label]; twice || d.IntN(3) > 0 {
			put = slices.DeleteFunc(put, func(q quad.Quad) bool { return q.Label == label })
			w.held[label] = d.quads(label)
			put = append(put, w.held[label]...)
		}
		if id, ok := w.view.ID(label); ok {
			for k := range segments {
				w.gone[k] = append(w.gone[k], id)
			}
			if w.held[label] == nil {
				delete(w.held, label)
			}
		}
	}
	b := NewBuilder()
	for _, q := range put {
		if err := b.Add(q); err != nil {
			w.t.Fatal(err)
		}
	}
	all, err := NewView(segments, w.gone[:len(segments)], Everything)
	if err != nil {
		w.t.Fatal(err)
	}
	if n := len(segments); n > 0 && d.IntN(3) == 0 { // merge some
		n = d.IntN(n)
		b.Copy(all, n)
		w.gone = append(w.gone[:n:n], nil)
		if all, err = NewView(segments[:n], w.gone[:n], Everything); err != nil {
			w.t.Fatal(err)
		}
		segments = segments[:n]
	}
	w.view = view(w.t, append(segments[:len(segments):len(segments)], written(w.t, b, all)), w.gone...)
}

// The steps of Gizmo, and traps among values: each script gives the same rows
// as on a memstore.
func TestGizmoAgreesWithMemstore(t *testing.T) {
	var all []quad.Quad
	d := dice{rand.New(rand.NewPCG(1, 2))}
	for n := range 5 {
		all = append(all, d.quads(quad.IRI(fmt.Sprint("l", n)))...)
	}
	mem, ours := memstore.New(all...), stack(t, all[:len(all)/3], all[len(all)/3:len(all)/2], all[len(all)/2:])
	for _, script := range []string{
		`g.V().all()`, `g.V("<n1>").out().all()`, `g.V("<n1>").in().all()`, `g.V("<n1>").both("<p1>").all()`,
		`g.V("<n1>","<n2>").out("<p0>").all()`, `g.V("<n1>").out(["<p0>","<p1>"]).all()`, `g.V("<n3>").out(g.V("<p2>")).all()`,
		`g.V("<n1>").outPredicates().all()`, `g.V("<n1>").inPredicates().all()`, `g.V("<n1>").labels().all()`,
		`g.V("<n1>").out("<p1>", "via").all()`, `g.V("<n1>").out(null, "via").all()`, `g.V("<n2>").saveOutPredicates("x").all()`,
		`g.V().has("<p1>", "<n2>").all()`, `g.V().hasR("<p1>", "<n2>").all()`, `g.V().has("<p0>", gt(0)).all()`,
		`g.V().has("<p0>").count()`, `g.V().save("<p1>","x").all()`, `g.V("<n2>").saveOpt("<p1>","x").all()`, `g.V().saveR("<p1>","x").all()`,
		`g.V("<n1>").tag("a").out().tag("b").out().all()`, `g.V("<n1>").as("a").out("<p0>").back("a").out("<p1>").all()`,
		`g.V("<n1>").out().intersect(g.V("<n2>").out()).unique().all()`, `g.V("<n1>").out().union(g.V("<n2>").out()).all()`,
		`g.V("<n1>").out().except(g.V("<n2>").out()).unique().all()`, `g.V("<n1>").out().difference(g.V("<n2>").out()).unique().all()`,
		`g.V("<n1>").followRecursive("<p0>").all()`, `g.V("<n1>").followRecursive(g.M().out("<p0>").in("<p1>"), 2).all()`,
		`g.V("<n1>").follow(g.M().out("<p0>").out("<p1>")).all()`, `g.V("<n1>").followR(g.M().out("<p0>").out("<p1>")).all()`,
		`g.V().labelContext("<l1>").out("<p0>").all()`, `g.V("<n1>").labelContext(["<l1>","<l2>"]).out().all()`,
		`g.V("<n1>").labelContext("<l1>").out("<p0>").labelContext(null).out("<p1>").all()`,
		`g.V().filter(regex("^n")).all()`, `g.V().filter(regex("n[12]", true)).all()`, `g.V().filter(like("n%")).all()`,
		`g.V().filter(gt(0)).all()`, `g.V().filter(lte(1), gt(-2)).all()`, `g.V().filter(gte("n2")).all()`, `g.V().filter(lt(bnode("b2"))).all()`,
		`g.V().filter(gt(str("n1"))).all()`, `g.V().filter(gt(0.0)).all()`, `g.V().filter(gt(typed("1", "tg:unit"))).all()`,
		`g.V(lang("w1","de")).in().all()`, `g.V(str("n1")).in().all()`, `g.V("n1").in().all()`, `g.V(iri("n1")).in().all()`,
		`g.V(1).in().all()`, `g.V(-1.5).in().all()`, `g.V(true).in().all()`, `g.V(bnode("b1")).both().all()`, `g.V(typed("2","tg:unit")).in().all()`,
		`g.V(typed("1","xsd:integer")).in().all()`, `g.V("nobody").in().all()`, `g.V("<n1>").out("<nothing>").all()`,
		`g.V("<n1>").is("<n1>","<n2>").all()`, `g.V().in("<p0>").is("<n3>").all()`, `g.V("<n1>").out().count()`,
		`g.emit(g.V("<n1>").out().toArray().length)`, `g.V("<n1>").out().forEach(function(d){ g.emit(d.id) })`,
		`g.V("<n1>").out().unique().tagArray().length`, `g.V("<n1>").has("<p0>","<n1>","<n2>","<n3>").all()`,
	} {
		got, want := run(t, ours, script), run(t, mem, script)
		if !slices.Equal(got, want) {
			t.Errorf("%s\n%s\nwant\n%s", script, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func run(t *testing.T, qs cayley.QuadStore, script string) (list []string) {
	t.Helper()
	ctx := context.Background()
	it, err := gizmo.NewSession(qs).Execute(ctx, script, query.Options{Collation: query.Raw})
	if err != nil {
		t.Errorf("%s: %v", script, err)
		return nil
	}
	defer it.Close()
	for it.Next(ctx) {
		r, _ := it.Result().(*gizmo.Result)
		if r == nil || r.Meta {
			continue
		}
		row := fmt.Sprint(r.Val)
		for _, tag := range slices.Sorted(maps.Keys(r.Tags)) {
			row += " " + tag + "=" + quad.StringOf(qs.NameOf(r.Tags[tag]))
		}
		list = append(list, row)
	}
	if err := it.Err(); err != nil {
		t.Errorf("%s: %v", script, err)
	}
	slices.Sort(list)
	return list
}
