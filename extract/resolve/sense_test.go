package resolve

import (
	"slices"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

func TestOneSense(t *testing.T) {
	text := "Zentrico bought it. Zentrico said so. Karl Brandt left Brandt."
	at := func(start int, name string, c graph.Class, confidence float64) extract.Mention {
		return extract.Mention{Span: corpus.Span{Start: start, End: start + len(name)}, Class: c, Confidence: confidence}
	}
	chosen := []extract.Mention{
		at(0, "Zentrico", graph.Company, 0.7), at(20, "Zentrico", graph.Person, 0.6),
		at(38, "Karl Brandt", graph.Person, 0.9), at(55, "Brandt", graph.Company, 0.5),
	}
	oneSense(extract.New(&corpus.Article{Text: text}), chosen)
	var got []graph.Class
	for _, m := range chosen {
		got = append(got, m.Class)
	}
	if want := []graph.Class{graph.Company, graph.Company, graph.Person, graph.Company}; !slices.Equal(got, want) {
		t.Errorf("classes %v, want %v", got, want)
	}
}
