package server

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"

	"trigraph/graph"
	"trigraph/graph/store"
	"trigraph/queries"
)

// TestMovesOnWhileBuilding: clients ask on and on while builds replace the state.
// All are answered, no answer is older than one before it, and the answers end
// with the last build, also to questions that were asked before it.
func TestMovesOnWhileBuilding(t *testing.T) {
	const builds = 6
	s := newSite(t, queries.Options{Workers: 2, Wait: time.Minute})
	number := regexp.MustCompile(`第(\d+)家公司`)
	paths := []string{"/api/entities/nvidia", "/api/graph?entity=nvidia&language=zh", "/api/claims?entity=nvidia&language=zh",
		"/api/queries/heads?entity=nvidia&language=zh", "/api/queries/evidence?entity=nvidia&language=zh&limit=3"}
	newest := func(path string) (shown, generation int) {
		status, body, _ := s.do(t, request{"GET", path, "", nil})
		var answer struct{ Generation int }
		if err := json.Unmarshal([]byte(body), &answer); status != 200 || err != nil {
			t.Errorf("%s: %d %s", path, status, body)
		}
		if m := number.FindStringSubmatch(body); m != nil {
			shown, _ = strconv.Atoi(m[1])
		}
		return shown, answer.Generation
	}
	done := make(chan struct{})
	var clients sync.WaitGroup
	for _, path := range paths {
		clients.Go(func() {
			for shown, generation := 0, 0; ; {
				n, g := newest(path)
				if n < shown || g < generation {
					t.Errorf("%s: %d of generation %d, after %d of %d", path, n, g, shown, generation)
				}
				shown, generation = n, g
				select {
				case <-done:
					return
				case <-time.After(time.Millisecond):
				}
			}
		})
	}
	for n := 1; n <= builds; n++ {
		rename(t, s.dir, fmt.Sprintf("第%d家公司", n))
	}
	for _, path := range paths {
		if n, _ := newest(path); n != builds {
			t.Errorf("%s: shows build %d, want %d", path, n, builds)
		}
	}
	close(done)
	clients.Wait()
}

// rename builds a state in which nvidia has another Chinese label.
func rename(t *testing.T, dir, label string) {
	t.Helper()
	w, err := store.OpenWriter(dir, "test")
	check(t, err)
	defer w.Close()
	e := graph.Entity{ID: "nvidia", Class: graph.Company, Labels: map[string]string{"en": "Nvidia", "zh": label}}
	check(t, w.PutFacts("lexicon", e.Quads(graph.LexiconLabel)))
	_, err = w.Commit()
	check(t, err)
}
