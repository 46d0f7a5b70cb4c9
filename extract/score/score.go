// Package score holds what was extracted against what people say an article
// holds. In come gold articles and finished documents; out come precision,
// recall and F1 of mentions (exact span and class), of links between mentions
// (B-cubed) and of claims. It refuses gold that is not well formed, with the
// line. It changes neither side.
package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"trigraph/extract"
	"trigraph/graph"
)

// Gold is what people say of one article.
type Gold struct {
	Article        string      `json:"article"` // id, or base name of the source
	Lang           string      `json:"lang"`
	Entities       []Thing     `json:"entities"`
	Optional       []Thing     `json:"optional"` // may be marked, need not
	Claims         [][3]string `json:"claims"`   // subject key, predicate, object key
	OptionalClaims [][3]string `json:"optional_claims"`
}

// Thing is one entity of an article and how the article writes it: every
// occurrence of a surface counts, the longest first.
type Thing struct {
	Key           string        `json:"key"` // the same over all articles
	Types         []graph.Class `json:"types"`
	Surface       []string      `json:"surface"`
	WholeOptional bool          `json:"whole_optional"`
}

// Read reads gold as JSON lines. Errors name the file and the line.
func Read(name string, r io.Reader) ([]Gold, error) {
	var out []Gold
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var g Gold
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		out = append(out, g)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

// Count is what was right (True), what was said wrongly (False) and what was
// missed (Missed).
type Count struct{ True, False, Missed int }

// F1 returns precision, recall and their harmonic mean; each is 0 where there
// was nothing to be right about.
func (c Count) F1() (precision, recall, f1 float64) {
	if c.True == 0 {
		return 0, 0, 0
	}
	precision = float64(c.True) / float64(c.True+c.False)
	recall = float64(c.True) / float64(c.True+c.Missed)
	return precision, recall, 2 * precision * recall / (precision + recall)
}

// Plus returns the sums.
func (c Count) Plus(d Count) Count {
	return Count{c.True + d.True, c.False + d.False, c.Missed + d.Missed}
}

func (c *Count) add(d Count) { *c = c.Plus(d) }

// Report is the result. Faults lists each difference in words, in text order.
type Report struct {
	Mentions, Claims      Count
	ByClass               map[string]Count // "de Company"
	ByPredicate           map[string]Count // "de ownedBy"
	LinksP, LinksR, Links float64          // B-cubed
	Faults                []string
}

// Score compares. Documents are found by article id or by the last part of
// their source; a gold article without a document is an error.
func Score(gold []Gold, docs []*extract.Document) (*Report, error) {
	s := &scorer{
		report:  &Report{ByClass: map[string]Count{}, ByPredicate: map[string]Count{}},
		meaning: map[string]map[string]int{},
	}
	byName := index(docs)
	for _, g := range gold {
		d := byName[g.Article]
		if d == nil {
			return nil, fmt.Errorf("article %s: in the gold, but nothing was extracted from it", g.Article)
		}
		s.mentions(g, d)
	}
	s.links()
	for _, g := range gold {
		s.claims(g, byName[g.Article])
	}
	return s.report, nil
}
