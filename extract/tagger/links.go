package tagger

// A link is the step from one unit's state to the next one's. Its weight is
// made of few numbers, so that a sentence costs states, not states squared:
// what stands on either side of a border between two names adds up, and all
// else has a weight of its own. From outside to outside is 0.
const (
	begin     = iota // from outside into a name's first unit, by the state gone to
	end              // from a name's last unit to outside, by the state come from
	leave            // from a name's last unit into another name, by the state come from
	enter            // the same, by the state gone to
	fromFirst        // on within a name, from its first unit, by the state gone to
	fromInner        // the same, from an inner unit
	blocks           // how many weights a state has
)

// linkCount is how many weights links have; they lie at kind*states + state.
func linkCount(states int) int { return blocks * states }

// linkIndexes calls f with the weights that the link between two states is
// made of.
func linkIndexes(states int, from, to uint8, f func(int)) {
	switch {
	case from == outside && to == outside:
	case from == outside:
		f(begin*states + int(to))
	case !closes(partOf(int(from))):
		kind := fromFirst
		if partOf(int(from)) == inner {
			kind = fromInner
		}
		f(kind*states + int(to))
	case to == outside:
		f(end*states + int(from))
	default:
		f(leave*states + int(from))
		f(enter*states + int(to))
	}
}
