package tagger

import (
	"math/rand/v2"
	"slices"
	"testing"

	"trigraph/corpus"
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

// TestSpellingsAreSummedOnce holds the scores that are put together of kept sums
// to those of all features of each unit, for words met before and new ones.
func TestSpellingsAreSummedOnce(t *testing.T) {
	tg := embeddedTagger(t)
	for _, text := range []struct {
		lang corpus.Lang
		text string
	}{
		{corpus.English, "The minister , Amadou Traore , told The Hague in 2017 . The minister left ."},
		{corpus.German, "Die Brandner Solartechnik GmbH aus Norddorf hat neue Anlagen . Die GmbH wuchs ."},
		{corpus.Chinese, "记者刘建勋从会上获悉，今年AI增长较快。刘建勋记者"},
	} {
		w, err := tg.models[text.lang].get()
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			units := w.reader.read(text.text, document("x", text.text, text.lang).Sentences[0], nil)
			for i := range units {
				got, want := make([]int32, w.lattice.states), make([]int32, w.lattice.states)
				w.emit(got, i)
				var rows []uint32
				for _, b := range w.reader.features(i) {
					if row := w.model.index.row(b); row >= 0 {
						rows = append(rows, uint32(row))
					}
				}
				if w.model.rows.add(want, rows); !slices.Equal(got, want) {
					t.Fatalf("%s: %q: %v, want %v", text.lang, units[i].In(text.text), got, want)
				}
			}
		}
	}
}
