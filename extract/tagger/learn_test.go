package tagger

import "testing"

func TestPassage(t *testing.T) {
	if passage("wiki-3-19") != passage("wiki-3-0") || passage("wiki-3-20") == passage("wiki-3-0") || passage("own-en-ab12") != "own-en-ab12" {
		t.Error("sentences beside each other are not together, or others are")
	}
}

func TestThinned(t *testing.T) {
	s := &sentence{right: []mask{1, 1}, weight: 2}
	for i := range 2000 {
		s.features = append(s.features, uint32(i))
		if i == 999 || i == 1999 {
			s.ends = append(s.ends, uint32(i+1))
		}
	}
	tags, err := newScheme(Classes())
	if err != nil {
		t.Fatal(err)
	}
	tr := newTrainer(tags, Options{Drop: 0.25}, nil)
	thin := tr.thinned(s)
	if n := len(thin.features); n < 1400 || n > 1600 || len(thin.ends) != 2 || int(thin.ends[1]) != n || thin.weight != 2 {
		t.Errorf("%d of 2000 features, ends %v", n, thin.ends)
	}
	if tr.drop = 0; tr.thinned(s) != s {
		t.Error("nothing dropped, and another sentence")
	}
}
