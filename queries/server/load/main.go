// Command load asks a trigraph server what pages and analysts ask of it, over
// many connections at once, and prints how long each kind of answer took, what
// failed, and the server's memory over the time. docs/bench.md has its figures.
//
//	trigraph serve --store BIG & go run ./queries/server/load -duration 5m
//
// Each connection asks again as soon as it has its answer, as wrk does; with
// -rate the requests of all of them come evenly, as users' do.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	l := load{answers: map[string]*answers{}}
	flag.StringVar(&l.server, "url", "http://127.0.0.1:8463", "the server")
	connections := flag.Int("connections", 32, "requests at once")
	duration := flag.Duration("duration", time.Minute, "how long")
	rate := flag.Float64("rate", 0, "requests a second of all together; 0: as many as are answered")
	only := flag.String("only", "", "kinds of requests, of which names begin so")
	ready := flag.Bool("ready", false, "only see whether the server answers")
	flag.Parse()
	if *ready {
		l.client = http.DefaultClient
		if _, err := l.get("/readyz"); err != nil {
			os.Exit(1)
		}
		return
	}
	if err := l.run(*connections, *duration, *rate, *only); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// load is one run.
type load struct {
	server  string
	client  *http.Client
	mu      sync.Mutex
	answers map[string]*answers
}

// answers are those to one kind of request.
type answers struct {
	took   []time.Duration
	failed map[string]int // by what went wrong
}

// kinds are what is asked, with %s for the id of a thing and %q for the beginning
// of its name.
func kinds(only string) map[string]string {
	all := map[string]string{
		"named who":      "/api/queries/who?entity=%s&limit=50",
		"named heads":    "/api/queries/heads?entity=%s&limit=50",
		"named evidence": "/api/queries/evidence?entity=%s&limit=20",
		"named owners":   "/api/queries/owners?entity=%s&limit=50",
		"page entity":    "/api/entities/%s",
		"page claims":    "/api/claims?entity=%s&limit=20",
		"page articles":  "/api/articles?entity=%s&limit=20",
		"page graph":     "/api/graph?entity=%s&limit=50",
		"page typing":    "/api/entities?prefix=true&limit=10&name=%q",
	}
	maps.DeleteFunc(all, func(name, _ string) bool { return !strings.HasPrefix(name, only) })
	return all
}

// thing is what is asked about.
type thing struct {
	ID    string `json:"id"`
	Label string `json:"name"`
}

func (l *load) run(connections int, duration time.Duration, rate float64, only string) error {
	l.client = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	things, err := l.things()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), duration)
	defer cancel()
	turns := turns(ctx, rate)
	var wg sync.WaitGroup
	for range connections {
		wg.Go(func() {
			for asked := kinds(only); ctx.Err() == nil; {
				if turns != nil {
					<-turns
				}
				l.askOne(asked, things)
			}
		})
	}
	began := time.Now()
	l.watch(ctx)
	wg.Wait()
	l.report(time.Since(began))
	return nil
}

// turns hands out the moments at which to ask, nil for any.
func turns(ctx context.Context, rate float64) <-chan time.Time {
	if rate <= 0 {
		return nil
	}
	c := make(chan time.Time)
	go func() {
		defer close(c)
		tick := time.NewTicker(time.Duration(float64(time.Second) / rate))
		defer tick.Stop()
		for ctx.Err() == nil {
			c <- <-tick.C
		}
	}()
	return c
}

// things are those most mentioned and as many seldom ones.
func (l *load) things() ([]thing, error) {
	var list []thing
	for _, class := range []string{"Company", "Person", "Place"} {
		body, err := l.get("/api/entities?limit=300&class=" + class)
		if err != nil {
			return nil, err
		}
		var some []thing
		if err := json.Unmarshal(body, &some); err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s serves nothing to ask about", l.server)
	}
	return list, nil
}

// askOne asks one thing of one kind and notes what came.
func (l *load) askOne(kinds map[string]string, things []thing) {
	names := slices.Sorted(maps.Keys(kinds))
	name, t := names[rand.IntN(len(names))], things[rand.IntN(len(things))]
	letters := []rune(t.Label)
	beginning := string(letters[:min(len(letters), 1+rand.IntN(4))])
	path := strings.NewReplacer("%s", strings.ReplaceAll(url.PathEscape(t.ID), "%2F", "/"), "%q", url.QueryEscape(beginning)).Replace(kinds[name])
	began := time.Now()
	_, err := l.get(path)
	took := time.Since(began)
	l.mu.Lock()
	defer l.mu.Unlock()
	a := l.answers[name]
	if a == nil {
		a = &answers{failed: map[string]int{}}
		l.answers[name] = a
	}
	a.took = append(a.took, took)
	if err != nil {
		a.failed[err.Error()]++
	}
}

func (l *load) get(path string) ([]byte, error) {
	res, err := l.client.Get(l.server + path)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%d %.80s", res.StatusCode, body)
	}
	return body, err
}

// watch prints the server's memory at times until the end.
func (l *load) watch(ctx context.Context) {
	began := time.Now()
	for {
		body, err := l.get("/metrics")
		if err != nil {
			fmt.Println("metrics:", err)
		}
		var told []string
		for line := range strings.Lines(string(body)) {
			for _, name := range []string{"go_memstats_heap_alloc_bytes ", "process_resident_memory_bytes ", "trigraph_store_generation ", "trigraph_store_quads ", "go_goroutines "} {
				if strings.HasPrefix(line, name) {
					told = append(told, strings.TrimSpace(line))
				}
			}
		}
		fmt.Printf("after %4.0f s: %s\n", time.Since(began).Seconds(), strings.Join(told, ", "))
		select {
		case <-ctx.Done():
			return
		case <-time.After(30 * time.Second):
		}
	}
}

func (l *load) report(took time.Duration) {
	all := &answers{failed: map[string]int{}}
	fmt.Printf("%-16s %9s %7s %9s %9s %9s\n", "", "answers", "failed", "median", "p99", "longest")
	for _, name := range slices.Sorted(maps.Keys(l.answers)) {
		a := l.answers[name]
		all.took = append(all.took, a.took...)
		for what, n := range a.failed {
			all.failed[what] += n
		}
		a.print(name)
	}
	all.print("all")
	fmt.Printf("%.0f a second\n", float64(len(all.took))/took.Seconds())
	for what, n := range all.failed {
		fmt.Printf("failed %d times: %s\n", n, what)
	}
}

func (a *answers) print(name string) {
	slices.Sort(a.took)
	failed := 0
	for _, n := range a.failed {
		failed += n
	}
	at := func(share float64) time.Duration {
		return a.took[min(len(a.took)-1, int(share*float64(len(a.took))))].Round(100 * time.Microsecond)
	}
	fmt.Printf("%-16s %9d %7d %9v %9v %9v\n", name, len(a.took), failed, at(0.5), at(0.99), at(1))
}
