package postgres

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"trigraph/graph"
	"trigraph/graph/store/postgres/postgrestest"
)

// articles returns quads as a build gives them, about so many.
func articles(b *testing.B, from, quads int) map[string][]quad.Quad {
	b.Helper()
	o, err := graph.LoadOntology()
	check(b, err)
	all := map[string][]quad.Quad{}
	for n, i := 0, from; n < quads; i++ {
		id := fmt.Sprintf("news/%07d", i)
		r := graph.Record{Article: graph.Article{ID: id, Lang: "en", Title: "Report " + id, Text: fmt.Sprintf("Report %d. Company %d buys company %d.", i, i%9973, i%89), Hash: id}}
		for k := range 10 {
			e := fmt.Sprintf("company-%d", (i*31+k*k)%9973)
			r.Entities = append(r.Entities, graph.Entity{ID: e, Class: graph.Company, Names: []string{"Company " + e}})
			r.Mentions = append(r.Mentions, graph.Mention{Entity: e, Start: k, End: k + 2})
		}
		r.Claims = []graph.Claim{{Subject: r.Entities[0].ID, Predicate: "acquired", Object: r.Entities[1].ID, Status: graph.Stated,
			Provenance: graph.Provenance{Article: id, Quote: "buys", Start: 0, End: 4, Confidence: 0.9}}}
		all[id] = r.Quads(o)
		n += len(all[id])
	}
	return all
}

// BenchmarkLoad loads the same quads by Sync and by Cayley's own writer, in the
// batches at which that is quickest, into empty databases of one server that
// syncs its disk; then a tenth more by Sync. TRIGRAPH_BENCH_QUADS says how many.
func BenchmarkLoad(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("TRIGRAPH_BENCH_QUADS"))
	if err != nil {
		n = 20_000
	}
	server := postgrestest.Start(b, "fsync=on")
	s := source{1, articles(b, 0, n), nil, true}
	all := s.all()
	ctx := context.Background()
	for b.Loop() {
		dsn := server.Database(b)
		began := time.Now()
		_, err := Sync(ctx, dsn, "bench", s)
		check(b, err)
		ours := time.Since(began)

		more := source{2, articles(b, len(s.articles), n/10), nil, true}
		few := more.all()
		for id, quads := range s.articles {
			more.articles[id] = quads
		}
		began = time.Now()
		c, err := Sync(ctx, dsn, "bench", more)
		check(b, err)
		added := time.Since(began)

		theirs := cayleyLoad(b, server.Database(b), all[:min(len(all), 50_000)])
		b.ReportMetric(float64(len(all))/ours.Seconds(), "quads/s")
		b.ReportMetric(float64(len(few))/added.Seconds(), "added-quads/s")
		b.ReportMetric(theirs, "cayley-quads/s")
		b.ReportMetric(float64(len(all))/ours.Seconds()/theirs, "times-cayley")
		b.Logf("%d quads; of the tenth more, bulk: %v", len(all), c.Bulk)
	}
}

func cayleyLoad(b *testing.B, dsn string, quads []quad.Quad) (perSecond float64) {
	b.Helper()
	check(b, cayley.InitQuadStore("postgres", dsn, nil))
	qs, err := cayley.NewQuadStore("postgres", dsn, nil)
	check(b, err)
	defer qs.Close()
	w, err := qs.NewQuadWriter()
	check(b, err)
	began := time.Now()
	for at := 0; at < len(quads); at += 10_000 {
		_, err := w.WriteQuads(quads[at:min(at+10_000, len(quads))])
		check(b, err)
	}
	check(b, w.Close())
	return float64(len(quads)) / time.Since(began).Seconds()
}
