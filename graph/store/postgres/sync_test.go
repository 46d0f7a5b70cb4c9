package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/sql/postgres" // Cayley's own, the judge of ours
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"trigraph/graph"
	"trigraph/graph/store"
	"trigraph/graph/store/postgres/postgrestest"
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// source is a Source in memory: articles and facts with their quads.
type source struct {
	generation int
	articles   map[string][]quad.Quad
	facts      []quad.Quad
	cheap      bool // sums that cost nothing, as a log has them
}

func (s source) Generation() int { return s.generation }

func (s source) Parts(yield func(store.Part) bool) {
	give := func(article string, quads []quad.Quad) bool {
		sum := fmt.Sprint(len(quads), quads[:min(len(quads), 1)])
		if !s.cheap {
			sum = sumOf(quads)
		}
		return yield(store.Part{Article: article, Sum: sum, Quads: func() ([]quad.Quad, error) { return quads, nil }})
	}
	for id, quads := range s.articles {
		if !give(id, quads) {
			return
		}
	}
	give("", s.facts)
}

func (s source) all() []quad.Quad {
	list := slices.Clone(s.facts)
	for _, quads := range s.articles {
		list = append(list, quads...)
	}
	return list
}

func label(article string) quad.IRI { return graph.Article{ID: article}.IRI() }

// values are of every type and of every kind of trouble.
var values = []quad.Value{
	quad.IRI("a"), quad.IRI("b"), quad.IRI("c"), quad.IRI("d"), quad.IRI("p"), quad.IRI("q"), quad.BNode("a"), quad.String("a"), quad.String(""),
	quad.String("Größe 英伟达 🙂\n\t\"'"), quad.String("nul \x00"), quad.String(`not nul \x00`), quad.String("bad \xff"),
	quad.LangString{Value: "Haus", Lang: "de"}, quad.LangString{Value: "Haus", Lang: "en"}, quad.String("Haus"),
	quad.TypedString{Value: "1", Type: "xsd:thing"}, quad.Int(1), quad.Int(-1 << 62), quad.Float(1), quad.Float(0.1), quad.Bool(true), quad.Bool(false),
}

func randomQuads(r *rand.Rand, label quad.Value, n int) []quad.Quad {
	list := make([]quad.Quad, n) // the same may come twice
	for i := range list {
		list[i] = quad.Quad{Subject: values[r.IntN(6)], Predicate: values[4+r.IntN(2)], Object: values[r.IntN(len(values))], Label: label}
	}
	return list
}

func distinct(quads []quad.Quad) []quad.Quad {
	seen := map[quad.Quad]bool{}
	return slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool {
		again := seen[q]
		seen[q] = true
		return again
	})
}

// TestDatabase runs all tests on one server, which takes long to start.
func TestDatabase(t *testing.T) {
	server := postgrestest.Start(t)
	for name, test := range map[string]func(*testing.T, *postgrestest.Server){
		"tables are Cayley's": testTablesAreCayleys, "bulk": testBulk, "resumed": testResumed, "refusals": testRefusals,
	} {
		t.Run(name, func(t *testing.T) { test(t, server) })
	}
}

// testTablesAreCayleys makes random changes, in bulk and row by row, and after
// each compares the tables with those that Cayley's own writer leaves of the
// same quads in an empty database: every value, count and quad.
func testTablesAreCayleys(t *testing.T, server *postgrestest.Server) {
	ctx := context.Background()
	for seed := range uint64(2) {
		r := rand.New(rand.NewPCG(seed, 1))
		ours := server.Database(t)
		s := source{articles: map[string][]quad.Quad{}}
		for s.generation = 1; s.generation <= 5; s.generation++ {
			change(r, &s)
			_, err := Sync(ctx, ours, "test", s)
			check(t, err)
			theirs := server.Database(t)
			writeAsCayley(t, theirs, distinct(s.all()))
			got, want := dump(t, ours), dump(t, theirs)
			if got != want {
				t.Fatalf("seed %d, generation %d:\n%s\nwant\n%s", seed, s.generation, got, want)
			}
			if again, err := Sync(ctx, ours, "test", s); err != nil || again != (Change{}) {
				t.Errorf("again: %+v, %v", again, err)
			}
		}
	}
}

func change(r *rand.Rand, s *source) {
	for range 3 {
		id := fmt.Sprint(r.IntN(5))
		if r.IntN(3) == 0 {
			delete(s.articles, id)
		} else {
			s.articles[id] = randomQuads(r, label(id), 1+r.IntN(30))
		}
	}
	// Facts stand under a label of their own, or beside an article's word.
	s.facts = append(randomQuads(r, graph.LexiconLabel, 5), quad.Quad{
		Subject: quad.IRI("join"), Predicate: quad.IRI("p"), Object: quad.Int(r.IntN(3)), Label: label(fmt.Sprint(r.IntN(5)))})
}

func writeAsCayley(t testing.TB, dsn string, quads []quad.Quad) {
	t.Helper()
	check(t, cayley.InitQuadStore("postgres", dsn, nil))
	qs, err := cayley.NewQuadStore("postgres", dsn, nil)
	check(t, err)
	defer qs.Close()
	w, err := qs.NewQuadWriter()
	check(t, err)
	defer w.Close()
	n, err := w.WriteQuads(fitting(quads))
	check(t, err)
	if n == 0 {
		t.Fatal("nothing written")
	}
}

// fitting puts in the place of a value that Cayley's writer cannot keep one that
// it can; dump does the same.
func fitting(quads []quad.Quad) []quad.Quad {
	list := slices.Clone(quads)
	for i, q := range list {
		if _, ok := q.Object.(quad.String); ok && !fitsColumns(q.Object) {
			list[i].Object = quad.String(fmt.Sprintf("packed %x", string(q.Object.(quad.String))))
		}
	}
	return list
}

// dump writes the tables of Cayley in order: what the nodes are and how often
// used, and the quads.
func dump(t testing.TB, dsn string) string {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	check(t, err)
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, "select refs, hash, "+valueColumns+" from nodes")
	check(t, err)
	name := map[hash]string{}
	var lines []string
	for rows.Next() {
		var refs int
		h, v, err := scanValue(after{rows, &refs})
		check(t, err)
		if hashOf(v) != h {
			t.Errorf("%v stands under the hash %x", v, h)
		}
		name[h] = quad.StringOf(fitting([]quad.Quad{{Object: v}})[0].Object)
		lines = append(lines, fmt.Sprintf("%s is used %d times", name[h], refs))
	}
	check(t, rows.Err())
	rows, err = conn.Query(ctx, "select subject_hash, predicate_hash, object_hash, label_hash from quads")
	check(t, err)
	var s, p, o, l []byte
	_, err = pgx.ForEachRow(rows, []any{&s, &p, &o, &l}, func() error {
		lines = append(lines, fmt.Sprint(name[hash(s)], " ", name[hash(p)], " ", name[hash(o)], " ", name[hash(l)]))
		return nil
	})
	check(t, err)
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// after scans one column before the others.
type after struct {
	pgx.Row
	first *int
}

func (a after) Scan(dest ...any) error { return a.Row.Scan(append([]any{a.first}, dest...)...) }

// testBulk: a large change drops the indexes; all are there again, also those
// that whoever runs the database has added, and so are quads of others.
func testBulk(t *testing.T, server *postgrestest.Server) {
	dsn := server.Database(t)
	ctx := context.Background()
	small := source{1, map[string][]quad.Quad{"a": many("a", 10)}, nil, true}
	first, err := Sync(ctx, dsn, "test", small)
	check(t, err)
	conn, err := pgx.Connect(ctx, dsn)
	check(t, err)
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `create index of_their_own on quads (ts, label_hash) where label_hash is not null;
		insert into nodes (hash, refs, value_string) values ('\x00', 3, 'other');
		insert into quads (subject_hash, predicate_hash, object_hash) values ('\x00', '\x00', '\x00')`)
	check(t, err)
	before := definitions(t, conn)
	large := source{2, map[string][]quad.Quad{"b": many("b", smallest), "a": many("a", 5)}, nil, true}
	second, err := Sync(ctx, dsn, "test", large)
	check(t, err)
	if first.Bulk || !second.Bulk || second.Changed != 2 || second.Quads != smallest+5 {
		t.Errorf("changes %+v, %+v", first, second)
	}
	if now := definitions(t, conn); !slices.Equal(now, before) || len(now) < 13 {
		t.Errorf("indexes and constraints\n%s\nwere\n%s", strings.Join(now, "\n"), strings.Join(before, "\n"))
	}
	var quads, others int
	check(t, conn.QueryRow(ctx, "select count(*), count(*) filter (where label_hash is null) from quads").Scan(&quads, &others))
	if quads != smallest+6 || others != 1 {
		t.Errorf("%d quads, %d of others", quads, others)
	}
}

func many(article string, n int) []quad.Quad {
	list := make([]quad.Quad, n)
	for i := range list {
		list[i] = quad.Quad{Subject: quad.IRI(fmt.Sprint("s", i%97)), Predicate: quad.IRI("p"), Object: quad.Int(i), Label: label(article)}
	}
	return list
}

func definitions(t testing.TB, conn *pgx.Conn) []string {
	t.Helper()
	rows, err := conn.Query(context.Background(), definitionsOf)
	check(t, err)
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s string, err error) {
		var name, drop string
		err = row.Scan(&name, &drop, &s)
		return s, err
	})
	check(t, err)
	return list
}

// broken fails when it is asked for its last part.
type broken struct{ source }

func (b broken) Parts(yield func(store.Part) bool) {
	b.source.Parts(func(p store.Part) bool {
		if p.Article == "z" {
			p.Quads = func() ([]quad.Quad, error) { return nil, errors.New("cut off") }
		}
		return yield(p)
	})
}

// testResumed: a load that was cut off leaves the state before, and the next one
// copies only what is missing.
func testResumed(t *testing.T, server *postgrestest.Server) {
	dsn := server.Database(t)
	ctx := context.Background()
	s := source{1, map[string][]quad.Quad{"z": many("z", 10)}, nil, true}
	for i := range 3 {
		id := fmt.Sprint("a", i)
		s.articles[id] = many(id, 100)
	}
	for range 20 { // the order is that of a map: sooner or later "z" is not the first
		if _, err := load(ctx, dsn, "test", broken{s}, 100); err == nil || !strings.Contains(err.Error(), `article "z": cut off`) {
			t.Fatalf("error %v", err)
		}
		if _, err := Open(ctx, dsn); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("a half load counts: %v", err)
		}
		if staged(t, dsn) > 0 {
			break
		}
	}
	done := staged(t, dsn)
	delete(s.articles, "a0")
	s.articles["a1"] = many("a1", 5) // changed meanwhile
	c, err := Sync(ctx, dsn, "test", s)
	check(t, err)
	if c.Changed != 3 || c.Resumed > done || c.Quads != 100+5+10 {
		t.Errorf("%+v after %d staged", c, done)
	}
	theirs := 0
	g, err := Open(ctx, dsn)
	check(t, err)
	defer g.Close()
	for range g.Quads {
		theirs++
	}
	if theirs != c.Quads || g.Err() != nil || staged(t, dsn) != 0 {
		t.Errorf("%d quads, error %v", theirs, g.Err())
	}
}

func staged(t testing.TB, dsn string) (n int) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	check(t, err)
	defer conn.Close(ctx)
	check(t, conn.QueryRow(ctx, "select count(*) from trigraph.staged").Scan(&n))
	return n
}

// testRefusals: what is refused, in words that hold no secret.
func testRefusals(t *testing.T, server *postgrestest.Server) {
	ctx := context.Background()
	dsn := server.Database(t)
	_, err := Open(ctx, dsn)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("empty database: %v", err)
	}
	_, err = Sync(ctx, dsn, "test", source{generation: 3, facts: many("x", 3)})
	check(t, err)
	if _, err = Sync(ctx, dsn, "test", source{generation: 1}); err == nil || !strings.Contains(err.Error(), "another folder's") {
		t.Errorf("another folder: %v", err)
	}
	conn, err := pgx.Connect(ctx, dsn)
	check(t, err)
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "select pg_advisory_lock(7452013651)")
	check(t, err)
	if _, err = Sync(ctx, dsn, "test", source{generation: 4}); err == nil || !strings.Contains(err.Error(), "another program is writing") {
		t.Errorf("second writer: %v", err)
	}
	for _, bad := range []string{"postgres://u:hush@[::1", "host=x password=hush port=none", "postgres://u:hush@127.0.0.1:1/x", "hush"} {
		if _, err := Open(ctx, bad); err == nil || strings.Contains(err.Error(), "hush") || strings.Contains(Describe(bad), "hush") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
