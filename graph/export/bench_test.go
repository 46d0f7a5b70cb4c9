package export

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"trigraph/graph"
)

var benchEdges = flag.Int("edges", 100_000, "edges of the graph that the benchmarks write")

// large is a graph of so many claims that no two say the same: ten in an article,
// a thing for every four. It is made while it is read.
func large(b testing.TB, edges int) Graph {
	b.Helper()
	g := Graph{Ontology: sample(b).Ontology}
	predicates, classes := g.Ontology.Predicates(), g.Ontology.Classes()
	things := edges/4 + 10
	id := func(i int) string { return fmt.Sprintf("thing/%07d", i) }
	g.Entities = func(yield func(graph.Entity) bool) {
		for i := range things {
			name := fmt.Sprintf("Thing number %d", i)
			if !yield(graph.Entity{ID: id(i), Class: classes[i%len(classes)], Labels: map[string]string{"en": name, "zh": "东西" + name}, Names: []string{name, "东西" + name}}) {
				return
			}
		}
	}
	g.Records = func(yield func(graph.Record) bool) {
		r := rand.New(rand.NewPCG(1, 1))
		for i := range edges / 10 {
			rec := graph.Record{Article: graph.Article{ID: fmt.Sprintf("article-%d", i), Lang: "en", Published: time.Date(2020, 1, 1+i%900, 0, 0, 0, 0, time.UTC)}}
			for k := range 10 {
				s := r.IntN(things)
				o := min(s/100*100+r.IntN(100), things-1)
				rec.Mentions = append(rec.Mentions, graph.Mention{Entity: id(s), Start: k, End: k + 1})
				rec.Claims = append(rec.Claims, graph.Claim{Subject: id(s), Predicate: predicates[r.IntN(len(predicates))].Name, Object: id(o), Status: graph.Stated, Time: "2020",
					Provenance: graph.Provenance{Article: rec.Article.ID, Start: k, End: k + 60, Quote: "A sentence of the usual length that says what the two have to do with each other, number " + strconv.Itoa(i*10+k), Rule: "en:rule", Confidence: 0.9}})
			}
			if !yield(rec) {
				return
			}
		}
	}
	return g
}

// BenchmarkExport says edges a second of the processor and the most memory that the process ever
// had, which grows from one to the next: run one alone to know it.
func BenchmarkExport(b *testing.B) {
	for name, o := range map[string]Options{
		"graphml": {Format: "graphml"}, "gexf": {Format: "gexf"}, "csv-edges": {Format: "csv-edges"}, "parquet-edges": {Format: "parquet-edges"},
		"cypher": {Format: "cypher"}, "ftm": {Format: "ftm"}, "cytoscape": {Format: "cytoscape"}, "nquads": {Format: "nquads", Connected: true},
		"turtle": {Format: "turtle", Connected: true}, "jsonld": {Format: "jsonld", Connected: true},
		"class":    {Format: "graphml", Filter: Filter{Classes: []graph.Class{graph.Organization}}},
		"near":     {Format: "graphml", Filter: Filter{Entities: []string{"thing/0000007"}, Depth: 2}},
		"pagerank": {Format: "graphml", Size: "pagerank"}, "communities": {Format: "graphml", Communities: true}, "layout": {Format: "graphml", Layout: true},
	} {
		b.Run(name, func(b *testing.B) {
			g := large(b, *benchEdges)
			before := processorTime()
			for b.Loop() {
				if _, err := Write(context.Background(), io.Discard, g, o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(*benchEdges*b.N)/(processorTime()-before).Seconds(), "edges/cpu-s")
			b.ReportMetric(peakMemory(), "peak-MB")
		})
	}
}

// processorTime is what the process used so far, in clock ticks of a hundredth of
// a second; 0 where it cannot be known. Other work on the machine has no part in it.
func processorTime() time.Duration {
	stat, _ := os.ReadFile("/proc/self/stat")
	fields := strings.Fields(string(stat[strings.LastIndex(string(stat), ")")+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// peakMemory is the most the process had in memory, in MB; 0 where it cannot be
// known.
func peakMemory() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			return n / 1000
		}
	}
	return 0
}
