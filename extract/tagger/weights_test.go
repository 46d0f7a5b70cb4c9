package tagger

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestWeights holds the sums of packed rows to plain ones, for rows of any
// length and more rows than a lane can sum.
func TestWeights(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, states := range []int{5, 8, 9, 29, 61} {
		const rows = 40
		w := newWeights(rows, states)
		plain := make([]int8, rows*states)
		for i := range plain {
			plain[i] = int8(random.IntN(255) - 127)
			w.set(i/states, i%states, plain[i])
		}
		for i, v := range plain {
			if got := w.at(i/states, i%states); got != v {
				t.Fatalf("weight %d of %d states is %d, want %d", i, states, got, v)
			}
		}
		for _, n := range []int{0, 1, 257, 700} {
			var picked []uint32
			got, want := make([]int32, states), make([]int32, states)
			for range n {
				row := random.IntN(rows)
				picked = append(picked, uint32(row))
				for s := range want {
					want[s] += int32(plain[row*states+s])
				}
			}
			if w.add(got, picked); !slices.Equal(got, want) {
				t.Errorf("%d states, %d rows: %v, want %v", states, n, got, want)
			}
		}
	}
}

func BenchmarkEmit(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	const states, rows = 29, 100000
	w := newWeights(rows, states)
	picked := make([]uint32, 1<<16)
	for i := range picked {
		picked[i] = uint32(random.IntN(rows))
	}
	scores := make([]int32, states)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		at := i * 32 % len(picked)
		w.add(scores, picked[at:at+32])
	}
}
