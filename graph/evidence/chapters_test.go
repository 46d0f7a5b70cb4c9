package evidence

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"trigraph/graph"
)

// TestChapters: findings gathered chapter by chapter, with texts read only when
// they are asked for, are those gathered all at once, and so is any stretch.
func TestChapters(t *testing.T) {
	o, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	within := func(place, container string) bool { return place < container }
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 3))
		records, texts := randomRecords(r, o)
		q := Question{Entity: []string{"", "a", "b"}[r.IntN(3)], AsOf: []string{"", "2021"}[r.IntN(2)]}
		want := Gather(records, o, within, q)

		var got []Finding
		q.Text = func(article string) string { return texts[article] }
		for i, ch := range Chapters(claimsOf(records), func(w Witness) Witness { return w }, o, q) {
			bare := bareRecords(ch.Claims, records)
			list := Gather(bare, o, within, q)
			if len(list) != ch.Findings {
				t.Fatalf("seed %d: chapter %d has %d findings, and says %d", seed, i, len(list), ch.Findings)
			}
			part := q
			part.Offset, part.Limit = r.IntN(4), 1+r.IntN(3)
			some := list[min(part.Offset, len(list)):]
			if some = some[:min(part.Limit, len(some))]; !reflect.DeepEqual(Gather(bare, o, within, part), some) {
				t.Fatalf("seed %d: chapter %d: %d findings after %d are others", seed, i, part.Limit, part.Offset)
			}
			got = append(got, list...)
		}
		if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d:\ngot  %+v\nwant %+v", seed, got, want)
		}
	}
}

// randomRecords makes articles of which some copy others, and their texts apart.
func randomRecords(r *rand.Rand, o *graph.Ontology) (records []graph.Record, texts map[string]string) {
	predicates := o.Predicates()
	id := func() string { return string(rune('a' + r.IntN(4))) }
	texts = map[string]string{}
	for i := range r.IntN(12) {
		var claims []string
		for range r.IntN(5) {
			claims = append(claims, fmt.Sprintf("%s %s %s %s @%d =Quote%d", id(), predicates[r.IntN(6)*len(predicates)/6].Name, id(),
				[]string{"stated", "denied", "planned"}[r.IntN(3)], 2019+r.IntN(4), r.IntN(9)))
		}
		name, text := fmt.Sprintf("en%d", i), fmt.Sprintf("A text of sort %d that some of the others print as well, word by word.", r.IntN(5))
		rec := article(name, fmt.Sprintf("202%d-01-01", r.IntN(3)), text, claims...)
		rec.Article.Hash = ""
		texts[name] = text
		records = append(records, rec)
	}
	return records, texts
}

func claimsOf(records []graph.Record) func(func(Witness) bool) {
	return func(yield func(Witness) bool) {
		for _, r := range records {
			for _, c := range r.Claims {
				if !yield(witness(r.Article, c)) {
					return
				}
			}
		}
	}
}

// bareRecords are records with only some of the claims, and without their texts.
func bareRecords(claims []Witness, records []graph.Record) (list []graph.Record) {
	for _, r := range records {
		bare := graph.Record{Article: r.Article}
		bare.Article.Text = ""
		for _, w := range claims {
			if w.Article == r.Article.ID {
				bare.Claims = append(bare.Claims, w.Claim)
			}
		}
		if bare.Claims != nil {
			list = append(list, bare)
		}
	}
	return list
}
