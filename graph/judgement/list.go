package judgement

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// List is judgements in the order in which they were made, and what holds of
// them. It never changes.
type List struct {
	all      []Judgement
	holds    map[int]Judgement // by number, those that nobody has undone and no later one replaces
	answers  map[string]int    // question -> number of the judgement that holds
	refused  map[int]error     // number -> why it does not hold
	problems []string
	same     map[string][]Judgement // by each end
	apart    map[pair]Judgement
}

// pair is two ids in order.
type pair [2]string

func pairOf(j Judgement) pair { return pair{min(j.A, j.B), max(j.A, j.B)} }

// NewList works out which judgements hold. Of two about the same pair, or the
// same name or class, the later wins. One that contradicts a chain of others
// does not hold; Problems says so.
func NewList(all []Judgement) *List {
	l := &List{all: all, holds: map[int]Judgement{}, answers: map[string]int{}, refused: map[int]error{},
		same: map[string][]Judgement{}, apart: map[pair]Judgement{}}
	undone := map[int]bool{}
	for _, j := range slices.Backward(all) {
		if j.Verdict == Undo && !undone[j.Number] {
			undone[j.Of] = true
		}
	}
	for _, j := range all {
		switch {
		case j.Verdict == Undo:
			l.checkUndo(j)
		case !undone[j.Number]:
			l.take(j)
		}
	}
	return l
}

// take lets j hold unless a chain speaks against it.
func (l *List) take(j Judgement) {
	old, replaces := l.holds[l.answers[question(j)]]
	if replaces {
		l.drop(old)
	}
	if err := l.contradiction(j); err != nil {
		l.refused[j.Number] = err
		l.problem("%d does not hold: %v", j.Number, err)
		if replaces {
			l.add(old)
		}
		return
	}
	if replaces && old.String() != j.String() {
		l.problem("%d replaces %d: %s; before: %s", j.Number, old.Number, j, old)
	}
	l.add(j)
}

// question is what a judgement answers. A later one answers it anew.
func question(j Judgement) string {
	switch {
	case j.confirms() || j.Verdict == Split:
		return fmt.Sprintf("article %q %q", j.A, j.Articles)
	case j.Verdict == Rename:
		return fmt.Sprintf("name %q %q", j.A, j.Lang)
	case j.Verdict == Reclass:
		return fmt.Sprintf("class %q", j.A)
	}
	return fmt.Sprintf("pair %q", pairOf(j))
}

// All returns every judgement in order, those that do not hold included.
func (l *List) All() []Judgement { return l.all }

// Holding returns the judgements that hold, in order.
func (l *List) Holding() []Judgement {
	return slices.SortedFunc(maps.Values(l.holds), func(a, b Judgement) int { return a.Number - b.Number })
}

// Problems says which judgements contradict others, and what was made of it.
func (l *List) Problems() []string { return l.problems }

func (l *List) problem(format string, args ...any) {
	l.problems = append(l.problems, fmt.Sprintf(format, args...))
}

func (l *List) checkUndo(j Judgement) {
	if !slices.ContainsFunc(l.all, func(x Judgement) bool { return x.Number == j.Of && x.Number < j.Number }) {
		l.problem("%d undoes judgement %d, which is not there", j.Number, j.Of)
	}
}

func (l *List) add(j Judgement) {
	l.holds[j.Number] = j
	l.answers[question(j)] = j.Number
	switch {
	case j.confirms():
	case j.Verdict == Same:
		l.same[j.A] = append(l.same[j.A], j)
		l.same[j.B] = append(l.same[j.B], j)
	case j.Verdict == Different:
		l.apart[pairOf(j)] = j
	}
}

func (l *List) drop(j Judgement) {
	is := func(x Judgement) bool { return x.Number == j.Number }
	delete(l.holds, j.Number)
	for _, id := range []string{j.A, j.B} {
		l.same[id] = slices.DeleteFunc(l.same[id], is)
	}
	if is(l.apart[pairOf(j)]) {
		delete(l.apart, pairOf(j))
	}
}

// Allows returns an error that names the judgements that j contradicts by a
// chain. One about the same pair is no contradiction: the later wins.
func (l *List) Allows(j Judgement) error {
	if err := j.check(); err != nil {
		return err
	}
	if _, holds := l.holds[j.Of]; j.Verdict == Undo && !holds && !l.undoes(j.Of) {
		return fmt.Errorf("there is no judgement %d that holds", j.Of)
	}
	for _, x := range l.all {
		j.Number = max(j.Number, x.Number+1)
	}
	return NewList(append(slices.Clone(l.all), j)).refused[j.Number]
}

func (l *List) undoes(number int) bool {
	return slices.ContainsFunc(l.all, func(x Judgement) bool { return x.Number == number && x.Verdict == Undo })
}

// Apart reports whether two things are judged to be two.
func (l *List) Apart(a, b string) bool {
	if len(l.apart) == 0 {
		return false
	}
	for _, x := range l.one(a) {
		for _, y := range l.one(b) {
			if _, ok := l.apart[pair{min(x, y), max(x, y)}]; ok {
				return true
			}
		}
	}
	return false
}

// contradiction names the chain that speaks against j.
func (l *List) contradiction(j Judgement) error {
	switch {
	case j.confirms():
		return nil
	case j.Verdict == Different:
		if chain := l.chain(j.A, j.B); chain != nil {
			return fmt.Errorf("%s and %s are one by %s; undo one of them first", j.A, j.B, told(chain))
		}
	case j.Verdict == Same && len(l.apart) > 0:
		for _, a := range l.one(j.A) {
			for _, b := range l.one(j.B) {
				if d, ok := l.apart[pair{min(a, b), max(a, b)}]; ok {
					chain := append(l.chain(j.A, a), l.chain(j.B, b)...)
					return fmt.Errorf("that would make one of %s and %s, which are different by %s; undo one of them first", a, b, told(append(chain, d)))
				}
			}
		}
	}
	return nil
}

func told(chain []Judgement) string {
	var parts []string
	for _, j := range chain {
		parts = append(parts, fmt.Sprintf("judgement %d (%s)", j.Number, j))
	}
	return strings.Join(parts, " and ")
}

// one returns all ids that are one with id by judgements that hold, id first.
func (l *List) one(id string) []string {
	list := []string{id}
	for i := 0; i < len(list); i++ {
		for _, j := range l.same[list[i]] {
			for _, other := range []string{j.A, j.B} {
				if !slices.Contains(list, other) {
					list = append(list, other)
				}
			}
		}
	}
	return list
}

// chain returns the fewest judgements that lead from a to b, nil where none do.
func (l *List) chain(a, b string) []Judgement {
	type step struct {
		from string
		by   Judgement
	}
	came := map[string]step{a: {}}
	for queue := []string{a}; len(queue) > 0; queue = queue[1:] {
		for _, j := range l.same[queue[0]] {
			for _, next := range []string{j.A, j.B} {
				if _, ok := came[next]; !ok {
					came[next] = step{queue[0], j}
					queue = append(queue, next)
				}
			}
		}
	}
	if _, ok := came[b]; !ok {
		return nil
	}
	var chain []Judgement
	for at := b; at != a; at = came[at].from {
		chain = append(chain, came[at].by)
	}
	slices.Reverse(chain)
	return chain
}
