package latin

import "slices"

// A pattern's two halves become programs for a backtracking machine, as in
// Russ Cox, "Regular Expression Matching: the Virtual Machine Approach" (2009),
// with words in place of characters.
type opcode int

const (
	opItem  opcode = iota // take words by the item
	opSplit               // try x, then y
	opJump
	opOpen
	opClose
	opDone
)

type inst struct {
	op   opcode
	item item
	x, y int
}

// compile turns items into a program that reads in the direction of step.
func compile(items []item, step int) []inst {
	var prog []inst
	prog = emitSeq(prog, items, step)
	return append(prog, inst{op: opDone})
}

func emitSeq(prog []inst, items []item, step int) []inst {
	if step < 0 {
		items = slices.Clone(items)
		slices.Reverse(items)
	}
	for _, it := range items {
		prog = emit(prog, it, step)
	}
	return prog
}

// emit adds an item with its repetition; longer is tried first.
func emit(prog []inst, it item, step int) []inst {
	if it.min == 1 {
		prog = emitOnce(prog, it, step)
	}
	if it.max == 1 && it.min == 1 {
		return prog
	}
	split := len(prog)
	prog = append(prog, inst{op: opSplit, x: split + 1})
	prog = emitOnce(prog, it, step)
	if it.max == 0 {
		prog = append(prog, inst{op: opJump, x: split})
	}
	prog[split].y = len(prog)
	return prog
}

func emitOnce(prog []inst, it item, step int) []inst {
	switch it.kind {
	case isOpen:
		return append(prog, inst{op: opOpen})
	case isClose:
		return append(prog, inst{op: opClose})
	case isSeq:
		return emitSeq(prog, it.parts, step)
	case isAlt:
		return emitAlt(prog, it.parts, step)
	}
	return append(prog, inst{op: opItem, item: it})
}

func emitAlt(prog []inst, parts []item, step int) []inst {
	var jumps []int
	for i, part := range parts {
		split := len(prog)
		if i < len(parts)-1 {
			prog = append(prog, inst{op: opSplit, x: split + 1})
		}
		prog = emit(prog, part, step)
		if i < len(parts)-1 {
			jumps = append(jumps, len(prog))
			prog = append(prog, inst{op: opJump})
			prog[split].y = len(prog)
		}
	}
	for _, j := range jumps {
		prog[j].x = len(prog)
	}
	return prog
}

// mostSteps bounds the work of one try, whatever the text.
const mostSteps = 4000

// machine runs programs over the words of a sentence.
type machine struct {
	line        *line
	open, close int // word index of the name's first word and of the one after its last
	steps       int
}

// match tries the pattern with its anchor at word i, taking n words, and
// returns the words [from, to) of the name.
func (m *machine) match(p *pattern, i, n int) (from, to int, ok bool) {
	m.open, m.close, m.steps = -1, -1, 0
	if !m.run(p.before, 0, i-1, -1) || !m.run(p.forward, 0, i+n, 1) {
		return 0, 0, false
	}
	return m.open, m.close, m.open >= 0 && m.close > m.open
}

func (m *machine) run(prog []inst, pc, i, step int) bool {
	for {
		if m.steps++; m.steps > mostSteps {
			return false
		}
		in := &prog[pc]
		switch in.op {
		case opDone:
			return true
		case opJump:
			pc = in.x
			continue
		case opSplit:
			if m.run(prog, in.x, i, step) {
				return true
			}
			pc = in.y
			continue
		case opOpen, opClose:
			at := i
			if step < 0 {
				at = i + 1
			}
			if in.op == opOpen {
				m.open = at
			} else {
				m.close = at
			}
			pc++
			continue
		}
		lengths := m.line.take(&in.item, i, step)
		if len(lengths) == 0 {
			return false
		}
		for _, n := range lengths[:len(lengths)-1] {
			if m.run(prog, pc+1, i+n*step, step) {
				return true
			}
		}
		i += lengths[len(lengths)-1] * step
		pc++
	}
}
