package server

import (
	"context"
	"fmt"
	"sync"
	"time"

	"trigraph/queries"
)

// The answers to named questions that are kept, in bytes of their rows: all
// together, and the longest.
const (
	maxKeptBytes = 32 << 20
	maxKeptOne   = 1 << 20
)

// kept are answers to named questions about one state of the graph, which stay
// right as long as it is the newest.
type kept struct {
	mu      sync.Mutex
	answers map[string]*queries.Result
	bytes   int
}

// askKept asks a named question, unless it was asked before and nothing was built
// since. An answer of another state than the one that is served is not kept.
func (s *Server) askKept(ctx context.Context, st *state, req queries.Request) (*queries.Result, error) {
	began := time.Now()
	key := fmt.Sprintf("%q %q %d %q", req.Question, req.Language, req.Limit, req.Params) // maps are printed in order
	if res := st.kept.get(key); res != nil {
		again := *res
		again.Took = time.Since(began)
		return &again, nil
	}
	res, err := s.options.Runner.Run(ctx, req)
	if err == nil && res.Generation == st.Generation() {
		st.kept.put(key, res)
	}
	return res, err
}

func (k *kept) get(key string) *queries.Result {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.answers[key]
}

// put keeps an answer. When there are too many, all are forgotten: what is asked
// often is soon there again.
func (k *kept) put(key string, res *queries.Result) {
	size := len(key)
	for _, r := range res.Rows {
		size += len(r) + 24
	}
	if size > maxKeptOne {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.answers == nil || k.bytes+size > maxKeptBytes {
		k.answers, k.bytes = map[string]*queries.Result{}, 0
	}
	if k.answers[key] == nil {
		k.bytes += size
	}
	k.answers[key] = res
}
