package made

import (
	"bytes"
	"slices"
	"testing"
	"unicode/utf8"
)

func TestTheSameSeedGivesTheSame(t *testing.T) {
	var one, other, rest bytes.Buffer
	if New(1).Write(&one, 0, 50) != nil || New(1).Write(&other, 0, 20) != nil || New(1).Write(&other, 20, 50) != nil || New(2).Write(&rest, 0, 50) != nil {
		t.Fatal("a buffer refuses")
	}
	if one.String() != other.String() {
		t.Error("articles depend on those before")
	}
	if one.String() == rest.String() {
		t.Error("another seed gives the same")
	}
}

// TestArticlesAreAsLongAsRealOnes: the middle of a thousand is near what was
// measured, and so are the shares of the languages.
func TestArticlesAreAsLongAsRealOnes(t *testing.T) {
	lengths := map[string][]int{}
	for n := range 3000 {
		a := New(1).Article(n)
		lengths[a.Lang] = append(lengths[a.Lang], utf8.RuneCountInString(a.Text))
	}
	for lang, want := range map[string]struct{ share, middle float64 }{"zh": {0.62, 1892}, "de": {0.2, 260}, "en": {0.18, 3099}} {
		slices.Sort(lengths[lang])
		share, middle := float64(len(lengths[lang]))/3000, float64(lengths[lang][len(lengths[lang])/2])
		if share < want.share-0.04 || share > want.share+0.04 || middle < want.middle*0.8 || middle > want.middle*1.25 {
			t.Errorf("%s: %.2f of the articles, the middle one has %.0f code points; want %.2f and %.0f", lang, share, middle, want.share, want.middle)
		}
	}
}
