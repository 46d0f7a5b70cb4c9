package extract

import "unicode/utf8"

// pointStep is the distance in bytes between two entries of a pointIndex.
const pointStep = 1024

// pointIndex holds the number of code points before every pointStep-th byte.
type pointIndex []int

// CodePoint turns a byte offset into Article.Text into the number of Unicode
// code points before it. The first call on a document indexes its text, so
// calls on one document must not run at the same time.
func (d *Document) CodePoint(offset int) int {
	text := d.Article.Text
	if d.points == nil {
		d.points = indexPoints(text)
	}
	block := offset / pointStep
	n := d.points[block]
	for _, b := range []byte(text[block*pointStep : offset]) {
		if utf8.RuneStart(b) {
			n++
		}
	}
	return n
}

func indexPoints(text string) pointIndex {
	index := make(pointIndex, 0, len(text)/pointStep+1)
	n := 0
	for i := 0; i <= len(text); i++ {
		if i%pointStep == 0 {
			index = append(index, n)
		}
		if i < len(text) && utf8.RuneStart(text[i]) {
			n++
		}
	}
	return index
}
