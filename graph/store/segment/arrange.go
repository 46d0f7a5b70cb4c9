package segment

import "slices"

// sortRows sorts quads by subject, predicate, object and label, and leaves each
// once. Their numbers are below ranks. It counts instead of comparing: four
// stable passes, the last direction first.
func sortRows(rows []entry, ranks int) []entry {
	other := make([]entry, len(rows))
	for d := directions - 1; d >= 0; d-- {
		starts := startsOf(rows, d, ranks)
		for _, r := range rows {
			n := r.Row[d]
			other[starts[n]] = r
			starts[n]++
		}
		rows, other = other, rows
	}
	return slices.Compact(rows)
}

// startsOf returns where the rows of each number begin when sorted by it.
func startsOf(rows []entry, d, ranks int) []uint32 {
	starts := make([]uint32, ranks+1)
	for _, r := range rows {
		starts[r.Row[d]+1]++
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	return starts
}

// reorder sorts positions of rows by a direction and keeps the order of equals.
func reorder(rows []entry, positions []uint32, d, ranks int) []uint32 {
	starts := startsOf(rows, d, ranks)
	sorted := make([]uint32, len(rows))
	for _, p := range positions {
		n := rows[p].Row[d]
		sorted[starts[n]] = p
		starts[n]++
	}
	return sorted
}

// arrange makes columns and indexes of sorted rows whose numbers are ranks of
// ids. The orders are (P,O,S,L), (O,P,S,L) and (L,S,P,O), each the one before
// sorted again by one direction.
func arrange(rows []entry, ids []uint32, all *[sections]body) {
	positions := make([]uint32, len(rows))
	for i := range positions {
		positions[i] = uint32(i)
	}
	all[orderSection+label].numbers = reorder(rows, positions, label, len(ids))
	byPredicate := reorder(rows, positions, predicate, len(ids))
	byObject := reorder(rows, byPredicate, object, len(ids))
	all[orderSection+object].numbers = byObject
	all[orderSection+predicate].numbers = reorder(rows, byObject, predicate, len(ids))
	for d := range directions {
		starts := startsOf(rows, d, len(ids))
		all[keySection+d].numbers, all[offsetSection+d].numbers = keysOf(starts, ids)
		column := make([]uint32, len(rows))
		for i, r := range rows {
			column[i] = ids[r.Row[d]]
		}
		all[columnSection+d].numbers = column
	}
	arrangeOwners(rows, ids, all)
}

// arrangeOwners makes the index of the quads that are not their labels'.
func arrangeOwners(rows []entry, ids []uint32, all *[sections]body) {
	var owned []uint64 // owner and position
	for i, r := range rows {
		if r.owner != 0 {
			owned = append(owned, uint64(ids[r.owner&^judged]|r.owner&judged)<<32|uint64(i))
		}
	}
	slices.Sort(owned)
	var keys, offsets, order []uint32
	for i, o := range owned {
		if key := uint32(o >> 32); len(keys) == 0 || keys[len(keys)-1] != key {
			keys, offsets = append(keys, key), append(offsets, uint32(i))
		}
		order = append(order, uint32(o))
	}
	if len(keys) > 0 {
		offsets = append(offsets, uint32(len(owned)))
	}
	all[keySection+owner].numbers, all[offsetSection+owner].numbers, all[orderSection+owner].numbers = keys, offsets, order
}

// keysOf makes keys and offsets of the starts of each rank: for every id
// between the lowest and the highest where at least half of them occur, else
// for those that do.
func keysOf(starts, ids []uint32) (keys, offsets []uint32) {
	for rank, id := range ids {
		if starts[rank] < starts[rank+1] {
			keys, offsets = append(keys, id), append(offsets, starts[rank])
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	end := starts[len(starts)-1]
	span := keys[len(keys)-1] - keys[0] + 1
	if int(span) > 2*len(keys) {
		return keys, append(offsets, end)
	}
	dense := make([]uint32, span+1)
	next := len(keys)
	dense[span] = end
	for id := int(span) - 1; id >= 0; id-- {
		dense[id] = dense[id+1]
		if keys[next-1]-keys[0] == uint32(id) {
			next--
			dense[id] = offsets[next]
		}
	}
	return keys[:1], dense
}
