package tagger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/graph"
)

// rawText has four kinds of words, each of its own place in a sentence.
func rawText(sentences int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		random := rand.New(rand.NewPCG(7, 7))
		for range sentences {
			s := []string{
				"the", fmt.Sprint("thing", 'a'+random.IntN(20)), fmt.Sprint("does", 'a'+random.IntN(20)),
				"in", fmt.Sprint("City", 'a'+random.IntN(20)),
			}
			if !yield(s) {
				return
			}
		}
	}
}

func wordHash(word string) uint32 {
	var u unit
	u.describe(word)
	return u.exact
}

func TestExchangeFindsKinds(t *testing.T) {
	v := newVocabulary()
	for s := range rawText(3000) {
		for _, w := range s {
			var u unit
			u.describe(w)
			u.exact = hashString(w) // digits tell these words apart
			v.see(u.exact, kindOf(rune(w[0])))
		}
		v.end()
	}
	text := slices.Clone(v.text)
	n := int32(len(v.words))
	for i, w := range text {
		if w < 0 {
			text[i] = n
		}
	}
	class := newExchange(text, int(n), 1, 5).run()
	kinds := map[string]map[int32]int{}
	for word, i := range v.number {
		for _, kind := range []string{"the", "in", "thing", "does", "City"} {
			for c := range 200 {
				if word == hashString(kind) || word == hashString(fmt.Sprint(kind, c)) {
					if kinds[kind] == nil {
						kinds[kind] = map[int32]int{}
					}
					kinds[kind][class[i]]++
					break
				}
			}
		}
	}
	owner := map[int32]string{}
	for kind, classes := range kinds {
		for c := range classes {
			if other, taken := owner[c]; taken && other != kind {
				t.Errorf("class %d holds words of %s and of %s: %v", c, kind, other, kinds)
			}
			owner[c] = kind
		}
	}
}

func TestClustersAreKept(t *testing.T) {
	c := learnClusters(corpus.English, func(yield func([]string) bool) {
		for range 10 {
			if !yield(strings.Fields("Foo sells 12 bolts and Bar sells 37 nuts")) {
				return
			}
		}
		yield([]string{"seldom"})
	})
	if got := c.of(wordHash("Foo")); got.fine == 0 || got.coarse == 0 {
		t.Errorf("Foo: %+v", got)
	}
	if c.of(wordHash("12")) != c.of(wordHash("99")) || c.of(wordHash("12")).fine == 0 {
		t.Error("numbers of two digits are not one word")
	}
	if got := c.of(wordHash("seldom")); got.fine != 0 {
		t.Errorf("a rare word: %+v", got)
	}
	var file bytes.Buffer
	if err := c.write(&file); err != nil {
		t.Fatal(err)
	}
	back, err := readClusters(bytes.NewReader(file.Bytes()), c.len())
	if err != nil || !slices.Equal(back.table, newClusters(sortedWords(c)).table) {
		t.Errorf("read %+v, %v", back, err)
	}
	if _, err := readClusters(bytes.NewReader(file.Bytes()[:file.Len()-1]), c.len()); err == nil {
		t.Error("a short file was taken")
	}
	for _, n := range []int{-1, 1, 1 << 30} {
		if _, err := readClusters(bytes.NewReader(file.Bytes()), n); !errors.Is(err, errFormat) {
			t.Errorf("%d words: %v", n, err)
		}
	}
}

func sortedWords(c *clusters) []clustered {
	words := slices.DeleteFunc(slices.Clone(c.table), func(w clustered) bool { return w.fine == 0 })
	slices.SortFunc(words, func(a, b clustered) int { return int(int64(a.hash) - int64(b.hash)) })
	return words
}

// A character of Chinese has a class beside that of the word it stands in.
func TestClustersOfCharacters(t *testing.T) {
	c := learnClusters(corpus.Chinese, func(yield func([]string) bool) {
		for range 10 {
			if !yield([]string{"我们", "住在", "北京", "ABC"}) {
				return
			}
		}
	})
	d := document("x", "北京 abc", corpus.Chinese)
	us := characters(nil, nil, d.Article.Text, d.Sentences[0])
	c.note(us, corpus.Chinese)
	if len(us) != 3 || us[0].cluster.fine == 0 || us[1].cluster != us[0].cluster || us[1].sign.fine == 0 || us[2].sign.fine == 0 {
		t.Errorf("units %+v", us)
	}
}

func TestTrainWithRawText(t *testing.T) {
	var files [2]bytes.Buffer
	for i := range files {
		m, err := Train(context.Background(), corpus.English, []graph.Class{graph.Person, graph.Company}, toys(), Options{Bits: 14, Raw: rawText(50)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.WriteTo(&files[i]); err != nil {
			t.Fatal(err)
		}
		back, err := ReadModel(bytes.NewReader(files[i].Bytes()))
		if err != nil || back.words.len() == 0 || back.words.len() != m.words.len() {
			t.Errorf("%d classed words came back, %v", back.words.len(), err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("the same text gave two models")
	}
}
