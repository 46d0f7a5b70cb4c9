package resolve

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"trigraph/corpus"
	"trigraph/extract"
)

// Linked is a document with sentences and candidates, and the names in it of
// which people said what they mean.
type Linked struct {
	Document *extract.Document
	Names    []corpus.Span
	// Means reports whether the i-th name means the known thing.
	Means  func(i int, id string) bool
	Weight float64 // how much it counts beside the other documents
}

// choiceLesson is one question and the right answer, len(signs)-1 for none.
type choiceLesson struct {
	signs  [][]sign
	right  int
	weight float64
}

// LearnReadings fits the weights by which readings are compared and writes
// them as readings.tsv has them: a conditional logit with a weak Gaussian prior.
// What the rest of an article means is taken from what the weights of the round
// before say, so that they are fitted to what they will see.
func (r *Resolver) LearnReadings(w io.Writer, docs []Linked) error {
	pupil := *r
	for range 3 {
		var lessons []choiceLesson
		for _, l := range docs {
			lessons = pupil.lessons(lessons, l)
		}
		pupil.readings = fitChoices(lessons)
		maps.DeleteFunc(pupil.readings, func(name string, _ float64) bool { return name[0] == '~' })
	}
	for _, name := range slices.Sorted(maps.Keys(pupil.readings)) {
		if _, err := fmt.Fprintf(w, "%s\t%.3f\n", name, pupil.readings[name]); err != nil {
			return err
		}
	}
	return nil
}

// lessons adds the questions of one document.
func (r *Resolver) lessons(out []choiceLesson, l Linked) []choiceLesson {
	s, ms := r.given(l.Document, l.Names)
	var questions []question
	var at []int
	for i, m := range ms {
		if doubtful(m) {
			questions, at = append(questions, s.question(m)), append(at, i)
		}
	}
	s.ask(questions)
	for k := range questions {
		q := &questions[k]
		x := choiceLesson{signs: s.signsOf(q, k), right: len(q.Readings), weight: l.Weight}
		for j, rd := range q.Readings {
			if l.Means(at[k], rd.Entity) {
				x.right = j
			}
		}
		out = append(out, x)
	}
	return out
}

// fitChoices finds the weights of greatest likelihood by Newton's method.
func fitChoices(ls []choiceLesson) readingWeights {
	number := map[string]int{}
	var names []string
	for _, l := range ls {
		for _, signs := range l.signs {
			for _, s := range signs {
				if _, ok := number[s.name]; !ok {
					number[s.name] = len(names)
					names = append(names, s.name)
				}
			}
		}
	}
	w := make([]float64, len(names))
	for range 40 {
		slope, curve := make([]float64, len(w)), make([][]float64, len(w))
		for i := range curve {
			curve[i] = make([]float64, len(w))
			curve[i][i], slope[i] = prior, -prior*w[i]
		}
		for _, l := range ls {
			l.add(number, w, slope, curve)
		}
		most := 0.0
		for i, d := range solve(curve, slope) {
			d = min(max(d, -2), 2) // a full step may overshoot
			w[i] += d
			most = max(most, math.Abs(d))
		}
		if most < 1e-6 {
			break
		}
	}
	out := readingWeights{}
	for i, name := range names {
		out[name] = w[i]
	}
	return out
}

// add adds a question's part to slope and curvature of the log likelihood.
func (l choiceLesson) add(number map[string]int, w, slope []float64, curve [][]float64) {
	p := make([]float64, len(l.signs))
	for i, signs := range l.signs {
		for _, s := range signs {
			p[i] += w[number[s.name]] * s.value
		}
	}
	softmax(p)
	mean := make([]float64, len(w))
	for i, signs := range l.signs {
		miss := -p[i]
		if i == l.right {
			miss++
		}
		for _, s := range signs {
			x := number[s.name]
			mean[x] += p[i] * s.value
			slope[x] += l.weight * miss * s.value
			for _, t := range signs {
				curve[x][number[t.name]] += l.weight * p[i] * s.value * t.value
			}
		}
	}
	for i, a := range mean {
		if a == 0 {
			continue
		}
		for j, b := range mean {
			curve[i][j] -= l.weight * a * b
		}
	}
}

// WithReadings returns the resolver with other weights of readings, a table as
// LearnReadings writes it, with a header.
func (r *Resolver) WithReadings(table string) (*Resolver, error) {
	w, err := loadReadings(table)
	if err != nil {
		return nil, err
	}
	other := *r
	other.readings = w
	return &other, nil
}
