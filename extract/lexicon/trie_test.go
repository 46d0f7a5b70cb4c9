package lexicon

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// find follows a whole key.
func find(t *trie, key string) int32 {
	var at cursor
	for i := 0; i < len(key); i++ {
		if !t.step(&at, key[i]) {
			return -1
		}
	}
	return t.key(at)
}

func randomKeys(n int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	syllables := []string{"a", "be", "ka", "lo", "中", "国", "ß", " ", "\xff", "x"}
	keys := make([]string, 0, n)
	for range n {
		key := ""
		for range 1 + r.IntN(6) {
			key += syllables[r.IntN(len(syllables))]
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func TestTrieKnowsItsKeysAndNoOthers(t *testing.T) {
	for n := range 200 {
		keys := randomKeys(n, uint64(n))
		tr := newTrie(keys)
		for i, k := range keys {
			if got := find(tr, k); got != int32(i) {
				t.Fatalf("%d keys: find(%q) = %d, want %d", n, k, got, i)
			}
		}
		for _, k := range randomKeys(300, uint64(n)+1000) {
			_, known := slices.BinarySearch(keys, k)
			if got := find(tr, k); (got >= 0) != known {
				t.Fatalf("%d keys: find(%q) = %d, known %v", n, k, got, known)
			}
		}
	}
}

func TestTrieOfNothing(t *testing.T) {
	tr := newTrie(nil)
	if find(tr, "") != -1 || find(tr, "a") != -1 || find(tr, "\x00") != -1 {
		t.Error("an empty trie knows a key")
	}
}

func TestTrieIsDense(t *testing.T) {
	keys := make([]string, 0, 20000)
	for i := range 20000 {
		keys = append(keys, fmt.Sprintf("%x name %d", i*7919%20000, i))
	}
	slices.Sort(keys)
	tr := newTrie(keys)
	used := 0
	for _, c := range tr.check {
		if c != 0 {
			used++
		}
	}
	if len(tr.check) > 4*used+1024 {
		t.Errorf("%d slots for %d states", len(tr.check), used)
	}
}
