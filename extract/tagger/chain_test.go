package tagger

import (
	"math"
	"math/rand/v2"
	"testing"
)

// tiny is a chain with random weights over n units, and its scores.
func tiny(r *rand.Rand, classes, n int) (*chain, []float32, []float32) {
	c := newChain(1 + 4*classes)
	links := make([]float32, linkCount(c.states))
	for i := range links {
		links[i] = float32(r.NormFloat64())
	}
	c.setLinks(links)
	scores := make([]float32, n*c.states)
	for i := range scores {
		scores[i] = float32(r.NormFloat64() * 2)
	}
	return c, links, scores
}

func allows(allowed []mask, path []uint8) bool {
	for i, s := range path {
		if allowed != nil && !allowed[i].has(int(s)) {
			return false
		}
	}
	return true
}

// enumerate computes what chain does, path by path.
func enumerate(states int, scores, links []float32, allowed []mask) (sum float64, unit, link []float64) {
	unit, link = make([]float64, len(scores)), make([]float64, len(links))
	each(states, len(scores)/states, func(path []uint8) {
		if !allows(allowed, path) {
			return
		}
		share := math.Exp(float64(pathScore(states, scores, links, path)))
		sum += share
		from := uint8(outside)
		for i, s := range path {
			unit[i*states+int(s)] += share
			linkIndexes(states, from, s, func(k int) { link[k] += share })
			from = s
		}
	})
	for i := range unit {
		unit[i] /= sum
	}
	for i := range link {
		link[i] /= sum
	}
	return math.Log(sum), unit, link
}

func TestChainAgreesWithEnumeration(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for n := range 100 {
		c, links, scores := tiny(r, 1+r.IntN(2), 1+r.IntN(4))
		var allowed []mask
		if n%2 == 1 { // partly known: some states are right for each unit
			for range len(scores) / c.states {
				allowed = append(allowed, mask(r.Uint64())|1<<outside)
			}
		}
		sum, unit, link := enumerate(c.states, scores, links, allowed)
		got, ok := c.run(scores, allowed)
		if !ok || math.Abs(got-sum) > 1e-5 {
			t.Fatalf("log sum %g, want %g", got, sum)
		}
		compare(t, "unit", c.unit, unit)
		compare(t, "link", c.link, link)
	}
}

func compare(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-5 {
			t.Fatalf("%s %d: %g, want %g", what, i, got[i], want[i])
		}
	}
}

// The expected counts are the gradient of the log sum.
func TestChainGradient(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	c, links, scores := tiny(r, 2, 5)
	c.run(scores, nil)
	unit, link := append([]float64(nil), c.unit...), append([]float64(nil), c.link...)
	const h = 1e-2
	slope := func(x []float32, i int) float64 {
		old := x[i]
		defer func() { x[i] = old; c.setLinks(links) }()
		var sums [2]float64
		for k, d := range []float32{h, -h} {
			x[i] = old + d
			c.setLinks(links)
			sums[k], _ = c.run(scores, nil)
		}
		return (sums[0] - sums[1]) / (2 * h)
	}
	for i := range scores {
		if d := slope(scores, i); math.Abs(d-unit[i]) > 1e-3 {
			t.Errorf("score %d: slope %g, probability %g", i, d, unit[i])
		}
	}
	for i := range links {
		if d := slope(links, i); math.Abs(d-link[i]) > 1e-3 {
			t.Errorf("link %d: slope %g, expected count %g", i, d, link[i])
		}
	}
}

func TestChainRefusesWhatNoPathAllows(t *testing.T) {
	c, _, scores := tiny(rand.New(rand.NewPCG(3, 3)), 1, 2)
	if _, ok := c.run(scores, []mask{1 << inner, 1 << outside}); ok {
		t.Error("a name without a first unit was taken")
	}
}

func TestChainBearsGreatScores(t *testing.T) {
	c, _, scores := tiny(rand.New(rand.NewPCG(4, 4)), 2, 4)
	for i := range scores {
		scores[i] *= 20
	}
	sum, ok := c.run(scores, nil)
	total := 0.0
	for _, p := range c.unit[:c.states] {
		total += p
	}
	if !ok || math.IsNaN(sum) || math.Abs(total-1) > 1e-6 {
		t.Errorf("log sum %g, first unit's probabilities add up to %g", sum, total)
	}
}
