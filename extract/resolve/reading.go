package resolve

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// readingsData holds the weights by which the readings of a name are compared,
// homesData the countries that write a language, ranksData words before a name.
var (
	//go:embed readings.tsv
	readingsData string
	//go:embed homes.tsv
	homesData string
	//go:embed ranks.tsv
	ranksData string
)

// readingWeights maps a sign to its weight in log odds.
type readingWeights map[string]float64

func loadReadings(table string) (readingWeights, error) {
	w := readingWeights{}
	for n, f := range rows(table) {
		if len(f) != 2 {
			return nil, fmt.Errorf("readings.tsv:%d: %d columns, want 2", n, len(f))
		}
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil || math.IsNaN(v) {
			return nil, fmt.Errorf("readings.tsv:%d: weight %q", n, f[1])
		}
		w[f[0]] = v
	}
	return w, nil
}

func loadHomes() map[corpus.Lang]map[string]bool {
	homes := map[corpus.Lang]map[string]bool{}
	for _, f := range rows(homesData) {
		lang := corpus.Lang(f[0])
		if homes[lang] == nil {
			homes[lang] = map[string]bool{}
		}
		homes[lang][f[1]] = true
	}
	return homes
}

func loadRanks() map[corpus.Lang][]string {
	ranks := map[corpus.Lang][]string{}
	for _, f := range rows(ranksData) {
		ranks[corpus.Lang(f[0])] = append(ranks[corpus.Lang(f[0])], f[1])
	}
	return ranks
}

// decided is the probability from which a reading is taken; below it the name
// stays a thing of its own, with its readings as candidates.
const decided = 0.3

// settling is the probability from which a reading tells what other names mean.
const settling = 0.8

// question is a name of an article that may mean several things.
type question struct {
	extract.Mention
	surface string
	answer  []float64 // a probability for each reading
}

func (s *scene) question(m extract.Mention) question {
	return question{Mention: m, surface: strings.Join(strings.Fields(s.d.Text(m.Span)), " ")}
}

// surest returns the index of the likeliest reading.
func (q *question) surest() int {
	best := 0
	for i, p := range q.answer {
		if p > q.answer[best] {
			best = i
		}
	}
	return best
}

// ask decides what the names mean, in two rounds: what the first is sure of
// tells the second which things the article is about. Each name's answer is a
// distribution over its readings and over none of them (a conditional logit;
// McFadden 1974).
func (s *scene) ask(questions []question) {
	for range 2 {
		for i := range questions {
			questions[i].answer = s.answer(&questions[i], i)
		}
		s.settle(questions)
	}
}

// answer returns the probability of each reading of a question.
func (s *scene) answer(q *question, index int) []float64 {
	scores := make([]float64, len(q.Readings)+1)
	for i, signs := range s.signsOf(q, index) {
		for _, x := range signs {
			scores[i] += s.r.readings[x.name] * x.value
		}
	}
	softmax(scores)
	return scores[:len(q.Readings)]
}

// softmax turns scores in log odds into probabilities.
func softmax(scores []float64) {
	top, sum := slices.Max(scores), 0.0
	for i, x := range scores {
		scores[i] = math.Exp(x - top)
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}

// doubtful reports whether what a name means is to be asked: it has several
// readings, or it is the family name of one person, which others bear too.
func doubtful(m extract.Mention) bool {
	switch len(m.Readings) {
	case 0:
		return false
	case 1:
		return m.Readings[0].Weak && m.Readings[0].Class == graph.Person
	}
	return !m.Adjective
}

// read sets the readings of the doubtful names to what the article says they
// mean: the readings with their probabilities, best first, or candidates
// where none is sure enough.
func (r *Resolver) read(d *extract.Document, ev evidence, ms []extract.Mention) {
	if !slices.ContainsFunc(ms, doubtful) {
		return
	}
	s := r.newScene(d, ev)
	var questions []question
	var at []int
	for i, m := range ms {
		if doubtful(m) && m.Confidence > 0 && !oneHan(d.Text(m.Span)) {
			questions, at = append(questions, s.question(m)), append(at, i)
		}
	}
	s.ask(questions)
	agreed(questions, partsOfNames(d, ms))
	for k, i := range at {
		ms[i] = answered(ms[i], questions[k].answer)
	}
}

// agreed gives the places of a name that can mean the same things one answer,
// the mean of theirs: a name keeps one sense through an article (Gale, Church and
// Yarowsky 1992). Part of a person's name that is also spelled out may have two.
func agreed(questions []question, parts map[string]bool) {
	same := map[string][]int{}
	for i, q := range questions {
		if !parts[q.surface] {
			key := q.surface
			for _, rd := range q.Readings {
				key += "\x00" + rd.Entity
			}
			same[key] = append(same[key], i)
		}
	}
	for _, at := range same {
		mean := make([]float64, len(questions[at[0]].answer))
		for _, i := range at {
			for k, p := range questions[i].answer {
				mean[k] += p / float64(len(at))
			}
		}
		for _, i := range at {
			questions[i].answer = mean
		}
	}
}

// answered is a mention with its readings by probability.
func answered(m extract.Mention, answer []float64) extract.Mention {
	readings := slices.Clone(m.Readings)
	for i := range readings {
		readings[i].Prior = answer[i]
	}
	slices.SortStableFunc(readings, func(a, b extract.Reading) int { return -cmp.Compare(a.Prior, b.Prior) })
	m.Readings, m.Class = readings, readings[0].Class
	if readings[0].Prior < decided {
		m.Class = likeliest(readings)
		m.Readings, m.Candidates = nil, readings
	}
	return m
}

// likeliest is the class that most of the probability is on.
func likeliest(readings []extract.Reading) graph.Class {
	sum := map[graph.Class]float64{}
	best := readings[0].Class
	for _, rd := range readings {
		if sum[rd.Class] += rd.Prior; sum[rd.Class] > sum[best] {
			best = rd.Class
		}
	}
	return best
}
